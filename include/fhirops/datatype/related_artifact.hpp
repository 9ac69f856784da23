#pragma once
// Other content that this content relates to (https://hl7.org/fhir/R4/metadatatypes.html#RelatedArtifact).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/attachment.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/canonical.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/markdown.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/url.hpp"

namespace fhirops {

/// Other content that this content relates to.
/// https://hl7.org/fhir/R4/metadatatypes.html#RelatedArtifact
template <Storage S = owned>
struct RelatedArtifact {
  using storage = S;
  static constexpr auto fhir_type = type_id::RelatedArtifact;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..1. How the two relate. Codes: http://hl7.org/fhir/ValueSet/related-artifact-type.
  Code<S> type{};
  /// 0..1. A short label, such as a number in a list of sources.
  String<S> label{};
  /// 0..1. A brief description.
  String<S> display{};
  /// 0..1. The citation.
  Markdown<S> citation{};
  /// 0..1. Where it can be read.
  Url<S> url{};
  /// 0..1. The document itself.
  box<Attachment<S>> document{};
  /// 0..1. The related resource, if it is one.
  Canonical<S> resource{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<RelatedArtifact<S>> {
  using self = RelatedArtifact<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.min = 1, .binding = &codes::related_artifact_type}),
      detail::row<decltype(self::label)>("label", offsetof(self, label)),
      detail::row<decltype(self::display)>("display", offsetof(self, display)),
      detail::row<decltype(self::citation)>("citation", offsetof(self, citation)),
      detail::row<decltype(self::url)>("url", offsetof(self, url)),
      detail::row<decltype(self::document)>("document", offsetof(self, document)),
      detail::row<decltype(self::resource)>("resource", offsetof(self, resource)),
  };
};

}  // namespace fhirops
