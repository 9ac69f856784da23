// A recorded report job, with what it was scheduled with in the type of the operation that schedules it.

#include <fhirops/ehealth/operations/schedule_patient_total.hpp>
#include <fhirops/ehealth/operations/schedule_patient_usage_stats.hpp>
#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

std::string recorded() { return test::read_file(FHIROPS_TEST_DATA "/get-report-job-status.json"); }
using Usage = ehealth::SchedulePatientUsageStats::Request;
using Total = ehealth::SchedulePatientTotal::Request;

}  // namespace

TEST_CASE("the parameters of a recorded job are its typed request", "[ehealth][typed]") {
  const std::string text = recorded();
  const auto bundle = from_json<Bundle<Parameters<>>>(text);
  REQUIRE(bundle);
  const auto jobs = report_jobs<Usage>(*bundle);
  REQUIRE(jobs);
  REQUIRE(jobs->size() == 1);
  CHECK((*jobs)[0].reportClass == "com.systematic.ehealth.reporting.reports.PatientsUsageReport");
  CHECK((*jobs)[0].parameters == Usage{.anonymization = "None"});
  CHECK(get_report_job_status(*jobs) == *bundle);

  const auto streamed = read_report_jobs<owned, Usage>(text);
  REQUIRE(streamed);
  CHECK(*streamed == *jobs);
}

TEST_CASE("jobs with a typed request are answered with all of it", "[ehealth][typed]") {
  std::vector<ReportJob<Total>> jobs(1);
  jobs[0].id = "1";
  jobs[0].reportClass = jobs[0].userId = jobs[0].status = "x";
  jobs[0].parameters.anonymization = "Full";
  jobs[0].parameters.organization.emplace().reference = "Organization/7";
  jobs[0].parameters.period.emplace().start = "2023-10";
  jobs[0].created = "2023-10-12";
  const auto bundle = get_report_job_status(jobs);
  const auto back = report_jobs<Total>(bundle);
  REQUIRE(back);
  CHECK(*back == jobs);
}

TEST_CASE("a fault in what a job was scheduled with has its path in the answer", "[ehealth][typed]") {
  std::string text = recorded();
  text.replace(text.find("\"anonymization\""), 15, "\"anonymity\"");
  const auto jobs = report_jobs<Usage>(*from_json<Bundle<Parameters<>>>(text));
  CHECK_FALSE(jobs);
  REQUIRE(jobs.issues().size() == 2);
  const std::string place = "Bundle.entry[0].resource.parameter[0].part[4].resource";
  CHECK(jobs.issues()[0].text.starts_with("\"anonymity\" is not a known parameter"));
  CHECK(jobs.issues()[0].expression == place + ".parameter[0].name");
  CHECK(jobs.issues()[1].text == "the parameter \"anonymization\" is missing");
  CHECK(jobs.issues()[1].expression == place);
}
