// What a response is to its caller: an answer, a promise, a refusal, or nothing that a FHIR server sends.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/client_reply.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/http.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

const http::client_options desk{.base = "https://desk.example/fhir"};
const http::header json{"Content-Type", "application/fhir+json; charset=utf-8"};
constexpr std::string_view found = R"({"resourceType":"Parameters","parameter":[{"name":"found","valueString":"a"}]})";
constexpr std::string_view refusal =
    R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"lock-error","details":{"text":"somebody edits it"}},)"
    R"({"severity":"warning","code":"informational","diagnostics":"since noon"}]})";

template <class Op = test::Find>
http::reply<Op> read(int status, std::string_view body, const std::vector<http::header>& headers = {json},
                     const http::client_options& client = desk) {
  return http::read_reply<Op>(client, {.status = status, .headers = headers, .body = body});
}
std::string reported(const http::reply_head& reply) {
  constexpr std::string_view kinds[] = {"answered", "accepted", "later", "refused", "unreadable"};
  std::string all = std::string(kinds[static_cast<std::size_t>(reply.kind)]) + ' ' + std::to_string(reply.status);
  for (const issue& each : reply.found) all += "; " + to_string(each);
  return all;
}

// Has a resource as its answer, which may be an outcome.
struct Check {
  using Request = no_parameters;
  struct Response {
    OperationOutcome<> return_{};
  };
  static constexpr operation_info info{.code = "check", .affectsState = false, .system = true};
};
constexpr auto fhir_parameters(const Check::Response*) { return parameters(param<"return", &Check::Response::return_>{}); }

}  // namespace

TEST_CASE("read_reply: an answer in Parameters, and one that is a resource", "[http][client]") {
  const auto parameters = read(200, found);
  CHECK(reported(parameters) == "answered 200");
  REQUIRE(parameters);
  CHECK(parameters.answer->found == "a");
  const auto bundle = read<test::Match>(200, R"({"resourceType":"Bundle","type":"searchset"})");
  CHECK(reported(bundle) == "answered 200");
  REQUIRE(bundle);
  CHECK(bundle.answer->return_->type == "searchset");
  const auto file = read<test::Print>(200, R"({"resourceType":"Binary","contentType":"text/plain","data":"AAAA"})");
  REQUIRE(file);
  CHECK(file.answer->return_.data.text == "AAAA");
}

TEST_CASE("read_reply: an empty response is an answer if the operation has or requires none", "[http][client]") {
  CHECK(reported(read<test::Forget>(204, "", {})) == "answered 204");
  CHECK(reported(read<test::Forget>(200, "", {})) == "answered 200");
  CHECK(reported(read<test::Match>(204, "", {})) == "answered 204");
  CHECK(read<test::Match>(204, "", {}).answer.has_value());
  CHECK(reported(read(200, "", {})) ==
        "unreadable 200; error incomplete: the server answered 200 without a body, but the operation has an answer; "
        "error required Parameters: the parameter \"found\" is missing");
}

TEST_CASE("read_reply: an outcome of any status is issues with its own severities, codes and texts", "[http][client]") {
  const std::string issues = "; error lock-error: somebody edits it; warning informational: since noon";
  for (const int status : {400, 401, 403, 404, 405, 406, 409, 410, 412, 415, 418, 422, 500, 501, 502, 504, 599}) {
    const auto reply = read(status, refusal);
    CHECK(reported(reply) == "refused " + std::to_string(status) + issues);
    CHECK_FALSE(reply);
    REQUIRE(reply.outcome);
    CHECK(reply.outcome->issue.size() == 2);
  }
  CHECK(reported(read(200, refusal)) == "refused 200" + issues);
  CHECK(reported(read(429, refusal)) == "later 429" + issues);
  CHECK(reported(read(503, refusal)) == "later 503" + issues);
}

TEST_CASE("read_reply: an outcome without an error means success, or is the answer", "[http][client]") {
  constexpr std::string_view done =
      R"({"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational","details":{"text":"done"}}]})";
  CHECK(reported(read<test::Forget>(200, done)) == "answered 200; information informational: done");
  CHECK(reported(read<test::Match>(200, done)) == "answered 200; information informational: done");
  CHECK(reported(read(200, done)) ==
        "unreadable 200; information informational: done; error required Parameters: the parameter \"found\" is missing");
  const auto checked = read<Check>(200, refusal);
  CHECK(reported(checked) == "answered 200; error lock-error: somebody edits it; warning informational: since noon");
  REQUIRE(checked);
  CHECK(checked.answer->return_.issue.size() == 2);
}

TEST_CASE("read_reply: an outcome with errors is not an answer, whatever its status and the operation", "[http][client]") {
  CHECK(reported(read<test::Forget>(200, refusal)) ==
        "refused 200; error lock-error: somebody edits it; warning informational: since noon");
  CHECK_FALSE(read<test::Forget>(200, refusal).answer);
  CHECK(reported(read<test::Forget>(
                     200, R"({"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"informational"}]})"))
            .starts_with("answered 200"));
}

TEST_CASE("read_reply: a status without a body is explained by itself", "[http][client]") {
  CHECK(reported(read(401, "", {})) ==
        "refused 401; error login: the server answered 401 without a body: it does not accept who asks, so send a valid "
        "Authorization header");
  CHECK(reported(read(401, "", {{"WWW-Authenticate", "Bearer error=\"invalid_token\"\x1B[2J"}}))
            .ends_with("as its WWW-Authenticate asks for: \"Bearer error=\"invalid_token\"\xEF\xBF\xBD[2J\""));
  CHECK(reported(read(403, "", {})) ==
        "refused 403; error forbidden: the server answered 403 without a body: this user is not allowed to do that");
  CHECK(reported(read(404, "", {})) ==
        "refused 404; error not-found: the server answered 404 without a body: it has no such operation, or no such resource, at "
        "this URL");
  CHECK(reported(read(410, "", {})) ==
        "refused 410; error deleted: the server answered 410 without a body: what was at this URL has been deleted");
  CHECK(reported(read(500, "", {})) == "refused 500; error exception: the server answered 500 without a body");
  CHECK(reported(read(429, "", {})) == "later 429; error throttled: the server answered 429 without a body: ask again later");
  CHECK(reported(read(503, "", {})) == "later 503; error transient: the server answered 503 without a body: ask again later");
  for (const auto& [status, code] :
       {std::pair{400, "invalid"}, std::pair{405, "not-supported"}, std::pair{406, "not-supported"}, std::pair{408, "timeout"},
        std::pair{409, "conflict"}, std::pair{412, "conflict"}, std::pair{413, "too-long"}, std::pair{414, "too-long"},
        std::pair{415, "not-supported"}, std::pair{422, "processing"}, std::pair{501, "not-supported"},
        std::pair{502, "transient"}, std::pair{504, "timeout"}, std::pair{599, "exception"}})
    CHECK(reported(read(status, "", {})) == "refused " + std::to_string(status) + "; error " + code + ": the server answered " +
                                                std::to_string(status) + " without a body");
  CHECK(reported(read(404, found))
            .starts_with("refused 404; error not-found: the server answered 404 without an OperationOutcome: "));
  CHECK(reported(read(302, "<html>", {{"Location", "https://login.example/"}, {"Content-Type", "text/html"}})) ==
        "refused 302; error processing: the server answered 302: it redirects to \"https://login.example/\"");
  for (const int status : {300, 399}) {
    CAPTURE(status);
    const std::string answered =
        "refused " + std::to_string(status) + "; error processing: the server answered " + std::to_string(status);
    CHECK(reported(read(status, "<html>", {{"Location", "https://x.example/"}, {"Content-Type", "text/html"}})) ==
          answered + ": it redirects to \"https://x.example/\"");
    CHECK(reported(read(status, found, {json})) == answered + " without a Location");
  }
  CHECK(reported(read(400, "", {{"Location", "https://x.example/"}})) ==
        "refused 400; error invalid: the server answered 400 without a body");
  CHECK(reported(read(304, "", {})) == "refused 304; error processing: the server answered 304 without a Location");
  for (const int status : {-1, 0, 100, 199, 600, 1000})
    CHECK(reported(read(status, found)) == "unreadable " + std::to_string(status) + "; error processing: the status " +
                                               std::to_string(status) + " is not one of a response of HTTP");
}

TEST_CASE("read_reply: a body that is not FHIR is reported with its status and its beginning", "[http][client]") {
  CHECK(reported(read(502, "<html>\r\n<h1>502 Bad Gateway</h1>", {{"content-type", "text/html"}})) ==
        "unreadable 502; error transient: the server, or a proxy before it, answered 502 with the Content-Type \"text/html\", "
        "not with the "
        "JSON of FHIR 4.0: \"<html>\xEF\xBF\xBD\xEF\xBF\xBD<h1>502 Bad Gateway</h1>\"");
  CHECK(reported(read(200, "<html>sign in</html>", {{"Content-Type", "text/html; charset=utf-8"}}))
            .starts_with("unreadable 200; error structure: "));
  CHECK(reported(read(503, "<html>", {{"Content-Type", "text/html"}})).starts_with("later 503; error transient: "));
  // What the type says counts, whatever the body looks like.
  for (const std::string_view type :
       {"text/plain", "application/fhir+xml", "application/xml", "application/problem+json",
        "application/fhir+json; fhirVersion=5.0", "application/fhir+json; charset=iso-8859-1", "nonsense", "a/b/c"}) {
    CAPTURE(type);
    CHECK(reported(read(200, found, {{"Content-Type", type}}))
              .starts_with("unreadable 200; error structure: the server, or a proxy before it, answered 200 with the "));
  }
  CHECK(reported(read(200, found, {json, {"Content-Type", "text/html"}})).find("with two Content-Types, not with") !=
        std::string::npos);
  for (const std::string_view type : {"application/json", "text/json", "application/json+fhir",
                                      "application/fhir+json; fhirVersion=4.0", "APPLICATION/FHIR+JSON;charset=\"UTF-8\"", ""}) {
    CAPTURE(type);
    CHECK(reported(read(200, found, {{"Content-Type", type}})) == "answered 200");
  }
  CHECK(reported(read(200, found, {})) == "answered 200");
  CHECK(reported(read(200, found, {json, json})) == "answered 200");
}

TEST_CASE("read_reply: a body that ends too early is never an answer", "[http][client]") {
  CHECK(reported(read(200, found.substr(0, 40))) ==
        "unreadable 200; error structure: the body of the 200 is not a FHIR resource in JSON: "
        "\"{\"resourceType\":\"Parameters\",\"parameter\"\"; 1:41: fatal structure Parameters.parameter: the text ends inside "
        "the object that "
        "begins at byte 0: it was cut off, or \"}\" is missing");
  for (std::size_t size = 1; size < found.size(); ++size) {
    CAPTURE(size);
    CHECK(read(200, found.substr(0, size)).kind == http::reply_kind::unreadable);
  }
  for (std::size_t size = 1; size < refusal.size(); ++size) {
    const auto reply = read(500, refusal.substr(0, size));
    CHECK(reply.kind == http::reply_kind::unreadable);
    CHECK(reply.status == 500);
    CHECK(reply.found.has_errors());
  }
  const std::string cut = "unreadable 200; error incomplete: the body of the 200 was cut off after " +
                          std::to_string(found.size()) + " bytes: ask again";
  CHECK(reported(http::read_reply<test::Find>(desk, {.status = 200, .headers = {}, .body = found, .complete = false})) == cut);
  CHECK(reported(read(200, found, {json, {"Content-Length", std::to_string(found.size() + 1)}})) == cut);
  CHECK(reported(read(200, found, {json, {"Content-Length", std::to_string(found.size())}})) == "answered 200");
  // The length of what was sent compressed is another one.
  CHECK(reported(read(200, found, {json, {"Content-Length", "9999"}, {"Content-Encoding", "gzip"}})) == "answered 200");
  CHECK(reported(read(200, found, {json, {"Content-Length", "9999"}, {"Transfer-Encoding", "chunked"}})) == "answered 200");
  CHECK(reported(read(200, found, {json, {"Content-Length", "many"}})) == "answered 200");
  CHECK(reported(read(200, found, {json, {"Content-Length", "99999999999999999999999999"}})) == "answered 200");
  // A 204 ends with its headers, whatever they announce (RFC 9112, section 6.3).
  CHECK(reported(read(204, "", {{"Content-Length", "5"}}))
            .starts_with("unreadable 204; error incomplete: the server answered 204 without a body"));
  CHECK(reported(read<test::Forget>(204, "", {{"Content-Length", "5"}})) == "answered 204");
}

TEST_CASE("read_reply: a body beyond the limits is not read", "[http][client]") {
  http::client_options client = desk;
  client.max_body = found.size() - 1;
  CHECK(reported(read(200, found, {json}, client)) ==
        "unreadable 200; error too-long: the body of the 200 has " + std::to_string(found.size()) + " bytes, but at most " +
            std::to_string(found.size() - 1) + " are read: see client_options::max_body");
  client.max_body = found.size();
  CHECK(reported(read(200, found, {json}, client)) == "answered 200");
  client.reading.max_depth(2);
  CHECK(reported(read(200, found, {json}, client)).find("fatal too-costly") != std::string::npos);
  const auto stopped = [] { return true; };
  CHECK(
      reported(http::read_reply<test::Find>(desk, {.status = 200, .headers = {}, .body = found, .stop = stop_condition(stopped)}))
          .find("fatal timeout") != std::string::npos);
}

TEST_CASE("read_reply: additions of a server are ignored with a warning, unless reading is strict", "[http][client]") {
  constexpr std::string_view more =
      R"({"resourceType":"Parameters","parameter":[{"name":"found","valueString":"a"},{"name":"version","valueString":"9"}]})";
  CHECK(reported(read(200, more)) ==
        "answered 200; warning structure Parameters.parameter[1].name: \"version\" is not a known parameter: expected found or "
        "code");
  http::client_options strict = desk;
  strict.reading.strict();
  CHECK(reported(read(200, more, {json}, strict)) ==
        "unreadable 200; error structure Parameters.parameter[1].name: \"version\" is not a known parameter: expected found or "
        "code");
  CHECK(reported(read(200, R"({"resourceType":"Parameters","parameter":[{"name":"found","valueInteger":1}]})"))
            .starts_with("unreadable 200; error value "));
  CHECK(reported(read(200, R"({"resourceType":"Patient"})")) ==
        "unreadable 200; error structure: the body of the 200 is a Patient resource, but this operation answers a Parameters "
        "resource");
  CHECK(reported(read<test::Match>(200, R"({"resourceType":"Patient"})")).starts_with("unreadable 200; error "));
  CHECK(reported(read(200, found, {json, {"Warning", R"(299 - "a \"b\" was dropped")"}, {"Warning", "nonsense"}})) ==
        "answered 200; warning processing: a \"b\" was dropped");
}

TEST_CASE("read_reply: a resource in Parameters, where it should be the body itself, is read with a warning", "[http][client]") {
  const auto reply = read<test::Match>(
      200,
      R"({"resourceType":"Parameters","parameter":[{"name":"return","resource":{"resourceType":"Bundle","type":"searchset"}}]})");
  CHECK(reported(reply) ==
        "answered 200; warning processing: the answer is in Parameters, but R4 has a resource called \"return\" as the body "
        "itself");
  REQUIRE(reply);
  CHECK(reply.answer->return_->type == "searchset");
  CHECK(reported(read<test::Match>(200, found)).starts_with("unreadable 200; error "));
}

TEST_CASE("read_reply: 202 states where to ask, and the progress", "[http][client]") {
  const auto reply =
      read(202, "",
           {{"Content-Location", "https://desk.example/poll/7?a=b"}, {"X-Progress", "80 % of\x1B it"}, {"Retry-After", "120"}});
  CHECK(reported(reply) == "accepted 202");
  CHECK(reply.location == "https://desk.example/poll/7?a=b");
  CHECK_FALSE(reply.location_is_elsewhere);
  CHECK(reply.progress == "80 % of\xEF\xBF\xBD it");
  CHECK(reply.retry == http::retry_time{.after = std::chrono::seconds(120), .at = {}});
  CHECK(reported(read(202, "", {})) ==
        "accepted 202; warning processing: the server answered 202 without a usable Content-Location: where to ask for the "
        "answer is not known");
  CHECK(reported(read(202, refusal, {json, {"Content-Location", "/x"}})) ==
        "accepted 202; error lock-error: somebody edits it; warning informational: since noon");
  CHECK(reported(read(202, "Accepted", {{"Content-Type", "text/plain"}, {"Content-Location", "/x"}}))
            .starts_with("accepted 202; warning processing: "));
}

TEST_CASE("read_reply: a 202 may have any body, and faults in it are not reported as those of an answer", "[http][client]") {
  const auto reply = read(202, "{}", {json, {"Content-Location", "/x"}});
  CHECK(reply.location == "https://desk.example/x");
  CHECK(reply.found.size() == 1);
  CHECK_FALSE(reply.found.has_errors());
}

TEST_CASE("read_reply: Content-Location says where to ask only with 202", "[http][client]") {
  const auto reply = read(200, found, {json, {"Content-Location", "https://desk.example/poll/7"}});
  CHECK(reported(reply) == "answered 200");
  CHECK(reply.location == "");
}

TEST_CASE("read_reply: the location is an absolute URL, and one of another origin is marked", "[http][client]") {
  const auto location = [](std::string_view value, std::string_view base = "https://desk.example/fhir") {
    const auto reply = read(202, "", {{"Content-Location", value}}, {.base = std::string(base)});
    return (reply.location_is_elsewhere ? "! " : "") + reply.location;
  };
  CHECK(location("/poll/7") == "https://desk.example/poll/7");
  CHECK(location("poll/7") == "https://desk.example/fhir/poll/7");
  CHECK(location("job1") == "https://desk.example/fhir/job1");
  CHECK(location("") == "");
  CHECK(location("https://") == "");
  CHECK(location("https:///7") == "");
  CHECK(location("poll/7", "https://desk.example/fhir/") == "https://desk.example/fhir/poll/7");
  CHECK(location("//other.example/7") == "! https://other.example/7");
  CHECK(location("https://other.example/7") == "! https://other.example/7");
  CHECK(location("http://desk.example/7") == "! http://desk.example/7");
  CHECK(location("https://desk.example:8443/7") == "! https://desk.example:8443/7");
  CHECK(location("https://desk.example.evil/7") == "! https://desk.example.evil/7");
  CHECK(location("https://desk.example@evil/7") == "! https://desk.example@evil/7");
  CHECK(location("HTTPS://Desk.Example/7") == "HTTPS://Desk.Example/7");
  CHECK(location("poll/a:b") == "https://desk.example/fhir/poll/a:b");
  for (const std::string_view value : {"javascript:alert(1)", "file:///etc/passwd", "/a b", "/a\r\nX: y", "/a\x7F", "mailto:x"}) {
    CAPTURE(value);
    CHECK(location(value).empty());
  }
}

TEST_CASE("read_reply: Retry-After in seconds, as a date, and beside a Date", "[http][client]") {
  using namespace std::chrono;
  const auto retry = [](std::vector<http::header> headers) { return read(503, "", headers).retry; };
  constexpr sys_seconds moment = sys_days(year(1994) / 11 / 6) + hours(8) + minutes(49) + seconds(37);
  REQUIRE(retry({{"Retry-After", " 0 "}}));
  CHECK(retry({{"Retry-After", " 0 "}})->after == seconds(0));
  CHECK(retry({{"retry-after", "999999999"}})->after == seconds(999999999));
  const auto date = retry({{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}});
  REQUIRE(date);
  CHECK(date->at == moment);
  CHECK_FALSE(date->after);
  CHECK(date->wait(moment - seconds(90)) == seconds(90));
  CHECK(date->wait(moment + seconds(90)) == seconds(0));
  // The server's clock, where it shows it, not the client's.
  const auto both = retry({{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Date", "Sun, 06 Nov 1994 08:49:07 GMT"}});
  REQUIRE(both);
  CHECK(both->after == seconds(30));
  CHECK(both->wait(moment + days(1)) == seconds(30));
  CHECK(retry({{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Date", "Mon, 07 Nov 1994 08:49:07 GMT"}})->after ==
        seconds(0));
  for (const std::string_view value : {"", "-1", "1.5", "soon", "1000000000", "99999999999999999999"}) {
    CAPTURE(value);
    CHECK_FALSE(retry({{"Retry-After", value}}));
    CHECK(reported(read(429, "", {{"Retry-After", value}})).find("is neither a number of seconds nor a date of HTTP") !=
          std::string::npos);
  }
}

TEST_CASE("read_reply: text of a server is cut to what a message can show", "[http][client]") {
  const auto text_of = [](std::size_t size) { return std::string(size, 'x'); };
  CHECK(read(202, "", {{"X-Progress", ' ' + text_of(200)}}).progress == text_of(200));
  CHECK(read(202, "", {{"X-Progress", text_of(201)}}).progress == text_of(200) + "...");
  CHECK(reported(read(302, "", {{"Location", text_of(200)}})).ends_with("redirects to \"" + text_of(200) + '"'));
  CHECK(reported(read(302, "", {{"Location", text_of(201)}})).ends_with("redirects to \"" + text_of(200) + "...\""));
  CHECK(reported(read(401, "", {{"WWW-Authenticate", text_of(200)}})).ends_with("asks for: \"" + text_of(200) + '"'));
  CHECK(reported(read(401, "", {{"WWW-Authenticate", text_of(201)}})).ends_with("asks for: \"" + text_of(200) + "...\""));
  const auto warned = [&](std::size_t size) {
    return read(200, found, {json, {"Warning", "299 - \"" + text_of(size) + '"'}}).found;
  };
  REQUIRE(warned(1).size() == 1);
  CHECK(warned(2000)[0].text == text_of(2000));
  CHECK(warned(2001)[0].text == text_of(2000) + "...");
  // As many warnings as issues of any other kind.
  const http::header warning{"Warning", "299 - \"x\""};
  http::client_options client = desk;
  client.reading.max_issues(2);
  for (const std::size_t count : {1U, 2U, 3U, 9U}) {
    std::vector<http::header> headers(count, warning);
    headers.push_back(json);
    const auto reply = read(200, found, headers, client);
    CHECK(reply);
    CHECK(reply.found.size() == std::min<std::size_t>(count, 2));
  }
}

TEST_CASE("read_reply: any bytes are accepted as a response", "[http][client]") {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(3, static_cast<char>(byte));
    CAPTURE(byte);
    const auto reply = read(200, text,
                            {json,
                             {"Retry-After", text},
                             {"Content-Location", text},
                             {"Warning", '"' + text},
                             {"X-Progress", text},
                             {"Content-Length", text}});
    CHECK_FALSE(reply);
    CHECK(reply.found.has_errors());
  }
}
