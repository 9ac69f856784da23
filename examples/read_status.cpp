// read_status: shows the answer of $get-report-job-status as a table of jobs.

#include <algorithm>
#include <chrono>
#include <fhirops/fhirops.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files.hpp"

namespace {

constexpr std::string_view usage = "usage: read_status [FILE]      (without FILE, or with -: standard input)\n";

// Text such as `2 min 5 s`: the two largest units.
std::string to_text(std::chrono::milliseconds time) {
  using namespace std::chrono_literals;
  if (time < 0ms) return "-" + to_text(-time);
  if (time < 1s) return std::to_string(time.count()) + " ms";
  struct unit {
    std::chrono::milliseconds length;
    std::string_view name;
  };
  constexpr unit units[] = {{24h, "d"}, {1h, "h"}, {1min, "min"}, {1s, "s"}};
  std::string text;
  int shown = 0;
  for (const auto& [length, name] : units) {
    if (time < length && shown == 0) continue;
    if (time >= length) text += std::to_string(time / length) + ' ' + std::string(name) + ' ';
    time %= length;
    if (++shown == 2) break;
  }
  text.pop_back();
  return text;
}

// The time between two moments; "-" if one is missing, or is a date without a time of day.
std::string between(const fhirops::DateTime<>& from, const std::optional<fhirops::DateTime<>>& to) {
  const auto first = from.to_sys<std::chrono::milliseconds>();
  const auto last = to ? to->to_sys<std::chrono::milliseconds>() : std::nullopt;
  return first && last ? to_text(*last - *first) : "-";
}

// The width of UTF-8 text on a terminal: a good approximation for letters, Chinese, Japanese, Korean and most emoji.
std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool continues = (byte & 0xC0U) == 0x80U;
    const bool wide = byte >= 0xF0 || (byte >= 0xE3 && byte <= 0xED);
    columns += continues ? 0U : wide ? 2U : 1U;
  }
  return columns;
}

using row = std::vector<std::string>;

void print(const std::vector<row>& table) {
  std::vector<std::size_t> widths(table.front().size());
  for (const row& each : table)
    for (std::size_t i = 0; i < each.size(); ++i) widths[i] = std::max(widths[i], width(each[i]));
  for (const row& each : table) {
    for (std::size_t i = 0; i + 1 < each.size(); ++i) std::cout << each[i] << std::string(widths[i] - width(each[i]) + 2, ' ');
    std::cout << each.back() << '\n';
  }
}

void report(const std::string& file, const fhirops::issues& found) {
  for (const fhirops::issue& each : found) std::cerr << line_of(file, each) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  const std::string file = argc > 1 ? argv[1] : "-";
  if (argc > 2 || (file.starts_with('-') && file != "-")) {
    (file == "--help" ? std::cout : std::cerr) << usage;
    return file == "--help" ? 0 : 2;
  }
  const auto text = read_file(file);
  if (!text) {
    std::cerr << "read_status: " << file << ": cannot be read\n";
    return 1;
  }

  // Lenient reading: additions of a server with another version cause a warning, and do not hide the jobs.
  const auto options = fhirops::read_options{}.lenient();
  const auto bundle = fhirops::from_json<fhirops::Bundle<fhirops::Parameters<>>>(*text, options);
  report(file, bundle.issues());
  if (!bundle) return 1;

  const auto jobs = fhirops::report_jobs(*bundle, options);
  fhirops::issues found = jobs.issues();
  fhirops::locate(found, *text);
  report(file, found);
  if (!jobs) return 1;

  std::vector<row> table{{"USER", "CLASS", "STATE", "STATUS", "WAITED", "RAN"}};
  for (const auto& job : *jobs) {
    table.push_back({printable(job.userId), printable(job.reportClass), std::string(to_string(state(job))), printable(job.status),
                     between(job.created, job.started ? job.started : job.ended),
                     job.started ? between(*job.started, job.ended) : "-"});
  }
  print(table);
  return std::cout.flush() ? 0 : 1;
}
