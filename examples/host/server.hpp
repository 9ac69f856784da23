#pragma once
// The HTTP server in front of the service: authenticates users, checks requests, and streams answers.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <exception>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/message.hpp>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../store/store.hpp"
#include "connection.hpp"
#include "connections.hpp"
#include "log.hpp"
#include "page.hpp"
#include "request_head.hpp"
#include "response_head.hpp"
#include "tokens.hpp"

namespace host {

namespace http = fhirops::http;

// The text of an OperationOutcome for a refusal.
inline std::string outcome(fhirops::issue_type code, std::string_view text) {
  fhirops::issues found;
  found.push_back({fhirops::issue_severity::error, code, std::string(text), {}, {}});
  return fhirops::to_json(fhirops::to_outcome(found));
}

// The answer if there is no thread, descriptor or memory to read a request. It is made in advance, so that sending it needs none
// of these.
inline std::string busy_answer() {
  const std::string text =
      outcome(fhirops::issue_type::throttled, "the server has more to do than it can: try again in a moment");
  const http::response_header headers[] = {{"Content-Type", "application/fhir+json; charset=utf-8"},
                                           {"Cache-Control", "no-store"},
                                           {"X-Content-Type-Options", "nosniff"},
                                           {"Retry-After", "1"}};
  return response_head(503, headers, framing::length, text.size(), {}, "close") + text;
}

class server {
 public:
  using clock = connection::clock;
  using service = std::function<http::response(const http::request&, http::user)>;

  // `base` is the path of the FHIR service, such as `/fhir`. Of paths, the log shows only `operations` and segments that contain
  // no secret. `now` is the clock; tests use their own.
  server(service answer, store::job_store& store, log& to, const limits& allowed, std::string base,
         std::span<const std::string_view> operations, connection::time_source now = &clock::now)
      : answer_(std::move(answer)),
        store_(store),
        log_(to),
        limits_(allowed),
        base_(std::move(base)),
        salt_(random_token()),
        now_(now),
        shown_in_log_(operations.begin(), operations.end()),
        open_(allowed.connections) {
    const auto types = fhirops::codes::resource_types.codes;
    shown_in_log_.insert(shown_in_log_.end(), types.begin(), types.end());
    shown_in_log_.insert(shown_in_log_.end(), {"metadata", "openapi.json", "health"});
    for (const page_file& each : page_files()) shown_in_log_.push_back(each.path.substr(1));
    for (std::string_view rest = base_; !rest.empty();) {
      rest.remove_prefix(1);
      shown_in_log_.push_back(rest.substr(0, rest.find('/')));
      rest.remove_prefix(shown_in_log_.back().size());
    }
  }

  // Answers the requests of a connection, one after another, until it ends, and closes the socket. May be called by any thread.
  void serve(int socket) noexcept {
    connection client(socket, limits_, now_);
    if (!open_.add(client)) return;
    try {
      converse(client);
    } catch (...) {
      // There is no memory, not even to say so.
      client.end_is_reset(client.written() > 0);
      if (client.written() == 0) client.write(busy_);
      log_.line("event=failed reason=memory");
    }
    open_.remove(client);
  }

  // Lets answers in progress complete, up to the grace period; accepts no more requests.
  void stop() {
    if (const std::size_t cut = open_.stop(limits_.grace); cut > 0) log_.line("event=cut answers=" + std::to_string(cut));
  }

  // The answer to clients that cannot be served.
  [[nodiscard]] std::string_view busy() const { return busy_; }

 private:
  // A request that is being answered, and what the log will say about it.
  struct exchange {
    connection& with;
    request_head head{};
    std::string user{};
    int status = 0;
    bool close = false;      // after the answer
    std::string_view cut{};  // who cut the answer off
    std::string error{};
  };
  // An answer whose first piece has been pulled.
  struct prepared {
    int status;
    std::vector<http::response_header> headers;
    std::optional<std::size_t> length;    // the length of the content; nothing if it comes in pieces
    std::unique_ptr<http::body> content;  // the remaining content
    std::string first;
  };

  void converse(connection& client) {
    while (client.await_request()) {
      const auto began = now_();
      const std::size_t before = client.written();
      exchange now{client};
      const auto wrong = client.receive_head(now.head);
      if ((now.head.text.empty() && !wrong) || !open_.begin_answer(client)) break;
      client.begin_answer();
      now.close = wrong || now.head.close || now.head.chunked;
      transmit(now, guarded(now, [&] { return prepare(now, wrong ? refusal(*wrong) : route(now)); }));
      log_request(now, client.written() - before, now_() - began);
      if (!now.cut.empty()) return;
      if (!open_.end_answer(client) || now.close) break;
    }
    client.finish();
  }

  // Turns exceptions of the store or the library into a refusal.
  template <class F>
  prepared guarded(exchange& now, F&& f) {
    try {
      return f();
    } catch (const store::unavailable& failure) {
      now.error = failure.what();
      http::response answer =
          refusal(503, fhirops::issue_type::transient, "the database cannot be reached: try again in a moment");
      answer.headers.push_back({"Retry-After", "5"});
      return prepare(now, std::move(answer));
    } catch (const std::bad_alloc&) {
      now.error = "out of memory";
      now.close = true;
      http::response answer = refusal(503, fhirops::issue_type::throttled, "the server is out of memory: try again in a moment");
      answer.headers.push_back({"Retry-After", "1"});
      return prepare(now, std::move(answer));
    } catch (const std::exception& failure) {
      now.error = failure.what();
      return prepare(now, refusal(500, fhirops::issue_type::exception, "the server failed: its log says what happened"));
    }
  }

  // Called after everything except the body has been read.
  http::response route(exchange& now) {
    const request_head& head = now.head;
    const bool reads = head.method == "GET" || head.method == "HEAD";
    // If the body were not read, it would be taken for the next request.
    now.close = now.close || head.has_body();

    const std::string_view path = head.target.substr(0, head.target.find('?'));
    if (!path.starts_with(base_) || (path.size() > base_.size() && path[base_.size()] != '/' && !base_.empty()) ||
        (base_.empty() && is_page(path)))
      return beside_service(path, now);
    const std::string_view below = path.substr(base_.size());
    std::string_view why_not;
    if (below != "/metadata" && below != "/openapi.json") why_not = authenticate(now);
    if (!why_not.empty()) {
      http::response answer = refusal(401, fhirops::issue_type::login, why_not);
      answer.headers.push_back({"WWW-Authenticate", "Bearer realm=\"fhir\", error=\"invalid_token\""});
      return answer;
    }
    if (reads && head.has_body())
      return refusal(400, fhirops::issue_type::structure, "this method must not have a body: send a POST");
    std::string body;
    if (head.method == "POST" && head.has_body() && !now.user.empty()) {
      if (head.length > limits_.body_bytes) return too_long();
      if (const auto wrong = now.with.receive_body(head, body)) return wrong->status == 413 ? too_long() : refusal(*wrong);
      now.with.begin_answer();
      now.close = head.close || head.chunked;
    }
    const auto late = [this, due = now_() + limits_.work, &client = now.with] { return client.stopped() || now_() >= due; };
    return answer_({.method = head.method,
                    .target = head.target.substr(base_.size()),
                    .headers = head.headers,
                    .body = body,
                    .stop = fhirops::stop_condition(late)},
                   http::user{now.user});
  }

  // Determines the user by the token of the only Authorization header. Returns what is wrong with the header, if anything;
  // without one, the user is nobody.
  std::string_view authenticate(exchange& now) {
    const sender found = sender_of(now.head.headers);
    if (found.token.empty()) return found.why_not;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    auto user = user_of(store_, found.token, seconds.count());
    if (!user) return "the access token is unknown, or has expired";
    now.user = *std::move(user);
    return {};
  }

  // The page, and the health check.
  http::response beside_service(std::string_view path, const exchange& now) {
    const bool health = path == "/health";
    const page_file* const file = page_at(path);
    if (!health && file == nullptr)
      return refusal(404, fhirops::issue_type::not_found,
                     "this path is not one of the server: the FHIR service is at " + (base_.empty() ? "/" : base_));
    if (now.head.method != "GET" && now.head.method != "HEAD") {
      http::response answer = refusal(405, fhirops::issue_type::not_supported, "this can only be read: send a GET");
      answer.headers.push_back({"Allow", "GET, HEAD"});
      return answer;
    }
    if (health) store_.check();
    http::response answer;
    answer.headers = {{"Content-Type", std::string(health ? "text/plain; charset=utf-8" : file->type)},
                      {"Cache-Control", health ? "no-store" : "no-cache"},
                      {"X-Content-Type-Options", "nosniff"}};
    if (!health) {
      answer.headers.push_back({"Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src "
                                "'self'; img-src 'self' data:;"
                                " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"});
      answer.headers.push_back({"Referrer-Policy", "no-referrer"});
    }
    set_content(answer, health ? "ok\n" : with_service_url(file->content));
    return answer;
  }
  // The page finds the service at `data-service`, relative to itself, so that both may be below any path.
  std::string with_service_url(std::string_view content) const {
    constexpr std::string_view placeholder = R"(data-service="fhir")";
    std::string page(content);
    if (const std::size_t at = page.find(placeholder); at != std::string::npos)
      page.replace(at, placeholder.size(), "data-service=\"." + base_ + '"');
    return page;
  }
  static const page_file* page_at(std::string_view path) {
    for (const page_file& each : page_files())
      if (each.path == path) return &each;
    return nullptr;
  }
  static bool is_page(std::string_view path) { return page_at(path) != nullptr || path == "/health"; }

  static void set_content(http::response& answer, std::string text) {
    answer.content_length = text.size();
    answer.content = http::body(std::move(text));
  }
  static http::response refusal(int status, fhirops::issue_type code, std::string_view why) {
    http::response answer;
    answer.status = status;
    answer.headers = {{"Content-Type", "application/fhir+json; charset=utf-8"},
                      {"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"}};
    set_content(answer, outcome(code, why));
    return answer;
  }
  static http::response refusal(const refused& why) {
    const auto code = why.status == 408 ? fhirops::issue_type::timeout : fhirops::issue_type::structure;
    return refusal(why.status, code, why.why);
  }
  http::response too_long() const {
    return refusal(413, fhirops::issue_type::too_long,
                   "the body is too long: this server reads at most " + std::to_string(limits_.body_bytes) + " bytes");
  }

  // Pulls the first piece before the status is sent, so that a store that fails early gets the right status. A later failure
  // breaks the connection off.
  static prepared prepare(const exchange& now, http::response answer) {
    prepared made{answer.status,
                  std::move(answer.headers),
                  answer.content_length,
                  std::make_unique<http::body>(std::move(answer.content)),
                  {}};
    if (now.head.method == "HEAD") return made;
    http::body& content = *made.content;
    if (made.length) {
      made.first = content.rest();
      return made;
    }
    made.first = content.next();
    if (content.failed()) throw std::runtime_error("the answer failed at its beginning");
    if (made.first.size() >= whole_piece) return made;
    // A short answer has a length.
    const std::string_view second = content.next();
    made.first += second;
    if (second.empty() && !content.failed()) made.length = made.first.size();
    return made;
  }

  void transmit(exchange& now, prepared made) {
    connection& client = now.with;
    now.status = made.status;
    framing how = framing::length;
    if (made.status == 204)
      how = framing::none;
    else if (!made.length)
      // In HTTP/1.0, an answer of unknown length ends with the connection.
      how = now.head.http_1_0 ? framing::end_of_connection : framing::chunks;
    now.close = now.close || how == framing::end_of_connection;
    const std::string_view connection = now.close ? "close" : now.head.http_1_0 ? "keep-alive" : "";
    std::string text =
        response_head(made.status, made.headers, how, made.length.value_or(0), date_text(std::time(nullptr)), connection);
    const bool streamed = !made.length && now.head.method != "HEAD";
    // However it ends, an incomplete answer is recognizable: it has no last chunk or, if it has no chunks, it is reset.
    client.end_is_reset(true);
    if (!streamed) text += made.first;
    if (client.write(text, streamed) && (!streamed || stream(now, made, how))) client.end_is_reset(false);
    if (now.cut.empty() && client.broken()) now.cut = client.why_cut().empty() ? "client" : "host";
    if (now.error.empty()) now.error = client.why_cut();
    now.close = now.close || !now.cut.empty();
  }

  // Whether the client has received all of it.
  static bool stream(exchange& now, prepared& made, framing how) {
    connection& client = now.with;
    const auto send = [&](std::string_view piece) {
      if (how != framing::chunks) return client.write(piece);
      std::array<char, 20> size{};
      char* end = std::to_chars(size.data(), size.data() + 16, piece.size(), 16).ptr;
      *end++ = '\r';
      *end++ = '\n';
      return client.write({size.data(), end}, true) && client.write(piece, true) && client.write("\r\n");
    };
    try {
      http::body& content = *made.content;
      for (std::string_view piece = made.first; !piece.empty(); piece = content.next()) {
        if (!send(piece)) return false;
      }
      if (content.failed()) throw std::runtime_error("the answer failed");
    } catch (const std::exception& failure) {
      now.cut = "store";
      now.error = failure.what();
      return false;
    }
    return how != framing::chunks || client.write("0\r\n\r\n");
  }

  // One line per request. The user is shown as a hash, which is different after each start of the host.
  void log_request(const exchange& of, std::size_t bytes, clock::duration took) noexcept try {
    std::string line = "method=" + (is_method(of.head.method) ? std::string(of.head.method) : "-") +
                       " path=" + path_for_log(of.head.target, shown_in_log_) + " status=" + std::to_string(of.status) +
                       " bytes=" + std::to_string(bytes) +
                       " ms=" + std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()) +
                       " user=" + (of.user.empty() ? "-" : sha256(salt_ + of.user).substr(0, 12));
    if (!of.cut.empty()) line += " cut=" + std::string(of.cut);
    if (!of.error.empty()) line += " error=" + for_log(of.error);
    log_.line(line);
  } catch (...) {
    log_.line("event=not-logged reason=memory");
  }

  static constexpr std::size_t whole_piece = 65536;  // the size of the pieces of json_chunks

  service answer_;
  store::job_store& store_;
  log& log_;
  limits limits_;
  std::string base_;
  std::string salt_;
  connection::time_source now_;
  std::string busy_ = busy_answer();
  std::vector<std::string_view> shown_in_log_;
  open_connections open_;
};

}  // namespace host
