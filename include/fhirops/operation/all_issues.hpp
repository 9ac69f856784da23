#pragma once
// Merges the issues that R4's rules and an operation's table find in the same resource into one list.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/operation/name_among.hpp"
#include "fhirops/resource/parameter_text.hpp"

namespace fhirops::detail {

// The message about a parameter without a name.
inline constexpr std::string_view name_is_missing = "name is missing: each parameter needs one";

// The first `most` issues; if there are more, one additional issue says so. A template, so that only units that use it compile it.
template <class Issues>
Issues limited(Issues all, std::size_t most) {
  if (all.size() <= most) return all;
  basic_issue_collector<Issues> listed(most);
  for (auto& each : all) listed.add(std::move(each));
  return listed.finish();
}

// The first `most` issues in the order of the text, with lines and columns. Warnings do not take the place of errors.
template <class Issues>
Issues limited_in_order(Issues all, std::size_t most, std::string_view text) {
  const auto is_error = [](const auto& each) { return each.is_error(); };
  const auto errors = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_error));
  std::size_t warnings = most - std::min(most, errors);
  basic_issue_collector<Issues> listed(most);
  for (auto& each : all) {
    if (each.is_error()) {
      listed.add(std::move(each));
    } else if (warnings > 0) {
      --warnings;
      listed.add(std::move(each));
    } else {
      listed.omit(each.severity);
    }
  }
  return listed.finish(text);
}

// Adds the issues of reading by a table to those of `validate`. Each fault should be reported only once: two issues with the same
// code and path are about the same fault, unless the table expected another type; and if the rules say that a name or all
// possible contents are missing, the table does not repeat it.
inline void add_of_table(issues& found, issues of_table) {
  const std::size_t of_rules = found.size();
  const auto is_same = [](const issue& rule, const issue& each) {
    if (!rule.is_error()) return false;
    const std::string_view text = each.text;
    if (rule.code == issue_type::required && text == name_is_missing) return each.pointer == rule.pointer + "/name";
    if (rule.pointer != each.pointer || rule.expression != each.expression) return false;
    if (text.find(unknown_name) != std::string_view::npos) return rule.code == issue_type::not_supported;
    if (text.find(content_is_missing) != std::string_view::npos) return rule.text.starts_with("inv-1: ");
    if (text.find(other_content) != std::string_view::npos) return false;
    return rule.code == each.code;
  };
  for (issue& each : of_table) {
    bool known = false;
    for (std::size_t i = 0; i < of_rules && !known; ++i) known = is_same(found[i], each);
    if (!known) found.push_back(std::move(each));
  }
}

}  // namespace fhirops::detail
