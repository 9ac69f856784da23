// The main job and its way back, on any machine: rows to an answer, whole and in chunks, and to jobs again; text that needs
// care (escapes, UTF-8 of every length, decimals); a service. What it prints is compared with what other machines print.

#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <fhirops/testing/report_jobs.hpp>
#include <string>
#include <string_view>
#include <vector>

using namespace fhirops;

int main() {
  std::vector<ReportJob<>> jobs = fixtures::jobs(200, 7);
  jobs[0].userId = "user";
  jobs[1].userId = "user";
  jobs[1].reportClass = "tab \t, quote \", \xC3\xA6\xC3\xB8\xC3\xA5, \xE2\x82\xAC, \xF0\x9F\x8F\xA5, ill-formed \xFF";
  jobs[1].parameters = Parameters<>{.parameter = {{.name = "share", .value = Decimal<>("1.00")}}};

  // Whole and in chunks.
  const std::string text = to_json(get_report_job_status(jobs));
  std::string chunks;
  for (const std::string_view chunk : json_chunks(jobs)) chunks += chunk;
  if (chunks != text) return std::fputs("the chunks differ from the whole\n", stderr), 1;
  std::puts(text.c_str());
  std::puts(to_json(get_report_job_status(jobs, for_user{"user"}), write_options{}.pretty()).c_str());

  // And back, by each way.
  const auto bundle = from_json<Bundle<Parameters<>>>(text);
  const auto back = read_report_jobs(text);
  if (!bundle || !back || back->size() != jobs.size()) return std::fputs("the answer cannot be read\n", stderr), 1;
  const auto from_bundle = report_jobs(*bundle);
  if (!from_bundle || *from_bundle != *back) return std::fputs("two ways of reading differ\n", stderr), 1;
  std::puts(to_json(get_report_job_status(*back)) == text ? "same" : "another");
  for (const issue& each : validate(*bundle)) std::puts(to_string(each).c_str());

  // Faults are reported where they are.
  const auto wrong = from_json<Resource<>>(
      "{\"resourceType\":\"Bundle\",\n\"total\":-1.5,\"entry\":[{\"resource\":{\"resourceType\":\"X\",\"a\":[null]}}],"
      "\"\xC3\xA6\":1}");
  for (const issue& each : wrong.issues()) std::puts(to_string(each).c_str());
  return 0;
}
