#pragma once
// A parameter of a knowledge module (https://hl7.org/fhir/R4/metadatatypes.html#ParameterDefinition).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/canonical.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// A parameter of a knowledge module.
/// https://hl7.org/fhir/R4/metadatatypes.html#ParameterDefinition
template <Storage S = owned>
struct ParameterDefinition {
  using storage = S;
  static constexpr auto fhir_type = type_id::ParameterDefinition;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The name by which the module's logic refers to the parameter.
  Code<S> name{};
  /// 1..1. Whether it is input or output. Codes: http://hl7.org/fhir/ValueSet/operation-parameter-use.
  Code<S> use{};
  /// 0..1. The minimum number of values.
  Integer<S> min{};
  /// 0..1. The maximum number of values: a number, or `*`.
  String<S> max{};
  /// 0..1. What it is for.
  String<S> documentation{};
  /// 1..1. The type of its values. Codes: http://hl7.org/fhir/ValueSet/all-types.
  Code<S> type{};
  /// 0..1. A profile that its values conform to.
  Canonical<S> profile{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<ParameterDefinition<S>> {
  using self = ParameterDefinition<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::name)>("name", offsetof(self, name)),
      detail::row<decltype(self::use)>("use", offsetof(self, use), {.min = 1, .binding = &codes::operation_parameter_use}),
      detail::row<decltype(self::min)>("min", offsetof(self, min)),
      detail::row<decltype(self::max)>("max", offsetof(self, max)),
      detail::row<decltype(self::documentation)>("documentation", offsetof(self, documentation)),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.min = 1, .binding = &codes::all_types}),
      detail::row<decltype(self::profile)>("profile", offsetof(self, profile)),
  };
};

}  // namespace fhirops
