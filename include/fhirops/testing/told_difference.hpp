#pragma once
// The former name of `difference_text`, kept for existing tests.

#include <concepts>
#include <string>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/testing/difference_text.hpp"
#include "fhirops/testing/expected_issue.hpp"

namespace fhirops {

/// The former name of `difference_text(expected, found)`.
///
///     std::string text = told_difference(expected, found);
template <class Found, ExpectedOf<Found> Expected>
  requires(FhirForm<Found> || detail::is_result<Found>)
[[nodiscard]] std::string told_difference(const Expected& expected, const Found& found) {
  return difference_text(expected, found);
}
/// The same for issues.
template <class Found>
  requires(std::same_as<Found, issues> || detail::is_result<Found>)
[[nodiscard]] std::string told_difference(const std::vector<expected_issue>& expected, const Found& found) {
  return difference_text(expected, found);
}

}  // namespace fhirops
