// What the headers of a response say, header by header.

#include <chrono>
#include <fhirops/http/reply_headers.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;
using namespace fhirops::http::detail;

namespace {

const std::vector<http::header> none;
bool cut_off(std::string_view body, const std::vector<http::header>& headers, int status = 200) {
  return is_cut_off({.status = status, .headers = headers, .body = body});
}

}  // namespace

TEST_CASE("Retry-After is a number of seconds or a date, from which the response's Date is subtracted", "[http][client]") {
  using namespace std::chrono;
  constexpr sys_seconds moment = sys_days(year(1994) / 11 / 6) + hours(8) + minutes(49) + seconds(37);
  CHECK(parse_retry_after(" 120 ", "") == http::retry_time{.after = seconds(120), .at = {}});
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", "") == http::retry_time{.after = {}, .at = moment});
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", " Sun, 06 Nov 1994 08:49:07 GMT") ==
        http::retry_time{.after = seconds(30), .at = moment});
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 09:00:00 GMT") ==
        http::retry_time{.after = seconds(0), .at = moment});
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", "yesterday") == http::retry_time{.after = {}, .at = moment});
  CHECK_FALSE(parse_retry_after("soon", ""));
}

TEST_CASE("a location is resolved against the base of the server", "[http][client]") {
  CHECK(absolute_location("https://a.example/fhir", " /poll/7 ") == "https://a.example/poll/7");
  CHECK(absolute_location("https://a.example/fhir", "poll/7") == "https://a.example/fhir/poll/7");
  CHECK(absolute_location("https://a.example/fhir/", "poll/7") == "https://a.example/fhir/poll/7");
  CHECK(absolute_location("https://a.example/fhir", "//b.example/7") == "https://b.example/7");
  CHECK(absolute_location("https://a.example/fhir", "http://b.example/7") == "http://b.example/7");
  CHECK(absolute_location("https://a.example/fhir", "ftp://b.example/7").empty());
  CHECK(origin_of("https://a.example:8443/fhir?x") == "https://a.example:8443");
  CHECK(origin_of("https://a.example") == "https://a.example");
  CHECK(origin_of("/fhir").empty());
}

TEST_CASE("a body is cut off if it is shorter than its Content-Length, unless it was encoded", "[http][client]") {
  CHECK_FALSE(cut_off("abc", none));
  CHECK_FALSE(cut_off("abc", {{"Content-Length", "3"}}));
  CHECK(cut_off("abc", {{"Content-Length", " 4 "}}));
  CHECK_FALSE(cut_off("abc", {{"Content-Length", "4"}, {"Content-Encoding", "gzip"}}));
  CHECK_FALSE(cut_off("abc", {{"Transfer-Encoding", "chunked"}, {"Content-Length", "4"}}));
  CHECK_FALSE(cut_off("", {{"Content-Length", "4"}}, 204));
  CHECK(is_cut_off({.status = 200, .headers = none, .body = "abc", .complete = false}));
  // A length may have 18 digits; no body can have one of more.
  CHECK(cut_off("abc", {{"Content-Length", std::string(18, '9')}}));
  CHECK_FALSE(cut_off("abc", {{"Content-Length", std::string(19, '9')}}));
  CHECK_FALSE(cut_off("abc", {{"Content-Length", "1x"}}));
}

TEST_CASE("a body without a Content-Type may be FHIR's JSON, one of another type is not", "[http][client]") {
  CHECK(wrong_type(none).empty());
  const auto wrong = [](const std::vector<http::header>& headers) { return wrong_type(headers); };
  CHECK(wrong({{"content-type", "application/fhir+json; fhirVersion=4.0; charset=UTF-8"}}).empty());
  CHECK(wrong({{"Content-Type", "application/json"}, {"Content-Type", " application/json"}}).empty());
  CHECK(wrong({{"Content-Type", "text/html"}}) == "the Content-Type \"text/html\"");
  CHECK(wrong({{"Content-Type", "application/fhir+json; charset=latin1"}}) ==
        "the Content-Type \"application/fhir+json; charset=latin1\"");
  CHECK(wrong({{"Content-Type", "application/json"}, {"Content-Type", "text/html"}}) == "two Content-Types");
}
