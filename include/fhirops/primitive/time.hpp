#pragma once
// A time of day (https://hl7.org/fhir/R4/datatypes.html#time).

#include <chrono>
#include <optional>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/calendar.hpp"
#include "fhirops/primitive/time_primitive.hpp"

namespace fhirops {

/// A time of day, precise to at least a second, without a time zone: `14:35:00.5`. 24:00 is not allowed
/// (https://hl7.org/fhir/R4/datatypes.html#time).
template <Storage S = owned>
struct Time : time_primitive<S> {
  using time_primitive<S>::time_primitive;
  constexpr Time() noexcept = default;
  static constexpr auto fhir_type = type_id::time;

  /// Whether R4 allows the text.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::parse_time(this->text.view()).ok; }
  /// The time since midnight; `std::nullopt` if `ok()` is false. Digits finer than a nanosecond are cut off.
  [[nodiscard]] constexpr std::optional<std::chrono::nanoseconds> since_midnight() const noexcept {
    return detail::since_midnight(this->text.view());
  }
};

}  // namespace fhirops
