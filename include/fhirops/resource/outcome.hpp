#pragma once
// Converts issues to an OperationOutcome, and back (https://hl7.org/fhir/R4/operationoutcome.html).

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/resource/operation_outcome.hpp"

namespace fhirops {
namespace detail {

// Defined in resource/make_outcome.hpp.
template <Storage S>
OperationOutcome<S> make_outcome(const issues& found);

}  // namespace detail

/// The issues as the resource with which a server responds: severity and code, `details.text`, `expression` (FHIRPath), and in
/// `diagnostics` the position in the text if there is one: `line 3, column 14, offset 77`.
/// A parameter of a URL, `http.name`, is not a FHIRPath: as R4 requires, it is in `location`.
/// The outcome is valid FHIR whatever the issues contain: U+FFFD replaces what FHIR does not allow in strings, such as U+0000,
/// and the code replaces an empty text. Without issues, the outcome has one of severity `information` that says so, since R4
/// requires at least one. Complexity: linear in the size of the issues.
///
///     const OperationOutcome<> outcome = to_outcome(found);
[[nodiscard]] inline OperationOutcome<> to_outcome(const issues& found) { return detail::make_outcome<owned>(found); }

namespace detail {

// The enumerator with this code; `otherwise` if there is none.
template <class Enum>
Enum enum_of_code(std::string_view code, Enum last, Enum otherwise) noexcept {
  for (unsigned i = 0; i <= static_cast<unsigned>(last); ++i)
    if (to_string(static_cast<Enum>(i)) == code) return static_cast<Enum>(i);
  return otherwise;
}

// Parses `line 3, column 14, offset 77`, as `to_outcome` writes it. False if the text is anything else.
inline bool read_position(std::string_view text, issue& out) noexcept {
  const auto take = [&text](std::string_view before, std::size_t& number) {
    if (!text.starts_with(before)) return false;
    text.remove_prefix(before.size());
    const std::from_chars_result read = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    return read.ec == std::errc();
  };
  issue found;
  if (!take("line ", found.line) || !take(", column ", found.column) || !take(", offset ", found.offset) || !text.empty() ||
      found.line == 0)
    return false;
  out.line = found.line;
  out.column = found.column;
  out.offset = found.offset;
  return true;
}

// The text of an issue: its `details`, in words or as the display or code of a coding, and its `diagnostics`.
template <Storage S>
std::string text_of(const OperationOutcomeIssue<S>& of, issue& position) {
  std::string text;
  if (of.details) {
    text = std::string_view(of.details->text);
    for (const auto& each : of.details->coding) {
      if (!text.empty()) break;
      text = std::string_view(each.display);
      if (text.empty()) text = std::string_view(each.code);
    }
  }
  const std::string_view more = of.diagnostics;
  if (more.empty() || more == text || read_position(more, position)) return text;
  return text.empty() ? std::string(more) : joined({text, " (", more, ")"});
}

}  // namespace detail

/// The issues of an OperationOutcome from any server: severity and code; the text of `details` or of its first coding, followed
/// by `diagnostics` in brackets; the first `expression`, or else the first `location`. Issues that `to_outcome` converted are
/// restored as they were, except for their JSON Pointers, which an outcome does not contain. A severity that R4 does not have
/// becomes `error`, a code that it does not have becomes `processing`, and the text names it.
/// Complexity: linear in the size of the outcome.
///
///     const issues found = from_outcome(outcome);
template <Storage S>
[[nodiscard]] issues from_outcome(const OperationOutcome<S>& outcome) {
  issues all;
  all.reserve(outcome.issue.size());
  for (const OperationOutcomeIssue<S>& each : outcome.issue) {
    issue& found = all.emplace_back();
    const std::string_view code = each.code;
    found.severity = detail::enum_of_code(each.severity, issue_severity::information, issue_severity::error);
    found.code = detail::enum_of_code(code, issue_type::informational, issue_type::processing);
    found.text = detail::text_of(each, found);
    if (code != to_string(found.code) && !code.empty())
      found.text += detail::joined({found.text.empty() ? "" : " ", "(code ", detail::quoted(code), ")"});
    if (found.text.empty()) found.text = to_string(found.code);
    if (!each.expression.empty())
      found.expression = std::string_view(each.expression.front());
    else if (!each.location.empty())
      found.expression = std::string_view(each.location.front());
  }
  return all;
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/resource/make_outcome.hpp"
#endif
