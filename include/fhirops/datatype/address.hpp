#pragma once
// A postal address (https://hl7.org/fhir/R4/datatypes.html#Address).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/period.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// A postal address.
/// https://hl7.org/fhir/R4/datatypes.html#Address
template <Storage S = owned>
struct Address {
  using storage = S;
  static constexpr auto fhir_type = type_id::Address;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. What the address is for. Codes: http://hl7.org/fhir/ValueSet/address-use.
  Code<S> use{};
  /// 0..1. Whether mail can be sent to it, or whether it can be visited. Codes: http://hl7.org/fhir/ValueSet/address-type.
  Code<S> type{};
  /// 0..1. The whole address as it should be displayed.
  String<S> text{};
  /// 0..*. Street, house number, floor, PO box, in the order in which they are written.
  list<String<S>> line{};
  /// 0..1. The city, town or village.
  String<S> city{};
  /// 0..1. The administrative area between city and state, such as a county.
  String<S> district{};
  /// 0..1. The part of the country: a state, region or province.
  String<S> state{};
  /// 0..1. The postal code.
  String<S> postalCode{};
  /// 0..1. The country: its name, or its ISO 3166 code.
  String<S> country{};
  /// 0..1. When the address was, or is, in use.
  box<Period<S>> period{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Address<S>> {
  using self = Address<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::use)>("use", offsetof(self, use), {.binding = &codes::address_use}),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.binding = &codes::address_type}),
      detail::row<decltype(self::text)>("text", offsetof(self, text)),
      detail::row<decltype(self::line)>("line", offsetof(self, line)),
      detail::row<decltype(self::city)>("city", offsetof(self, city)),
      detail::row<decltype(self::district)>("district", offsetof(self, district)),
      detail::row<decltype(self::state)>("state", offsetof(self, state)),
      detail::row<decltype(self::postalCode)>("postalCode", offsetof(self, postalCode)),
      detail::row<decltype(self::country)>("country", offsetof(self, country)),
      detail::row<decltype(self::period)>("period", offsetof(self, period)),
  };
};

}  // namespace fhirops
