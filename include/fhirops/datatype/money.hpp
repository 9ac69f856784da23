#pragma once
// An amount of money in a currency (https://hl7.org/fhir/R4/datatypes.html#Money).

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

namespace fhirops {

/// An amount of money in a currency.
/// https://hl7.org/fhir/R4/datatypes.html#Money
template <Storage S = owned>
struct Money {
  using storage = S;
  static constexpr auto fhir_type = type_id::Money;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The amount.
  Decimal<S> value{};
  /// 0..1. The currency, by its ISO 4217 code. Codes: http://hl7.org/fhir/ValueSet/currencies.
  Code<S> currency{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Money<S>> {
  using self = Money<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::value)>("value", offsetof(self, value)),
      detail::row<decltype(self::currency)>("currency", offsetof(self, currency), {.binding = &codes::currencies}),
  };
};

}  // namespace fhirops
