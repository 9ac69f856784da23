#pragma once
// A date with a precision of year, month or day: `2023`, `2023-10`, `2023-10-12` (https://hl7.org/fhir/R4/datatypes.html#date).

#include <chrono>
#include <optional>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/calendar.hpp"
#include "fhirops/primitive/moment_writer.hpp"
#include "fhirops/primitive/time_primitive.hpp"

namespace fhirops {

/// A date with a precision of year, month or day: `2023`, `2023-10`, `2023-10-12`. It never has a time zone
/// (https://hl7.org/fhir/R4/datatypes.html#date).
template <Storage S = owned>
struct Date : time_primitive<S> {
  using time_primitive<S>::time_primitive;
  constexpr Date() noexcept = default;
  static constexpr auto fhir_type = type_id::date;

  /// A day in the years 0001 to 9999. A day out of that range gets the year 0000, for which `ok()` is false.
  constexpr Date(std::chrono::sys_days day)  // NOLINT(google-explicit-constructor)
      : time_primitive<S>(detail::moment_text(day).view()) {}

  /// Whether R4 allows the text, and the calendar has that day.
  [[nodiscard]] constexpr bool ok() const noexcept {
    const detail::moment m = detail::parse_moment(this->text.view());
    return m.ok && !m.zoned;
  }
  /// The last part that is stated; `none` if `ok()` is false.
  [[nodiscard]] constexpr time_precision precision() const noexcept {
    const detail::moment m = detail::parse_moment(this->text.view());
    return m.ok && !m.zoned ? m.precision : time_precision::none;
  }
  /// The day; `std::nullopt` if the text does not state one, as in `2023-10`, or if `ok()` is false.
  [[nodiscard]] constexpr std::optional<std::chrono::sys_days> to_days() const noexcept {
    return detail::to_days(this->text.view());
  }
};

}  // namespace fhirops
