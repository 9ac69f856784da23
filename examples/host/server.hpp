#pragma once
// HTTP in front of the service: who asks, what may be sent, and how answers are streamed.

#include <httplib.h>
#include <sys/socket.h>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <exception>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/message.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "../store/store.hpp"
#include "connection.hpp"
#include "connections.hpp"
#include "log.hpp"
#include "page.hpp"
#include "request_head.hpp"
#include "tokens.hpp"

namespace host {

namespace http = fhirops::http;

// A refusal's text.
inline std::string outcome(fhirops::issue_type code, std::string_view text) {
  fhirops::issues found;
  found.push_back({fhirops::issue_severity::error, code, std::string(text), {}, {}});
  return fhirops::to_json(fhirops::to_outcome(found));
}

class server final : public httplib::Server {
 public:
  using service = std::function<http::response(const http::request&, http::user)>;

  // `base` is the path of the FHIR service, such as `/fhir`.
  server(service answer, store::job_store& store, log& to, limits allowed, std::string base)
      : answer_(std::move(answer)),
        store_(store),
        log_(to),
        limits_(allowed),
        base_(std::move(base)),
        salt_(random_token()) {
    new_task_queue = [this] {
      return new connection_threads(limits_.connections, [this] {
        if (!stopping_) return;
        if (const std::size_t cut = open_.stop(limits_.grace); cut > 0)
          log_.line("event=cut answers=" + std::to_string(cut));
      });
    };
    set_payload_max_length(limits_.body_bytes);
    // Another program must not be able to listen at the same port, as SO_REUSEPORT would allow.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& to_client) {
      return guarded(to_client, [&] { return before_body(to_client); }) ? HandlerResponse::Handled
                                                                        : HandlerResponse::Unhandled;
    });
    Post("/",
         [this](const httplib::Request&, httplib::Response& to_client, const httplib::ContentReader& read) {
           guarded(to_client, [&] { return with_body(to_client, read); });
         });
    set_post_routing_handler(
        [this](const httplib::Request&, httplib::Response& to_client) { complete(to_client); });
    set_error_handler(HandlerWithResponse([this](const httplib::Request&, httplib::Response& to_client) {
      // One that httplib itself refuses.
      if (!current->answered)
        refuse(to_client, to_client.status, fhirops::issue_type::processing, "the request cannot be read");
      return HandlerResponse::Handled;
    }));
  }

  // Binds; returns the port, or nothing.
  std::optional<int> bind(const std::string& address, int port) {
    if (port == 0)
      port = bind_to_any_port(address);
    else if (!bind_to_port(address, port))
      return std::nullopt;
    if (port <= 0) return std::nullopt;
    ::listen(svr_sock_, 511);  // httplib's own backlog is 5
    return port;
  }

  // By another thread: takes no more connections, and lets `listen_after_bind` return when the answers that
  // are under way have been sent. (httplib's `stop` would cut them.) Once more: at once.
  void stop_gracefully() {
    if (stopping_.exchange(true)) return open_.hurry();
    ::shutdown(svr_sock_, SHUT_RDWR);
  }
  [[nodiscard]] bool stopping() const { return stopping_; }

 private:
  // A request that is being answered, and what is to be told of it.
  struct exchange {
    connection& with;
    request_head head;
    std::string user;
    int status = 0;
    bool answered = false;
    bool close = false;      // after the answer
    std::string_view cut{};  // by whom the answer was cut
    std::string error;
  };
  static inline thread_local exchange* current = nullptr;

  bool process_and_close_socket(socket_t socket) override {
    connection client(socket, limits_);
    if (connection_threads::overloaded) {
      refuse_plainly(client, {}, {503, "there are too many connections: try again in a moment"});
      log_.line("event=refused reason=connections");
      ::shutdown(socket, SHUT_WR);
      return false;
    }
    if (!open_.add(client)) return false;
    bool finish = true;
    while (client.await_request()) {
      const auto began = connection::clock::now();
      const std::size_t before = client.written();
      exchange now{client, {}, {}, 0, false, false, {}, {}};
      const auto wrong = client.receive_head(now.head);
      if (wrong) {
        now.status = wrong->status;
        refuse_plainly(client, now.head.method, *wrong);
      } else if (now.head.text.empty() || !open_.begin_answer(client)) {
        break;
      } else {
        answer_with_httplib(now);
        if (!now.cut.empty()) client.abort();
        finish = now.cut.empty();
      }
      tell(now, client.written() - before, connection::clock::now() - began);
      if (wrong || !open_.end_answer(client) || now.close || !now.cut.empty()) break;
    }
    if (finish) client.finish();
    open_.remove(client);
    return true;
  }

  void answer_with_httplib(exchange& now) {
    current = &now;
    now.close = now.head.close || now.head.chunked;
    bool closed = false;
    try {
      const bool whole = process_request(now.with, false, closed, nullptr);
      if (!whole && now.cut.empty()) now.cut = "client";
    } catch (const std::exception& failure) {
      now.cut = "host";
      now.error = failure.what();
    }
    if (now.with.broken()) now.cut = "client";
    now.close = now.close || closed;
    current = nullptr;
  }

  // What the store or the library throws becomes a refusal. Whether the response is made.
  template <class F>
  bool guarded(httplib::Response& to_client, F&& f) {
    try {
      return f();
    } catch (const store::unavailable& failure) {
      current->error = failure.what();
      refuse(to_client, 503, fhirops::issue_type::transient,
             "the database cannot be reached: try again in a moment");
      to_client.set_header("Retry-After", "5");
    } catch (const std::exception& failure) {
      current->error = failure.what();
      refuse(to_client, 500, fhirops::issue_type::exception,
             "the server failed; what happened stands in its log");
    }
    return true;
  }

  // All but the body has been read. Returns whether the response is made without it.
  bool before_body(httplib::Response& to_client) {
    exchange& now = *current;
    const request_head& head = now.head;
    const bool reads = head.method == "GET" || head.method == "HEAD";
    // A body that is not read would be taken for the next request.
    now.close = now.close || head.has_body();

    const std::string_view path = head.target.substr(0, head.target.find('?'));
    if (!path.starts_with(base_) ||
        (path.size() > base_.size() && path[base_.size()] != '/' && !base_.empty()) ||
        (base_.empty() && is_page(path)))
      return beside_service(path, reads, to_client);
    const std::string_view below = path.substr(base_.size());
    std::string_view why_not;
    if (below != "/metadata") why_not = authenticate();
    if (!why_not.empty()) {
      refuse(to_client, 401, fhirops::issue_type::login, why_not);
      to_client.set_header("WWW-Authenticate", "Bearer realm=\"fhir\", error=\"invalid_token\"");
      return true;
    }
    if (reads && head.has_body()) {
      refuse(to_client, 400, fhirops::issue_type::structure, "this method has no body: send a POST");
      return true;
    }
    if (head.method == "POST" && head.has_body() && !now.user.empty()) {
      if (head.length <= limits_.body_bytes) return false;
      return too_long(to_client);
    }
    respond(to_client, call({}));
    return true;
  }

  bool with_body(httplib::Response& to_client, const httplib::ContentReader& read) {
    exchange& now = *current;
    std::string body;
    bool too_much = false;
    const bool whole = read([&](const char* bytes, std::size_t size) {
      too_much = body.size() + size > limits_.body_bytes;
      if (!too_much) body.append(bytes, size);
      return !too_much;
    });
    if (too_much) return too_long(to_client);
    if (!whole) {
      refuse(to_client, 408, fhirops::issue_type::timeout, "the body did not come whole, or not in time");
      return true;
    }
    now.close = now.head.close || now.head.chunked;
    respond(to_client, call(body));
    return true;
  }

  bool too_long(httplib::Response& to_client) {
    refuse(to_client, 413, fhirops::issue_type::too_long,
           "the body is longer than the " + std::to_string(limits_.body_bytes) +
               " bytes that this server reads");
    return true;
  }

  http::response call(std::string_view body) {
    const request_head& head = current->head;
    return answer_({head.method, head.target.substr(base_.size()), head.headers, body},
                   http::user{current->user});
  }

  // Who sends the request, by the token of its one Authorization header alone. Returns what is wrong with it;
  // without one, it is nobody.
  std::string_view authenticate() {
    const http::header* found = nullptr;
    for (const http::header& each : current->head.headers) {
      if (!detail::same_letters(each.name, "authorization")) continue;
      if (found != nullptr) return "there is more than one Authorization header: send one";
      found = &each;
    }
    if (found == nullptr) return {};
    const auto token = bearer_token(found->value);
    if (!token) return "the Authorization header must be the word Bearer and a token";
    auto user = user_of(store_, *token);
    if (!user) return "the access token is unknown, or has expired";
    current->user = *std::move(user);
    return {};
  }

  // The page, and whether the host is well.
  bool beside_service(std::string_view path, bool reads, httplib::Response& to_client) {
    const bool health = path == "/health";
    const page_file* const file = page_at(path);
    if (!health && file == nullptr) {
      refuse(to_client, 404, fhirops::issue_type::not_found,
             "there is nothing here: the FHIR service is at " + (base_.empty() ? "/" : base_));
      return true;
    }
    if (!reads) {
      refuse(to_client, 405, fhirops::issue_type::not_supported, "this can be read alone: send a GET");
      to_client.set_header("Allow", "GET, HEAD");
      return true;
    }
    if (health) store_.check();
    http::response answer;
    answer.headers = {{"Content-Type", std::string(health ? "text/plain; charset=utf-8" : file->type)},
                      {"Cache-Control", health ? "no-store" : "no-cache"}};
    const std::string content = health ? "ok\n" : told_of_service(file->content);
    answer.content_length = content.size();
    if (current->head.method != "HEAD") answer.content = http::body(content);
    respond(to_client, std::move(answer));
    if (!health) {
      to_client.set_header(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
          " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
      to_client.set_header("Referrer-Policy", "no-referrer");
    }
    return true;
  }
  // The page finds the service at `data-service`, relative to itself, so that both may be below any path.
  std::string told_of_service(std::string_view content) const {
    constexpr std::string_view placeholder = R"(data-service="fhir")";
    std::string told(content);
    if (const std::size_t at = told.find(placeholder); at != std::string::npos)
      told.replace(at, placeholder.size(), "data-service=\"." + base_ + '"');
    return told;
  }
  static const page_file* page_at(std::string_view path) {
    for (const page_file& each : page_files())
      if (each.path == path) return &each;
    return nullptr;
  }
  static bool is_page(std::string_view path) { return page_at(path) != nullptr || path == "/health"; }

  // The first piece is pulled before the status is sent: a store that fails so early gets the status it
  // deserves. What fails later breaks the connection off.
  void respond(httplib::Response& to_client, http::response answer) {
    exchange& now = *current;
    std::string first;
    std::shared_ptr<http::body> rest;
    if (now.head.method != "HEAD") {
      if (answer.content_length) {
        first = answer.content.rest();
      } else {
        rest = std::make_shared<http::body>(std::move(answer.content));
        first = rest->next();
        if (rest->failed()) throw std::runtime_error("the answer failed at its beginning");
        // A short one has a length.
        if (first.size() < whole_piece && rest->next().empty() && !rest->failed()) rest.reset();
      }
    }
    to_client.status = now.status = answer.status;
    now.answered = true;
    std::string type = "application/fhir+json";
    for (http::response_header& each : answer.headers) {
      if (detail::same_letters(each.name, "content-type"))
        type = std::move(each.value);
      else
        to_client.set_header(each.name, each.value);
    }
    if (now.head.method == "HEAD") {
      if (!answer.content_length) {
        to_client.set_chunked_content_provider(type, [](std::size_t, httplib::DataSink&) { return false; });
      } else if (*answer.content_length > 0) {
        to_client.set_header("Content-Type", type);
        to_client.set_header("Content-Length", std::to_string(*answer.content_length));
      }
    } else if (rest) {
      stream(to_client, type, std::move(first), std::move(rest));
    } else if (!first.empty()) {
      to_client.set_header("Content-Type", type);
      to_client.body = std::move(first);
    }
  }

  void stream(httplib::Response& to_client, const std::string& type, std::string first,
              std::shared_ptr<http::body> rest) {
    const auto next = [first = std::move(first), rest = std::move(rest)](std::size_t offset, httplib::DataSink& out) {
      try {
        const std::string_view piece = offset == 0 ? std::string_view(first) : rest->next();
        if (rest->failed()) throw std::runtime_error("the answer failed");
        if (piece.empty())
          out.done();
        else
          out.write(piece.data(), piece.size());
        return true;
      } catch (const std::exception& failure) {
        current->cut = "store";
        current->error = failure.what();
        return false;
      }
    };
    // Of HTTP/1.0, an answer of unknown length ends with the connection.
    if (current->head.http_1_0) {
      current->close = true;
      to_client.set_content_provider(type, next);
    } else {
      to_client.set_chunked_content_provider(type, next);
    }
  }

  void refuse(httplib::Response& to_client, int status, fhirops::issue_type code, std::string_view why) {
    http::response answer;
    answer.status = status;
    std::string text = outcome(code, why);
    answer.content_length = text.size();
    if (current->head.method != "HEAD") answer.content = http::body(std::move(text));
    to_client.headers.clear();
    answer.headers = {{"Content-Type", "application/fhir+json; charset=utf-8"},
                      {"Cache-Control", "no-store"}};
    respond(to_client, std::move(answer));
  }

  // Before httplib has seen anything of the request. The connection ends.
  static void refuse_plainly(connection& client, std::string_view method, const refused& why) {
    const std::string text =
        outcome(why.status == 503 ? fhirops::issue_type::throttled : fhirops::issue_type::structure, why.why);
    std::string answer =
        "HTTP/1.1 " + std::to_string(why.status) + ' ' + std::string(reason(why.status)) +
        "\r\nDate: " + date() +
        "\r\nContent-Type: application/fhir+json; charset=utf-8\r\nCache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\nConnection: close\r\n";
    if (why.status == 503) answer += "Retry-After: 1\r\n";
    answer += "Content-Length: " + std::to_string(text.size()) + "\r\n\r\n";
    if (method != "HEAD") answer += text;
    client.write(answer.data(), answer.size());
  }
  static std::string_view reason(int status) {
    switch (status) {
      case 408:
        return "Request Timeout";
      case 414:
        return "URI Too Long";
      case 417:
        return "Expectation Failed";
      case 431:
        return "Request Header Fields Too Large";
      case 501:
        return "Not Implemented";
      case 503:
        return "Service Unavailable";
      case 505:
        return "HTTP Version Not Supported";
      default:
        return "Bad Request";
    }
  }

  // The headers that all answers have.
  void complete(httplib::Response& to_client) {
    exchange& now = *current;
    now.status = to_client.status;
    to_client.headers.erase("Keep-Alive");
    to_client.headers.erase("Accept-Ranges");
    if (to_client.status == 204) to_client.headers.erase("Content-Length");
    if (to_client.headers.count("X-Content-Type-Options") == 0)
      to_client.set_header("X-Content-Type-Options", "nosniff");
    to_client.set_header("Date", date());
    if (now.close || stopping_) {
      now.close = true;
      to_client.headers.erase("Connection");
      to_client.set_header("Connection", "close");
    }
  }
  static std::string date() {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[40];
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
  }

  // One line a request. The user is told by a hash that is another one each time the host is started.
  void tell(const exchange& of, std::size_t bytes, connection::clock::duration took) {
    std::string line =
        "method=" + (of.head.method.empty() ? "-" : for_log(of.head.method)) + " path=" +
        (of.head.target.empty() ? "-" : for_log(of.head.target.substr(0, of.head.target.find('?')))) +
        " status=" + std::to_string(of.status) + " bytes=" + std::to_string(bytes) +
        " ms=" + std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()) +
        " user=" + (of.user.empty() ? "-" : sha256(salt_ + of.user).substr(0, 12));
    if (!of.cut.empty()) line += " cut=" + std::string(of.cut);
    if (!of.error.empty()) line += " error=" + for_log(of.error);
    log_.line(line);
  }

  static constexpr std::size_t whole_piece = 65536;  // what json_chunks gives at a time

  service answer_;
  store::job_store& store_;
  log& log_;
  limits limits_;
  std::string base_;
  std::string salt_;
  open_connections open_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace host
