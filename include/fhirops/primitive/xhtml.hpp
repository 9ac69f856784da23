#pragma once
// A fragment of XHTML, rooted in a `div` (https://hl7.org/fhir/R4/narrative.html#xhtml).

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops {

/// A fragment of XHTML, rooted in a `div` (https://hl7.org/fhir/R4/narrative.html#xhtml).
template <Storage S = owned>
struct Xhtml : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Xhtml() noexcept = default;
  static constexpr auto fhir_type = type_id::xhtml;

  /// Whether there is any text, in UTF-8 without U+0000; `validate` checks the markup (txt-1, txt-2).
  [[nodiscard]] constexpr bool ok() const noexcept { return !this->empty() && detail::is_text(this->text); }
};

}  // namespace fhirops
