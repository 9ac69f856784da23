// The main job: jobs to the answer's text, and back.
#include <fhirops/fhirops.hpp>

std::size_t use(const std::vector<fhirops::ReportJob<>>& jobs, std::string_view text) {
  const std::string answer = to_json(fhirops::get_report_job_status(jobs, fhirops::for_user{"anna"}));
  const auto read = fhirops::from_json<fhirops::Bundle<fhirops::Parameters<>>>(text);
  if (!read) return answer.size();
  const auto back = fhirops::report_jobs(*read);
  return answer.size() + (back ? back->size() : 0);
}
