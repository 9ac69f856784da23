#pragma once
// How to check.

#include <cstddef>
#include <type_traits>

#include "fhirops/core/stop.hpp"

namespace fhirops {

/// Options of `validate`. Setters chain: `validate_options{}.max_issues(10)`. A small value: copy it, and share it between
/// threads as long as none changes it.
class validate_options {
 public:
  /// The most issues that are listed, by default 100; one more then says that there were others.
  constexpr validate_options& max_issues(std::size_t count) noexcept { return max_issues_ = count, *this; }
  /// A function or token that is asked every few thousand steps whether to stop (`stop_condition`); checking then ends
  /// with a fatal issue of code `timeout`. The options refer to it: it must live as long as they are used.
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

  /// The most issues that are listed.
  [[nodiscard]] constexpr std::size_t max_issues() const noexcept { return max_issues_; }
  /// What is asked whether to stop.
  [[nodiscard]] constexpr stop_condition stop() const noexcept { return stop_; }

 private:
  std::size_t max_issues_ = 100;
  stop_condition stop_{};
};

}  // namespace fhirops
