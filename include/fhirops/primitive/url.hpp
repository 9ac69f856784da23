#pragma once
// A URL that can be dereferenced (https://hl7.org/fhir/R4/datatypes.html#url).

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// A URL that can be dereferenced (https://hl7.org/fhir/R4/datatypes.html#url).
template <Storage S = owned>
struct Url : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Url() noexcept = default;
  static constexpr auto fhir_type = type_id::url;

  /// Whether R4 allows the value, under the same conditions as `Uri::ok`.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_uri(this->text); }
};

}  // namespace fhirops
