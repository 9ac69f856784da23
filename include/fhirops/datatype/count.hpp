#pragma once
// A number of counted items, as a quantity without a unit (https://hl7.org/fhir/R4/datatypes.html#Count).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// A number of counted items, as a quantity without a unit.
/// https://hl7.org/fhir/R4/datatypes.html#Count
template <Storage S = owned>
struct Count {
  using storage = S;
  static constexpr auto fhir_type = type_id::Count;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The number of items, a whole number.
  Decimal<S> value{};
  /// 0..1. How the true amount relates to `value`; if absent, they are equal. Codes:
  /// http://hl7.org/fhir/ValueSet/quantity-comparator.
  Code<S> comparator{};
  /// 0..1. The unit for display.
  String<S> unit{};
  /// 0..1. The system that `code` is from.
  Uri<S> system{};
  /// 0..1. Always `1`, the UCUM unit of a plain number.
  Code<S> code{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Count<S>> {
  using self = Count<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::value)>("value", offsetof(self, value)),
      detail::row<decltype(self::comparator)>("comparator", offsetof(self, comparator), {.binding = &codes::quantity_comparator}),
      detail::row<decltype(self::unit)>("unit", offsetof(self, unit)),
      detail::row<decltype(self::system)>("system", offsetof(self, system)),
      detail::row<decltype(self::code)>("code", offsetof(self, code)),
  };
};

}  // namespace fhirops
