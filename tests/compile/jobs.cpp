// From jobs to the text of an answer.
#include <fhirops/fhirops.hpp>

std::string answer(const std::vector<fhirops::ReportJob<>>& jobs, std::string_view user) {
  return to_json(fhirops::get_report_job_status(jobs, fhirops::for_user{user}));
}
