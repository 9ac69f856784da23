#pragma once
// Finds the end of white space, strings, numbers and whole values in a JSON text (RFC 8259), and compares names: shared by everything that
// works on the bytes of a text.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/scan.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

// The four characters that JSON allows as white space.
FHIROPS_DETAIL_INLINED constexpr bool is_json_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
// Whether it is neither white space nor a control character.
FHIROPS_DETAIL_INLINED constexpr bool is_above_space(char c) noexcept { return static_cast<unsigned char>(c) > ' '; }
[[gnu::noinline]] inline const char* skip_spaces(const char* p, const char* end) noexcept {
#if defined(__SSE2__) || defined(_M_X64)
  // Indented text has a line feed and a run of blanks between most tokens.
  if (p != end && *p == '\n') ++p;
  for (; end - p >= 16; p += 16) {
    const unsigned others = equal_mask(p, ' ') ^ 0xFFFFU;
    if (others == 0) continue;
    p += std::countr_zero(others);
    if (is_above_space(*p)) return p;
    break;
  }
  for (; end - p >= 16; p += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const auto is = [bytes](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i spaces = _mm_or_si128(_mm_or_si128(is(' '), is('\n')), _mm_or_si128(is('\r'), is('\t')));
    const auto others = static_cast<unsigned>(_mm_movemask_epi8(spaces)) ^ 0xFFFFU;
    if (others != 0) return p + std::countr_zero(others);
  }
#endif
  while (p != end && is_json_space(*p)) ++p;
  return p;
}
FHIROPS_DETAIL_INLINED inline const char* skip_space(const char* p, const char* end) noexcept {
  if (p == end || is_above_space(*p)) [[likely]]
    return p;
  // After a colon there is most often one blank.
  if (*p == ' ' && end - p > 1 && is_above_space(p[1])) return p + 1;
  return skip_spaces(p, end);
}

// Skips the white space before members, items and closing brackets. In indented text that is a line feed and, at each depth of
// nesting, always the same number of blanks: guessing that number saves waiting until the end has been found.
class indentations {
 public:
  FHIROPS_DETAIL_INLINED const char* skip(const char* p, const char* end, std::size_t depth) noexcept {
    if (p == end || is_above_space(*p)) return p;
    if (end - p >= 40 && *p == '\n') {
      std::uint8_t& guess = blanks_[depth % levels];
#if defined(__SSE2__) || defined(_M_X64)
      const std::uint32_t others = ~(equal_mask(p + 1, ' ') | equal_mask(p + 17, ' ') << 16U);
      const std::uint32_t first = std::uint32_t{1} << guess;
      const bool is_right = (others & (2 * first - 1)) == first;
#else
      const bool is_right = std::memcmp(p + 1, "                               ", guess) == 0;
#endif
      if (is_right && is_above_space(p[1 + guess])) [[likely]]
        return p + 1 + guess;
#if defined(__SSE2__) || defined(_M_X64)
      guess = static_cast<std::uint8_t>(others == 0 ? most : std::countr_zero(others));
#else
      for (guess = 0; guess < most && p[1 + guess] == ' ';) ++guess;
#endif
    }
    return skip_space(p, end);
  }

 private:
  static constexpr std::size_t levels = 32;
  static constexpr int most = 31;  // blanks that are guessed
  std::uint8_t blanks_[levels] = {};
};

// The code unit that four hexadecimal digits denote.
constexpr unsigned hex_unit(std::string_view digits) noexcept {
  unsigned unit = 0;
  for (const char c : digits.substr(0, 4))
    unit = unit * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  return unit;
}
// The code unit of the `\uXXXX` escape at the beginning of the text; `no_unit` if there is none.
inline constexpr unsigned no_unit = 0x10000;
inline unsigned escaped_unit(std::string_view text) noexcept {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return no_unit;
  for (const char c : text.substr(2, 4))
    if (!is_hex(c)) return no_unit;
  return hex_unit(text.substr(2));
}
// The length in bytes of the escape at the beginning of the text: 6, or 12 for a surrogate pair; 0 if it is not an escape of a
// character that a FHIR string may have.
inline std::size_t unicode_escape(std::string_view text) noexcept {
  const unsigned unit = escaped_unit(text);
  if (unit == 0 || unit == no_unit) return 0;
  if (unit < 0xD800 || unit > 0xDFFF) return 6;
  const unsigned low = unit < 0xDC00 ? escaped_unit(text.substr(6)) : no_unit;
  return low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
}

// Whether an escape of two bytes may end with this one.
constexpr bool is_escape_letter(char c) noexcept {
  switch (c) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
      return true;
    default:
      return false;
  }
}
// The length in bytes of the escape at the beginning of the text; 0 if it is not an escape that a FHIR string may have.
inline std::size_t json_escape(std::string_view text) noexcept {
  return text.size() > 1 && is_escape_letter(text[1]) ? 2 : unicode_escape(text);
}

// The closing quote of a string, given the position after its opening quote; null if there is none, or if FHIR does not allow the
// string: broken escapes, control characters, U+0000, lone surrogates or ill-formed UTF-8.
inline const char* checked_string_end(const char* p, const char* end, bool& escaped) noexcept {
  for (;;) {
    p += find_special_near(p, static_cast<std::size_t>(end - p));
    if (p == end) return nullptr;
    if (*p == '"') return p;
    const std::string_view rest(p, static_cast<std::size_t>(end - p));
    std::size_t length = 0;
    std::size_t skip = 0;
    if (*p == '\\') {
      escaped = true;
      length = json_escape(rest);
    } else if (static_cast<unsigned char>(*p) >= 0x80) {
      length = utf8_sequence(rest, 0, skip);
    }
    if (length == 0) return nullptr;
    p += length;
  }
}
// The closing quote of a string, given the position after its opening quote; null if there is none. The content is not checked.
inline const char* string_end(const char* p, const char* end) noexcept {
  while (p != end) {
    p += find_special_near(p, static_cast<std::size_t>(end - p));
    if (p == end) break;
    if (*p == '"') return p;
    p += *p == '\\' && end - p > 1 ? 2 : 1;
  }
  return nullptr;
}

inline bool is_bracket_or_quote(char c) noexcept { return c == '"' || (c | 0x20) == '{' || (c | 0x20) == '}'; }
// The next quote or bracket in a text; its end if there is none.
inline const char* find_bracket_or_quote(const char* p, const char* end) noexcept {
  // In compact JSON it is most often one of the next two bytes.
  for (int near = 0; near < 2 && p != end; ++near, ++p)
    if (is_bracket_or_quote(*p)) return p;
#if defined(__SSE2__) || defined(_M_X64)
  for (; end - p >= 16; p += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));  // `[` and `]` become `{` and `}`
    const __m128i brackets = _mm_or_si128(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')), _mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));
    const auto found =
        static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(brackets, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')))));
    if (found != 0) return p + std::countr_zero(found);
  }
#endif
  while (p != end && !is_bracket_or_quote(*p)) ++p;
  return p;
}
// The end of a value of any kind, whose content is not checked; null if the text ends before it. A bracket that does
// not match ends it too: the content is then wrong.
inline const char* skip_value(const char* p, const char* end) noexcept {
  p = skip_space(p, end);
  if (p != end && *p != '"' && *p != '{' && *p != '[') {
    while (p != end && *p != ',' && *p != '}' && *p != ']' && !is_json_space(*p)) ++p;
    return p == end ? nullptr : p;
  }
  for (std::size_t depth = 0; p != end; p = find_bracket_or_quote(p, end)) {
    if (*p == '"') {
      p = string_end(p + 1, end);
      if (p == nullptr) return nullptr;
    } else {
      depth = *p == '{' || *p == '[' ? depth + 1 : depth - 1;
    }
    ++p;
    if (depth == 0) return p;
  }
  return nullptr;
}

// Whether a number can continue with this byte.
FHIROPS_DETAIL_INLINED inline bool is_of_number(char c) noexcept { return is_digit(c) || c == '.' || c == 'e' || c == 'E'; }

// The end of the JSON number at `p`; null if there is none.
inline const char* number_end(const char* p, const char* end) noexcept {
  const auto is = [&](char c) { return p != end && *p == c; };
  const auto digits = [&] {
    const char* const first = p;
    while (p != end && is_digit(*p)) ++p;
    return p != first;
  };
  if (is('-')) ++p;
  if (is('0'))
    ++p;
  else if (!digits())
    return nullptr;
  if (is('.')) {
    ++p;
    if (!digits()) return nullptr;
  }
  if (is('e') || is('E')) {
    ++p;
    if (is('+') || is('-')) ++p;
    if (!digits()) return nullptr;
  }
  return p;
}

// Compares `size` bytes without a call to memcmp, as names of elements are short.
FHIROPS_DETAIL_INLINED inline bool same_text(const char* a, const char* b, std::size_t size) noexcept {
  const auto differ = [&]<class Word>(Word, std::size_t at) {
    Word x = 0;
    Word y = 0;
    std::memcpy(&x, a + at, sizeof x);
    std::memcpy(&y, b + at, sizeof y);
    return x != y;
  };
  if (size >= 8) {
    for (std::size_t i = 0; i + 8 < size; i += 8)
      if (differ(std::uint64_t{}, i)) return false;
    return !differ(std::uint64_t{}, size - 8);
  }
  if (size >= 4) return !differ(std::uint32_t{}, 0) && !differ(std::uint32_t{}, size - 4);
  for (std::size_t i = 0; i < size; ++i)
    if (a[i] != b[i]) return false;
  return true;
}
FHIROPS_DETAIL_INLINED inline bool same_text(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && same_text(a.data(), b.data(), b.size());
}

}  // namespace fhirops::detail
