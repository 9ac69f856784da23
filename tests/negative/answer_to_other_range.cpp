// error: ReportJobRange
// Only report jobs are answered with.
#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

std::vector<std::string> names;
auto answer = fhirops::get_report_job_status(names);
