#pragma once
// A concept, stated by codes from one or more systems and by text (https://hl7.org/fhir/R4/datatypes.html#CodeableConcept).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/coding.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// A concept, stated by codes from one or more systems and by text.
/// https://hl7.org/fhir/R4/datatypes.html#CodeableConcept
template <Storage S = owned>
struct CodeableConcept {
  using storage = S;
  static constexpr auto fhir_type = type_id::CodeableConcept;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. The concept in one or more code systems.
  list<Coding<S>> coding{};
  /// 0..1. The concept in words, as entered or seen by the person who chose it.
  String<S> text{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<CodeableConcept<S>> {
  using self = CodeableConcept<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::coding)>("coding", offsetof(self, coding)),
      detail::row<decltype(self::text)>("text", offsetof(self, text)),
  };
};

}  // namespace fhirops
