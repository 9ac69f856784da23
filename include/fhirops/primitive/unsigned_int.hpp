#pragma once
// A whole number from 0 to 2,147,483,647 (https://hl7.org/fhir/R4/datatypes.html#unsignedInt).

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/integer.hpp"

namespace fhirops {

/// A whole number from 0 to 2,147,483,647 (https://hl7.org/fhir/R4/datatypes.html#unsignedInt).
template <Storage S = owned>
struct UnsignedInt : integer_primitive<S> {
  using integer_primitive<S>::integer_primitive;
  constexpr UnsignedInt() noexcept = default;
  static constexpr auto fhir_type = type_id::unsignedInt;
  /// Whether the number is in R4's range, and not `-0`.
  [[nodiscard]] constexpr bool ok() const noexcept { return this->between(0, INT32_MAX) && !this->is_minus_zero(); }
};

}  // namespace fhirops
