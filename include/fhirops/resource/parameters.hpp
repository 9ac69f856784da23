#pragma once
// The input and output of an operation (https://hl7.org/fhir/R4/parameters.html).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/meta.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {

/// `Parameters.parameter`: a name with a value, a resource or parts.
/// https://hl7.org/fhir/R4/parameters-definitions.html#Parameters.parameter
template <Storage S = owned>
struct ParametersParameter {
  using storage = S;
  static constexpr auto fhir_type = type_id::ParametersParameter;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..1. The name, as in the definition of the operation.
  String<S> name{};
  /// 0..1, any of the 50 types. The value, if it is a datatype.
  Value<S> value{};
  /// 0..1, any resource. The value, if it is a resource.
  Resource<S> resource{};
  /// 0..*. The parts, each with a name, if the value consists of several.
  list<ParametersParameter<S>> part{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
inline constexpr bool detail::is_hot<ParametersParameter<S>> = true;

template <Storage S>
struct describe<ParametersParameter<S>> {
  using self = ParametersParameter<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::name)>("name", offsetof(self, name), {.min = 1}),
      detail::row<decltype(self::value)>("value", offsetof(self, value), {.choices = type_set::open()}),
      detail::row<decltype(self::resource)>("resource", offsetof(self, resource)),
      detail::row<decltype(self::part)>("part", offsetof(self, part)),
  };
};

/// The input and output of an operation.
/// https://hl7.org/fhir/R4/parameters.html
template <Storage S = owned>
struct Parameters {
  using storage = S;
  static constexpr auto fhir_type = type_id::Parameters;

  /// 0..1. The logical id, unique among the resources of this type on its server.
  Id<S> id{};
  /// 0..1. Version, profiles and tags of the resource.
  box<Meta<S>> meta{};
  /// 0..1. Rules defined elsewhere, without which the content cannot be understood.
  Uri<S> implicitRules{};
  /// 0..1. The human language of the content, as in BCP 47: `da-DK`.
  Code<S> language{};
  /// 0..*. The parameters, in order.
  list<ParametersParameter<S>> parameter{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Parameters<S>> {
  using self = Parameters<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::row<decltype(self::id)>("id", offsetof(self, id)),
      detail::row<decltype(self::meta)>("meta", offsetof(self, meta)),
      detail::row<decltype(self::implicitRules)>("implicitRules", offsetof(self, implicitRules)),
      detail::row<decltype(self::language)>("language", offsetof(self, language)),
      detail::row<decltype(self::parameter)>("parameter", offsetof(self, parameter)),
  };
};

}  // namespace fhirops
