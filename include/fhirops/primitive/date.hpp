#pragma once
// A date, or a part of one: `2023`, `2023-10`, `2023-10-12` (https://hl7.org/fhir/R4/datatypes.html#date).

#include <chrono>
#include <optional>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/calendar.hpp"
#include "fhirops/primitive/time_primitive.hpp"

namespace fhirops {

/// A date, or a part of one: `2023`, `2023-10`, `2023-10-12`. Never a zone
/// (https://hl7.org/fhir/R4/datatypes.html#date).
template <Storage S = owned>
struct Date : time_primitive<S> {
  using time_primitive<S>::time_primitive;
  constexpr Date() noexcept = default;
  static constexpr auto fhir_type = type_id::date;

  /// A day from 0001 to 9999; one beyond has the year 0000, which `ok()` refuses.
  constexpr Date(std::chrono::sys_days day)  // NOLINT(google-explicit-constructor)
      : time_primitive<S>(detail::moment_text(day).view()) {}

  /// Whether R4 allows the text, and the calendar has such a day.
  [[nodiscard]] constexpr bool ok() const noexcept {
    const detail::moment m = detail::parse_moment(this->text.view());
    return m.ok && !m.zoned;
  }
  /// How much is given; `none` where `ok()` is false.
  [[nodiscard]] constexpr time_precision precision() const noexcept {
    const detail::moment m = detail::parse_moment(this->text.view());
    return m.ok && !m.zoned ? m.precision : time_precision::none;
  }
  /// The day; `std::nullopt` if it is not given, as in `2023-10`.
  [[nodiscard]] constexpr std::optional<std::chrono::sys_days> to_days() const noexcept {
    const detail::moment m = detail::parse_moment(this->text.view());
    if (!m.ok || m.precision != time_precision::day) return std::nullopt;
    return std::chrono::sys_days(std::chrono::days(m.days()));
  }
};

}  // namespace fhirops
