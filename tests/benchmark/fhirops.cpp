// The library itself.

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jobs.hpp"

namespace {

using namespace fhirops;

using bench::count_of;
using bench::measure;

// Jobs that borrow from a text which stays.
const std::vector<ReportJob<Parameters<borrowed>>>& borrowed_jobs(std::size_t count) {
  static std::map<std::size_t, result<std::vector<ReportJob<Parameters<borrowed>>>>> made;
  const auto found = made.find(count);
  if (found != made.end()) return *found->second;
  return *made.emplace(count, read_report_jobs<borrowed>(bench::text(count))).first->second;
}

template <class Jobs>
void chunks(benchmark::State& state, const Jobs& jobs) {
  measure(state, [&jobs] {
    for (const std::string_view piece : json_chunks(jobs)) {
      benchmark::DoNotOptimize(piece.data());
      benchmark::ClobberMemory();
    }
  });
}
void chunks_owned(benchmark::State& state) { chunks(state, bench::jobs(count_of(state))); }
void chunks_borrowed(benchmark::State& state) { chunks(state, borrowed_jobs(count_of(state))); }
void chunks_mixed(benchmark::State& state) { chunks(state, bench::jobs(count_of(state), true)); }

void bundle_to_text(benchmark::State& state) {
  const auto bundle = get_report_job_status(bench::jobs(count_of(state)));
  std::string text;
  measure(state, [&] {
    text.clear();
    write_json(bundle, text);
    benchmark::DoNotOptimize(text.data());
  });
}
template <class Jobs>
void jobs_to_bundle_to_text(benchmark::State& state, const Jobs& jobs) {
  std::string text;
  measure(state, [&] {
    text.clear();
    write_json(get_report_job_status(jobs), text);
    benchmark::DoNotOptimize(text.data());
  });
}
void copied_to_bundle_to_text(benchmark::State& state) { jobs_to_bundle_to_text(state, bench::jobs(count_of(state))); }
void borrowed_to_bundle_to_text(benchmark::State& state) { jobs_to_bundle_to_text(state, borrowed_jobs(count_of(state))); }
void moved_to_bundle_to_text(benchmark::State& state) {
  const auto& jobs = bench::jobs(count_of(state));
  std::string text;
  measure(
      state, [&jobs] { return jobs; },
      [&text](auto& given) {
        text.clear();
        write_json(get_report_job_status(std::move(given)), text);
        benchmark::DoNotOptimize(text.data());
      });
}

template <Storage S>
void read(benchmark::State& state, const std::string& text) {
  measure(state, [&] {
    const auto jobs = read_report_jobs<S>(std::string_view(text));
    if (!jobs) state.SkipWithError("not read");
    benchmark::DoNotOptimize(jobs->data());
  });
}
void read_owned(benchmark::State& state) { read<owned>(state, bench::text(count_of(state))); }
void read_borrowed(benchmark::State& state) { read<borrowed>(state, bench::text(count_of(state))); }
void read_mixed(benchmark::State& state) { read<owned>(state, bench::text(count_of(state), true)); }
void read_pretty(benchmark::State& state) { read<owned>(state, bench::text(count_of(state), false, true)); }
void each_borrowed(benchmark::State& state) {
  const std::string& text = bench::text(count_of(state));
  measure(state, [&] {
    for_each_report_job<borrowed>(text, [](ReportJob<Parameters<borrowed>>&& job) { benchmark::DoNotOptimize(job.id.data()); });
  });
}
void read_bundle(benchmark::State& state) {
  const std::string& text = bench::text(count_of(state));
  measure(state, [&] { benchmark::DoNotOptimize(from_json<Bundle<Parameters<>>>(text)); });
}

BENCHMARK(chunks_owned)->Name("write/fhirops_chunks")->Arg(1)->Arg(1000)->Arg(100000)->Arg(1000000);
BENCHMARK(chunks_borrowed)->Name("write/fhirops_chunks_borrowed")->Arg(1000)->Arg(100000);
BENCHMARK(chunks_mixed)->Name("write_mixed/fhirops_chunks")->Arg(1000);
BENCHMARK(bundle_to_text)->Name("write/fhirops_bundle")->Arg(1)->Arg(1000)->Arg(100000);
BENCHMARK(copied_to_bundle_to_text)->Name("write/fhirops_jobs_bundle")->Arg(1000)->Arg(100000);
BENCHMARK(moved_to_bundle_to_text)->Name("write/fhirops_jobs_bundle_moved")->Arg(1000)->Arg(100000);
BENCHMARK(borrowed_to_bundle_to_text)->Name("write/fhirops_jobs_bundle_borrowed")->Arg(1000)->Arg(100000);
BENCHMARK(read_owned)->Name("read/fhirops")->Arg(1)->Arg(1000)->Arg(100000)->Arg(1000000);
BENCHMARK(read_borrowed)->Name("read_borrowed/fhirops")->Arg(1)->Arg(1000)->Arg(100000);
BENCHMARK(each_borrowed)->Name("read_borrowed/fhirops_for_each")->Arg(1)->Arg(1000)->Arg(100000);
BENCHMARK(read_mixed)->Name("read_mixed/fhirops")->Arg(1000);
BENCHMARK(read_pretty)->Name("read_pretty/fhirops")->Arg(1000)->Arg(100000);
BENCHMARK(read_bundle)->Name("read/fhirops_from_json_bundle")->Arg(1000)->Arg(100000);

}  // namespace
