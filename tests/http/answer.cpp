// What the function of an operation returns, as a response.

#include <fhirops/http/answer.hpp>
#include <fhirops/http/service.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "support/catch.hpp"
#include "support/http.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

struct json_chunks_of_jobs {
  std::string_view next() { return {}; }
};

}  // namespace

TEST_CASE("a sole resource called return is the body; other answers are a Parameters") {
  CHECK(test::get("/$refuse?how=well").text == R"({"resourceType":"Bundle","type":"collection"})");
  CHECK(test::get("/Patient/$find?text=a").text.starts_with(R"({"resourceType":"Parameters")"));
}

TEST_CASE("pieces are sent as they are pulled, without a length; a whole answer has a length") {
  http::response response =
      test::respond(test::server(), {.method = "GET", .target = "/$get-report-job-status"}, http::user{"anna"});
  CHECK_FALSE(response.content_length.has_value());
  std::size_t pieces = 0;
  std::string all;
  for (auto piece = response.content.next(); !piece.empty(); piece = response.content.next(), ++pieces) {
    CHECK(piece.size() <= 100);
    all += piece;
  }
  CHECK(pieces > 3);
  CHECK(all == test::jobs_of("anna"));
  const test::reply whole = test::get("/$refuse?how=well");
  CHECK(whole.content_length == whole.text.size());
}

TEST_CASE("no answer is 204, or an OperationOutcome where the client prefers one") {
  const test::reply reply = test::post("/$forget", R"({"resourceType":"Parameters"})");
  CHECK(reply.status == 204);
  CHECK(reply.text.empty());
  CHECK_FALSE(reply.content_length.has_value());
  CHECK(reply["Content-Type"].empty());
  CHECK(test::get("/$refuse?how=empty").status == 204);
  CHECK(test::send("POST", "/$forget", {{"Prefer", "return=OperationOutcome"}}).reported() ==
        "200 informational: the operation was performed");
  CHECK(test::send("POST", "/$forget", {{"Prefer", "return=minimal"}, {"Prefer", "return=OperationOutcome"}}).status == 204);
  CHECK(test::send("POST", "/$forget", {{"Prefer", "return, return=OperationOutcome"}}).status == 200);
}

TEST_CASE("HEAD is GET without the body") {
  for (const std::string_view target : {"/$get-report-job-status", "/Patient/$find?text=a", "/$refuse?how=none", "/$nope",
                                        "/metadata", "/$print", "/$refuse?how=accepted", "/Patient/$find", "/$forget"}) {
    INFO(target);
    const test::reply get = test::send("GET", target);
    const test::reply head = test::send("HEAD", target);
    CHECK(head.status == get.status);
    CHECK(head.headers == get.headers);
    CHECK(head.text.empty());
    CHECK(head.content_length.has_value() == get.content_length.has_value());
    if (target != "/$forget") CHECK(head.content_length == get.content_length);  // there the text has the verb
  }
}

TEST_CASE("the host's refusals have its status and its issues") {
  CHECK(test::get("/$refuse?how=none").reported() == "404 not-found: there is no report 7");
  CHECK(test::get("/$refuse?how=conflict").reported() == "409 conflict: somebody was faster");
  CHECK(test::get("/$refuse?how=odd").reported() == "500 processing: the server refused this request");
  const test::reply later = test::get("/$refuse?how=later");
  CHECK(later.reported() == "503 transient: not now");
  CHECK(later["Retry-After"] == "120");
  const test::reply login = test::get("/$refuse?how=login");
  CHECK(login.reported() == "401 login: your session has ended");
  CHECK(login["WWW-Authenticate"] == "Bearer");
}

TEST_CASE("an answer that cannot be written as JSON is the server's fault") {
  CHECK(test::get("/$refuse?how=unwritable").reported() == "500 exception: the server failed: its answer has no resource");
}

TEST_CASE("a response made by the host keeps its headers, and none can end early") {
  const test::reply reply = test::get("/$refuse?how=accepted");
  CHECK(reply.status == 202);
  CHECK(reply["Cache-Control"] == "private");
  CHECK(reply["X-Content-Type-Options"] == "nosniff");
  CHECK(reply["Content-Location"] == "https://desk.example/poll/1  X-Evil: yes");
  CHECK(reply["X-Evil"].empty());
  CHECK(reply["Bad Name"].empty());
}

TEST_CASE("a Binary is its content, unless FHIR's format is asked for by name") {
  const std::string file = "\x89PNG\r\n\x1A\n";
  for (const std::string_view target : {"/$print", "/$refuse?how=binary"})
    for (const std::string_view accept :
         {"", "*/*", "image/*", "image/png", "application/json, image/png", "application/json, */*"}) {
      INFO(target << ' ' << accept);
      const test::reply reply = test::get(target, {{"Accept", accept}});
      CHECK(reply.status == 200);
      CHECK(reply["Content-Type"] == "image/png");
      CHECK(reply["Content-Security-Policy"] == "default-src 'none'; sandbox");
      CHECK(reply["X-Content-Type-Options"] == "nosniff");
      CHECK(reply.text == file);
    }
  const std::string resource = R"({"resourceType":"Binary","contentType":"image/png","data":"iVBORw0KGgo="})";
  for (const std::string_view accept :
       {"application/fhir+json", "application/fhir+json, */*;q=0.5", "application/json+fhir", "application/json",
        "image/png;q=0, application/json", "application/fhir+json, image/png"}) {
    INFO(accept);
    const test::reply reply = test::get("/$print", {{"Accept", accept}});
    CHECK(reply.status == 200);
    CHECK(reply.text == resource);
  }
  CHECK(test::get("/$print?_format=json", {{"Accept", "image/png"}}).text == resource);
  CHECK(test::get("/$print", {{"Accept", "text/html"}}).status == 406);
  CHECK(test::get("/$print", {{"Accept", "application/fhir+json;q=0.5, image/png"}}).text == file);
}

TEST_CASE("a Binary that is not content, or whose type is not a media type, is a resource") {
  const auto answered = [](const Binary<>& binary, std::string_view accept = "*/*") {
    const http::service service(test::server(), http::on<test::Print>([&binary](const no_parameters&, const http::call&) {
                                  return test::Print::Response{binary};
                                }));
    const http::header headers[] = {{"Accept", accept}};
    return test::read(service({.method = "GET", .target = "/$print", .headers = headers}, http::user{"anna"}));
  };
  const auto type = [&answered](std::string_view content_type, std::string_view data = "aGk=", std::string_view accept = "*/*") {
    Binary<> binary;
    binary.contentType = content_type;
    binary.data = data;
    const test::reply reply = answered(binary, accept);
    return reply.status == 200 ? reply["Content-Type"] : std::to_string(reply.status);
  };
  const std::string json = "application/fhir+json; charset=utf-8";
  CHECK(type("text/plain") == "text/plain");
  CHECK(type("text/plain; a=b") == "text/plain; a=b");
  CHECK(type("") == json);
  CHECK(type("text") == json);
  CHECK(type("text/pl ain") == json);
  CHECK(type("te xt/plain") == json);
  CHECK(type("text/plain\r\nX: y") == json);
  CHECK(type("text/plain;a=\"\r\"") == json);
  CHECK(type("text/plain", "?") == json);
  CHECK(type("text/plain", "") == json);
  // FHIR's own format is asked for by either of its names, and not by a weight below that of the content.
  for (const std::string name : {"application/fhir+json", "application/json+fhir"}) {
    CAPTURE(name);
    CHECK(type("text/plain", "aGk=", name + ", text/plain").starts_with(name));
    CHECK(type("text/plain", "aGk=", name + ";q=0.5, text/plain;q=0.5").starts_with(name));
    CHECK(type("text/plain", "aGk=", name + ";q=0.4, text/plain;q=0.5") == "text/plain");
    CHECK(type("text/plain", "aGk=", name + ";q=0, text/plain;q=0") == "406");
    CHECK(type("text/plain", "aGk=", name + ";q=0, */*") == "text/plain");
    CHECK(type("text/plain", "aGk=", name + ";q=0.1, text/*;q=0") == name + "; charset=utf-8");
    CHECK(type("text/plain", "aGk=", name + ";q=0.001, text/*;q=0.001").starts_with(name));
    CHECK(type("text/plain", "aGk=", name + "; fhirVersion=4.0, text/plain").starts_with(name));
    CHECK(type("text/plain", "aGk=", name + ";q=0, text/plain;q=0, application/json;q=0.1") == "application/json; charset=utf-8");
  }
  CHECK(type("text/plain", "aGk=", "application/*") == json);
  CHECK(type("text/plain", "aGk=", "text/html") == "406");
}

TEST_CASE("a refusal has a status from 400 to 599") {
  for (const auto& [given, sent] : {std::pair(399, 500), std::pair(400, 400), std::pair(599, 599), std::pair(600, 500),
                                    std::pair(0, 500), std::pair(-1, 500)}) {
    CAPTURE(given);
    CHECK(test::read(test::refuse({"GET", "/$print"}, {given, {}})).status == sent);
  }
}

TEST_CASE("headers of a refusal take the place of the library's own") {
  const test::reply reply = test::read(test::refuse(
      {"GET", "/$print"}, {401, {}, {{"cache-control", "private"}, {"WWW-Authenticate", "Basic realm=x"}, {"X-Own", "a"}}}));
  CHECK(reply["X-Own"] == "a");
  CHECK(reply["X-Content-Type-Options"] == "nosniff");
  CHECK(reply["Content-Type"].find('|') == std::string::npos);
  CHECK(reply["Cache-Control"] == "private");
  CHECK(reply["WWW-Authenticate"] == "Basic realm=x");
}

TEST_CASE("headers of a response are compared by name and value") {
  const http::response_header one{"A", "b"};
  CHECK(one == http::response_header{"A", "b"});
  CHECK_FALSE(one == http::response_header{"A", "c"});
  CHECK_FALSE(one == http::response_header{"B", "b"});
}

TEST_CASE("which types may answer an operation") {
  STATIC_REQUIRE(http::AnswerOf<Bundle<>, test::Match>);
  STATIC_REQUIRE(http::AnswerOf<test::Match::Response, test::Match>);
  STATIC_REQUIRE(http::AnswerOf<result<Bundle<Parameters<>>>, test::Match>);
  STATIC_REQUIRE(http::AnswerOf<http::refusal, test::Find>);
  STATIC_REQUIRE(http::AnswerOf<no_parameters, test::Forget>);
  STATIC_REQUIRE_FALSE(http::AnswerOf<Bundle<>, test::Find>);
  STATIC_REQUIRE_FALSE(http::AnswerOf<test::Match::Response, test::Find>);
  STATIC_REQUIRE_FALSE(http::AnswerOf<std::string, test::Match>);
  STATIC_REQUIRE_FALSE(http::AnswerOf<Period<>, test::Match>);
  using http::detail::is_answer;
  CHECK(is_answer<test::Match, Bundle<>>());
  CHECK(is_answer<test::Match, Resource<>>());
  CHECK(is_answer<test::Match, json_chunks_of_jobs>());
  CHECK(is_answer<test::Match, std::variant<http::refusal, result<Bundle<>>, http::response, test::Match::Response>>());
  CHECK(is_answer<test::Find, test::Find::Response>());
  CHECK(is_answer<test::Find, result<std::variant<http::refusal, http::response>>>());
  CHECK_FALSE(is_answer<test::Find, Bundle<>>());
  CHECK_FALSE(is_answer<test::Find, json_chunks_of_jobs>());
  CHECK_FALSE(is_answer<test::Match, std::variant<std::string, Bundle<>>>());
  CHECK_FALSE(is_answer<test::Match, std::variant<Bundle<>, std::string>>());
  CHECK_FALSE(is_answer<test::Match, result<std::string>>());
}

TEST_CASE("a refusal shows only the beginning of the host's text and path", "[http]") {
  const auto refused = [](std::size_t text, std::size_t expression) {
    const issue why{issue_severity::error, issue_type::processing, std::string(text, 't'), std::string(expression, 'e'), {}};
    return from_json<OperationOutcome<>>(test::read(test::refuse({"GET", "/$print"}, {422, {why}})).text).value().issue[0];
  };
  const auto whole = refused(2000, 2000);
  CHECK(whole.details->text == std::string(2000, 't'));
  CHECK(whole.expression[0] == std::string(2000, 'e'));
  const auto cut = refused(2001, 2001);
  CHECK(cut.details->text == std::string(2000, 't') + "...");
  CHECK(cut.expression[0] == std::string(2000, 'e') + "...");
}

TEST_CASE("only a refusal of the format says which formats are accepted", "[http]") {
  for (const int status : {400, 401, 403, 404, 406, 409, 413, 414, 415, 416, 422, 500, 503}) {
    CAPTURE(status);
    const test::reply refused = test::read(test::refuse({"GET", "/$print"}, {status, {}}));
    CHECK(refused.status == status);
    CHECK(refused["Accept"].empty() == (status != 415));
    CHECK(refused["WWW-Authenticate"].empty() == (status != 401));
  }
  CHECK(test::read(test::refuse({"GET", "/$print"}, {415, {}}))["Accept"] == "application/fhir+json");
}
