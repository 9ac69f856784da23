// docs/tutorials/getting-started.md: from nothing to an answer printed and read back.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <string>
#include <vector>

int main() {
  using namespace fhirops;

  std::vector<ReportJob<>> jobs;
  jobs.push_back({.id = "7c1b1b62-9d5f-4d0e-8d0a-0f4d2f0f6a01",
                  .reportClass = "org.example.MonthlyReport",
                  .userId = "anna",
                  .status = "DONE",
                  .binary = Reference<>{.reference = "https://fhir.example.org/Binary/7"},
                  .created = "2024-03-01T08:00:00Z",
                  .started = "2024-03-01T08:00:02Z",
                  .ended = "2024-03-01T08:01:10Z"});
  jobs.push_back({.id = "7c1b1b62-9d5f-4d0e-8d0a-0f4d2f0f6a02",
                  .reportClass = "org.example.MonthlyReport",
                  .userId = "bent",
                  .status = "QUEUED",
                  .created = "2024-03-01T08:00:01Z"});

  const std::string text = to_json(get_report_job_status(jobs, for_user{"anna"}));
  std::cout << text << '\n';

  const auto back = read_report_jobs(text);
  if (!back) {
    for (const issue& each : back.issues()) std::cerr << to_string(each) << '\n';
    return 1;
  }
  for (const auto& job : *back)
    std::cout << job.userId << ": " << to_string(state(job)) << " since " << *job.ended << ", " << job.binary->reference << '\n';
  const std::string created = back->front().created;  // "2024-03-01T08:00:00Z"

  std::string wrong = text;
  wrong.replace(wrong.find("valueDateTime"), 13, "valueString");
  for (const issue& each : read_report_jobs(wrong).issues()) std::cout << to_string(each) << '\n';
  return back->size() == 1 && back->front() == jobs.front() && created == jobs.front().created ? 0 : 1;
}
