// docs/how-to/http.md: an operation served by cpp-httplib, the whole program.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <httplib.h>

#include <exception>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "hba1c_goal.hpp"

namespace http = fhirops::http;

// Who has this token. Yours asks a table of hashes, or checks a signature.
std::optional<std::string> user_of(std::string_view authorization) {
  if (authorization == "Bearer 2a7c") return "dr-jensen";
  return std::nullopt;
}

template <class Service>
void serve(const Service& service, const httplib::Request& from, httplib::Response& to) {
  std::vector<http::header> headers;
  for (const auto& [name, value] : from.headers) headers.push_back({name, value});
  const std::string_view target = std::string_view(from.target).substr(std::string_view("/fhir").size());
  const http::request asked{from.method, target, headers, from.body};

  // By the one token that was sent.
  const std::string authorization = from.get_header_value("Authorization");
  const auto user = from.get_header_value_count("Authorization") == 1 ? user_of(authorization) : std::nullopt;
  http::response answer = [&]() -> http::response {
    if (from.is_multipart_form_data())  // which httplib has taken apart
      return service.refuse(asked, {415, {{.code = fhirops::issue_type::not_supported, .text = "send JSON"}}});
    if (from.has_header("Authorization") && !user)
      return service.refuse(asked, {401, {{.code = fhirops::issue_type::unknown, .text = "this token is nobody's"}}});
    try {
      return service(asked, user ? http::user{*user} : http::nobody);
    } catch (const std::exception& failure) {  // of a function that answers: for the log, not for the client
      std::cerr << failure.what() << '\n';
      return service.refuse(asked, {500, {{.code = fhirops::issue_type::exception, .text = "this server failed"}}});
    }
  }();

  to.status = answer.status;
  std::string type;
  for (const http::response_header& each : answer.headers)
    if (each.name == "Content-Type")
      type = each.value;
    else
      to.set_header(each.name, each.value);
  if (from.method == "HEAD" && answer.content_length) {
    to.set_header("Content-Type", type);
    to.set_header("Content-Length", std::to_string(*answer.content_length));
  } else if (answer.content_length) {
    to.set_content(answer.content.rest(), type);
  } else if (answer.status != 204) {
    const auto content = std::make_shared<http::body>(std::move(answer.content));
    // False closes the connection without the last chunk: the client can tell that this is not the whole answer.
    to.set_chunked_content_provider(type, [content](std::size_t, httplib::DataSink& sink) {
      try {
        const std::string_view piece = content->next();
        if (content->failed()) return false;
        if (piece.empty())
          sink.done();
        else
          sink.write(piece.data(), piece.size());
        return true;
      } catch (const std::exception& failure) {  // of a range
        std::cerr << failure.what() << '\n';
        return false;
      }
    });
  }
}

int main(int argc, char** argv) {
  const http::service service(
      http::options{.software = "clinic", .date = "2026-11-24", .max_body = 1U << 20U},
      http::on<clinic::Hba1cGoal>([](const clinic::Asked& asked, const http::call&) { return clinic::answer(asked); }));

  httplib::Server server;
  server.set_payload_max_length(service.options().max_body);
  server.set_read_timeout(10);
  server.set_write_timeout(10);
  const auto handler = [&service](const httplib::Request& from, httplib::Response& to) { serve(service, from, to); };
  const std::string below_base = "/fhir/.*";
  server.Get(below_base, handler);  // HEAD, too
  server.Post(below_base, handler);
  server.Options(below_base, handler);
  server.Put(below_base, handler);
  server.Patch(below_base, handler);
  server.Delete(below_base, handler);
  server.set_post_routing_handler([](const httplib::Request&, httplib::Response& to) {
    if (to.status == 204) to.headers.erase("Content-Length");  // httplib's own
  });

  if (argc > 1) return server.listen("127.0.0.1", std::stoi(argv[1])) ? 0 : 1;
  // Without a port: one request to itself.
  const int port = server.bind_to_any_port("127.0.0.1");
  std::thread listening([&server] { server.listen_after_bind(); });
  httplib::Client client("127.0.0.1", port);
  client.set_default_headers({{"Authorization", "Bearer 2a7c"}});
  const auto answer = client.Get("/fhir/Patient/1/$hba1c-goal?value=58.5");
  const auto head = client.Head("/fhir/Patient/1/$hba1c-goal?value=58.5");
  const auto put = client.Put("/fhir/Patient/1/$hba1c-goal");
  server.stop();
  listening.join();
  if (!answer || !head || !put) return 1;
  std::cout << answer->status << ' ' << answer->body << '\n';
  const bool right = answer->status == 200 && head->status == 200 && head->body.empty() && put->status == 405 &&
                     head->get_header_value("Content-Length") == std::to_string(answer->body.size());
  return right ? 0 : 1;
}
