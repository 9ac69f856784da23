#pragma once
// Makes text from elsewhere safe to show to a person: in a log, on a terminal, in a message, in a test that fails. The result is
// one line of well-formed UTF-8 without characters that a terminal or an editor would act upon.

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/utf8.hpp"

namespace fhirops::detail {

// Whether a character controls the display instead of being shown: C0 and C1 controls, DEL, the line and paragraph separators,
// and the characters that change the direction of the text after them (Unicode's Bidi_Control). `sequence` is one well-formed
// sequence.
constexpr bool controls_display(std::string_view sequence) noexcept {
  const unsigned char lead = byte_at(sequence, 0);
  if (sequence.size() == 1) return lead < 0x20 || lead == 0x7F;
  const unsigned char second = byte_at(sequence, 1);
  if (sequence.size() == 2) return (lead == 0xC2 && second < 0xA0) || (lead == 0xD8 && second == 0x9C);
  if (lead != 0xE2) return false;
  const unsigned char third = byte_at(sequence, 2);
  if (second == 0x80) return third == 0x8E || third == 0x8F || (third >= 0xA8 && third <= 0xAE);
  return second == 0x81 && third >= 0xA6 && third <= 0xA9;
}

// The text with each such character and each ill-formed sequence replaced by U+FFFD.
inline std::string display_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t skip = 0;
    const std::size_t length = utf8_sequence(text, i, skip);
    if (length == 0 || controls_display(text.substr(i, length)))
      out += "\xEF\xBF\xBD";
    else
      out.append(text, i, length);
    i += length == 0 ? skip : length;
  }
  return out;
}

// The longest beginning of the text that has at most `max_bytes` bytes and ends with a whole character.
constexpr std::string_view beginning(std::string_view text, std::size_t max_bytes) noexcept {
  if (text.size() <= max_bytes) return text;
  std::size_t size = max_bytes;
  while (size > 0 && max_bytes - size < 4 && (byte_at(text, size) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size);
}

// The beginning of the text, at most `max_bytes` of it, made safe to show. `...` follows if the text is longer.
inline std::string display_text(std::string_view text, std::size_t max_bytes) {
  const std::string_view kept = beginning(text, max_bytes);
  return kept.size() == text.size() ? display_text(text) : display_text(kept) + "...";
}
// A value or a name to be shown within a sentence.
inline std::string shortened_text(std::string_view text) { return display_text(text, 60); }

}  // namespace fhirops::detail
