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
  std::vector<bool> taken(found.size());
  std::string lines;
  const auto line = [&lines](std::string_view what, const std::string& text) {
    if (!lines.empty()) lines += '\n';
    (lines += what) += text;
  };
  for (const expected_issue& each : expected) {
    std::size_t at = 0;
    while (at < found.size() && (taken[at] || !each.matches(found[at]))) ++at;
    if (at < found.size())
      taken[at] = true;
    else
      line("missing: ", to_string(each));
  }
  for (std::size_t i = 0; i < found.size(); ++i)
    if (!taken[i]) line("besides: ", to_string(found[i]));
  return lines;
}

}  // namespace fhirops::detail
