#pragma once
// What benchmarks print that compare rows with one another: each a piece of work on so many bytes. The rows take turns, and the
// least time of all turns counts.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace bench {

struct row {
  std::string name;
  std::size_t bytes;
  std::function<void()> work;
  double nanoseconds = 1e18;
};

inline void take_turns(std::vector<row>& rows, int turns) {
  using watch = std::chrono::steady_clock;
  for (int turn = 0; turn < turns; ++turn)
    for (row& each : rows) {
      const auto begin = watch::now();
      each.work();
      each.nanoseconds = std::min(each.nanoseconds, std::chrono::duration<double, std::nano>(watch::now() - begin).count());
    }
}

inline double megabytes_a_second(const row& each) { return static_cast<double>(each.bytes) / each.nanoseconds * 1e3; }
inline double nanoseconds_a_byte(const row& each) { return each.nanoseconds / static_cast<double>(each.bytes); }

/// The names of the rows and a figure of each, as the members of a JSON object.
inline void print(const std::vector<row>& rows, int digits, double (*figure)(const row&)) {
  const char* comma = "";
  for (const row& each : rows) {
    std::printf("%s\n  \"%s\": %.*f", comma, each.name.c_str(), digits, figure(each));
    comma = ",";
  }
}

}  // namespace bench
