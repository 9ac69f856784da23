// Whose jobs are answered depends on the user that the host gives, and on nothing in the request.

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/http.hpp"

using namespace fhirops;

namespace {

const std::vector<std::string> names{"Authorization",
                                     "authorization",
                                     "X-User",
                                     "X-User-Id",
                                     "X-Forwarded-User",
                                     "X-Remote-User",
                                     "REMOTE_USER",
                                     "From",
                                     "Cookie",
                                     "X-Forwarded-For",
                                     "Forwarded",
                                     "X-Original-URL",
                                     "X-Rewrite-URL",
                                     "X-HTTP-Method-Override",
                                     "Host",
                                     "Prefer",
                                     "Accept",
                                     "Content-Type",
                                     "Range",
                                     "If-None-Match",
                                     "X-Auth-Request-User",
                                     "Proxy-Authorization",
                                     "User"};
const std::vector<std::string> values{"bo",
                                      "Bearer bo",
                                      "Basic Ym86Ym8=",
                                      "user=bo",
                                      "userId=bo",
                                      "for=bo",
                                      "/$get-report-job-status?userId=bo",
                                      "handling=lenient",
                                      "return=representation",
                                      "application/fhir+json",
                                      "*/*",
                                      "",
                                      "anna,bo",
                                      "bo\0anna",
                                      "application/fhir+json; userId=bo",
                                      "bytes=0-5",
                                      "bo\r\nX-User: bo",
                                      "lenient",
                                      "*"};
const std::vector<std::string> targets{"/$get-report-job-status",
                                       "/%24get-report-job-status",
                                       "/$get-report-job-status?userId=bo",
                                       "/$get-report-job-status?user=bo&for_user=bo",
                                       "/$get-report-job-status?_user=bo",
                                       "/$get-report-job-status?_pretty=true&_format=json",
                                       "/$get-report-job-status?_summary=false&_elements=bo",
                                       "/$get-report-job-status?%75serId=bo",
                                       "/$get-report-job-status?&&&",
                                       "/$get-report-job-status;userId=bo",
                                       "/Patient/bo/$get-report-job-status",
                                       "/bo/$get-report-job-status",
                                       "//bo@/$get-report-job-status",
                                       "/../$get-report-job-status"};
const std::vector<std::string> bodies{
    "",
    R"({"resourceType":"Parameters"})",
    R"({"resourceType":"Parameters","id":"bo","parameter":[{"name":"userId","valueString":"bo"}]})",
    R"({"resourceType":"Parameters","parameter":[{"name":"user","valueString":"bo"},{"name":"userId","valueString":"bo"}]})",
    R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"bo"}]})",
    R"({"userId":"bo"})",
    "userId=bo",
    "bo"};

template <class T>
const T& any_of(const std::vector<T>& all, std::mt19937& random) {
  return all[random() % all.size()];
}

}  // namespace

TEST_CASE("no header, path, query or body changes whose jobs are answered") {
  std::mt19937 random(20261124);
  const std::string annas = test::jobs_of("anna");
  const std::string pretty = test::jobs_of("anna", true);
  int answered = 0;
  for (int round = 0; round < 6000; ++round) {
    test::header_list headers;
    for (auto count = random() % 6; count > 0; --count) headers.push_back({any_of(names, random), any_of(values, random)});
    const std::string& target = any_of(targets, random);
    const bool post = random() % 2 == 0;
    const test::reply reply = test::send(post ? "POST" : "GET", target, headers, post ? any_of(bodies, random) : "");
    for (const std::string_view other : {"of-bo", "of-An\"", "of-anna \"", "job-3-of-\""})
      REQUIRE(reply.text.find(other) == std::string::npos);
    if (reply.status != 200) continue;
    ++answered;
    REQUIRE((reply.text == annas || reply.text == pretty));
  }
  CHECK(answered > 300);
}

TEST_CASE("users that differ in a single byte are different users") {
  const auto jobs = [](std::string_view user) {
    return test::send("GET", "/$get-report-job-status", {}, {}, http::user{user}).text;
  };
  const std::string none = R"({"resourceType":"Bundle","type":"collection"})";
  CHECK(jobs("bo").find("job-2-of-bo") != std::string::npos);
  CHECK(jobs("Anna") == none);
  CHECK(jobs(" anna") == none);
  CHECK(jobs("ann") == none);
  CHECK(jobs(std::string_view("anna\0", 5)) == none);
  CHECK(jobs("*") == none);
  CHECK(jobs("anna ").find("job-6") != std::string::npos);
  CHECK(jobs("anna ").find("job-1") == std::string::npos);
}
