// error: Answerable
// The answer would outlive the jobs that it borrows from.
#include <fhirops/fhirops.hpp>
#include <vector>

std::vector<fhirops::ReportJob<fhirops::Parameters<fhirops::borrowed>>> jobs();
auto answer = fhirops::get_report_job_status(jobs());
