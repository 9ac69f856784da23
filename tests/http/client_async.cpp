// The client of a request that is answered later, face to face with the service.

#include <chrono>
#include <fhirops/http/async.hpp>
#include <fhirops/http/client_async.hpp>
#include <fhirops/http/service.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/http.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;
using std::chrono::seconds;
using std::chrono::sys_seconds;

namespace {

const http::client_options desk{
    .base = "https://desk.example/fhir",
    .headers = {{"Authorization", "Bearer 1"}, {"Prefer", "respond-async"}, {"X-Trace", "2"}, {"Content-Type", "text/plain"}}};

std::string shown(const result<http::client_request>& request) {
  if (!request) return to_string(request.issues()[0]);
  std::string all = request->method + ' ' + request->url;
  for (const auto& [name, value] : request->headers) all += "; " + name + ": " + value;
  return all + (request->body.empty() ? "" : " and a body");
}
std::string reported(const http::reply_head& reply) {
  constexpr std::string_view kinds[] = {"answered", "accepted", "later", "refused", "unreadable"};
  std::string all = std::string(kinds[static_cast<std::size_t>(reply.kind)]) + ' ' + std::to_string(reply.status);
  for (const issue& each : reply.found) all += "; " + to_string(each);
  return all;
}

// One user's one request.
struct one_job {
  mutable std::optional<http::async_request> asked{};
  mutable http::async_job state{};
  mutable bool there = false;
};
struct jobs {
  const one_job* kept;
  result<std::string> start(http::async_request asked, http::host_value) const {
    kept->state = {.user = asked.user, .progress = "waiting"};
    kept->asked = std::move(asked);
    kept->there = true;
    return std::string("7f");
  }
  result<http::async_job> find(std::string_view, const http::user&, http::host_value) const {
    if (!kept->there) return issues{{.code = issue_type::not_found, .text = "none"}};
    return kept->state;
  }
  issues cancel(std::string_view, const http::user&, http::host_value) const {
    kept->there = false;
    return {};
  }
};
auto make(const one_job& kept) {
  return http::async_service(
      http::service(test::server(), http::on<test::Find>(
                                        [](const test::Find::Request& asked, const http::call&) -> result<test::Find::Response> {
                                          if (asked.text == "nothing")
                                            return issues{{.code = issue_type::not_found, .text = "there is no report 7"}};
                                          return test::Find::Response{asked.text + '!', {}};
                                        },
                                        http::async_mode::can)),
      jobs{&kept});
}

// From one end to the other.
template <class Service>
struct wire {
  const Service& service;
  std::vector<std::string> seen{};

  test::reply send(const http::client_request& sent) {
    std::vector<http::header> headers;
    for (const auto& each : sent.headers) headers.push_back({each.name, each.value});
    REQUIRE(sent.url.starts_with("https://desk.example/fhir"));
    const std::string target = sent.url.substr(25);
    seen.push_back(sent.method + ' ' + target);
    return test::read(service({sent.method, target, headers, sent.body}, http::user{"anna"}));
  }
};

// The views of a reply's headers live as long as it does.
http::received received(const test::reply& reply, std::vector<http::header>& headers) {
  for (const auto& each : reply.headers) headers.push_back({each.name, each.value});
  return {.status = reply.status, .headers = headers, .body = reply.text};
}
http::reply<test::Find> status(const http::reply_head& before, const test::reply& got) {
  std::vector<http::header> headers;
  return http::read_status_reply<test::Find>(desk, before, received(got, headers));
}
http::reply<test::Find> first(const test::reply& got) {
  std::vector<http::header> headers;
  return http::read_reply<test::Find>(desk, received(got, headers));
}
http::reply_head accepted_at(std::string_view location) {
  const std::vector<http::header> headers{{"Content-Location", location}};
  return http::read_reply<test::Find>(desk, {.status = 202, .headers = headers});
}

}  // namespace

TEST_CASE("client_async: client and service, from the kick-off to the answer", "[http][client][async]") {
  const one_job kept;
  const auto service = make(kept);
  wire<decltype(service)> line{service};
  const auto kick_off = http::to_request<test::Find>(desk, {.text = "a"}, {.type = "Patient"});
  REQUIRE(kick_off);
  auto reply = first(line.send(*kick_off));
  CHECK(reported(reply).starts_with("accepted 202; information informational: the request was accepted"));
  CHECK(reply.location == "https://desk.example/fhir/async/7f");
  CHECK(http::wait_of(reply, {}) == seconds(5));

  kept.state.progress = "2 of 3";
  kept.state.ask_after = seconds(30);
  reply = status(reply, line.send(*http::to_status_request(desk, reply)));
  CHECK(reported(reply) ==
        "accepted 202; information informational: the request is not answered yet, 2 of 3: ask again in 30 "
        "seconds");
  CHECK(reply.progress == "2 of 3");
  CHECK(reply.location == "https://desk.example/fhir/async/7f");
  CHECK(http::wait_of(reply, {}) == seconds(30));

  kept.state.since_asked = std::chrono::milliseconds(1);
  reply = status(reply, line.send(*http::to_status_request(desk, reply)));
  CHECK(reported(reply) == "later 429; error throttled: this request is asked for too often: ask again in 1 second");
  CHECK(reply.location == "https://desk.example/fhir/async/7f");
  CHECK(http::wait_of(reply, {}) == seconds(1));

  kept.state.answer = service.perform(*kept.asked);
  reply = status(reply, line.send(*http::to_status_request(desk, reply)));
  CHECK(reported(reply) == "answered 200");
  REQUIRE(reply);
  CHECK(reply.answer->found == "a!");
  CHECK(line.seen == std::vector<std::string>{"GET /Patient/$find?text=a", "GET /async/7f", "GET /async/7f", "GET /async/7f"});
}

TEST_CASE("client_async: a refusal by the operation, and a refusal of the status request", "[http][client][async]") {
  const one_job kept;
  const auto service = make(kept);
  wire<decltype(service)> line{service};
  const auto accepted = first(line.send(*http::to_request<test::Find>(desk, {.text = "nothing"}, {.type = "Patient"})));
  kept.state.answer = service.perform(*kept.asked);
  CHECK(reported(status(accepted, line.send(*http::to_status_request(desk, accepted)))) ==
        "refused 422; error not-found: there is no report 7");
  const auto cancel = http::to_cancel_request(desk, accepted);
  CHECK(shown(cancel) ==
        "DELETE https://desk.example/fhir/async/7f; Authorization: Bearer 1; X-Trace: 2; Accept: "
        "application/fhir+json");
  CHECK(line.send(*cancel).status == 202);
  const auto gone = status(accepted, line.send(*http::to_status_request(desk, accepted)));
  CHECK(reported(gone) ==
        "refused 404; error not-found: you have no request \"7f\" that is answered later: it was never "
        "accepted, it was cancelled, or its answer is no longer kept");
}

TEST_CASE("client_async: the next request has the client's headers, but gives no token away", "[http][client][async]") {
  CHECK(shown(http::to_status_request(desk, accepted_at("https://desk.example/poll?id=1"))) ==
        "GET https://desk.example/poll?id=1; Authorization: Bearer 1; X-Trace: 2; Accept: "
        "application/fhir+json");
  http::client_options client = desk;
  client.headers = {{"authorization", "1"}, {"COOKIE", "2"}, {"Proxy-Authorization", "3"}, {"accept", "application/json"}};
  for (const std::string_view elsewhere :
       {"https://evil.example/poll", "http://desk.example/poll", "https://desk.example:444/poll",
        "https://desk.example.evil/poll", "//evil.example/poll", "https://desk.example@evil.example/poll"}) {
    CAPTURE(elsewhere);
    const std::string sent = shown(http::to_status_request(client, accepted_at(elsewhere)));
    CHECK(sent.ends_with("/poll; accept: application/json"));
  }
  CHECK(shown(http::to_status_request(desk, {})) ==
        "error value: the reply has no location where the request could be asked for: only one that is "
        "accepted, with a Content-Location, has one");
  for (const std::string_view wrong : {"javascript:alert(1)", "file:///etc/passwd", "", "https://", "https://desk.example/a b"}) {
    CAPTURE(wrong);
    CHECK_FALSE(http::to_status_request(desk, accepted_at(wrong)));
  }
  client.headers = {{"X", "a\r\nb"}};
  CHECK(shown(http::to_cancel_request(client, accepted_at("/poll")))
            .starts_with("error value: the value of the header \"X\" has a line break"));
}

TEST_CASE("client_async: the location is kept until the server names another", "[http][client][async]") {
  const auto before = accepted_at("https://other.example/poll/1");
  const auto read = [&before](int code, const std::vector<http::header>& headers) {
    return http::read_status_reply<test::Find>(desk, before, {.status = code, .headers = headers});
  };
  for (const int code : {202, 429, 503}) {
    CAPTURE(code);
    const auto same = read(code, {});
    CHECK(same.location == "https://other.example/poll/1");
    CHECK(same.location_is_elsewhere);
    CHECK(same.found.size() == (code == 202 ? 0U : 1U));
  }
  // A relative one is of the server that was asked.
  for (const auto& [location, url] : {std::pair<std::string_view, std::string_view>{"/poll/2", "https://other.example/poll/2"},
                                      {"2", "https://other.example/poll/2"},
                                      {"//third.example/2", "https://third.example/2"}}) {
    const auto moved = read(202, {{"Content-Location", location}});
    CHECK(moved.location == url);
    CHECK(moved.location_is_elsewhere);
  }
  const auto back = read(202, {{"Content-Location", "https://desk.example/poll/2"}});
  CHECK(back.location == "https://desk.example/poll/2");
  CHECK_FALSE(back.location_is_elsewhere);
  // A useless one is warned of.
  const auto useless = read(202, {{"Content-Location", "ftp://x"}});
  CHECK(useless.location == "https://other.example/poll/1");
  CHECK(reported(useless) ==
        "accepted 202; warning processing: the Content-Location \"ftp://x\" is not a URL of http or https: "
        "it is ignored");
  CHECK(read(500, {}).location.empty());
}

TEST_CASE("client_async: how long to wait, within reason", "[http][client][async]") {
  const auto wait = [](std::string_view retry, sys_seconds now = {}) {
    const std::vector<http::header> headers{{"Retry-After", retry}};
    return http::wait_of(http::read_reply<test::Find>(desk, {.status = 202, .headers = headers}), now);
  };
  CHECK(wait("120") == seconds(120));
  CHECK(wait("0") == seconds(1));
  CHECK(wait("999999999") == seconds(3600));
  CHECK(wait("soon") == seconds(5));
  CHECK(wait("-5") == seconds(5));
  CHECK(wait("Thu, 01 Jan 1970 00:01:40 GMT", sys_seconds(seconds(40))) == seconds(60));
  CHECK(wait("Thu, 01 Jan 1970 00:01:40 GMT", sys_seconds(seconds(400))) == seconds(1));
  http::reply_head none;
  CHECK(http::wait_of(none, {}, seconds(20)) == seconds(20));
  CHECK(http::wait_of(none, {}, seconds(20), seconds(10)) == seconds(10));
}
