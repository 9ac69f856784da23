#pragma once
// The definition of to_outcome (resource/outcome.hpp).

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/resource/operation_outcome.hpp"
#include "fhirops/resource/outcome.hpp"

namespace fhirops::detail {

// Makes a text a valid FHIR string (https://hl7.org/fhir/R4/datatypes.html#string): ill-formed sequences and control characters
// below U+0020 except tab and line breaks become U+FFFD, and the text is cut at 1 MB. Empty if only white space is left.
inline std::string fhir_string(std::string_view text) {
  constexpr std::size_t most = std::size_t{1024} * 1024;
  constexpr std::string_view white = " \t\n\r";
  if (text.find_first_not_of(white) == std::string_view::npos) return {};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t skip = 0;
    const std::size_t length = utf8_sequence(text, i, skip);
    const bool taken = length > 0 && (byte_at(text, i) >= 0x20 || white.find(text[i]) != std::string_view::npos);
    const std::string_view piece = taken ? text.substr(i, length) : std::string_view("\xEF\xBF\xBD");
    if (out.size() + piece.size() > most) break;
    out += piece;
    i += length == 0 ? skip : length;
  }
  return out;
}

template <Storage S>
OperationOutcome<S> make_outcome(const issues& found) {
  OperationOutcome<S> outcome;
  const auto add = [&outcome](issue_severity severity, issue_type code, std::string_view text) -> auto& {
    auto& added = outcome.issue.emplace_back();
    added.severity = to_string(severity);
    added.code = to_string(code);
    std::string shown = fhir_string(text);
    added.details.emplace().text = shown.empty() ? std::string(to_string(code)) : std::move(shown);
    return added;
  };
  if (found.empty()) add(issue_severity::information, issue_type::informational, "no issues were found");
  outcome.issue.reserve(found.size());
  for (const issue& each : found) {
    auto& added = add(each.severity, each.code, each.text);
    if (std::string where = fhir_string(each.expression); !where.empty())
      (where.starts_with("http.") ? added.location : added.expression).emplace_back(std::move(where));
    if (each.line != 0)
      added.diagnostics = "line " + std::to_string(each.line) + ", column " + std::to_string(each.column) + ", offset " +
                          std::to_string(each.offset);
  }
  return outcome;
}

}  // namespace fhirops::detail
