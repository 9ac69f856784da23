#pragma once
// Metadata about a resource (https://hl7.org/fhir/R4/resource.html#Meta).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/coding.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/canonical.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/instant.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// Metadata about a resource.
/// https://hl7.org/fhir/R4/resource.html#Meta
template <Storage S = owned>
struct Meta {
  using storage = S;
  static constexpr auto fhir_type = type_id::Meta;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. Changes with each version of the resource.
  Id<S> versionId{};
  /// 0..1. When the server last changed the resource.
  Instant<S> lastUpdated{};
  /// 0..1. Where the content came from.
  Uri<S> source{};
  /// 0..*. Profiles that the resource says it conforms to.
  list<Canonical<S>> profile{};
  /// 0..*. Security labels: who may see the resource, and for which purposes.
  list<Coding<S>> security{};
  /// 0..*. Labels for finding and processing the resource; they are not part of its meaning.
  list<Coding<S>> tag{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Meta<S>> {
  using self = Meta<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::versionId)>("versionId", offsetof(self, versionId)),
      detail::row<decltype(self::lastUpdated)>("lastUpdated", offsetof(self, lastUpdated)),
      detail::row<decltype(self::source)>("source", offsetof(self, source)),
      detail::row<decltype(self::profile)>("profile", offsetof(self, profile)),
      detail::row<decltype(self::security)>("security", offsetof(self, security)),
      detail::row<decltype(self::tag)>("tag", offsetof(self, tag)),
  };
};

}  // namespace fhirops
