#pragma once
// A UUID as a URI, in lower case: `urn:uuid:c757873d-...` (https://hl7.org/fhir/R4/datatypes.html#uuid).

#include <cstddef>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops {
namespace detail {

// Whether the text is 8-4-4-4-12 hexadecimal digits in lower case.
constexpr bool is_bare_uuid(std::string_view text) noexcept {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_digit(text[i]) && !(text[i] >= 'a' && text[i] <= 'f')) return false;
  }
  return true;
}
constexpr bool is_uuid(std::string_view text) noexcept {
  constexpr std::string_view prefix = "urn:uuid:";
  return text.starts_with(prefix) && is_bare_uuid(text.substr(prefix.size()));
}

}  // namespace detail

/// A UUID as a URI, in lower case: `urn:uuid:c757873d-...` (https://hl7.org/fhir/R4/datatypes.html#uuid).
template <Storage S = owned>
struct Uuid : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Uuid() noexcept = default;
  static constexpr auto fhir_type = type_id::uuid;

  /// Whether R4 allows the value.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_uuid(this->text); }
};

}  // namespace fhirops
