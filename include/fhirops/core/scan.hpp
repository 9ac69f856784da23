#pragma once
// Finds the bytes of a string that cannot be copied into or out of JSON unchanged: control characters, quotes, backslashes, and
// everything that is not ASCII.
//
// Which version is compiled depends on the instruction set of the target; the results are the same.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "fhirops/core/attributes.hpp"

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace fhirops::detail {

constexpr bool is_special(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte >= 0x80 || c == '"' || c == '\\';
}

// Examines eight bytes at once. Bit 7 is set in each special byte, and perhaps in bytes above the first of them, since borrows
// carry upwards: only the lowest set bit is reliable. Assumes little-endian order.
FHIROPS_DETAIL_INLINED constexpr std::uint64_t special_bytes(std::uint64_t word) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  const auto zero = [](std::uint64_t x) { return (x - ones) & ~x; };
  const std::uint64_t control = (word - ones * 0x20U) & ~word;
  return (control | zero(word ^ ones * '"') | zero(word ^ ones * '\\') | word) & highs;
}

#if defined(__SSE2__) || defined(_M_X64)
// The bytes among the sixteen at `p` that are equal to `c`, one bit each.
FHIROPS_DETAIL_INLINED inline unsigned equal_mask(const char* p, char c) noexcept {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))));
}
// The top bit of each byte says whether it is special; the other bits mean nothing. Cheaper than comparing with a blank: bytes
// that are not ASCII have that bit already, and subtracting a blank sets it in controls.
FHIROPS_DETAIL_INLINED inline __m128i special_top_bits(__m128i bytes) noexcept {
  const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i control = _mm_sub_epi8(bytes, _mm_set1_epi8(0x20));
  return _mm_or_si128(_mm_or_si128(quote, slash), _mm_or_si128(control, bytes));
}
FHIROPS_DETAIL_INLINED inline unsigned special_mask(__m128i bytes) noexcept {
  return static_cast<unsigned>(_mm_movemask_epi8(special_top_bits(bytes)));
}
#endif

// The index of the first special byte, or `size`.
inline std::size_t find_special(const char* text, std::size_t size) noexcept {
  std::size_t i = 0;
#if defined(__SSE2__) || defined(_M_X64)
  for (; i + 16 <= size; i += 16) {
    const unsigned mask = special_mask(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text + i)));
    if (mask != 0) return i + static_cast<std::size_t>(std::countr_zero(mask));
  }
#elif defined(__ARM_NEON) && defined(__aarch64__)
  for (; i + 16 <= size; i += 16) {
    const uint8x16_t bytes = vld1q_u8(reinterpret_cast<const std::uint8_t*>(text + i));
    const uint8x16_t low = vcltq_s8(vreinterpretq_s8_u8(bytes), vdupq_n_s8(0x20));
    const uint8x16_t found = vorrq_u8(low, vorrq_u8(vceqq_u8(bytes, vdupq_n_u8('"')), vceqq_u8(bytes, vdupq_n_u8('\\'))));
    if (vmaxvq_u8(found) != 0) break;
  }
#endif
  if constexpr (std::endian::native == std::endian::little) {
    for (; i + 8 <= size; i += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text + i, sizeof word);
      const std::uint64_t found = special_bytes(word);
      if (found != 0) return i + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
  }
  while (i < size && !is_special(text[i])) ++i;
  return i;
}
// The same, if the text is most often short: looks at the first bytes without a call.
FHIROPS_DETAIL_INLINED inline std::size_t find_special_near(const char* text, std::size_t size) noexcept {
#if defined(__SSE2__) || defined(_M_X64)
  if (size >= 16) {
    const unsigned mask = special_mask(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text)));
    if (mask != 0) [[likely]]
      return static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  return find_special(text, size);
}

}  // namespace fhirops::detail
