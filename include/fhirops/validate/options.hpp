#pragma once
// The options of `validate`.

#include <cstddef>
#include <type_traits>

#include "fhirops/core/stop.hpp"

namespace fhirops {

/// Options of `validate`. Setters can be chained: `validate_options{}.max_issues(10)`. A small value type: copies are cheap, and
/// threads may share one as long as none of them changes it.
class validate_options {
 public:
  /// The maximum number of issues that are listed, by default 100; one additional issue says that there were more.
  constexpr validate_options& max_issues(std::size_t count) noexcept { return max_issues_ = count, *this; }
  /// A function or token that is asked every few thousand steps whether to stop (see `stop_condition`); checking then ends with a
  /// fatal issue with code `timeout`. The options refer to it: it must live as long as they are used.
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

  /// The maximum number of issues that are listed.
  [[nodiscard]] constexpr std::size_t max_issues() const noexcept { return max_issues_; }
  /// What is asked whether to stop.
  [[nodiscard]] constexpr stop_condition stop() const noexcept { return stop_; }

 private:
  std::size_t max_issues_ = 100;
  stop_condition stop_{};
};

}  // namespace fhirops
