#pragma once
// A moment, precise to at least a second (https://hl7.org/fhir/R4/datatypes.html#instant).

#include <chrono>
#include <optional>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/calendar.hpp"
#include "fhirops/primitive/moment_writer.hpp"
#include "fhirops/primitive/time_primitive.hpp"

namespace fhirops {

/// A moment, precise to at least a second, with its offset: `2015-02-07T13:28:17.239+02:00`
/// (https://hl7.org/fhir/R4/datatypes.html#instant).
template <Storage S = owned>
struct Instant : time_primitive<S> {
  using time_primitive<S>::time_primitive;
  constexpr Instant() noexcept = default;
  static constexpr auto fhir_type = type_id::instant;

  /// A moment in the years 0001 to 9999, written with an offset of -14:00 to +14:00. If the moment is out of range, the year
  /// becomes 0000; `ok()` is false for that, and for an offset out of range.
  template <class Duration>
  constexpr Instant(std::chrono::sys_time<Duration> time,  // NOLINT(google-explicit-constructor)
                    std::chrono::minutes offset = {})
      : time_primitive<S>(detail::moment_text(time, offset).view()) {}

  /// Whether R4 allows the text, and the calendar has that day.
  [[nodiscard]] constexpr bool ok() const noexcept {
    const detail::moment m = detail::parse_moment(this->text.view());
    return m.ok && m.zoned;
  }
  /// The moment; `std::nullopt` if `ok()` is false, or if `Duration` cannot represent it (64 bits of nanoseconds reach from 1677
  /// to 2262). Digits finer than `Duration` or a nanosecond are cut off.
  template <class Duration = std::chrono::nanoseconds>
  [[nodiscard]] constexpr std::optional<std::chrono::sys_time<Duration>> to_sys() const noexcept {
    return detail::to_sys_time<Duration>(this->text.view());
  }
};

}  // namespace fhirops
