#pragma once
// Removes the white space between the tokens of JSON, 64 bytes at a time. Two 64-bit masks say which bytes are inside strings and
// which are white space outside of them; the runs of bytes between white space are copied.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#endif

namespace fhirops::detail {

// Takes valid JSON in pieces. The size of each piece except the last is a multiple of 64 bytes.
class json_compactor {
 public:
  // The output buffer must have this much more room than the piece has bytes, since runs are copied 32 bytes at a time.
  static constexpr std::size_t slack = 64;

  // Writes a piece without its white space, and returns the end of what was written.
  char* put(char* to, std::string_view piece) noexcept {
    const char* p = piece.data();
    std::size_t left = piece.size();
    // A run that begins in this block may be copied together with bytes after its end.
    for (; left >= 64 + overlap; left -= 64, p += 64) to = put_block(to, p, ~std::uint64_t{0});
    for (; left > 0;) {
      const std::size_t size = std::min<std::size_t>(left, 64);
      char last[64 + overlap] = {};
      std::memcpy(last, p, size);
      to = put_block(to, last, size == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1);
      left -= size;
      p += size;
    }
    return to;
  }

 private:
  static constexpr std::size_t overlap = 32;  // bytes after a block that may be read along with it

  struct masks {
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t spaces = 0;  // and control characters: outside strings, valid JSON has no others
  };
  static masks look(const char* p) noexcept {
    masks found;
#if defined(__SSE2__) || defined(_M_X64)
    const auto bits = [](__m128i bytes) { return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(bytes))}; };
    const __m128i blank = _mm_set1_epi8(' ');
    const __m128i backslash = _mm_set1_epi8('\\');
    __m128i any_backslash = _mm_setzero_si128();
    for (unsigned at = 0; at < 64; at += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at));
      found.quotes |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))) << at;
      found.spaces |= bits(_mm_cmpeq_epi8(_mm_min_epu8(bytes, blank), bytes)) << at;
      any_backslash = _mm_or_si128(any_backslash, _mm_cmpeq_epi8(bytes, backslash));
    }
    if (_mm_movemask_epi8(any_backslash) != 0)
      for (unsigned at = 0; at < 64; at += 16)
        found.backslashes |= bits(_mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at)), backslash)) << at;
#else
    for (unsigned at = 0; at < 64; ++at) {
      found.quotes |= std::uint64_t{p[at] == '"'} << at;
      found.backslashes |= std::uint64_t{p[at] == '\\'} << at;
      found.spaces |= std::uint64_t{static_cast<unsigned char>(p[at]) <= ' '} << at;
    }
#endif
    return found;
  }

  char* put_block(char* to, const char* p, std::uint64_t valid) noexcept {
    const masks found = look(p);
    // Bits from each opening quote up to its closing quote.
    std::uint64_t in_string = found.quotes & ~escaped(found.backslashes);
    for (unsigned shift = 1; shift < 64; shift *= 2) in_string ^= in_string << shift;
    in_string ^= in_string_;
    in_string_ = (in_string >> 63U) != 0 ? ~std::uint64_t{0} : 0;
    const std::uint64_t kept = (in_string | ~found.spaces) & valid;
    if (kept == ~std::uint64_t{0}) {
      std::memcpy(to, p, 64);
      return to + 64;
    }
    // Edges alternate: the first is the beginning of a run, the next its end.
    for (std::uint64_t edges = kept ^ (kept << 1U); edges != 0; edges &= edges - 1) {
      const auto begin = static_cast<unsigned>(std::countr_zero(edges));
      edges &= edges - 1;
      const unsigned size = static_cast<unsigned>(std::countr_zero(edges)) - begin;  // the block may end first
      std::memcpy(to, p + begin, 32);
      if (size > 32) std::memcpy(to + 32, p + begin + 32, 32);
      to += size;
    }
    return to;
  }
  // Which bytes are escaped by the odd number of backslashes before them.
  std::uint64_t escaped(std::uint64_t backslashes) noexcept {
    std::uint64_t found = next_is_escaped_ ? 1 : 0;
    next_is_escaped_ = false;
    for (std::uint64_t left = backslashes & ~found; left != 0;) {
      const auto at = static_cast<unsigned>(std::countr_zero(left));
      if (at == 63) {
        next_is_escaped_ = true;
        break;
      }
      found |= std::uint64_t{2} << at;
      left &= ~(std::uint64_t{3} << at);
    }
    return found;
  }

  std::uint64_t in_string_ = 0;  // all bits set if the block begins inside a string
  bool next_is_escaped_ = false;
};

}  // namespace fhirops::detail
