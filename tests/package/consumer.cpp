// A program outside the checkout.

#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

int main() {
  std::vector<fhirops::ReportJob<>> jobs(1);
  jobs[0].id = "a";
  jobs[0].userId = "u";
  const std::string text = to_json(fhirops::get_report_job_status(jobs, fhirops::for_user{"u"}));
  const auto read = fhirops::from_json<fhirops::Bundle<fhirops::Parameters<>>>(text);
  if (!read || to_json(*read) != text || read->entry.size() != 1) {
    std::puts(text.c_str());
    return 1;
  }
}
