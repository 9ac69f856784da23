#pragma once
// A resource that the library has no type for, kept as it was written.

#include <string_view>

#include "fhirops/core/json_text.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// A resource that the library has no type for (`Patient`, `Observation`, ...), kept verbatim as the JSON text of its object. It
/// is written back as it was: compact output only removes the white space between tokens, and pretty output only indents it.
template <Storage S = owned>
struct RawResource {
  using storage = S;
  static constexpr auto fhir_type = type_id::RawResource;

  /// The name of the type, such as `Patient`. Must be the same as `resourceType` in `json`.
  typename S::string resourceType{};
  /// One JSON object with a `resourceType`. Anything else is not written; the `write_report` counts it.
  json_text<S> json{};

  friend bool operator==(const RawResource& a, const RawResource& b) {
    return std::string_view(a.resourceType) == std::string_view(b.resourceType) && a.json == b.json;
  }
};

}  // namespace fhirops
