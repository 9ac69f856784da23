#pragma once
// What testing/shown.hpp declares.

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/testing/shown.hpp"

namespace fhirops::detail {

template <class Issues>
std::string failure_text<Issues>::shortened(std::string_view text, std::size_t max_bytes) {
  std::string shown = display_text(text, max_bytes);
  if (text.size() > max_bytes) shown += " (" + std::to_string(text.size()) + " bytes)";
  return shown;
}

template <class Issues>
std::string failure_text<Issues>::no_value(const Issues& found, std::size_t max_bytes) {
  const std::string lines = with_lines("no value:", found);  // safe to show already
  std::string shown(beginning(lines, max_bytes));
  if (shown.size() < lines.size()) shown += "... (" + std::to_string(lines.size()) + " bytes)";
  return shown;
}

template <class Issues>
std::string failure_text<Issues>::with_lines(std::string_view what, const Issues& found) {
  std::string all(what);
  for (const issue& each : found) all += "\n  " + to_string(each);
  return all;
}

}  // namespace fhirops::detail
