#pragma once
// Text in GitHub Flavored Markdown (https://hl7.org/fhir/R4/datatypes.html#markdown).

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops {

/// Text in GitHub Flavored Markdown (https://hl7.org/fhir/R4/datatypes.html#markdown).
template <Storage S = owned>
struct Markdown : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Markdown() noexcept = default;
  static constexpr auto fhir_type = type_id::markdown;

  /// Whether R4 allows the value, under the same conditions as `String::ok`. The markup is not checked.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_string(this->text); }
};

}  // namespace fhirops
