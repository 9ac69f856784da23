#pragma once
// Content in any format, as a resource (https://hl7.org/fhir/R4/binary.html).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/meta.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// Content in any format, as a resource.
/// https://hl7.org/fhir/R4/binary.html
template <Storage S = owned>
struct Binary {
  using storage = S;
  static constexpr auto fhir_type = type_id::Binary;

  /// 0..1. The logical id, unique among the resources of this type on its server.
  Id<S> id{};
  /// 0..1. Version, profiles and tags of the resource.
  box<Meta<S>> meta{};
  /// 0..1. Rules defined elsewhere, without which the content cannot be understood.
  Uri<S> implicitRules{};
  /// 0..1. The human language of the content, as in BCP 47: `da-DK`.
  Code<S> language{};
  /// 1..1. The media type of the content. Codes: http://hl7.org/fhir/ValueSet/mimetypes.
  Code<S> contentType{};
  /// 0..1. A resource whose access rules also apply to the content.
  box<Reference<S>> securityContext{};
  /// 0..1. The content itself.
  Base64Binary<S> data{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Binary<S>> {
  using self = Binary<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::row<decltype(self::id)>("id", offsetof(self, id)),
      detail::row<decltype(self::meta)>("meta", offsetof(self, meta)),
      detail::row<decltype(self::implicitRules)>("implicitRules", offsetof(self, implicitRules)),
      detail::row<decltype(self::language)>("language", offsetof(self, language)),
      detail::row<decltype(self::contentType)>("contentType", offsetof(self, contentType),
                                               {.min = 1, .binding = &codes::mimetypes}),
      detail::row<decltype(self::securityContext)>("securityContext", offsetof(self, securityContext)),
      detail::row<decltype(self::data)>("data", offsetof(self, data)),
  };
};

}  // namespace fhirops
