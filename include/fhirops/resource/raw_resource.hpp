#pragma once
// A resource that the library has no type for, kept as it was written.

#include <string_view>

#include "fhirops/core/json_text.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// A resource that the library has no type for (`Patient`, `Observation`, ...), as the JSON text of
/// its object, verbatim. Written back verbatim: compact output drops its white space between
/// tokens and pretty output indents it, and nothing else of it changes.
template <Storage S = owned>
struct RawResource {
  using storage = S;
  static constexpr auto fhir_type = type_id::RawResource;

  /// The name of the type: `Patient`. Must be what `resourceType` in `json` says.
  typename S::string resourceType{};
  /// One JSON object with a `resourceType`. What is not is not written (the `write_report` counts it).
  json_text<S> json{};

  friend bool operator==(const RawResource& a, const RawResource& b) {
    return std::string_view(a.resourceType) == std::string_view(b.resourceType) && a.json == b.json;
  }
};

}  // namespace fhirops
