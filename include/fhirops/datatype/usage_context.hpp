#pragma once
// The circumstances for which content is intended (https://hl7.org/fhir/R4/metadatatypes.html#UsageContext).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/coding.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/value.hpp"

namespace fhirops {

/// The circumstances for which content is intended.
/// https://hl7.org/fhir/R4/metadatatypes.html#UsageContext
template <Storage S = owned>
struct UsageContext {
  using storage = S;
  static constexpr auto fhir_type = type_id::UsageContext;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..1. The kind of circumstance: age group, setting, ...
  box<Coding<S>> code{};
  /// 1..1, CodeableConcept | Quantity | Range | Reference. The circumstance itself.
  Value<S> value{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<UsageContext<S>> {
  using self = UsageContext<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::code)>("code", offsetof(self, code), {.min = 1}),
      detail::row<decltype(self::value)>(
          "value", offsetof(self, value),
          {.min = 1, .choices = type_set(type_id::CodeableConcept, type_id::Quantity, type_id::Range, type_id::Reference)}),
  };
};

}  // namespace fhirops
