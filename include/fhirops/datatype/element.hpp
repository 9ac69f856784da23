#pragma once
// What every element has: an id and extensions (https://hl7.org/fhir/R4/element.html).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/fwd.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// The id and extensions of a primitive: the member `_name` that JSON has in addition to `name`
/// (https://hl7.org/fhir/R4/json.html#primitive).
template <Storage S>
struct Element {
  using storage = S;
  static constexpr auto fhir_type = type_id::Element;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Element<S>> {
  using self = Element<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
  };
};

}  // namespace fhirops
