#pragma once
// A URI, absolute or relative (https://hl7.org/fhir/R4/datatypes.html#uri).

#include <cstddef>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops {
namespace detail {

constexpr bool is_uri(std::string_view text) noexcept { return !text.empty() && !has_space(text) && is_text(text); }
// Whether the text begins with a scheme (RFC 3986, section 3.1) and a colon, with something after them.
constexpr bool is_absolute_uri(std::string_view text) noexcept {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size() || !is_letter(text[0])) return false;
  for (const char c : text.substr(0, colon))
    if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return false;
  return true;
}

}  // namespace detail

/// A URI, absolute or relative (https://hl7.org/fhir/R4/datatypes.html#uri).
template <Storage S = owned>
struct Uri : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Uri() noexcept = default;
  static constexpr auto fhir_type = type_id::uri;

  /// Whether R4 allows the value: not empty, no white space.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_uri(this->text); }
};

}  // namespace fhirops
