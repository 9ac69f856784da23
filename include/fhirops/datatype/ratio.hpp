#pragma once
// The ratio of two quantities (https://hl7.org/fhir/R4/datatypes.html#Ratio).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/quantity.hpp"

namespace fhirops {

/// The ratio of two quantities.
/// https://hl7.org/fhir/R4/datatypes.html#Ratio
template <Storage S = owned>
struct Ratio {
  using storage = S;
  static constexpr auto fhir_type = type_id::Ratio;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The quantity above the line.
  box<Quantity<S>> numerator{};
  /// 0..1. The quantity below the line.
  box<Quantity<S>> denominator{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Ratio<S>> {
  using self = Ratio<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::numerator)>("numerator", offsetof(self, numerator)),
      detail::row<decltype(self::denominator)>("denominator", offsetof(self, denominator)),
  };
};

}  // namespace fhirops
