#pragma once
// `$get-report-job-status` of the Danish eHealth Infrastructure: the status of the reports that a
// user scheduled, as a Bundle
// (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-get-report-job-status). Pure: the host brings
// the jobs, and takes the answer where it wants.

#include <concepts>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/words.hpp"
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/json/frame.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/operation/from_parameters.hpp"
#include "fhirops/operation/to_parameters.hpp"
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
};

/// What the `fullUrl` of an entry is. R4 asks for an absolute URI; the guide shows the bare id.
namespace full_url {
/// The job's id, as the guide has it. The default.
struct id {};
/// `urn:uuid:` before the id.
struct urn_uuid {};
/// The host's base URL: `<url>/Parameters/<id>`.
struct base {
  /// The base URL, with or without a slash at its end.
  std::string_view url;
};
}  // namespace full_url

namespace detail {

// What an answer needs to know of a job; of what is no job too, so that the reason to refuse it is the
// concept's.
template <class T>
struct job_traits {
  static constexpr bool is_job = false;
  static constexpr bool input_owns = true;
  using storage = owned;
};
template <class Input, Storage S>
struct job_traits<ReportJob<Input, S>> {
  static constexpr bool is_job = true;
  static constexpr bool input_owns = storage_of<Input>::owns;
  using storage = S;
};

// The job that a reference of the range is, wraps (`std::reference_wrapper`), or converts to (a
// proxy whose range has jobs as values).
template <class It>
struct job_of {
  using reference = std::remove_cvref_t<std::unwrap_reference_t<std::remove_cvref_t<std::iter_reference_t<It>>>>;
  using value = std::remove_cv_t<std::unwrap_reference_t<std::iter_value_t<It>>>;
  using type = std::conditional_t<job_traits<reference>::is_job, reference, value>;
};

template <class Jobs>
using iterator_of = decltype(std::ranges::begin(std::declval<Jobs&>()));
template <class Jobs>
using report_job_of = typename job_of<iterator_of<Jobs>>::type;

}  // namespace detail

/// A range of report jobs: of `ReportJob` values or references, `std::reference_wrapper`s of them,
/// or proxies that convert to the range's value. It is read once, in order, and nothing is moved
/// out of it.
template <class Jobs>
concept ReportJobRange = requires(Jobs& jobs) {
  std::ranges::begin(jobs);
  std::ranges::end(jobs);
  requires std::input_iterator<detail::iterator_of<Jobs>>;
  requires detail::job_traits<detail::report_job_of<Jobs>>::is_job;
  requires std::convertible_to<std::iter_reference_t<detail::iterator_of<Jobs>>, const detail::report_job_of<Jobs>&>;
};

/// What `fullUrl` may be given as.
template <class T>
concept FullUrl = std::same_as<T, full_url::id> || std::same_as<T, full_url::urn_uuid> || std::same_as<T, full_url::base>;

namespace detail {

// A single pass gives no row that lasts, and a `fullUrl` that is put together has no place to be
// borrowed from: such an answer owns its text.
// Nor does a job made for the moment, whose typed input may own its strings.
template <class Jobs, class Url>
using answer_storage =
    std::conditional_t<std::forward_iterator<iterator_of<Jobs>> && std::same_as<Url, full_url::id> &&
                           (std::is_lvalue_reference_v<std::iter_reference_t<iterator_of<Jobs>>> ||
                            !job_traits<report_job_of<Jobs>>::input_owns),
                       typename job_traits<report_job_of<Jobs>>::storage, owned>;

// Whether the jobs of the range outlive an answer that borrows from them.
template <class Jobs, class Url>
concept Answerable = answer_storage<Jobs, Url>::owns || std::is_lvalue_reference_v<Jobs> ||
                     std::ranges::enable_borrowed_range<std::remove_cvref_t<Jobs>>;

template <class String>
void set_full_url(String& url, std::string_view id, full_url::id) {
  url = String(id);
}
inline void set_full_url(std::string& url, std::string_view id, full_url::urn_uuid) { (url = "urn:uuid:") += id; }
inline void set_full_url(std::string& url, std::string_view id, full_url::base base) {
  url = base.url;
  if (!url.ends_with('/')) url += '/';
  (url += "Parameters/") += id;
}

template <Storage S, Bound Job, class Url>
void add_entry(Bundle<Parameters<S>>& bundle, const Job& job, Url url) {
  auto& entry = bundle.entry.emplace_back();
  const std::string_view id = job.id;
  if (!id.empty()) set_full_url(entry.fullUrl.text, id, url);
  Parameters<S>& parameters = entry.resource.emplace();
  parameters.id.text = typename S::string(id);
  auto& parameter = parameters.parameter.emplace_back();
  parameter.name.text = typename S::string("reportJob");
  parameter.part.reserve(8);
  put_parts(parameter.part, job);
}

// The Parameters of an entry, as a bound struct.
template <class Job>
struct report_entry {
  Job reportJob{};
};
template <class Job>
constexpr auto fhir_parameters(const report_entry<Job>*) {
  return parameters(param<"reportJob", &report_entry<Job>::reportJob>{});
}

template <class Jobs, class Url, class Wanted>
Bundle<Parameters<answer_storage<Jobs, Url>>> answer(Jobs& jobs, Url url, Wanted wanted) {
  using Job = report_job_of<Jobs>;
  Bundle<Parameters<answer_storage<Jobs, Url>>> bundle;
  bundle.type = "collection";
  auto end = std::ranges::end(jobs);
  for (auto it = std::ranges::begin(jobs); it != end; ++it) {
    auto&& reference = *it;
    const Job& job = reference;
    if (wanted(std::string_view(job.userId))) add_entry(bundle, job, url);
  }
  return bundle;
}

}  // namespace detail

/// The answer for one user: of the jobs of the range, in its order, those whose `userId` is that user's, as a Bundle of
/// type `collection` with one entry a job. What a job does not have yet is left out.
///
/// The answer owns its text, unless the jobs borrow theirs and the range can be read again: then it
/// borrows too, from the same memory. From a temporary range of borrowed jobs it does not compile.
///
///     const auto bundle = get_report_job_status(jobs, for_user{"anna"});
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
  requires detail::Answerable<Jobs, Url>
[[nodiscard]] Bundle<Parameters<detail::answer_storage<Jobs, Url>>> get_report_job_status(Jobs&& jobs, for_user user,
                                                                                          Url url = {}) {
  return detail::answer(jobs, url, [user](std::string_view userId) { return user.matches(userId); });
}

/// The same for **all jobs of the range, whosever they are**: without `for_user` nothing is selected, and a range that has
/// others' jobs shows them to whoever gets the answer. Right for a range that is one user's already, and for those who
/// may see all jobs; `for_user` beside the host's own selection costs next to nothing, and holds where that one fails.
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
  requires detail::Answerable<Jobs, Url>
[[nodiscard]] Bundle<Parameters<detail::answer_storage<Jobs, Url>>> get_report_job_status(Jobs&& jobs, Url url = {}) {
  return detail::answer(jobs, url, [](std::string_view) { return true; });
}

/// The jobs of an answer, in its order; the way back. Every fault is told with its place in the
/// Bundle: entries that are no report jobs, parts that are missing, repeated, unexpected, or of a
/// wrong type, and modifiers that are not understood (`read_options::understand`): of the Bundle, its links and entries,
/// and of the Parameters at any depth. What is an error in lenient reading too is what `from_parameters` says. `Input` is
/// what the jobs were scheduled with: raw Parameters, or a bound struct.
///
///     const auto same = report_jobs(bundle);
template <class Input = void, Storage S>
auto report_jobs(const Bundle<Parameters<S>>& bundle, read_options options = {}) {
  using Job = ReportJob<std::conditional_t<std::is_void_v<Input>, Parameters<S>, Input>, S>;
  detail::parameter_reader<S> reader(options);
  reader.modifiers().around_entries(bundle, {"Bundle", ""});
  std::vector<Job> jobs;
  jobs.reserve(bundle.entry.size());
  for (std::size_t i = 0; i < bundle.entry.size() && !reader.stops(1); ++i) {
    const auto& entry = bundle.entry[i];
    detail::place_text here{"Bundle", ""};
    here.member("entry");
    here.step("", "entry", "");
    here.index(i);
    reader.modifiers().entry(entry, here);
    if (!entry.resource) {
      reader.fault(issue_type::required, "resource is missing: each entry must have the Parameters of a report job", here);
      continue;
    }
    here.member("resource");
    here.step("", "resource", "");
    detail::report_entry<Job> read;
    reader.read(entry.resource->parameter, read, here, "parameter");
    Job& job = jobs.emplace_back(std::move(read.reportJob));
    job.id = entry.resource->id.text;
    if (job.id.empty())
      reader.fault(issue_type::required, "id is missing: a report job needs one", here);
    else if (!entry.fullUrl.empty() && !std::string_view(entry.fullUrl).ends_with(std::string_view(job.id)))
      reader.fault(issue_type::value,
                   detail::joined({"fullUrl ", detail::quoted(entry.fullUrl), " does not end in the id of the report job, ",
                                   detail::quoted(job.id), ": make them the same"}),
                   here);
  }
  issues found = reader.found().finish();
  if (reader.found().failed()) return result<std::vector<Job>>(std::move(found));
  return result<std::vector<Job>>(std::move(jobs), std::move(found));
}

}  // namespace fhirops
