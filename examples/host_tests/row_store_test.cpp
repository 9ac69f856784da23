// The tests of a pretend host, row_store.hpp, with the support of fhirops/testing/: jobs and documents that need not be written
// by hand, and failures that say where values differ.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <fhirops/testing/catch2.hpp>
#include <fhirops/testing/fixtures.hpp>

#include "row_store.hpp"

namespace fixtures = fhirops::fixtures;
using fhirops::catch2::has_issues;
using fhirops::catch2::same_fhir_as;

namespace {

host::row_store filled_store() {
  host::row_store store;
  for (const auto& job : fixtures::jobs(35)) store.add(host::to_row(job));
  return store;
}

}  // namespace

TEST_CASE("a row is the job that the guide shows") {
  const host::row done{.key = "ce35bcd5-4bb2-4c6e-b230-5347df1fe9bc",
                       .owner = "hanne",
                       .report = "PatientsUsageReport",
                       .progress = "DONE",
                       .queued = 1697104310,
                       .began = 1697104310,
                       .finished = 1697104311,
                       .file = "7",
                       .choices = {{"anonymization", "None"}}};
  CHECK_THAT(to_job(done), same_fhir_as(R"({
    "resourceType": "Parameters",
    "id": "ce35bcd5-4bb2-4c6e-b230-5347df1fe9bc",
    "parameter": [ { "name": "reportJob", "part": [
      { "name": "reportClass", "valueString": "PatientsUsageReport" },
      { "name": "userId", "valueString": "hanne" },
      { "name": "status", "valueString": "DONE" },
      { "name": "binary", "valueReference": { "reference": "https://example.org/fhir/Binary/7" } },
      { "name": "parameters", "resource": { "resourceType": "Parameters", "parameter": [
        { "name": "anonymization", "valueString": "None" } ] } },
      { "name": "created", "valueDateTime": "2023-10-12T09:51:50Z" },
      { "name": "started", "valueDateTime": "2023-10-12T09:51:50Z" },
      { "name": "ended", "valueDateTime": "2023-10-12T09:51:51Z" } ] } ]
  })"));
}

TEST_CASE("jobs in every state come back from their rows") {
  for (const auto& job : fixtures::jobs(35)) CHECK_THAT(to_job(host::to_row(job)), same_fhir_as(job));
}

TEST_CASE("each user gets that user's jobs, whatever the letters of the name") {
  const auto store = filled_store();
  for (const auto user : fixtures::users) {
    const auto jobs = fhirops::report_jobs(store.answer(user)).value();
    CHECK(jobs.size() == 5);
    for (const auto& job : jobs) CHECK(job.userId == user);
  }
  CHECK(store.answer("nobody").entry.empty());
  CHECK(store.answer("").entry.empty());
}

TEST_CASE("another server's answer is taken over") {
  host::row_store store;
  CHECK_THAT(store.take_over(to_json(fixtures::bundle(7))), has_issues({}));
  CHECK(store.size() == 7);
}

TEST_CASE("nothing of an answer with a fault is taken over, and the fault is reported with its path") {
  for (const auto& document : fixtures::no_report_jobs()) {
    INFO(document.what);
    host::row_store store;
    CHECK_THAT(store.take_over(document.text), has_issues(document.issues));
    CHECK(store.size() == 0);
  }
}

TEST_CASE("no bytes harm the store") {
  for (const auto& document : fixtures::not_json()) {
    INFO(document.text);
    host::row_store store;
    CHECK(store.take_over(document.text).has_errors());
    CHECK(store.size() == 0);
  }
}

// Fails, to show the output; it runs only on request.
TEST_CASE("a failure says where", "[.shown]") {
  auto jobs = fixtures::jobs(5);
  const auto expected = get_report_job_status(jobs);
  jobs[3].status = "DONE";
  CHECK_THAT(get_report_job_status(jobs), same_fhir_as(expected));
}
