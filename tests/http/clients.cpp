// Requests as clients that others wrote send them: their headers, byte for byte where they were recorded.

#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/http.hpp"

using namespace fhirops;

namespace {

constexpr std::string_view empty_parameters = R"({"resourceType":"Parameters"})";

void is_annas_answer(const test::reply& reply) {
  CHECK(reply.status == 200);
  CHECK(reply.jobs() == 2);
}

}  // namespace

TEST_CASE("the recorded client of the eHealth Infrastructure, on HAPI FHIR") {
  const test::header_list headers{{"Accept-Charset", "utf-8"},
                                  {"Accept",
                                   "application/fhir+xml;q=1.0, application/fhir+json;q=1.0, "
                                   "application/xml+fhir;q=0.9, application/json+fhir;q=0.9"},
                                  {"User-Agent", "HAPI-FHIR/6.0.1 (FHIR Client; FHIR 4.0.1/R4; apache)"},
                                  {"Accept-Encoding", "gzip"},
                                  {"Content-Type", "application/fhir+json; charset=UTF-8"}};
  const test::reply reply = test::send("POST", "/$get-report-job-status", headers, empty_parameters);
  CHECK(reply["Content-Type"] == "application/fhir+json; charset=utf-8");
  is_annas_answer(reply);
}

TEST_CASE("HAPI FHIR's client, set to JSON") {
  const test::header_list headers{{"Accept", "application/fhir+json;q=1.0, application/json+fhir;q=0.9"},
                                  {"Accept-Charset", "utf-8"}};
  is_annas_answer(test::get("/$get-report-job-status?_format=json", headers));
  is_annas_answer(test::get("/$get-report-job-status?_format=json&_pretty=true", headers));
  CHECK(test::get("/metadata", headers).status == 200);
  CHECK(test::get("/$nope", headers)["Content-Type"] == "application/fhir+json; charset=utf-8");
}

TEST_CASE("HAPI FHIR's client, set to XML, gets 406 with the supported formats") {
  const test::reply reply =
      test::get("/$get-report-job-status?_format=xml", {{"Accept", "application/fhir+xml;q=1.0, application/xml+fhir;q=0.9"}});
  CHECK(reply.status == 406);
  CHECK(reply.outcome().starts_with("not-supported: "));
}

TEST_CASE("fhir-kit-client: Accept alone, and a Content-Type on POST") {
  is_annas_answer(test::get("/$get-report-job-status", {{"accept", "application/fhir+json"}}));
  is_annas_answer(test::send("POST", "/$get-report-job-status",
                             {{"accept", "application/fhir+json"}, {"content-type", "application/fhir+json"}}, empty_parameters));
  // Some clients send an empty object to operations without input, which is not a resource.
  CHECK(test::send("POST", "/$get-report-job-status",
                   {{"accept", "application/fhir+json"}, {"content-type", "application/fhir+json"}}, "{}")
            .status == 400);
}

TEST_CASE("Medplum's client: several types of JSON, and its own headers") {
  const test::header_list headers{{"Accept", "application/fhir+json, */*; q=0.1"},
                                  {"X-Medplum", "extended"},
                                  {"Content-Type", "application/fhir+json"},
                                  {"Cache-Control", "no-cache"}};
  is_annas_answer(test::get("/$get-report-job-status", headers));
  is_annas_answer(test::send("POST", "/$get-report-job-status", headers, empty_parameters));
}

TEST_CASE("SMART's fhirclient, axios, fetch and curl: what a browser or a library adds by itself") {
  is_annas_answer(test::get("/$get-report-job-status", {{"Accept", "application/json"}}));
  is_annas_answer(test::get("/$get-report-job-status", {{"Accept", "application/json, text/plain, */*"}}));
  is_annas_answer(test::get("/$get-report-job-status", {{"Accept", "*/*"}, {"User-Agent", "curl/7.88.1"}}));
  is_annas_answer(test::get("/$get-report-job-status",
                            {{"accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"},
                             {"sec-fetch-mode", "navigate"}}));
  is_annas_answer(test::get("/%24get-report-job-status", {{"Accept", "*/*"}}));
  // curl -d sends a form, by default.
  CHECK(test::send("POST", "/$get-report-job-status", {{"Content-Type", "application/x-www-form-urlencoded"}}, empty_parameters)
            .status == 415);
}

TEST_CASE("a client of .NET: fhirVersion on both sides") {
  const test::header_list headers{{"Accept", "application/fhir+json; fhirVersion=4.0"},
                                  {"Content-Type", "application/fhir+json; charset=utf-8; fhirVersion=4.0"},
                                  {"Prefer", "return=representation"}};
  const test::reply reply = test::send("POST", "/$get-report-job-status", headers, empty_parameters);
  CHECK(reply["Content-Type"] == "application/fhir+json; fhirVersion=4.0; charset=utf-8");
  is_annas_answer(reply);
}
