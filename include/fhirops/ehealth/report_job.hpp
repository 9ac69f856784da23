#pragma once
// A scheduled report of the Danish eHealth Infrastructure, and its status: one entry of the answer of `$get-report-job-status`
// (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-get-report-job-status).

#include <optional>
#include <string_view>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {

/// A report that a user scheduled. `Input` is the type of the parameters with which it was scheduled: `Parameters`, or a bound
/// struct such as the request of the operation that schedules it.
template <class Input = Parameters<>, Storage S = storage_of<Input>>
struct ReportJob {
  static_assert(!Storage<Input>, "give it the type of its parameters: ReportJob<Parameters<borrowed>>, not ReportJob<borrowed>");
  using storage = S;
  /// The type of the parameters with which it was scheduled.
  using input = Input;
  /// The string type of the Storage.
  using string = typename S::string;

  /// Identifies the job: the `id` of its entry and, according to the guide, also the `fullUrl`.
  string id{};
  /// The kind of report: the name of a class, such as `com.systematic.ehealth.reporting.reports.PatientsUsageReport`.
  string reportClass{};
  /// The user who scheduled it.
  string userId{};
  /// Its status, in the server's words. `DONE` and `FAILED` have been seen; the guide does not list the values, so any text is
  /// accepted. `state` derives the state from the times.
  string status{};
  /// The report itself, once there is one; a failed job may have one too.
  std::optional<Reference<S>> binary{};
  /// The parameters with which it was scheduled.
  Input parameters{};
  /// When it was scheduled.
  DateTime<S> created{};
  /// When it began to run; absent while it is waiting.
  std::optional<DateTime<S>> started{};
  /// When it ended, successfully or not; absent until then.
  std::optional<DateTime<S>> ended{};

  friend bool operator==(const ReportJob&, const ReportJob&) = default;
};

/// The parts of the parameter `reportJob`, in the guide's order. The id is not among them: it is the id of the resource.
///
///     to_parameters(job);  // by this table, as any bound struct
template <class Input, Storage S>
constexpr auto fhir_parameters(const ReportJob<Input, S>*) {
  using job = ReportJob<Input, S>;
  return parameters(param<"reportClass", &job::reportClass>{}, param<"userId", &job::userId>{}, param<"status", &job::status>{},
                    param<"binary", &job::binary>{}, resource_param<"parameters", &job::parameters>{},
                    param<"created", &job::created>{}, param<"started", &job::started>{}, param<"ended", &job::ended>{});
}

/// An entry of the answer: Parameters with one parameter, `reportJob`, and the job's id.
///
///     to_bundle(jobs);  // by this table, as any bound struct
template <class Input, Storage S>
constexpr auto fhir_entry(const ReportJob<Input, S>*) {
  return parameters_entry<"reportJob", &ReportJob<Input, S>::id>{.type = "collection", .title = "report job"};
}

/// Whether a job is waiting, is running, or has ended.
enum class job_state : unsigned char { waiting, running, ended };

/// The name of the state: `waiting`, `running` or `ended`.
[[nodiscard]] constexpr std::string_view to_string(job_state state) noexcept {
  constexpr std::string_view names[] = {"waiting", "running", "ended"};
  return names[static_cast<unsigned>(state)];
}

/// The state of a job according to its times, since `status` may be any text: ended if it has an end, running if it only has a
/// start, otherwise waiting.
///
///     expect_same(to_string(state(jobs[0])), "waiting");
template <class Input, Storage S>
[[nodiscard]] constexpr job_state state(const ReportJob<Input, S>& job) noexcept {
  const auto given = [](const std::optional<DateTime<S>>& time) { return time.has_value() && !time->empty(); };
  if (given(job.ended)) return job_state::ended;
  return given(job.started) ? job_state::running : job_state::waiting;
}

namespace detail {

template <class T>
inline constexpr bool is_report_job = false;
template <class Input, Storage S>
inline constexpr bool is_report_job<ReportJob<Input, S>> = true;

}  // namespace detail
}  // namespace fhirops
