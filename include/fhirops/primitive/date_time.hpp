#pragma once
// A date, a part of one, or a moment with its offset (https://hl7.org/fhir/R4/datatypes.html#dateTime).

#include <chrono>
#include <optional>

#include "fhirops/primitive/calendar.hpp"
#include "fhirops/primitive/time_primitive.hpp"

namespace fhirops {

/// A date, a part of one, or a moment with its offset: `2023`, `2023-10`, `2023-10-12`,
/// `2023-10-12T09:51:50+00:00` (https://hl7.org/fhir/R4/datatypes.html#dateTime). Equality is that
/// of the text; `compare` goes by what it means.
template <Storage S = owned>
struct DateTime : time_primitive<S> {
  using time_primitive<S>::time_primitive;
  constexpr DateTime() noexcept = default;
  static constexpr auto fhir_type = type_id::dateTime;

  /// A moment from 0001 to 9999, shown at an offset of -14:00 to +14:00; as many fraction digits as
  /// the clock resolves, none for seconds. What is out of range gets the year 0000 or an offset that
  /// `ok()` refuses.
  template <class Duration>
  constexpr DateTime(std::chrono::sys_time<Duration> time,  // NOLINT(google-explicit-constructor)
                     std::chrono::minutes offset = {})
      : time_primitive<S>(detail::moment_text(time, offset).view()) {}

  /// Whether R4 allows the text, and the calendar has such a day.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::parse_moment(this->text.view()).ok; }
  /// How much is given; `none` where `ok()` is false.
  [[nodiscard]] constexpr time_precision precision() const noexcept {
    const detail::moment m = detail::parse_moment(this->text.view());
    return m.ok ? m.precision : time_precision::none;
  }
  /// The moment; nothing where the text gives only a date, or a moment beyond what `Duration` holds
  /// (64 bits of nanoseconds reach from 1677 to 2262). A leap second is the second after it, and
  /// digits finer than `Duration` or a nanosecond are cut.
  template <class Duration = std::chrono::nanoseconds>
  [[nodiscard]] constexpr std::optional<std::chrono::sys_time<Duration>> to_sys() const noexcept {
    return detail::to_sys_time<Duration>(this->text.view());
  }
};

}  // namespace fhirops
