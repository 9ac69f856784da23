#pragma once
// What testing/difference_text.hpp declares.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/testing/difference_text.hpp"
#include "fhirops/testing/expected_issue.hpp"
#include "fhirops/testing/shown.hpp"

namespace fhirops::detail {

template <Storage S>
Bundle<Parameters<S>> answer_of(const std::vector<ReportJob<Parameters<S>, S>>& jobs) {
  return get_report_job_status(jobs);
}

template <class Difference>
std::string difference_line(const std::optional<Difference>& where) {
  if (!where) return {};
  const auto json = [](const std::string& text) { return text.empty() ? "nothing" : failure_text<issues>::shortened(text, 300); };
  return display_text(where->expression) + ": expected " + json(where->left) + ", found " + json(where->right);
}

template <class Issues>
std::string difference_lines(const std::vector<expected_issue>& expected, const Issues& found) {
  // Which expected issue each of those found is taken for; npos for none. One that is expected takes the place of another, if that
  // finds another place.
  constexpr std::size_t npos = std::string_view::npos;
  std::vector<std::size_t> taken(found.size(), npos);
  std::vector<bool> seen;
  const auto place = [&](const auto& again, std::size_t i) -> bool {
    for (std::size_t at = 0; at < found.size(); ++at) {
      if (seen[at] || !expected[i].matches(found[at])) continue;
      seen[at] = true;
      if (taken[at] != npos && !again(again, taken[at])) continue;
      taken[at] = i;
      return true;
    }
    return false;
  };
  std::string lines;
  const auto line = [&lines](std::string_view what, const std::string& text) {
    if (!lines.empty()) lines += '\n';
    (lines += what) += text;
  };
  for (std::size_t i = 0; i < expected.size(); ++i) {
    seen.assign(found.size(), false);
    if (!place(place, i)) line("missing: ", to_string(expected[i]));
  }
  for (std::size_t at = 0; at < found.size(); ++at)
    if (taken[at] == npos) line("besides: ", to_string(found[at]));
  return lines;
}

}  // namespace fhirops::detail
