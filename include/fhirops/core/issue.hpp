#pragma once
// What is wrong with a document or a value, where, and how severe it is: FHIR's OperationOutcome.issue
// (https://hl7.org/fhir/R4/operationoutcome.html) and in addition the position in the text.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/display_text.hpp"

namespace fhirops {

/// How severe an issue is (https://hl7.org/fhir/R4/valueset-issue-severity.html).
enum class issue_severity : std::uint8_t { fatal, error, warning, information };

/// What kind of fault an issue reports (https://hl7.org/fhir/R4/valueset-issue-type.html), in the order of the value set.
enum class issue_type : std::uint8_t {
  // clang-format off
  invalid, structure, required, value, invariant,
  security, login, unknown, expired, forbidden, suppressed,
  processing, not_supported, duplicate, multiple_matches, not_found, deleted, too_long, code_invalid,
  extension, too_costly, business_rule, conflict,
  transient, lock_error, no_store, exception, timeout, incomplete, throttled,
  // clang-format on
  informational
};

/// FHIR's code: `fatal`, `error`, `warning`, `information`; `error` if the value is not one of the enumerators.
[[nodiscard]] constexpr std::string_view to_string(issue_severity severity) noexcept {
  constexpr std::string_view codes[] = {"fatal", "error", "warning", "information"};
  return severity <= issue_severity::information ? codes[static_cast<std::size_t>(severity)] : codes[1];
}

/// FHIR's code, such as `code-invalid`; `invalid` if the value is not one of the enumerators.
[[nodiscard]] constexpr std::string_view to_string(issue_type code) noexcept {
  constexpr std::string_view codes[] = {
      "invalid",          "structure", "required",     "value",      "invariant",    "security",      "login",
      "unknown",          "expired",   "forbidden",    "suppressed", "processing",   "not-supported", "duplicate",
      "multiple-matches", "not-found", "deleted",      "too-long",   "code-invalid", "extension",     "too-costly",
      "business-rule",    "conflict",  "transient",    "lock-error", "no-store",     "exception",     "timeout",
      "incomplete",       "throttled", "informational"};
  return code <= issue_type::informational ? codes[static_cast<std::size_t>(code)] : codes[0];
}

/// One finding: what is wrong, how severe it is, and where.
struct issue {
  /// How severe it is.
  issue_severity severity = issue_severity::error;
  /// What kind of fault it is.
  issue_type code = issue_type::invalid;
  /// What is wrong, and what to do about it.
  std::string text{};
  /// The path of the element in FHIRPath: `Bundle.entry[3].resource.parameter[0].part[2].value`.
  std::string expression{};
  /// The path of the element as a JSON Pointer (RFC 6901): `/entry/3/resource/parameter/0/part/2/valueString`.
  std::string pointer{};
  /// The position in the text, in bytes from 0. Meaningful only if `line` is not 0.
  std::size_t offset = 0;
  /// The line in the text, from 1; 0 if there is no text (a value in memory was checked).
  std::size_t line = 0;
  /// The column in bytes, from 1; 0 if there is no text.
  std::size_t column = 0;

  /// Whether this issue makes the document or value unacceptable.
  [[nodiscard]] bool is_error() const noexcept { return severity == issue_severity::fatal || severity == issue_severity::error; }
  friend bool operator==(const issue&, const issue&) = default;
};

/// All issues that were found, in the order of the text.
class issues : public std::vector<issue> {
 public:
  using std::vector<issue>::vector;

  /// Whether any issue is an error or fatal: then there is no value, or the value is one that R4 does not allow.
  [[nodiscard]] bool has_errors() const noexcept {
    for (const issue& each : *this)
      if (each.is_error()) return true;
    return false;
  }
  /// Appends other issues.
  void append(issues more) {
    for (issue& each : more) push_back(std::move(each));
  }
};

/// One line for a log or a terminal: `3:14: error structure Bundle.typo: "typo" is not ...`.
/// Line and column are left out if there is no text. Whatever the document contains, the line is well-formed UTF-8: line breaks,
/// control characters and characters that change the direction of text become U+FFFD. Takes time linear in the length of the
/// issue.
///
///     to_string(validate(Period<>{.start = "2024-02", .end = "2024-01"})[0]);
///     // error invariant Period: per-1: the start 2024-02 is after the end 2024-01: correct one of them
[[nodiscard]] inline std::string to_string(const issue& each) {
  std::string out;
  if (each.line != 0) out += std::to_string(each.line) + ':' + std::to_string(each.column) + ": ";
  out += to_string(each.severity);
  out += ' ';
  out += to_string(each.code);
  if (!each.expression.empty()) (out += ' ') += detail::display_text(each.expression);
  return (out += ": ") += detail::display_text(each.text);
}

}  // namespace fhirops
