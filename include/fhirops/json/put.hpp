#pragma once
// Copies JSON text through a pointer, for writers that have already checked the free space: constants, and strings that are
// checked for special bytes in the same pass.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/scan.hpp"
#include "fhirops/core/utf8.hpp"

namespace fhirops::detail {

// The JSON escape of one ASCII character.
struct escape {
  char text[7];
  std::uint8_t size;
};
constexpr escape escape_of(unsigned char byte) noexcept {
  constexpr std::string_view hex = "0123456789ABCDEF";
  switch (byte) {
    case '"':
    case '\\':
      return {{'\\', static_cast<char>(byte)}, 2};
    case '\b':
      return {{'\\', 'b'}, 2};
    case '\f':
      return {{'\\', 'f'}, 2};
    case '\n':
      return {{'\\', 'n'}, 2};
    case '\r':
      return {{'\\', 'r'}, 2};
    case '\t':
      return {{'\\', 't'}, 2};
    default:
      return {{'\\', 'u', '0', '0', hex[byte >> 4U], hex[byte & 15U]}, 6};
  }
}
// A table lookup, since branches on the kind of escape would be unpredictable.
inline constexpr auto escapes = [] {
  std::array<escape, 0x80> all{};
  for (unsigned i = 0; i < 0x20; ++i) all[i] = escape_of(static_cast<unsigned char>(i));
  for (const char c : {'"', '\\'}) all[static_cast<unsigned char>(c)] = escape_of(static_cast<unsigned char>(c));
  return all;
}();

// The largest number of bytes that one byte of a string can become: \u001F.
inline constexpr std::size_t worst_expansion = 6;

// The output cursor and the end of the free space. Each write checks the space: for a string the largest size that it can become,
// plus `between`, which covers all constants up to the next string. It has the size of two words, so it is passed in registers:
// in memory, each byte that is written might alias it.
struct output_cursor {
  static constexpr std::size_t between = 512;

  char* at;   // null if the value was refused
  char* end;  // null if it was refused for lack of space

  [[nodiscard]] FHIROPS_DETAIL_INLINED bool fits(std::size_t text) noexcept {
    if (static_cast<std::size_t>(end - at) >= text * worst_expansion + between) [[likely]]
      return true;
    end = nullptr;
    return false;
  }
  [[nodiscard]] bool too_small() const noexcept { return end == nullptr; }
};

// Takes a reference to constant data, which would otherwise be copied to the stack first.
template <std::size_t N>
FHIROPS_DETAIL_INLINED inline char* put_literal(char* to, const char (&literal)[N]) noexcept {
  std::memcpy(to, literal, N - 1);
  return to + (N - 1);
}

// Loads the first and the last `Word` of a string of one to two words, and stores both.
template <class Word>
struct both_ends {
  Word head = 0;
  Word tail = 0;
};
template <class Word>
FHIROPS_DETAIL_INLINED inline both_ends<Word> copy_both_ends(char* to, const char* from, std::size_t size) noexcept {
  both_ends<Word> ends;
  std::memcpy(&ends.head, from, sizeof ends.head);
  std::memcpy(&ends.tail, from + size - sizeof ends.tail, sizeof ends.tail);
  std::memcpy(to, &ends.head, sizeof ends.head);
  std::memcpy(to + size - sizeof ends.tail, &ends.tail, sizeof ends.tail);
  return ends;
}

// Copies at most 16 bytes.
FHIROPS_DETAIL_INLINED inline char* put_short(char* to, const char* from, std::size_t size) noexcept {
  if (size >= 8) {
    copy_both_ends<std::uint64_t>(to, from, size);
  } else if (size >= 4) {
    copy_both_ends<std::uint32_t>(to, from, size);
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
  return to + size;
}

// Copies text that has nothing to escape: the name of an element, or a valid number. Nearly all are short, and need no call.
FHIROPS_DETAIL_INLINED inline char* put_as_is(char* to, std::string_view text) noexcept {
  if (text.size() <= 16) [[likely]]
    return put_short(to, text.data(), text.size());
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

// Copies text from `p` up to its end or to the first byte that needs a closer look, in one pass, and sets `p` to where it
// stopped. There must be space for 16 bytes more.
FHIROPS_DETAIL_INLINED inline char* put_plain(char* to, const char*& p, std::string_view text) noexcept {
  const char* const end = text.data() + text.size();
#if defined(__SSE2__) || defined(_M_X64)
  for (; end - p >= 16; p += 16, to += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
    if (const unsigned mask = special_mask(bytes); mask != 0) {
      const int plain = std::countr_zero(mask);
      p += plain;
      return to + plain;
    }
  }
  if (text.size() >= 16) {
    // Examines the last 16 bytes, some of which have been examined already.
    const std::ptrdiff_t left = end - p;
    const unsigned mask = special_mask(_mm_loadu_si128(reinterpret_cast<const __m128i*>(end - 16))) >> (16 - left);
    const std::ptrdiff_t plain = mask != 0 ? std::countr_zero(mask) : left;
    to = put_short(to, p, static_cast<std::size_t>(plain));
    p += plain;
    return to;
  }
#else
  const std::size_t plain = find_special(p, static_cast<std::size_t>(end - p));
  std::memcpy(to, p, plain);
  p += plain;
  to += plain;
#endif
  while (p != end && !is_special(*p)) *to++ = *p++;
  return to;
}

// Copies a string that is not ASCII or has something to escape; U+0000, which FHIR does not allow, becomes U+FFFD. Not inlined,
// so that the common case stays small.
[[gnu::noinline]] inline char* put_special_text(char* to, std::string_view text, std::size_t& replaced) noexcept {
  const char* p = text.data();
  const char* const end = p + text.size();
  for (;;) {
    to = put_plain(to, p, text);
    if (p == end) break;
    const auto byte = static_cast<unsigned char>(*p);
    if (byte < 0x80 && byte != 0) {
      const escape& e = escapes[byte];
      std::memcpy(to, &e, sizeof e);
      to += e.size;
      ++p;
      continue;
    }
    std::size_t taken = 1;
    const std::size_t size = byte == 0 ? 0 : utf8_sequence({p, static_cast<std::size_t>(end - p)}, 0, taken);
    if (size == 0) {
      std::memcpy(to, "\xEF\xBF\xBD", 3);
      to += 3;
      ++replaced;
    } else {
      std::memcpy(to, p, 2);  // two to four bytes
      std::memcpy(to + size - 2, p + size - 2, 2);
      to += size;
      taken = size;
    }
    p += taken;
  }
  return to;
}

#if defined(__SSE2__) || defined(_M_X64)
// Copies 16 bytes, and collects in the top bit of each byte of `found` whether a byte is special.
FHIROPS_DETAIL_INLINED inline void copy_step(char* to, const char* from, __m128i& found) noexcept {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
  found = _mm_or_si128(found, special_top_bits(bytes));
}
#else
FHIROPS_DETAIL_INLINED inline void copy_step(char* to, const char* from, std::uint64_t& found) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, from, 8);
  std::memcpy(to, &word, 8);
  found |= special_bytes(word);
}
#endif

// Copies at least 16 bytes, and returns whether any of them is special.
FHIROPS_DETAIL_INLINED inline bool copy_and_look(char* to, const char* from, std::size_t size) noexcept {
#if defined(__SSE2__) || defined(_M_X64)
  __m128i found = _mm_setzero_si128();
  copy_step(to, from, found);
  for (std::size_t i = 16; i + 16 < size; i += 16) copy_step(to + i, from + i, found);
  copy_step(to + size - 16, from + size - 16, found);
  return _mm_movemask_epi8(found) != 0;
#else
  std::uint64_t found = 0;
  for (std::size_t i = 0; i + 8 < size; i += 8) copy_step(to + i, from + i, found);
  copy_step(to + size - 8, from + size - 8, found);
  return found != 0;
#endif
}

// Copies a string of one to two words, and returns whether any of its bytes is special.
template <class Word>
FHIROPS_DETAIL_INLINED inline bool copy_ends(char* to, const char* from, std::size_t size) noexcept {
  const auto [head, tail] = copy_both_ends<Word>(to, from, size);
#if defined(__SSE2__) || defined(_M_X64)
  const auto low = static_cast<long long>(head);
  const auto high = static_cast<long long>(tail);
  if constexpr (sizeof(Word) == 8)
    return _mm_movemask_epi8(special_top_bits(_mm_set_epi64x(high, low))) != 0;
  else
    return (_mm_movemask_epi8(special_top_bits(_mm_cvtsi64_si128(high << 32 | low))) & 0xFF) != 0;
#else
  if constexpr (sizeof(Word) == 8)
    return (special_bytes(head) | special_bytes(tail)) != 0;
  else
    return special_bytes(std::uint64_t{tail} << 32U | head) != 0;
#endif
}

// Copies a string and looks for bytes to escape in the same pass. There must be space for 16 bytes more than
// `worst_expansion` times its size.
FHIROPS_DETAIL_INLINED inline char* put_text(char* to, std::string_view text, std::size_t& replaced) noexcept {
  const char* from = text.data();
  const std::size_t size = text.size();
  bool special = false;
  if (size >= 16) [[likely]] {
    special = copy_and_look(to, from, size);
  } else if (size >= 8) {
    special = copy_ends<std::uint64_t>(to, from, size);
  } else if (size >= 4) {
    special = copy_ends<std::uint32_t>(to, from, size);
  } else {
    for (std::size_t i = 0; i < size; ++i) {
      to[i] = from[i];
      special = special || is_special(from[i]);
    }
  }
  if (special) [[unlikely]]
    return put_special_text(to, text, replaced);
  return to + size;
}

// The same, for long strings that may contain many special bytes, such as narratives. Copies many bytes at a time up to the first
// special byte.
[[gnu::noinline]] inline char* put_long_text(char* to, std::string_view text, std::size_t& replaced) noexcept {
  constexpr std::size_t at_once = 64;
  while (text.size() >= at_once && !copy_and_look(to, text.data(), at_once)) {
    to += at_once;
    text.remove_prefix(at_once);
  }
  return put_special_text(to, text, replaced);
}

}  // namespace fhirops::detail
