#pragma once
// Reads the jobs of an answer of `$get-report-job-status` from its text: from a whole text, or from the buffers of a transport,
// in memory that does not grow with the number of jobs.

#include <concepts>
#include <string_view>
#include <utility>

#include "fhirops/bundle/read_entries.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/ehealth/report_job.hpp"  // IWYU pragma: export
#include "fhirops/json/options.hpp"

namespace fhirops {

/// Reads the jobs of an answer from its text. The result is that of `report_jobs(*from_json<Bundle<Parameters<S>>>(text))`, at
/// several times its speed if there is nothing to report. Every fault of the text and of the jobs is reported with its position,
/// and so are modifiers that are not understood; if one of them is an error, there are no jobs. `Input` is the type of the
/// parameters with which the jobs were scheduled: Parameters, or a bound struct.
///
/// Jobs of *borrowed* storage refer to `text`, and to the result for strings whose escapes were decoded.
///
///     const auto jobs = read_report_jobs(answer);
///     if (!jobs) return jobs.issues();
template <Storage S = owned, class Input = void>
[[nodiscard]] auto read_report_jobs(std::string_view text, read_options options = {}) {
  return detail::read_entries<detail::read_job<Input, S>>(text, options);
}
// Deleted, since a borrowed result would outlive the temporary.
template <Storage S, class Input = void, detail::TemporaryText Text>
  requires(!detail::entry_storage<detail::read_job<Input, S>>::owns)
auto read_report_jobs(Text&& text, read_options options = {}) = delete;

/// Calls `visitor` with each job of an answer, as `ReportJob&&`, in order, as soon as it has been read. Returns all issues, each
/// with its position. A job with an error is not visited, but the others are. Memory does not grow with the number of jobs.
///
/// A *borrowed* job is valid until the visitor returns. An exception of the visitor ends the reading and is passed on.
///
///     std::size_t done = 0;
///     const issues found =
///         for_each_report_job(answer, [&done](ReportJob<>&& job) { done += job.status == "DONE"; });
template <Storage S = owned, class Input = void, class Visitor>
  requires std::invocable<Visitor&, detail::read_job<Input, S>&&>
issues for_each_report_job(std::string_view text, Visitor&& visitor, read_options options = {}) {
  return for_each_entry<detail::read_job<Input, S>>(text, std::forward<Visitor>(visitor), options);
}

/// The same for a text that is received in buffers: a range of values that convert to `std::string_view`, each valid until the
/// range advances. Holds one entry and one buffer at a time.
template <Storage S = owned, class Input = void, detail::TextBuffers Buffers, class Visitor>
  requires std::invocable<Visitor&, detail::read_job<Input, S>&&>
issues for_each_report_job(Buffers&& buffers, Visitor&& visitor, read_options options = {}) {
  return for_each_entry<detail::read_job<Input, S>>(std::forward<Buffers>(buffers), std::forward<Visitor>(visitor), options);
}

}  // namespace fhirops

#ifdef FHIROPS_COMPILED
#include "fhirops/ehealth/compiled_jobs.hpp"
#endif
