#pragma once
// A summary of a resource for people (https://hl7.org/fhir/R4/narrative.html#Narrative).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/xhtml.hpp"

namespace fhirops {

/// A summary of a resource for people.
/// https://hl7.org/fhir/R4/narrative.html#Narrative
template <Storage S = owned>
struct Narrative {
  using storage = S;
  static constexpr auto fhir_type = type_id::Narrative;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..1. How the text relates to the data. Codes: http://hl7.org/fhir/ValueSet/narrative-status.
  Code<S> status{};
  /// 1..1. The text, in the subset of XHTML that FHIR allows.
  Xhtml<S> div{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Narrative<S>> {
  using self = Narrative<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::status)>("status", offsetof(self, status), {.min = 1, .binding = &codes::narrative_status}),
      detail::row<decltype(self::div)>("div", offsetof(self, div), {.min = 1}),
  };
};

}  // namespace fhirops
