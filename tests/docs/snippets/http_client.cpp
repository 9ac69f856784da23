// docs/how-to/http-client.md: a call over HTTP, before any HTTP client is chosen.

#include <chrono>
#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/client.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expect.hpp"
#include "hba1c_goal.hpp"

namespace {

using namespace fhirops;

struct response_of_yours {
  int status = 200;
  std::vector<http::header> headers{};
  std::string body{};
  bool complete = true;
};
response_of_yours exchange(const http::client_request&) {
  return {.status = 200,
          .headers = {{"Content-Type", "application/fhir+json"}},
          .body = R"({"resourceType":"Parameters","parameter":[{"name":"reached","valueBoolean":false}]})"};
}

// Shows a reply, whatever the operation.
void show(const http::reply_head& reply) {
  for (const issue& each : reply.found) std::printf("%s\n", to_string(each).c_str());
  if (reply.kind == http::reply_kind::accepted) std::printf("ask at %s\n", reply.location.c_str());
  if (const std::optional<http::retry_time>& retry = reply.retry)
    std::printf("in %d seconds\n", static_cast<int>(retry->wait(std::chrono::sys_seconds()).count()));
}

}  // namespace

int main() {
  const http::client_options clinic_at{.base = "https://clinic.example/fhir", .headers = {{"Authorization", "Bearer 2a7c"}}};
  const result<http::client_request> sent =
      http::to_request<clinic::Hba1cGoal>(clinic_at, {.value = "58.5"}, http::called_on{.type = "Patient", .id = "1"});
  expect(sent.has_value(), "there is a request");
  std::printf("%s %s\n", sent->method.c_str(), sent->url.c_str());
  for (const auto& [name, value] : sent->headers) std::printf("%s: %s\n", name.c_str(), value.c_str());

  const auto nowhere = http::to_request<clinic::Hba1cGoal>(clinic_at, {.value = "58.5"});
  std::printf("%s\n", to_string(nowhere.issues()[0]).c_str());
  const http::client_options pasted{.base = clinic_at.base, .headers = {{"Authorization", "Bearer 2a7c\n"}}};
  const auto injected = http::to_request<clinic::Hba1cGoal>(pasted, {.value = "58.5"}, {.type = "Patient", .id = "1"});
  std::printf("%s\n", to_string(injected.issues()[0]).c_str());

  const response_of_yours got = exchange(*sent);
  const http::reply<clinic::Hba1cGoal> reply = http::read_reply<clinic::Hba1cGoal>(
      clinic_at, http::received{.status = got.status, .headers = got.headers, .body = got.body, .complete = got.complete});
  if (reply) std::printf("reached: %s\n", reply.answer->reached ? "yes" : "no");
  expect(reply && !reply.answer->reached, "the answer");

  const auto of = [&clinic_at](const response_of_yours& other) {
    show(http::read_reply<clinic::Hba1cGoal>(
        clinic_at, {.status = other.status, .headers = other.headers, .body = other.body, .complete = other.complete}));
  };
  of({.status = 502, .headers = {{"Content-Type", "text/html"}}, .body = "<h1>Bad Gateway</h1>"});
  of({.status = 401,
      .headers = {{"Content-Type", "application/fhir+json"}},
      .body = R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login",)"
              R"("details":{"text":"this operation is for authenticated users: send an Authorization header"}}]})"});
  of({.status = 429, .headers = {{"Retry-After", "120"}}});
  of({.status = 202, .headers = {{"Content-Location", "/fhir/poll/7"}}});
  of({.status = 200, .body = R"({"resourceType":"Parameters")", .complete = false});

  const OperationOutcome<> outcome = to_outcome({{.code = issue_type::not_found, .text = "there is no report 7"}});
  expect(from_outcome(outcome)[0].text == "there is no report 7", "the way back");
  return 0;
}
