#pragma once
// Removes the white space between the tokens of JSON, 64 bytes at a time. Two 64-bit masks say which bytes are inside strings and
// which are white space outside of them. A processor with SSSE3 moves what remains of each eight bytes together, by a table;
// whether it is one is asked when the program runs. Others copy the runs of bytes between white space.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "fhirops/core/attributes.hpp"

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#endif
#if defined(__SSE2__) && defined(__x86_64__) && defined(__GNUC__)
#include <tmmintrin.h>
#define FHIROPS_DETAIL_SSSE3
#endif

namespace fhirops::detail {

#ifdef FHIROPS_DETAIL_SSSE3
// For each set of eight bytes, a bit for each that is kept: where these are, as _mm_shuffle_epi8 takes it, and how many.
struct kept_bytes {
  std::array<std::uint64_t, 256> places{};
  std::array<std::uint8_t, 256> count{};
};
inline constexpr kept_bytes kept_of_eight = [] {
  kept_bytes all;
  for (unsigned set = 0; set < 256; ++set)
    for (unsigned bit = 0; bit < 8; ++bit)
      if ((set >> bit & 1U) != 0) all.places[set] |= std::uint64_t{bit} << (8 * all.count[set]++);
  return all;
}();
#endif

// Takes valid JSON in pieces. The size of each piece except the last is a multiple of 64 bytes.
class json_compactor {
 public:
  // The output buffer must have this much more room than the piece has bytes, since runs are copied 32 bytes at a time.
  static constexpr std::size_t slack = 64;

  // Writes a piece without its white space, and returns the end of what was written.
  char* put(char* to, std::string_view piece) noexcept {
#ifdef FHIROPS_DETAIL_SSSE3
    if (__builtin_cpu_supports("ssse3")) [[likely]]
      return put_shuffled(to, piece);
#endif
    return put_runs(to, piece);
  }
  // The same, in both ways. A run that begins in a block may be copied together with bytes after its end.
  char* put_runs(char* to, std::string_view piece) noexcept {
    const char* p = piece.data();
    std::size_t left = piece.size();
    for (; left >= 64 + overlap; left -= 64, p += 64) to = copy_runs(to, p, kept(p));
    for (; left > 0;) {
      const std::size_t size = std::min<std::size_t>(left, 64);
      char last[64 + overlap] = {};
      std::memcpy(last, p, size);
      to = copy_runs(to, last, kept(last) & first(size));
      left -= size;
      p += size;
    }
    return to;
  }
#ifdef FHIROPS_DETAIL_SSSE3
  [[gnu::target("ssse3")]] char* put_shuffled(char* to, std::string_view piece) noexcept {
    const char* p = piece.data();
    std::size_t left = piece.size();
    for (; left >= 64; left -= 64, p += 64) to = shuffle(to, p, kept(p));
    if (left == 0) return to;
    char last[64] = {};
    std::memcpy(last, p, left);
    return shuffle(to, last, kept(last) & first(left));
  }
#endif

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

  // The first bytes of a block, up to 64.
  static std::uint64_t first(std::size_t size) noexcept { return ~std::uint64_t{0} >> (64 - size); }
  // Which bytes of the next block are not white space between tokens.
  std::uint64_t kept(const char* p) noexcept {
    const masks found = look(p);
    // Bits from each opening quote up to its closing quote.
    std::uint64_t in_string = found.quotes & ~escaped(found.backslashes);
    for (unsigned shift = 1; shift < 64; shift *= 2) in_string ^= in_string << shift;
    in_string ^= in_string_;
    in_string_ = (in_string >> 63U) != 0 ? ~std::uint64_t{0} : 0;
    return in_string | ~found.spaces;
  }
  static char* copy_runs(char* to, const char* p, std::uint64_t kept) noexcept {
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
#ifdef FHIROPS_DETAIL_SSSE3
  [[gnu::target("ssse3")]] static char* shuffle(char* to, const char* p, std::uint64_t kept) noexcept {
    if (kept == ~std::uint64_t{0}) {
      std::memcpy(to, p, 64);
      return to + 64;
    }
    for (unsigned at = 0; at < 64; at += 16) {
      __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at));
      for (const unsigned half : {0U, 8U}) {
        const auto set = static_cast<std::uint8_t>(kept >> (at + half));
        const __m128i places = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&kept_of_eight.places[set]));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_shuffle_epi8(bytes, places));
        to += kept_of_eight.count[set];
        bytes = _mm_srli_si128(bytes, 8);
      }
    }
    return to;
  }
#endif
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
