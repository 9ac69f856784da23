#pragma once
// What R4 has no resource for (https://hl7.org/fhir/R4/basic.html): a part of it, for docs/how-to/add-a-type.md.

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codeable_concept.hpp"
#include "fhirops/datatype/meta.hpp"
#include "fhirops/primitive/date.hpp"
#include "fhirops/primitive/id.hpp"

namespace fhirops {

/// A concept for which R4 has no resource.
/// https://hl7.org/fhir/R4/basic.html
template <Storage S = owned>
struct Basic {
  using storage = S;
  static constexpr auto fhir_type = type_id::Basic;

  /// 0..1. The logical id, unique among the resources of this type on its server.
  Id<S> id{};
  /// 0..1. Version, profiles and tags of the resource.
  box<Meta<S>> meta{};
  /// 1..1. What it is.
  box<CodeableConcept<S>> code{};
  /// 0..1. When it was created.
  Date<S> created{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Basic<S>> {
  using self = Basic<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::row<decltype(self::id)>("id", offsetof(self, id)),
      detail::row<decltype(self::meta)>("meta", offsetof(self, meta)),
      detail::row<decltype(self::code)>("code", offsetof(self, code), {.min = 1}),
      detail::row<decltype(self::created)>("created", offsetof(self, created)),
  };
};

}  // namespace fhirops
