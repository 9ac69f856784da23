#pragma once
// `$get-report-job-status` of the Danish eHealth Infrastructure: the status of the reports that a user scheduled, as a Bundle
// (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-get-report-job-status). A pure function: the host supplies the jobs, and
// sends the answer.

#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/from_bundle.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/bundle/to_bundle.hpp"
#include "fhirops/core/storage.hpp"
// Its definition, `ehealth::GetReportJobStatus`, is generated; this header includes everything about the operation.
// IWYU pragma: begin_exports
#include "fhirops/ehealth/operations/get_report_job_status.hpp"
// IWYU pragma: end_exports
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {

/// Selects the jobs of one user: those whose `userId` is the same, byte for byte. An empty id matches no job. Without `for_user`,
/// an answer contains all jobs of the range.
struct for_user {
  /// The user's id; must stay valid until the range of jobs has been read.
  std::string_view id;

  /// Whether a job with this `userId` belongs to the user.
  [[nodiscard]] constexpr bool matches(std::string_view userId) const noexcept { return !id.empty() && id == userId; }
  /// Whether the job belongs to the user.
  template <class Input, Storage S>
  [[nodiscard]] constexpr bool operator()(const ReportJob<Input, S>& job) const noexcept {
    return matches(job.userId);
  }
};

namespace detail {

template <class Input, Storage S>
using read_job = ReportJob<std::conditional_t<std::is_void_v<Input>, Parameters<S>, Input>, S>;

}  // namespace detail

/// A range of report jobs: of `ReportJob` values or references, of `std::reference_wrapper`s, or of proxies that convert to the
/// range's value type. It is read once, in order.
template <class Jobs>
concept ReportJobRange = EntryRange<Jobs> && detail::is_report_job<detail::entry_of<Jobs>>;

/// The answer for one user: those jobs of the range whose `userId` is the user's, in the same order, as a Bundle of type
/// `collection` with one entry for each job. Members that a job does not have yet are left out.
///
/// The answer owns its text, unless the jobs borrow theirs and the range can be read again: then it borrows from the same memory.
/// For a temporary range of jobs that borrow, the call does not compile. Text of rvalue jobs (`std::move` of a container, move
/// iterators, temporary jobs) is moved.
///
/// Complexity: linear in the range. Throws what the range throws, and `std::bad_alloc`; some of the rvalue jobs have then been
/// moved from.
///
///     const auto bundle = get_report_job_status(jobs, for_user{"anna"});
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
  requires detail::Answerable<Jobs, Url>
[[nodiscard]] Bundle<Parameters<detail::answer_storage<Jobs, Url>>> get_report_job_status(Jobs&& jobs, for_user user,
                                                                                          Url url = {}) {
  return to_bundle(std::forward<Jobs>(jobs), user, url);
}

/// The same for **all jobs of the range, whoever owns them**: without `for_user` nothing is selected, and jobs of other users in
/// the range are shown to whoever gets the answer. Use it for a range that already belongs to one user, or for people who may see
/// all jobs. Passing `for_user` in addition to the host's own selection costs next to nothing, and protects the users if that
/// selection fails.
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
  requires detail::Answerable<Jobs, Url>
[[nodiscard]] Bundle<Parameters<detail::answer_storage<Jobs, Url>>> get_report_job_status(Jobs&& jobs, Url url = {}) {
  return to_bundle(std::forward<Jobs>(jobs), url);
}

/// Reads the jobs of an answer, in the same order; the inverse of `get_report_job_status`. Every fault is reported with its path
/// in the Bundle: entries that are not report jobs; parts that are missing, repeated, unexpected, or of a wrong type; and
/// modifiers that are not understood (`read_options::understand`) in the Bundle, its links and entries, and in the Parameters at
/// any depth. `from_parameters` says which of them are errors even in lenient reading. `Input` is the type of the parameters with
/// which the jobs were scheduled: Parameters, or a bound struct.
///
///     const auto same = report_jobs(bundle);
template <class Input = void, Storage S>
auto report_jobs(const Bundle<Parameters<S>>& bundle, read_options options = {}) {
  return detail::entries_of<detail::read_job<Input, S>>(bundle, options);
}
// Deleted, since jobs that borrow their text would outlive the temporary.
template <class Input = void, Storage S>
  requires(S::owns && !detail::entry_storage<detail::read_job<Input, S>>::owns)
auto report_jobs(const Bundle<Parameters<S>>&& bundle, read_options options = {}) = delete;

}  // namespace fhirops

#ifdef FHIROPS_COMPILED
#include "fhirops/ehealth/compiled_jobs.hpp"
#endif
