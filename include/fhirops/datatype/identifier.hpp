#pragma once
// A business identifier, unique within its system (https://hl7.org/fhir/R4/datatypes.html#Identifier).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codeable_concept.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/period.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// A business identifier, unique within its system.
/// https://hl7.org/fhir/R4/datatypes.html#Identifier
template <Storage S>
struct Identifier {
  using storage = S;
  static constexpr auto fhir_type = type_id::Identifier;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. What the identifier is used for. Codes: http://hl7.org/fhir/ValueSet/identifier-use.
  Code<S> use{};
  /// 0..1. What kind of identifier it is, such as a passport number.
  box<CodeableConcept<S>> type{};
  /// 0..1. The namespace in which `value` is unique.
  Uri<S> system{};
  /// 0..1. The identifier itself.
  String<S> value{};
  /// 0..1. When it was, or is, valid.
  box<Period<S>> period{};
  /// 0..1. The organization that issued it; may be only a text.
  box<Reference<S>> assigner{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Identifier<S>> {
  using self = Identifier<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::use)>("use", offsetof(self, use), {.binding = &codes::identifier_use}),
      detail::row<decltype(self::type)>("type", offsetof(self, type)),
      detail::row<decltype(self::system)>("system", offsetof(self, system)),
      detail::row<decltype(self::value)>("value", offsetof(self, value)),
      detail::row<decltype(self::period)>("period", offsetof(self, period)),
      detail::row<decltype(self::assigner)>("assigner", offsetof(self, assigner)),
  };
};

}  // namespace fhirops

#include "fhirops/datatype/reference.hpp"  // IWYU pragma: keep: completes Identifier.assigner
