#pragma once
// Issues as FHIR tells of them (https://hl7.org/fhir/R4/operationoutcome.html).

#include <string>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/resource/operation_outcome.hpp"

namespace fhirops {

/// The issues as the resource that a server answers with: severity and code, `details.text`, `expression`
/// (FHIRPath), and in `diagnostics` the place in the text where there is one: `line 3, column 14, offset 77`.
/// A parameter of a URL, `http.name`, is no FHIRPath: R4 has it in `location`.
/// Where there are none, one issue of severity `information` says so, as R4 asks for one at least.
///
///     const OperationOutcome<> outcome = to_outcome(found);
[[nodiscard]] inline OperationOutcome<> to_outcome(const issues& found) {
  OperationOutcome<> outcome;
  const auto add = [&outcome](issue_severity severity, issue_type code, std::string text) -> auto& {
    auto& added = outcome.issue.emplace_back();
    added.severity = to_string(severity);
    added.code = to_string(code);
    added.details.emplace().text = text.empty() ? std::string(to_string(code)) : std::move(text);
    return added;
  };
  if (found.empty()) add(issue_severity::information, issue_type::informational, "no issues were found");
  outcome.issue.reserve(found.size());
  for (const issue& each : found) {
    auto& added = add(each.severity, each.code, each.text);
    if (!each.expression.empty())
      (each.expression.starts_with("http.") ? added.location : added.expression).emplace_back(each.expression);
    if (each.line != 0)
      added.diagnostics = "line " + std::to_string(each.line) + ", column " + std::to_string(each.column) +
                          ", offset " + std::to_string(each.offset);
  }
  return outcome;
}

}  // namespace fhirops
