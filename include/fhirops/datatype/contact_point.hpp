#pragma once
// A telephone number, an e-mail address, or the like (https://hl7.org/fhir/R4/datatypes.html#ContactPoint).

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
#include "fhirops/primitive/positive_int.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// A telephone number, an e-mail address, or the like.
/// https://hl7.org/fhir/R4/datatypes.html#ContactPoint
template <Storage S = owned>
struct ContactPoint {
  using storage = S;
  static constexpr auto fhir_type = type_id::ContactPoint;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. What `value` is: a telephone number, an e-mail address, ... Codes:
  /// http://hl7.org/fhir/ValueSet/contact-point-system.
  Code<S> system{};
  /// 0..1. The number or address itself.
  String<S> value{};
  /// 0..1. What it is for. Codes: http://hl7.org/fhir/ValueSet/contact-point-use.
  Code<S> use{};
  /// 0..1. The order of preference: 1 comes before 2.
  PositiveInt<S> rank{};
  /// 0..1. When it was, or is, in use.
  box<Period<S>> period{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<ContactPoint<S>> {
  using self = ContactPoint<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::system)>("system", offsetof(self, system), {.binding = &codes::contact_point_system}),
      detail::row<decltype(self::value)>("value", offsetof(self, value)),
      detail::row<decltype(self::use)>("use", offsetof(self, use), {.binding = &codes::contact_point_use}),
      detail::row<decltype(self::rank)>("rank", offsetof(self, rank)),
      detail::row<decltype(self::period)>("period", offsetof(self, period)),
  };
};

}  // namespace fhirops
