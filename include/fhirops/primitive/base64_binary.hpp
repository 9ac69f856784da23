#pragma once
// Bytes in base64 (RFC 4648; https://hl7.org/fhir/R4/datatypes.html#base64Binary).

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/text_primitive.hpp"

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#endif

namespace fhirops {
namespace detail {

constexpr int base64_digit(char c) noexcept {
  if (is_upper(c)) return c - 'A';
  if (is_lower(c)) return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

// Tests eight characters with a single branch, since most base64 texts consist of digits only.
inline constexpr auto base64_digits = [] {
  std::array<bool, 256> digits{};
  for (std::size_t i = 0; i < digits.size(); ++i) digits[i] = base64_digit(static_cast<char>(i)) >= 0;
  return digits;
}();
constexpr bool are_base64_digits(std::string_view eight) noexcept {
  unsigned all = 1;
  for (std::size_t i = 0; i < 8; ++i) all &= base64_digits[static_cast<unsigned char>(eight[i])] ? 1U : 0U;
  return all != 0;
}

// How many base64 digits the text begins with, or a lower number: it may leave out some near the end of the text, and without
// SSE2 it is always 0.
inline std::size_t base64_run([[maybe_unused]] const char* text, [[maybe_unused]] std::size_t size) noexcept {
  std::size_t i = 0;
#if defined(__SSE2__) || defined(_M_X64)
  const auto at_most = [](__m128i bytes, char most) { return _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(most)), bytes); };
  for (; size - i >= 16; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + i));
    const __m128i letter = at_most(_mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a')), 25);
    const __m128i number = at_most(_mm_sub_epi8(bytes, _mm_set1_epi8('/')), 10);  // in ASCII, '/' comes just before '0'
    const __m128i plus = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('+'));
    const auto digits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letter, number), plus)));
    if (digits != 0xFFFF) return i + static_cast<std::size_t>(std::countr_one(digits));
  }
#endif
  return i;
}

// R4's regex allows white space only between groups of four; with `space_in_group`, it is allowed anywhere.
constexpr bool is_base64(std::string_view text, bool space_in_group = false) noexcept {
  std::size_t digits = 0;
  std::size_t padding = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!std::is_constant_evaluated() && padding == 0) {
      const std::size_t run = base64_run(text.data() + i, text.size() - i);
      digits += run;
      i += run;
    }
    while (padding == 0 && text.size() - i >= 8 && are_base64_digits(text.substr(i, 8))) {
      digits += 8;
      i += 8;
    }
    if (i == text.size()) break;
    const char c = text[i];
    if (is_space(c)) {
      if (!space_in_group && (digits + padding) % 4 != 0) return false;
      continue;
    }
    if (c == '=')
      ++padding;
    else if (base64_digit(c) < 0 || padding > 0)
      return false;
    else
      ++digits;
  }
  return digits > 0 && padding <= 2 && (digits + padding) % 4 == 0;
}

// A template, so that only units that decode compile these types.
template <class Bytes = std::vector<std::uint8_t>>
std::optional<Bytes> from_base64(std::string_view text) {
  if (!is_base64(text, true)) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int digit = base64_digit(c);
    if (digit < 0) continue;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<std::uint8_t>(bits >> static_cast<unsigned>(count) & 0xFFU));
    }
  }
  return bytes;
}

inline std::string to_base64(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8U | (k < count ? static_cast<std::uint32_t>(bytes[i + k]) : 0U);
    for (unsigned k = 0; k < 4; ++k) text += k <= count ? digits[bits >> (18U - 6U * k) & 63U] : '=';
  }
  return text;
}

}  // namespace detail

/// Bytes in base64 (RFC 4648; https://hl7.org/fhir/R4/datatypes.html#base64Binary).
template <Storage S = owned>
struct Base64Binary : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Base64Binary() noexcept = default;
  static constexpr auto fhir_type = type_id::base64Binary;

  /// Whether R4 allows the value: groups of four base64 characters, with or without white space
  /// between groups, padding only at the end.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_base64(this->text); }

  /// The bytes; `std::nullopt` if the text is not base64. White space is ignored wherever it is.
  [[nodiscard]] std::optional<std::vector<std::uint8_t>> decode() const { return detail::from_base64(this->text); }
  /// The value that encodes these bytes, without white space.
  [[nodiscard]] static Base64Binary encode(std::span<const std::uint8_t> bytes)
    requires(S::owns)
  {
    return Base64Binary(detail::to_base64(bytes));
  }
};

}  // namespace fhirops
