#pragma once
// Unicode text of 1 to 1,048,576 characters (https://hl7.org/fhir/R4/datatypes.html#string).

#include <cstddef>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops {
namespace detail {

inline constexpr std::size_t max_string_characters = 1048576;

// The requirement on the text of every primitive: UTF-8 without U+0000.
constexpr bool is_text(std::string_view text) noexcept {
  return text.find('\0') == std::string_view::npos && find_ill_formed(text) == std::string_view::npos;
}
constexpr bool is_string(std::string_view text) noexcept {
  return !text.empty() && is_text(text) &&
         (text.size() <= max_string_characters || count_characters(text) <= max_string_characters);
}

}  // namespace detail

/// Unicode text of 1 to 1,048,576 characters (https://hl7.org/fhir/R4/datatypes.html#string).
template <Storage S = owned>
struct String : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr String() noexcept = default;
  static constexpr auto fhir_type = type_id::string;

  /// Whether R4 allows the value: not empty, not too long, UTF-8 without U+0000. R4 only advises against other control
  /// characters, and against text that is only white space: `validate` warns of these.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_string(this->text); }
};

}  // namespace fhirops
