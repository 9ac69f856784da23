// Before an answer is sent: all that a strict reader would refuse, and nothing that it would take.

#include "fhirops/ehealth/check_report_jobs.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "fhirops/ehealth/json_chunks.hpp"
#include "fhirops/ehealth/operations/execute_patient_usage_stats.hpp"
#include "fhirops/ehealth/read_report_jobs.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/testing/faulty_documents.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

using Job = ReportJob<>;

Job job(std::string id) {
  return {.id = std::move(id), .reportClass = "c", .userId = "anna", .status = "DONE", .created = "2024-03-01T08:00:00Z"};
}

std::string all_of(const issues& found) {
  std::string all;
  for (const issue& each : found) (all += all.empty() ? "" : "\n") += to_string(each);
  return all;
}

// Whether what is sent is refused by who reads it strictly and holds it against R4's rules.
bool is_refused(const std::string& sent) {
  const auto bundle = from_json<Bundle<Parameters<>>>(sent);
  return !bundle || validate(*bundle).has_errors() || !read_report_jobs(sent);
}

// A sound job and one with this change.
std::string reported(void (*change)(Job&)) {
  std::vector<Job> jobs{job("a"), job("b")};
  change(jobs[1]);
  const auto answer = get_report_job_status(jobs);
  const issues found = check_report_jobs(jobs);
  CHECK(found == check_report_jobs(answer));
  CHECK(found == check_report_jobs(jobs, for_user{"anna"}));
  CHECK(check_report_jobs(jobs, for_user{"bent"}).empty());
  // What is not UTF-8, and U+0000, is written as something else, which a reader takes.
  const std::string all = all_of(found);
  if (all.find("UTF-8") == std::string::npos && all.find("U+0000") == std::string::npos)
    CHECK(!found.empty() == is_refused(to_json(answer)));
  return all_of(found);
}

}  // namespace

TEST_CASE("a strict reader refuses nothing in a correct answer") {
  CHECK(reported([](Job&) {}).empty());
  CHECK(reported([](Job& each) { each.ended = each.started = "2024-03-01T08:00:02Z"; }).empty());
  CHECK(reported([](Job& each) { each.binary = Reference<>{.reference = "Binary/7"}; }).empty());
  CHECK(reported([](Job& each) { each.binary.emplace(); }).empty());
  CHECK(reported([](Job& each) { each.ended.emplace(); }).empty());
  CHECK(reported([](Job& each) { each.status = " "; }).empty());
  CHECK(check_report_jobs(std::vector<Job>{}).empty());
  CHECK(check_report_jobs(std::vector<Job>{job("a")}, full_url::base{"https://example.org/fhir"}).empty());
}

TEST_CASE("faults that a strict reader refuses are reported, each once and with its path") {
  const std::string resource = "Bundle.entry[1].resource";
  const std::string report = resource + ".parameter[0]";
  CHECK(reported([](Job& each) { each.id = ""; }) == "error required " + resource + ": id is missing: a report job needs one");
  CHECK(reported([](Job& each) { each.id = "a_b"; }) ==
        "error value " + resource + ".id: \"a_b\" is not an id: \"_\" is not allowed, an id has A-Z, a-z, 0-9, - and . only");
  CHECK(reported([](Job& each) { each.id = "a"; }).starts_with("error invariant Bundle.entry[1]: bdl-7: "));
  CHECK(reported([](Job& each) { each.reportClass = ""; }) ==
        "error required " + report + ": the part \"reportClass\" is missing");
  CHECK(reported([](Job& each) { each.status = ""; }) == "error required " + report + ": the part \"status\" is missing");
  CHECK(reported([](Job& each) { each.created = {}; }) == "error required " + report + ": the part \"created\" is missing");
  CHECK(reported([](Job& each) {
          each.created = "yesterday";
        }).starts_with("error value " + report + ".part[4].value: \"yesterday\" is not a dateTime: "));
  CHECK(
      reported([](Job& each) { each.started = "2024-02-30"; }).starts_with("error value " + report + ".part[5].value: \"2024-0"));
  CHECK(reported([](Job& each) {
          each.ended = "2024-03-01T24:00:00Z";
        }).starts_with("error value " + report + ".part[5].value: \"2024-0"));
  CHECK(reported([](Job& each) {
          each.status = std::string("a\0b", 3);
        }).starts_with("error value " + report + ".part[2].value: \"a�b\" has the character U+0000"));
  CHECK(reported([](Job& each) {
          each.status = "\xFF";
        }).starts_with("error value " + report + ".part[2].value: \"�\" is not UTF-8 at byte 0"));
  CHECK(reported([](Job& each) {
          each.binary.emplace().type = "a b";
        }).starts_with("error value " + report + ".part[3].value.type: \"a b\" is not a uri: write a space in it as %20"));
  CHECK(reported([](Job& each) {
          each.parameters.implicitRules = "http://example.org/x";
        }).starts_with("error extension " + report + ".part[3].resource.implicitRules: "));
  CHECK(reported([](Job& each) {
          each.parameters.parameter.emplace_back().value = String<>("x");
        }).starts_with("error required " + report + ".part[3].resource.parameter[0]: name is missing"));
  CHECK(reported([](Job& each) {
          auto& odd = each.parameters.parameter.emplace_back();
          odd.name = "odd";
          odd.resource = RawResource<>{.resourceType = "Patient", .json = "{,}"};
        }).starts_with("error structure " + report + ".part[3].resource.parameter[0].resource: "));
}

TEST_CASE("all faults of an answer are reported at once, those of R4 and those of the operation") {
  const std::string all = reported([](Job& each) {
    each.status = "";
    each.created = "yesterday";
  });
  CHECK(all.find("part[3].value: \"") != std::string::npos);
  CHECK(all.find("the part \"status\" is missing") != std::string::npos);
}

TEST_CASE("of many jobs with warnings the error of the last is reported") {
  std::vector<Job> jobs;
  for (int i = 0; i < 300; ++i) jobs.push_back(job(std::to_string(i)));
  CHECK(check_report_jobs(jobs).empty());
  jobs.back().created = "yesterday";
  const issues found = check_report_jobs(jobs);
  REQUIRE(found.size() == 1);
  CHECK(found[0].expression == "Bundle.entry[299].resource.parameter[0].part[4].value");
}

TEST_CASE("a Bundle that is not an answer of report jobs is reported as reading it reports it") {
  std::size_t checked = 0;
  for (const fixtures::faulty_document& each : fixtures::no_report_jobs()) {
    const auto bundle = from_json<Bundle<Parameters<>>>(each.text);
    if (!bundle) continue;  // with a Patient in it there is no such Bundle to send
    ++checked;
    CAPTURE(each.what);
    const issues found = check_report_jobs(*bundle);
    for (const auto& expected : each.issues) {
      bool there = false;
      for (const issue& one : found) there = there || (one.code == expected.code && one.pointer == expected.pointer);
      CHECK(there);
    }
  }
  CHECK(checked == fixtures::no_report_jobs().size() - 1);
}

TEST_CASE("jobs of a typed input are read as that") {
  using Input = ehealth::ExecutePatientUsageStats::Request;
  std::vector<ReportJob<Input>> jobs(1);
  jobs[0].id = "a";
  jobs[0].reportClass = "c";
  jobs[0].userId = "anna";
  jobs[0].status = "DONE";
  jobs[0].created = "2024";
  const issues found = check_report_jobs(jobs);
  CHECK(found == check_report_jobs<Input>(get_report_job_status(jobs)));
  CHECK(found.empty() == bool(report_jobs<Input>(get_report_job_status(jobs))));
}

TEST_CASE("borrowed jobs are checked without a copy that outlives them") {
  std::vector<ReportJob<Parameters<borrowed>>> jobs(1);
  jobs[0].id = "a";
  jobs[0].userId = "anna";
  jobs[0].reportClass = "c";
  jobs[0].created = "2024";
  CHECK(all_of(check_report_jobs(jobs)) ==
        "error required Bundle.entry[0].resource.parameter[0]: the part \"status\" is missing");
}
