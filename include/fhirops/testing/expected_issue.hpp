#pragma once
// An issue that a test expects, described by its path and its codes, but not by its text.

#include <cstddef>
#include <optional>
#include <string>

#include "fhirops/core/issue.hpp"

namespace fhirops {

/// An issue that a test expects. Texts may change from one version to the next, so they are not part of it. `pointer` and
/// `offset` match anything if they are left out; the other members are always compared.
///
///     expected_issue{issue_severity::error, issue_type::structure, "Bundle.kind"}
struct expected_issue {
  /// Always compared; `error` by default.
  issue_severity severity = issue_severity::error;
  /// Always compared (https://hl7.org/fhir/R4/valueset-issue-type.html).
  issue_type code = issue_type::invalid;
  /// The path in FHIRPath: `Bundle.entry[0].resource.parameter[0].part[2].value`. Always compared; empty for an issue
  /// without a path.
  std::string expression{};
  /// The path as a JSON Pointer; not compared if left out.
  std::optional<std::string> pointer{};
  /// The position in bytes from the start of the text; not compared if left out.
  std::optional<std::size_t> offset{};

  /// Whether this is the issue that was found. The text is ignored; an offset matches only if the issue has a position in a text.
  [[nodiscard]] bool matches(const issue& found) const {
    return severity == found.severity && code == found.code && expression == found.expression &&
           (!pointer || *pointer == found.pointer) && (!offset || (found.line != 0 && *offset == found.offset));
  }
  friend bool operator==(const expected_issue&, const expected_issue&) = default;
};

namespace detail {

// Defined in testing/write_expected_issue.hpp.
template <class Expected>
std::string line_of(const Expected& each);

}  // namespace detail

/// A line such as `error structure Bundle.kind (/kind, offset 14)`.
[[nodiscard]] inline std::string to_string(const expected_issue& each) { return detail::line_of(each); }

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/testing/write_expected_issue.hpp"
#endif
