#pragma once
// Checks, before an answer of `$get-report-job-status` is sent, whether a strict reader would accept it
// (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-get-report-job-status).

#include <cstddef>
#include <vector>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/operation/all_issues.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/validate/validate.hpp"

namespace fhirops {

/// The reasons why a strict reader would refuse an answer; empty if it would accept it. They are the errors of `validate` and
/// `report_jobs`, each with its path in the Bundle; an error that both report is listed once, and warnings of `validate` are left
/// out. `Input` has the same meaning as for `report_jobs`.
///
///     const issues wrong = check_report_jobs(bundle);
///     expect(wrong.empty(), "sound");
///
/// Complexity: that of `validate` and `report_jobs`.
template <class Input = void, Storage S>
[[nodiscard]] issues check_report_jobs(const Bundle<Parameters<S>>& bundle) {
  issues found = validate(bundle);
  // Warnings about entries must not use up the limit before the errors.
  if (found.has_errors()) found = validate(bundle, validate_options{}.max_issues(static_cast<std::size_t>(-1)));
  std::erase_if(found, [](const issue& each) { return !each.is_error(); });
  detail::add_of_table(found, report_jobs<Input>(bundle).issues());
  return found;
}

/// The same for the answer that `get_report_job_status` makes with the same arguments, which is what `json_chunks` would send.
/// Makes the whole answer and discards it; a single-pass range is consumed.
///
///     const issues wrong = check_report_jobs(jobs, for_user{"anna"});
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
[[nodiscard]] issues check_report_jobs(Jobs&& jobs, for_user user, Url url = {}) {
  return check_report_jobs<typename detail::entry_of<Jobs>::input>(detail::answer<Jobs&>(jobs, url, user));
}

/// The same for all jobs of the range, whoever owns them.
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
[[nodiscard]] issues check_report_jobs(Jobs&& jobs, Url url = {}) {
  return check_report_jobs<typename detail::entry_of<Jobs>::input>(detail::answer<Jobs&>(jobs, url, detail::every_entry{}));
}

}  // namespace fhirops
