// A program of tests outside the checkout: fixtures and the text of a failure, without a framework.

#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/difference_text.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <string>

int main() {
  using namespace fhirops;
  const auto jobs = fixtures::jobs(5);
  std::string wrong = difference_text(jobs, read_report_jobs(to_json(get_report_job_status(jobs))));
  for (const auto& each : fixtures::no_report_jobs()) wrong += difference_text(each.issues, read_report_jobs(each.text));
  if (wrong.empty()) return 0;
  std::puts(wrong.c_str());
  return 1;
}
