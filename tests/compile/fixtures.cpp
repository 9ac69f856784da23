// A unit of a server's tests, with fixtures and Catch2's matchers.

#include <catch2/catch.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/catch2.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <string>

using namespace fhirops;

TEST_CASE("an answer is read as it was written") {
  const auto jobs = fixtures::jobs(35);
  const auto answer = get_report_job_status(jobs);
  const std::string text = to_json(answer);
  CHECK_THAT(from_json<Bundle<Parameters<>>>(text), catch2::same_fhir_as(answer));
  CHECK_THAT(read_report_jobs(text), catch2::same_fhir_as(jobs));
}
TEST_CASE("what is not an answer is refused") {
  for (const auto& each : fixtures::no_report_jobs()) {
    INFO(each.what);
    CHECK_THAT(read_report_jobs(each.text), catch2::has_issues(each.issues));
  }
}
