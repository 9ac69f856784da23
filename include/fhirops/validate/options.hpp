#pragma once
// How to check.

#include <cstddef>

namespace fhirops {

/// How to check. Setters chain: `validate_options{}.max_issues(10)`.
class validate_options {
 public:
  /// How many issues are listed, 100 by default; one more says that there were others.
  constexpr validate_options& max_issues(std::size_t count) noexcept { return max_issues_ = count, *this; }

  /// What was set.
  [[nodiscard]] constexpr std::size_t max_issues() const noexcept { return max_issues_; }

 private:
  std::size_t max_issues_ = 100;
};

}  // namespace fhirops
