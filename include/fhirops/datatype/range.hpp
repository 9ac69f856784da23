#pragma once
// The amounts between two limits (https://hl7.org/fhir/R4/datatypes.html#Range).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/quantity.hpp"

namespace fhirops {

/// The amounts between two limits.
/// https://hl7.org/fhir/R4/datatypes.html#Range
template <Storage S = owned>
struct Range {
  using storage = S;
  static constexpr auto fhir_type = type_id::Range;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The lower limit, included; if absent, it is unknown.
  box<Quantity<S>> low{};
  /// 0..1. The upper limit, included; if absent, it is unknown.
  box<Quantity<S>> high{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Range<S>> {
  using self = Range<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::low)>("low", offsetof(self, low)),
      detail::row<decltype(self::high)>("high", offsetof(self, high)),
  };
};

}  // namespace fhirops
