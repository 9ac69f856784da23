#pragma once
// JSON without the white space between its tokens, 64 bytes at a time: which bytes are in a string, and which are
// white space outside, are bits of a word, and what is between is copied in runs.

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

// Takes JSON that is valid in pieces, each a multiple of 64 bytes but the last.
class json_compactor {
 public:
  // How much more room than the size of a piece there must be: runs are copied 32 bytes at a time.
  static constexpr std::size_t slack = 64;

  // Behind what was put.
  char* put(char* to, std::string_view piece) noexcept {
    const char* p = piece.data();
    std::size_t left = piece.size();
    // A run that begins in the block may be copied from behind its end.
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
  static constexpr std::size_t overlap = 32;  // bytes behind a block that are read with it

  struct masks {
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t spaces = 0;  // and all controls, of which JSON has no others outside strings
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
    // From each quote to the next, the first of them included.
    std::uint64_t in_string = found.quotes & ~escaped(found.backslashes);
    for (unsigned shift = 1; shift < 64; shift *= 2) in_string ^= in_string << shift;
    in_string ^= in_string_;
    in_string_ = (in_string >> 63U) != 0 ? ~std::uint64_t{0} : 0;
    const std::uint64_t kept = (in_string | ~found.spaces) & valid;
    if (kept == ~std::uint64_t{0}) {
      std::memcpy(to, p, 64);
      return to + 64;
    }
    // Where a run begins, and where it ends, in turns.
    for (std::uint64_t edges = kept ^ (kept << 1U); edges != 0; edges &= edges - 1) {
      const auto begin = static_cast<unsigned>(std::countr_zero(edges));
      edges &= edges - 1;
      const unsigned size = static_cast<unsigned>(std::countr_zero(edges)) - begin;  // to the end of the block, if none is left
      std::memcpy(to, p + begin, 32);
      if (size > 32) std::memcpy(to + 32, p + begin + 32, 32);
      to += size;
    }
    return to;
  }
  // Which bytes are escaped, by so many backslashes.
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

  std::uint64_t in_string_ = 0;  // all bits, where the block begins in a string
  bool next_is_escaped_ = false;
};

}  // namespace fhirops::detail
