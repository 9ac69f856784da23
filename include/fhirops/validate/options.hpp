#pragma once
// How to check.

#include <cstddef>
#include <type_traits>

#include "fhirops/core/stop.hpp"

namespace fhirops {

/// How to check. Setters chain: `validate_options{}.max_issues(10)`.
class validate_options {
 public:
  /// How many issues are listed, 100 by default; one more says that there were others.
  constexpr validate_options& max_issues(std::size_t count) noexcept { return max_issues_ = count, *this; }
  /// What is asked every few thousand steps whether to stop (`stop_condition`): checking then ends with a fatal
  /// issue of code `timeout`. It is referred to, and must be there as long as these options are used.
  /// @{
  template <StopAnswer T>
  constexpr validate_options& stop_when(const T& answer) noexcept {
    return stop_when(stop_condition(answer));
  }
  constexpr validate_options& stop_when(stop_condition stop) noexcept { return stop_ = stop, *this; }
  template <StopAnswer T>
    requires(!std::is_same_v<T, stop_condition>)
  validate_options& stop_when(const T&& answer) = delete;  // it would refer to a temporary
  /// @}

  /// What was set.
  [[nodiscard]] constexpr std::size_t max_issues() const noexcept { return max_issues_; }
  /// What was set to be asked whether to stop.
  [[nodiscard]] constexpr stop_condition stop() const noexcept { return stop_; }

 private:
  std::size_t max_issues_ = 100;
  stop_condition stop_{};
};

}  // namespace fhirops
