#pragma once
// Names a character in the text of an issue so that a person can find it, even if it cannot be seen.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/display_text.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

// The notation `U+00A0` for the character at `i`.
inline std::string code_point_text(std::string_view text, std::size_t i) {
  const unsigned char lead = byte_at(text, i);
  std::size_t skip = 0;
  const std::size_t length = utf8_sequence(text, i, skip);
  std::uint32_t value = length == 2 ? lead & 0x1FU : length == 3 ? lead & 0x0FU : length == 4 ? lead & 0x07U : lead;
  for (std::size_t k = 1; k < length; ++k) value = value << 6U | (byte_at(text, i + k) & 0x3FU);
  return code_point_name(value);
}
// The name of a character within a sentence: `a space`, `"_"`, `U+00A0`.
inline std::string character_text(std::string_view text, std::size_t i) {
  if (text[i] == ' ') return "a space";
  if (text[i] == '\t') return "a tab";
  if (text[i] == '\n' || text[i] == '\r') return "a line break";
  std::size_t skip = 0;
  const std::size_t length = utf8_sequence(text, i, skip);
  if (length == 0) return "a byte that is not UTF-8";
  const std::string_view sequence = text.substr(i, length);
  return controls_display(sequence) || white_space_at(text, i) > 0 ? code_point_text(text, i) : joined({"\"", sequence, "\""});
}
inline std::string not_allowed(std::string_view text, std::size_t i) {
  return joined({character_text(text, i), " is not allowed"});
}
// White space at either end cannot be seen when the value is shown.
inline std::string_view space_at_ends(std::string_view text) noexcept {
  if (text.empty()) return {};
  if (is_space(text.front())) return "remove the white space at its beginning";
  return is_space(text.back()) ? "remove the white space at its end" : "";
}

}  // namespace fhirops::detail
