#pragma once
// A contributor to some content, and the role (https://hl7.org/fhir/R4/metadatatypes.html#Contributor).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/contact_detail.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// A contributor to some content, and the role.
/// https://hl7.org/fhir/R4/metadatatypes.html#Contributor
template <Storage S = owned>
struct Contributor {
  using storage = S;
  static constexpr auto fhir_type = type_id::Contributor;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..1. The role of the contributor. Codes: http://hl7.org/fhir/ValueSet/contributor-type.
  Code<S> type{};
  /// 1..1. The name of the person or organization.
  String<S> name{};
  /// 0..*. How to reach the contributor.
  list<ContactDetail<S>> contact{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Contributor<S>> {
  using self = Contributor<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.min = 1, .binding = &codes::contributor_type}),
      detail::row<decltype(self::name)>("name", offsetof(self, name), {.min = 1}),
      detail::row<decltype(self::contact)>("contact", offsetof(self, contact)),
  };
};

}  // namespace fhirops
