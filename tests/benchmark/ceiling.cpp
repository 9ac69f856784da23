// How fast it can be: a writer for this one job type, written by hand with constants and one look at each
// byte for what would need escaping; and a copy of the finished text. The writer knows no optional parts and
// no other types, and gives up where something must be escaped.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <cstring>
#include <fhirops/core/scan.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "jobs.hpp"

namespace {

template <std::size_t N>
inline char* constant(char* to, const char (&text)[N]) {
  std::memcpy(to, text, N - 1);
  return to + N - 1;
}

inline char* plain(char* to, std::string_view text) {
  const char* from = text.data();
  const std::size_t size = text.size();
#if defined(__SSE2__)
  if (size >= 16) {
    __m128i found = _mm_setzero_si128();
    for (std::size_t i = 0; i + 16 <= size; i += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), bytes);
      found = _mm_or_si128(found, fhirops::detail::special_top_bits(bytes));
    }
    const __m128i last = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + size - 16));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + size - 16), last);
    if (_mm_movemask_epi8(_mm_or_si128(found, fhirops::detail::special_top_bits(last))) != 0) std::abort();
    return to + size;
  }
#endif
  for (std::size_t i = 0; i < size; ++i) {
    if (fhirops::detail::is_special(from[i])) std::abort();
    to[i] = from[i];
  }
  return to + size;
}

char* write(char* to, const bench::job& job) {
  to = constant(to, "{\"fullUrl\":\"");
  to = plain(to, job.id);
  to = constant(to, "\",\"resource\":{\"resourceType\":\"Parameters\",\"id\":\"");
  to = plain(to, job.id);
  to = constant(to, "\",\"parameter\":[{\"name\":\"reportJob\",\"part\":[{\"name\":\"reportClass\",\"valueString\":\"");
  to = plain(to, job.reportClass);
  to = constant(to, "\"},{\"name\":\"userId\",\"valueString\":\"");
  to = plain(to, job.userId);
  to = constant(to, "\"},{\"name\":\"status\",\"valueString\":\"");
  to = plain(to, job.status);
  to = constant(to, "\"},{\"name\":\"binary\",\"valueReference\":{\"reference\":\"");
  to = plain(to, job.binary->reference);
  to = constant(to, "\"}},{\"name\":\"parameters\",\"resource\":{\"resourceType\":\"Parameters\",\"parameter\":[");
  for (const auto& each : job.parameters.parameter) {
    to = constant(to, "{\"name\":\"");
    to = plain(to, each.name);
    to = constant(to, "\",\"valueString\":\"");
    to = plain(to, bench::parameter_text(each));
    to = constant(to, "\"},");
  }
  to = constant(to - 1, "]}},{\"name\":\"created\",\"valueDateTime\":\"");
  to = plain(to, job.created);
  to = constant(to, "\"},{\"name\":\"started\",\"valueDateTime\":\"");
  to = plain(to, *job.started);
  to = constant(to, "\"},{\"name\":\"ended\",\"valueDateTime\":\"");
  to = plain(to, *job.ended);
  return constant(to, "\"}]}]}}");
}

void ceiling_chunks(benchmark::State& state) {
  const auto& jobs = bench::jobs(bench::count_of(state));
  constexpr std::size_t chunk = 65536;
  constexpr std::size_t slack = 16384;
  std::vector<char> buffer(chunk + slack);
  std::size_t written = 0;
  bench::measure(state, [&] {
    written = 0;
    char* to = constant(buffer.data(), "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":");
    char before = '[';
    for (const bench::job& job : jobs) {
      if (to - buffer.data() >= static_cast<std::ptrdiff_t>(chunk)) {
        benchmark::DoNotOptimize(buffer.data());
        benchmark::ClobberMemory();
        written += static_cast<std::size_t>(to - buffer.data());
        to = buffer.data();
      }
      *to++ = before;
      before = ',';
      to = write(to, job);
    }
    to = constant(to, "]}");
    written += static_cast<std::size_t>(to - buffer.data());
    benchmark::DoNotOptimize(buffer.data());
    benchmark::ClobberMemory();
  });
  if (written != bench::text(jobs.size()).size()) state.SkipWithError("wrong text");
}

void copy_text(benchmark::State& state) {
  const std::string& text = bench::text(bench::count_of(state));
  std::vector<char> to(text.size());
  bench::measure(state, [&] {
    std::memcpy(to.data(), text.data(), text.size());
    benchmark::DoNotOptimize(to.data());
    benchmark::ClobberMemory();
  });
}

void copy_jobs(benchmark::State& state) {
  const auto& jobs = bench::jobs(bench::count_of(state));
  bench::measure(state, [&jobs] {
    auto copy = jobs;
    benchmark::DoNotOptimize(copy.data());
  });
}

BENCHMARK(ceiling_chunks)->Name("write/ceiling_chunks")->Arg(1)->Arg(1000)->Arg(100000)->Arg(1000000);
BENCHMARK(copy_text)->Name("write/memcpy")->Arg(1000)->Arg(100000);
BENCHMARK(copy_jobs)->Name("read/copy_of_jobs")->Arg(1000)->Arg(100000);

}  // namespace
