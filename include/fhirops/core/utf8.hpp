#pragma once
// UTF-8 as defined by Unicode 15, section 3.9 (table 3-7): no overlong forms, no surrogates.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace fhirops::detail {

constexpr unsigned char byte_at(std::string_view text, std::size_t i) noexcept { return static_cast<unsigned char>(text[i]); }

// The notation of Unicode for a code point: `U+00A0`.
inline std::string code_point_name(std::uint32_t value) {
  std::string name = "U+";
  for (int shift = value > 0xFFFFF ? 20 : value > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
    name += "0123456789ABCDEF"[value >> static_cast<unsigned>(shift) & 0xFU];
  return name;
}

// The length of the well-formed sequence at `i` (1 to 4), or 0 if it is ill-formed; then `skip` is the number of bytes that one
// U+FFFD replaces (the maximal subpart, as Unicode recommends and browsers do).
constexpr std::size_t utf8_sequence(std::string_view text, std::size_t i, std::size_t& skip) noexcept {
  const unsigned char lead = byte_at(text, i);
  skip = 1;
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  for (std::size_t k = 1; k < length; ++k) {
    if (i + k >= text.size() || byte_at(text, i + k) < low || byte_at(text, i + k) > high) {
      skip = k;
      return 0;
    }
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

// The first byte at or after `i` that is not ASCII, or the size.
constexpr std::size_t ascii_end(std::string_view text, std::size_t i) noexcept {
  if (!std::is_constant_evaluated()) {
    for (; text.size() - i >= 8; i += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + i, sizeof word);
      if ((word & 0x8080808080808080U) != 0) break;
    }
  }
  while (i < text.size() && byte_at(text, i) < 0x80) ++i;
  return i;
}

// The index of the first ill-formed sequence at or after `from`, or npos.
constexpr std::size_t find_ill_formed(std::string_view text, std::size_t from = 0) noexcept {
  for (std::size_t i = from; i < text.size();) {
    if (byte_at(text, i) < 0x80) {
      i = ascii_end(text, i);
      continue;
    }
    std::size_t skip = 0;
    const std::size_t length = utf8_sequence(text, i, skip);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

// The text with each ill-formed sequence replaced by U+FFFD.
inline std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t skip = 0;
    const std::size_t length = utf8_sequence(text, i, skip);
    if (length == 0)
      out += "\xEF\xBF\xBD";
    else
      out.append(text, i, length);
    i += length == 0 ? skip : length;
  }
  return out;
}

// The text with each U+0000, which no FHIR string may contain, replaced by U+FFFD.
inline std::string without_nul(std::string_view text) {
  std::string out(text);
  for (std::size_t i = out.find('\0'); i != std::string::npos; i = out.find('\0', i)) out.replace(i, 1, "\xEF\xBF\xBD");
  return out;
}

// The number of characters (code points), in which FHIR counts lengths.
constexpr std::size_t count_characters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

}  // namespace fhirops::detail
