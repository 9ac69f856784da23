#pragma once
// A date, a year, a month, or a moment with its offset (https://hl7.org/fhir/R4/datatypes.html#dateTime).

#include <chrono>
#include <optional>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/calendar.hpp"
#include "fhirops/primitive/moment_writer.hpp"
#include "fhirops/primitive/time_primitive.hpp"

namespace fhirops {

/// A year, a month, a day, or a moment with its offset: `2023`, `2023-10`, `2023-10-12`, `2023-10-12T09:51:50+00:00`
/// (https://hl7.org/fhir/R4/datatypes.html#dateTime). `==` compares the text; `compare` compares the time that it denotes.
template <Storage S = owned>
struct DateTime : time_primitive<S> {
  using time_primitive<S>::time_primitive;
  constexpr DateTime() noexcept = default;
  static constexpr auto fhir_type = type_id::dateTime;

  /// A moment in the years 0001 to 9999, written with an offset of -14:00 to +14:00, and with as many fraction digits as the
  /// clock has (none for seconds). If the moment is out of range, the year becomes 0000; `ok()` is false for that, and for an
  /// offset out of range.
  template <class Duration>
  constexpr DateTime(std::chrono::sys_time<Duration> time,  // NOLINT(google-explicit-constructor)
                     std::chrono::minutes offset = {})
      : time_primitive<S>(detail::moment_text(time, offset).view()) {}

  /// Whether R4 allows the text, and the calendar has that day.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::parse_moment(this->text.view()).ok; }
  /// The last part that is stated; `none` if `ok()` is false.
  [[nodiscard]] constexpr time_precision precision() const noexcept {
    const detail::moment m = detail::parse_moment(this->text.view());
    return m.ok ? m.precision : time_precision::none;
  }
  /// The moment; `std::nullopt` if the text states only a date, or a moment that `Duration` cannot represent (64 bits of
  /// nanoseconds reach from 1677 to 2262). A leap second becomes the second after it. Digits finer than `Duration` or a
  /// nanosecond are cut off.
  template <class Duration = std::chrono::nanoseconds>
  [[nodiscard]] constexpr std::optional<std::chrono::sys_time<Duration>> to_sys() const noexcept {
    return detail::to_sys_time<Duration>(this->text.view());
  }
};

}  // namespace fhirops
