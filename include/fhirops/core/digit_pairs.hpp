#pragma once
// Writes numbers two digits at a time.

#include <array>
#include <cstddef>
#include <cstdint>

#include "fhirops/core/attributes.hpp"

namespace fhirops::detail {

// The digits of 00 to 99.
inline constexpr auto digit_pairs = [] {
  std::array<std::array<char, 2>, 100> all{};
  for (std::size_t i = 0; i < 100; ++i) all[i] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
  return all;
}();
FHIROPS_DETAIL_INLINED constexpr void put_pair(char* to, std::uint32_t value) noexcept {
  to[0] = digit_pairs[value][0];
  to[1] = digit_pairs[value][1];
}

}  // namespace fhirops::detail
