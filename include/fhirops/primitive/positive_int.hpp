#pragma once
// A whole number from 1 to 2,147,483,647 (https://hl7.org/fhir/R4/datatypes.html#positiveInt).

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/integer.hpp"

namespace fhirops {

/// A whole number from 1 to 2,147,483,647 (https://hl7.org/fhir/R4/datatypes.html#positiveInt).
template <Storage S = owned>
struct PositiveInt : integer_primitive<S> {
  using integer_primitive<S>::integer_primitive;
  constexpr PositiveInt() noexcept = default;
  static constexpr auto fhir_type = type_id::positiveInt;
  /// Whether the number is in R4's range.
  [[nodiscard]] constexpr bool ok() const noexcept { return this->between(1, INT32_MAX); }
};

}  // namespace fhirops
