#pragma once
// What all rivals write and read: the same jobs, the same texts.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdlib>
#include <fhirops/fhirops.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace bench {

using job = fhirops::ReportJob<>;

/// Jobs as real answers have them, of about 814 bytes of JSON; `mixed` with texts of all lengths, escapes and
/// Danish letters.
inline std::vector<job> make_jobs(std::size_t count, bool mixed) {
  std::mt19937_64 random(42);
  const auto uuid = [&random] {
    std::string text;
    for (int i = 0; i < 36; ++i) text += i == 8 || i == 13 || i == 18 || i == 23 ? '-' : "0123456789abcdef"[random() & 15U];
    return text;
  };
  const std::vector<std::string> classes{"com.systematic.ehealth.reporting.reports.PatientsUsageReport", "dk.sundhed.Report",
                                         "com.systematic.ehealth.reporting.reports.OrganizationMeasurementsReportXL", "x.y.Z"};
  std::vector<job> jobs(count);
  for (job& each : jobs) {
    each.id = uuid();
    each.userId = uuid();
    each.reportClass = classes[mixed ? random() % classes.size() : 0];
    each.status = std::vector<std::string>{"DONE", "PENDING", "RUNNING", "FAILED"}[random() % 4];
    each.binary.emplace().reference =
        "https://reporting.local.ehealth.sundhed.dk/fhir/Binary/" + std::to_string(random() % 100000);
    each.created = "2023-10-12T09:51:50+00:00";
    each.started.emplace("2023-10-12T09:51:50+00:00");
    each.ended.emplace("2023-10-12T09:51:51+00:00");
    for (std::size_t n = mixed ? 1 + random() % 4 : 1; n > 0; --n) {
      auto& parameter = each.parameters.parameter.emplace_back();
      parameter.name = mixed ? "param" + std::to_string(n) : "anonymization";
      std::string value = mixed ? std::string(1 + random() % 40, static_cast<char>('a' + random() % 26)) : "None";
      if (mixed && random() % 10 == 0) value += "\xC3\xA6\xC3\xB8\xC3\xA5 Region Midtjylland";
      if (mixed && random() % 20 == 0) value += " \"quoted\" \\ \n";
      parameter.value = value;
    }
  }
  return jobs;
}

/// How many allocations there have been.
std::size_t allocations();
/// From here on the most memory that the process has is measured again (Linux); what it has now, in bytes.
std::size_t reset_peak();
/// The most memory that the process has had since, in bytes.
std::size_t peak();

inline std::size_t count_of(const benchmark::State& state) { return static_cast<std::size_t>(state.range(0)); }

/// One more call of `work` counts the allocations; and where FHIROPS_BENCHMARK_MEMORY is set, the memory that it takes above what was
/// there. That is for a run of its own: it gives memory back to the system, which the next one then pays for.
template <class Work>
void note(benchmark::State& state, Work&& work) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
  const auto jobs = static_cast<double>(state.range(0));
  const std::size_t allocated = allocations();
  static const bool memory = std::getenv("FHIROPS_BENCHMARK_MEMORY") != nullptr;
  const std::size_t resident = memory ? reset_peak() : 0;
  work();
  if (memory) state.counters["peak_bytes_a_job"] = static_cast<double>(peak() - resident) / jobs;
  state.counters["allocations_a_job"] = static_cast<double>(allocations() - allocated) / jobs;
}

/// Times `work` on so many jobs as the argument says, called with what `given` returns, which is not timed.
template <class Given, class Work>
void measure(benchmark::State& state, Given&& given, Work&& work) {
  for (auto _ : state) {
    state.PauseTiming();
    auto what = given();
    state.ResumeTiming();
    work(what);
  }
  auto what = given();
  note(state, [&work, &what] { work(what); });
}
template <class Work>
void measure(benchmark::State& state, Work&& work) {
  for (auto _ : state) work();
  note(state, work);
}

/// The jobs of a run, made once.
inline const std::vector<job>& jobs(std::size_t count, bool mixed = false) {
  static std::map<std::pair<std::size_t, bool>, std::vector<job>> made;
  auto& all = made[{count, mixed}];
  if (all.empty()) all = make_jobs(count, mixed);
  return all;
}
inline const std::string& text(std::size_t count, bool mixed = false, bool pretty = false) {
  static std::map<std::pair<std::size_t, int>, std::string> made;
  auto& all = made[{count, (mixed ? 1 : 0) + (pretty ? 2 : 0)}];
  if (all.empty())
    all = to_json(fhirops::get_report_job_status(jobs(count, mixed)),
                  pretty ? fhirops::write_options{}.pretty() : fhirops::write_options{});
  return all;
}

/// What a reader by hand makes of an answer: without FHIR's types, as fast as its author could.
template <class String>
struct plain_job {
  String id, reportClass, userId, status, binary, created, started, ended;
  std::vector<std::pair<String, String>> parameters;
};

inline std::string_view parameter_text(const fhirops::ParametersParameter<>& parameter) {
  return *parameter.value.get_if<fhirops::String<>>();
}

}  // namespace bench
