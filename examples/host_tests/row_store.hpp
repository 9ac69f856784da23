#pragma once
// A pretend host that stores report jobs in its own form, and makes answers from them. The point of this example is its tests.

#include <chrono>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace host {

/// A row of its database: times are in seconds since 1970, 0 if there is none; a report is referred to by its number.
struct row {
  std::string key{};
  std::string owner{};
  std::string report{};
  std::string progress{};
  std::int64_t queued = 0;
  std::int64_t began = 0;
  std::int64_t finished = 0;
  std::string file{};
  /// The parameters with which it was scheduled: names and texts.
  std::vector<std::pair<std::string, std::string>> choices{};
};

/// Converts a row to a report job.
inline fhirops::ReportJob<> to_job(const row& from) {
  using std::chrono::seconds;
  using std::chrono::sys_seconds;
  fhirops::ReportJob<> job;
  job.id = from.key;
  job.userId = from.owner;
  job.reportClass = from.report;
  job.status = from.progress;
  job.created = sys_seconds(seconds(from.queued));
  if (from.began != 0) job.started = sys_seconds(seconds(from.began));
  if (from.finished != 0) job.ended = sys_seconds(seconds(from.finished));
  if (!from.file.empty()) job.binary.emplace().reference = "https://example.org/fhir/Binary/" + from.file;
  for (const auto& [name, text] : from.choices) {
    auto& parameter = job.parameters.parameter.emplace_back();
    parameter.name = name;
    parameter.value = text;
  }
  return job;
}

/// Converts a report job to a row.
inline row to_row(const fhirops::ReportJob<>& from) {
  const auto time = [](const fhirops::DateTime<>& at) {
    const auto moment = at.to_sys<std::chrono::seconds>();
    return moment ? moment->time_since_epoch().count() : 0;
  };
  row made;
  made.key = from.id;
  made.owner = from.userId;
  made.report = from.reportClass;
  made.progress = from.status;
  made.queued = time(from.created);
  if (from.started) made.began = time(*from.started);
  if (from.ended) made.finished = time(*from.ended);
  if (from.binary) {
    const std::string_view url = from.binary->reference;
    made.file = url.substr(url.rfind('/') + 1);
  }
  for (const auto& parameter : from.parameters.parameter)
    if (const auto* text = parameter.value.get_if<fhirops::String<>>()) made.choices.emplace_back(parameter.name, *text);
  return made;
}

class row_store {
 public:
  void add(row added) { rows_.push_back(std::move(added)); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

  /// The answer of $get-report-job-status for one user.
  [[nodiscard]] fhirops::Bundle<fhirops::Parameters<>> answer(std::string_view user) const {
    std::vector<fhirops::ReportJob<>> jobs;
    for (const row& each : rows_) jobs.push_back(to_job(each));
    return get_report_job_status(jobs, fhirops::for_user{user});
  }

  /// Takes over the jobs of another server's answer: all of them, or none if there is a fault.
  fhirops::issues take_over(std::string_view answer) {
    auto jobs = fhirops::read_report_jobs(answer);
    if (jobs)
      for (const auto& job : *jobs) add(to_row(job));
    return std::move(jobs).issues();
  }

 private:
  std::vector<row> rows_;
};

}  // namespace host
