#pragma once
// A reference to another resource (https://hl7.org/fhir/R4/references.html#Reference).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/identifier.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// A reference to another resource.
/// https://hl7.org/fhir/R4/references.html#Reference
template <Storage S>
struct Reference {
  using storage = S;
  static constexpr auto fhir_type = type_id::Reference;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The address: absolute, relative (`Patient/1`), or `#id` of a contained resource.
  String<S> reference{};
  /// 0..1. The type of the resource that is referred to.
  Uri<S> type{};
  /// 0..1. An identifier of the resource, if its address is unknown.
  box<Identifier<S>> identifier{};
  /// 0..1. Text to display for the reference.
  String<S> display{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Reference<S>> {
  using self = Reference<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::reference)>("reference", offsetof(self, reference)),
      detail::row<decltype(self::type)>("type", offsetof(self, type)),
      detail::row<decltype(self::identifier)>("identifier", offsetof(self, identifier)),
      detail::row<decltype(self::display)>("display", offsetof(self, display)),
  };
};

}  // namespace fhirops
