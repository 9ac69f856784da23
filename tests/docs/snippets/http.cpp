// docs/how-to/http.md: operations over HTTP, before any server is chosen.

#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/capability_statement.hpp>
#include <fhirops/http/service.hpp>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "expect.hpp"
#include "hba1c_goal.hpp"

namespace {

using namespace fhirops;

// What the examples answer from.
bool treats(std::string_view user, std::string_view patient) { return user == "dr-jensen" && patient == "1"; }
struct job_table {
  std::vector<ReportJob<>> jobs{};
  bool lost = false;  // the connection to the database
};
job_table table{.jobs = {{.id = "a", .reportClass = "R", .userId = "anna", .status = "DONE", .created = "2024"},
                         {.id = "b", .reportClass = "R", .userId = "bo", .status = "DONE", .created = "2024"}}};

auto clinic_service() {
  //! [service]
  // Each operation with the function that answers it; /metadata comes with them.
  const http::options about{.software = "clinic",
                            .date = "2026-11-24",  // when the CapabilityStatement last changed
                            .base = "https://clinic.example/fhir",
                            .max_body = 1U << 20U};
  return http::service(
      about, http::on<clinic::Hba1cGoal>([](const clinic::Asked& asked, const http::call& call) -> result<clinic::Answered> {
        if (!treats(call.user.id, call.id))
          return issues{{.code = issue_type::not_found, .text = "you have no patient " + std::string(call.id)}};
        return clinic::answer(asked);
      }),
      http::on<ehealth::GetReportJobStatus>([](const no_parameters&, const http::call& call) {
        return http::failing(json_chunks(table.jobs, for_user{call.user.id}), [] { return table.lost; });
      }));
  //! [service]
}

//! [transport]
// What a server has read of a request, and what it can do to answer: yours are its own.
struct connection {
  std::string method{};
  std::string target{};                                        // as on the request line
  std::vector<std::pair<std::string, std::string>> headers{};  // names in lower case, as HTTP/2 has them
  std::string body{};
  std::string sent{};
  bool reset = false;

  void send(std::string_view bytes) { sent += bytes; }
};

// Who has this token: nothing where nobody has.
std::optional<std::string> user_of(std::string_view authorization) {
  if (authorization == "Bearer 2a7c") return "dr-jensen";
  if (authorization == "Bearer 91f0") return "anna";
  return std::nullopt;
}

template <class Service>
void serve(const Service& service, connection& client) {
  // The request: views of what the server has, so nothing is copied.
  constexpr std::string_view base = "/fhir";
  std::vector<http::header> headers;
  std::optional<std::string_view> authorization;
  bool twice = false;
  for (const auto& [name, value] : client.headers) {
    headers.push_back({name, value});
    if (name == "authorization") twice = std::exchange(authorization, value).has_value() || twice;
  }
  std::string_view target = client.target;
  if (target.starts_with(base)) target.remove_prefix(base.size());
  const http::request asked{client.method, target, headers, client.body};

  // Who asks: only the token decides. Without a token it is nobody, who may read /metadata.
  const std::optional<std::string> user = authorization && !twice ? user_of(*authorization) : std::nullopt;
  http::response answer = authorization && !user
                              ? service.refuse(asked, {401, {{.code = issue_type::unknown, .text = "this token is nobody's"}}})
                              : service(asked, user ? http::user{*user} : http::nobody);

  // The head. If the length is not known, HTTP/1.1 needs chunks; HTTP/2 has frames of its own.
  client.send("HTTP/1.1 " + std::to_string(answer.status) + " \r\n");
  for (const http::response_header& each : answer.headers) client.send(each.name + ": " + each.value + "\r\n");
  const bool chunked = !answer.content_length && answer.status != 204;
  if (answer.content_length) client.send("Content-Length: " + std::to_string(*answer.content_length) + "\r\n");
  if (chunked) client.send("Transfer-Encoding: chunked\r\n");
  client.send("\r\n");
  if (client.method == "HEAD") return;

  // The content, a piece at a time: pull the next one when the last one is sent.
  for (std::string_view piece = answer.content.next(); !piece.empty(); piece = answer.content.next()) {
    if (!chunked) {
      client.send(piece);
      continue;
    }
    char size[24];
    std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
    client.send(size);
    client.send(piece);
    client.send("\r\n");
  }
  if (answer.content.failed())
    client.reset = true;  // close it as broken: what was sent is not the whole answer
  else if (chunked)
    client.send("0\r\n\r\n");
}
//! [transport]

//! [answers]
// `AnswerOf` says what a function may return for an operation, `Answers` which functions may answer it.
static_assert(http::AnswerOf<clinic::Answered, clinic::Hba1cGoal>);
static_assert(http::AnswerOf<std::variant<clinic::Answered, http::refusal>, clinic::Hba1cGoal>);
static_assert(!http::AnswerOf<Bundle<>, clinic::Hba1cGoal>);  // it answers parameters, no bare resource
using plain = clinic::Answered (*)(const clinic::Asked&, const http::call&);
static_assert(http::Answers<plain, clinic::Hba1cGoal> && !http::Answers<plain, ehealth::GetReportJobStatus>);
//! [answers]

//! [source]
// Pieces of a text of your own making, pulled when the transport has room.
struct countdown {
  int left = 3;
  std::string piece{};
  std::string_view next() {
    piece = left > 0 ? std::to_string(left--) + ' ' : std::string();
    return piece;  // valid until the next call; empty at the end
  }
};
static_assert(http::ChunkSource<countdown>);
//! [source]

// Requests to be shown.
std::string shown(std::string method, std::string target, std::string token, std::string body = {}) {
  connection client{.method = std::move(method), .target = std::move(target), .body = std::move(body)};
  if (!token.empty()) client.headers.emplace_back("authorization", "Bearer " + token);
  if (!client.body.empty()) client.headers.emplace_back("content-type", "application/fhir+json");
  serve(clinic_service(), client);
  expect(!client.reset, "an answer is whole");
  std::string text;
  for (const char c : client.sent)
    if (c != '\r') text += c;
  return text;
}

}  // namespace

int main() {
  {
    //! [call]
    const auto service = clinic_service();
    http::response answer = service({.method = "GET", .target = "/Patient/1/$hba1c-goal?value=58.5"}, http::user{"dr-jensen"});
    expect(answer.status == 200, "answered");
    expect_same(answer.content.rest(), R"({"resourceType":"Parameters","parameter":[{"name":"reached","valueBoolean":false},)"
                                       R"({"name":"above","valueQuantity":{"value":5.500000,"unit":"mmol/mol"}}]})");
    expect(service({.method = "GET", .target = "/Patient/2/$hba1c-goal?value=58.5"}, http::user{"dr-jensen"}).status == 404,
           "somebody else's patient");
    expect(service({.method = "GET", .target = "/Patient/1/$hba1c-goal?value=58.5"}, http::nobody).status == 401, "nobody");
    //! [call]
    const std::string expected = to_json(get_report_job_status(table.jobs, for_user{"anna"}));
    expect(service({.method = "GET", .target = "/$get-report-job-status"}, http::user{"anna"}).content.rest() == expected,
           "anna's jobs alone");
  }
  {
    //! [answered]
    // What `on` makes: an operation and its function, to be kept under a name and given to a service.
    const http::answered<clinic::Hba1cGoal, plain> goal =
        http::on<clinic::Hba1cGoal>(plain([](const clinic::Asked& asked, const http::call&) { return clinic::answer(asked); }));
    const http::service service(http::options{.software = "clinic", .date = "2026-11-24"}, goal);
    expect(service.options().max_body == std::size_t{16} << 20U, "the default");
    //! [answered]
  }
  {
    //! [refusal]
    const auto busy = http::on<clinic::Hba1cGoal>([](const clinic::Asked&, const http::call&) {
      return http::refusal{503, {{.code = issue_type::throttled, .text = "try again in a minute"}}, {{"Retry-After", "60"}}};
    });
    const http::service service(http::options{.software = "clinic", .date = "2026-11-24"}, busy);
    const http::response answer = service({.method = "GET", .target = "/Patient/1/$hba1c-goal?value=1"}, http::user{"dr-jensen"});
    expect(answer.status == 503 && answer.headers.back() == http::response_header{"Retry-After", "60"}, "busy");
    //! [refusal]
  }
  {
    //! [body]
    http::body whole(std::string("{}"));
    expect(whole.size() == 2 && whole.rest() == "{}", "a text");
    http::body pieces{countdown()};
    expect(!pieces.size() && pieces.next() == "3 " && pieces.rest() == "2 1 " && !pieces.failed(), "pieces");
    //! [body]
  }
  {
    //! [failing]
    http::body broken{http::failing(countdown(), [calls = 0]() mutable { return ++calls == 3; })};
    expect(broken.rest() == "3 2 " && broken.failed(), "the third piece failed");
    //! [failing]
  }
  {
    //! [capability_statement]
    // What the service answers at /metadata, for a server that answers it by itself.
    const operation_info operations[] = {clinic::Hba1cGoal::info};
    const std::string statement =
        http::capability_statement(http::options{.software = "clinic", .date = "2026-11-24"}, operations);
    expect(statement.find(R"({"type":"Patient","operation":[{"name":"hba1c-goal")") != std::string::npos, "listed");
    //! [capability_statement]
  }

  {
    // A session of the host's own goes with the request.
    const std::string session = "s1";
    const http::host_value given(session);
    expect(given.get<const std::string>() == &session && given.get<const int>() == nullptr, "by its type alone");
    const auto service = clinic_service();
    expect(service.handles({.method = "GET", .target = "/metadata"}), "the service's");
    expect(!service.handles({.method = "GET", .target = "/index.html"}), "the host's own");
    expect(service({.method = "GET", .target = "/OperationDefinition/hba1c-goal"}, http::nobody, session).status == 200,
           "published");
  }

  table.lost = true;
  connection client{.method = "GET", .target = "/fhir/$get-report-job-status", .headers = {{"authorization", "Bearer 91f0"}}};
  serve(clinic_service(), client);
  expect(client.reset, "an answer that failed is broken off");
  table.lost = false;
  client.sent.clear();
  client.method = "HEAD";
  serve(clinic_service(), client);
  expect(client.sent.ends_with("\r\n\r\n") && client.sent.find("Bundle") == std::string::npos, "HEAD has no content");

  std::cout << shown("GET", "/fhir/Patient/1/$hba1c-goal?value=58.5", "2a7c") << "\n\n"
            << shown("GET", "/fhir/Patient/1/$hba1c-goal?value=high&_pretty=true", "2a7c") << "\n\n"
            << shown("POST", "/fhir/Patient/1/$hba1c-goal", "2a7c",
                     R"({"resourceType":"Parameters","parameter":[{"name":"value","valueString":"58.5"}]})")
            << "\n\n"
            << shown("GET", "/fhir/$get-report-job-status", "91f0") << "\n"
            << shown("GET", "/fhir/Patient/1/$hba1c-goal?value=58.5", "") << "\n\n"
            << shown("PUT", "/fhir/Patient/1/$hba1c-goal", "2a7c") << "\n\n"
            << shown("GET", "/fhir/metadata?_pretty=true", "") << '\n';
  return 0;
}
