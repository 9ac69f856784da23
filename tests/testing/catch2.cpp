// What Catch2 prints: values as JSON, and of what does not match the place where it differs.

#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
// After Catch2 itself, as in any program of tests.
#include <fhirops/testing/catch2.hpp>
#include <fhirops/testing/fixtures.hpp>

using namespace fhirops;
using fhirops::catch2::has_issues;
using fhirops::catch2::same_fhir_as;

TEST_CASE("Catch2 prints values as JSON", "[testing][catch2]") {
  using Catch::Detail::stringify;
  CHECK(stringify(Period<>{.start = "2023"}) == R"({"start":"2023"})");
  CHECK(stringify(Code<>("final")) == R"("final")");
  CHECK(stringify(issue_type::too_long) == "too-long");
  CHECK(stringify(std::vector{Code<>("a"), Code<>("b")}) == R"({ "a", "b" })");
  CHECK(stringify(from_json<Period<>>(R"({"start":"2023"})")) == R"({"start":"2023"})");
  CHECK(stringify(issues{{issue_severity::error, issue_type::value, "what", "Bundle", ""}}) == "{ error value Bundle: what }");
  CHECK(stringify(fixtures::jobs(1)).starts_with(R"({ {"resourceType":"Parameters","id":")"));
}

TEST_CASE("a value that matches", "[testing][catch2]") {
  const auto jobs = fixtures::jobs(10);
  CHECK_THAT(get_report_job_status(jobs), same_fhir_as(jobs));
  CHECK_THAT(jobs, same_fhir_as(to_json(get_report_job_status(jobs))));
  CHECK_THAT(from_json<Period<>>(R"({ "start" : "2023" })"), same_fhir_as(R"({"start":"2023"})"));
  CHECK_THAT(from_json<Bundle<>>(R"({"resourceType":"Bundle","kind":1})"),
             has_issues({{issue_severity::error, issue_type::structure, "Bundle.kind"}}));
  CHECK(same_fhir_as(jobs).match(jobs));
}

TEST_CASE("a value that does not match says where", "[testing][catch2]") {
  auto jobs = fixtures::jobs(5);
  const auto matcher = same_fhir_as(jobs);
  jobs[3].status = "DONE";
  CHECK_FALSE(matcher.match(get_report_job_status(jobs)));
  CHECK(matcher.toString() ==
        "is not what was expected\n"
        R"(Bundle.entry[3].resource.parameter[0].part[2].value: expected "FAILED", found "DONE")");
  jobs[3].status = "FAILED";
  CHECK(matcher.match(jobs));
  CHECK(matcher.toString() == "is the same in FHIR");
  jobs[0].userId = "x";
  CHECK_FALSE(matcher.match(jobs));
  CHECK(matcher.toString().find("entry[0].resource.parameter[0].part[1].value: expected ") != std::string::npos);

  const auto none = has_issues({});
  CHECK_FALSE(none.match(from_json<Bundle<>>(R"({"resourceType":"Bundle","kind":1})")));
  CHECK(none.toString().starts_with("is not what was expected\nbesides: 1:26: error structure Bundle.kind: "));
}
