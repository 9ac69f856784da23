#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <vector>

int main() {
  const std::vector<fhirops::ReportJob<>> jobs{{.id = "1", .userId = "u", .status = "DONE"}};
  std::puts(to_json(get_report_job_status(jobs, fhirops::for_user{"u"})).c_str());
}
