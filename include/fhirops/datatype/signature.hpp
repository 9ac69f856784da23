#pragma once
// A signature, with its signer and purpose (https://hl7.org/fhir/R4/datatypes.html#Signature).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/coding.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/instant.hpp"

namespace fhirops {

/// A signature, with its signer and purpose.
/// https://hl7.org/fhir/R4/datatypes.html#Signature
template <Storage S = owned>
struct Signature {
  using storage = S;
  static constexpr auto fhir_type = type_id::Signature;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..*. The purpose of the signature: authorship, consent, ...
  list<Coding<S>> type{};
  /// 1..1. When it was signed.
  Instant<S> when{};
  /// 1..1. Who signed.
  box<Reference<S>> who{};
  /// 0..1. On whose behalf the signer signed.
  box<Reference<S>> onBehalfOf{};
  /// 0..1. The media type of what was signed. Codes: http://hl7.org/fhir/ValueSet/mimetypes.
  Code<S> targetFormat{};
  /// 0..1. The media type of the signature: `application/jose`, an image, ... Codes:
  /// http://hl7.org/fhir/ValueSet/mimetypes.
  Code<S> sigFormat{};
  /// 0..1. The signature itself.
  Base64Binary<S> data{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Signature<S>> {
  using self = Signature<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.min = 1}),
      detail::row<decltype(self::when)>("when", offsetof(self, when), {.min = 1}),
      detail::row<decltype(self::who)>("who", offsetof(self, who), {.min = 1}),
      detail::row<decltype(self::onBehalfOf)>("onBehalfOf", offsetof(self, onBehalfOf)),
      detail::row<decltype(self::targetFormat)>("targetFormat", offsetof(self, targetFormat), {.binding = &codes::mimetypes}),
      detail::row<decltype(self::sigFormat)>("sigFormat", offsetof(self, sigFormat), {.binding = &codes::mimetypes}),
      detail::row<decltype(self::data)>("data", offsetof(self, data)),
  };
};

}  // namespace fhirops
