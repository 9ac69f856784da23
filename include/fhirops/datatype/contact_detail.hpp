#pragma once
// How to reach the publisher of a definition (https://hl7.org/fhir/R4/metadatatypes.html#ContactDetail).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/contact_point.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// How to reach the publisher of a definition.
/// https://hl7.org/fhir/R4/metadatatypes.html#ContactDetail
template <Storage S = owned>
struct ContactDetail {
  using storage = S;
  static constexpr auto fhir_type = type_id::ContactDetail;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. Whom to contact; if absent, the organization.
  String<S> name{};
  /// 0..*. Telephone numbers, e-mail addresses and the like.
  list<ContactPoint<S>> telecom{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<ContactDetail<S>> {
  using self = ContactDetail<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::name)>("name", offsetof(self, name)),
      detail::row<decltype(self::telecom)>("telecom", offsetof(self, telecom)),
  };
};

}  // namespace fhirops
