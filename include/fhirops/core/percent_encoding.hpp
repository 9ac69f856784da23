#pragma once
// Percent-encoding, as used in paths and queries (RFC 3986, section 2.1).

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

// Whether the `%` at index `at` is followed by two hexadecimal digits.
constexpr bool is_encoded(std::string_view text, std::size_t at) noexcept {
  return at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
}

// Decodes `%C3%B8` and `+`. False if a `%` is not followed by two hexadecimal digits, or if the text is not UTF-8 or contains
// U+0000, which FHIR allows nowhere.
inline bool decode_text(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (!is_encoded(text, i)) return false;
      const std::string digits = "00" + std::string(text.substr(i + 1, 2));
      out += static_cast<char>(hex_unit(digits));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return find_ill_formed(out) == std::string::npos && out.find('\0') == std::string::npos;
}

// The message that says why `decode_text` failed.
inline std::string not_decoded_text(std::string_view text) {
  for (std::size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i + 1))
    if (!is_encoded(text, i))
      return joined({quoted(text.substr(i, 3)), " is not percent-encoding: write % and two hexadecimal digits, or %25 for a %"});
  std::string out;
  if (decode_text(text, out) || find_ill_formed(out) == std::string::npos)
    return "the character U+0000 (%00) is not allowed: remove it";
  return joined({quoted(text), " is not UTF-8 when it is decoded: percent-encode the bytes of its UTF-8"});
}

// Appends the text, with every byte encoded except RFC 3986's unreserved characters and those in `kept`.
inline void encode_text(std::string& out, std::string_view text, std::string_view kept = {}) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || std::string_view("-._~").find(c) != std::string_view::npos ||
        kept.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += hex[byte >> 4U];
    out += hex[byte & 0xFU];
  }
}

}  // namespace fhirops::detail
