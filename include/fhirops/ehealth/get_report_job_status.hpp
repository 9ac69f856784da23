#pragma once
// `$get-report-job-status` of the Danish eHealth Infrastructure: the status of the reports that a
// user scheduled, as a Bundle
// (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-get-report-job-status). Pure: the host brings
// the jobs, and takes the answer where it wants.

#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/bundle/from_bundle.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/bundle/to_bundle.hpp"
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {

/// Whose jobs are wanted. A job is that user's if its `userId` is the same, byte for byte; an empty
/// id matches no job. An answer that is made without it is of all jobs of the range.
struct for_user {
  /// The user's id; must live as long as the range of jobs is read.
  std::string_view id;

  /// Whether a job of this `userId` is that user's.
  [[nodiscard]] constexpr bool matches(std::string_view userId) const noexcept { return !id.empty() && id == userId; }
  /// Whether it is that user's job.
  template <class Input, Storage S>
  [[nodiscard]] constexpr bool operator()(const ReportJob<Input, S>& job) const noexcept {
    return matches(job.userId);
  }
};

namespace detail {

template <class Input, Storage S>
using read_job = ReportJob<std::conditional_t<std::is_void_v<Input>, Parameters<S>, Input>, S>;

}  // namespace detail

/// A range of report jobs: of `ReportJob` values or references, `std::reference_wrapper`s of them,
/// or proxies that convert to the range's value. It is read once, in order.
template <class Jobs>
concept ReportJobRange = EntryRange<Jobs> && detail::is_report_job<detail::entry_of<Jobs>>;

/// The answer for one user: of the jobs of the range, in its order, those whose `userId` is that user's, as a Bundle of
/// type `collection` with one entry a job. What a job does not have yet is left out.
///
/// The answer owns its text, unless the jobs borrow theirs and the range can be read again: then it
/// borrows too, from the same memory. From a temporary range of borrowed jobs it does not compile. The text of jobs that are
/// given away is moved: of `std::move` of a container, of move iterators, of jobs made for the moment.
///
///     const auto bundle = get_report_job_status(jobs, for_user{"anna"});
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
  requires detail::Answerable<Jobs, Url>
[[nodiscard]] Bundle<Parameters<detail::answer_storage<Jobs, Url>>> get_report_job_status(Jobs&& jobs, for_user user,
                                                                                          Url url = {}) {
  return to_bundle(std::forward<Jobs>(jobs), user, url);
}

/// The same for **all jobs of the range, whoever owns them**: without `for_user` nothing is selected, and a range that has
/// others' jobs shows them to whoever gets the answer. Right for a range that is one user's already, and for those who
/// may see all jobs; `for_user` beside the host's own selection costs next to nothing, and holds where that one fails.
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
  requires detail::Answerable<Jobs, Url>
[[nodiscard]] Bundle<Parameters<detail::answer_storage<Jobs, Url>>> get_report_job_status(Jobs&& jobs, Url url = {}) {
  return to_bundle(std::forward<Jobs>(jobs), url);
}

/// The jobs of an answer, in its order; the way back (`from_bundle`). Every fault is reported with its path in the
/// Bundle: entries that are not report jobs, parts that are missing, repeated, unexpected, or of a
/// wrong type, and modifiers that are not understood (`read_options::understand`): of the Bundle, its links and entries,
/// and of the Parameters at any depth. What is an error in lenient reading too is what `from_parameters` says. `Input` is
/// what the jobs were scheduled with: raw Parameters, or a bound struct.
///
///     const auto same = report_jobs(bundle);
template <class Input = void, Storage S>
auto report_jobs(const Bundle<Parameters<S>>& bundle, read_options options = {}) {
  return detail::entries_of<detail::read_job<Input, S>>(bundle, options);
}

}  // namespace fhirops
