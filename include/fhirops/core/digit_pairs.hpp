#pragma once
// Writes numbers two digits at a time.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "fhirops/core/attributes.hpp"

namespace fhirops::detail {

// The digits of 00 to 99.
inline constexpr auto digit_pairs = [] {
  std::array<std::array<char, 2>, 100> all{};
  for (std::size_t i = 0; i < 100; ++i) all[i] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
  return all;
}();
FHIROPS_DETAIL_INLINED constexpr void put_pair(char* to, std::uint32_t value) noexcept {
  if (std::is_constant_evaluated()) {
    to[0] = digit_pairs[value][0];
    to[1] = digit_pairs[value][1];
  } else {
    std::memcpy(to, digit_pairs[value].data(), 2);  // at once: compilers copy the bytes one by one
  }
}
// Writes the four digits of a number below 10000, without the first `left_out` of them: then the last bytes mean nothing.
FHIROPS_DETAIL_INLINED inline void put_four(char* to, std::uint32_t value, unsigned left_out) noexcept {
  const auto pair = [](std::uint32_t two) {
    std::uint16_t both = 0;
    std::memcpy(&both, digit_pairs[two].data(), sizeof both);
    return std::uint32_t{both};
  };
  // Shifted in a register: bytes that have just been stored cannot be loaded at another offset without waiting for them.
  std::uint32_t text = 0;
  if constexpr (std::endian::native == std::endian::little)
    text = (pair(value / 100) | pair(value % 100) << 16U) >> (8 * left_out);
  else
    text = (pair(value / 100) << 16U | pair(value % 100)) << (8 * left_out);
  std::memcpy(to, &text, sizeof text);
}

}  // namespace fhirops::detail
