#pragma once
// Reads a boolean or a number for the fast reader: null if anything would have to be reported, which is left to the general
// reader.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

FHIROPS_DETAIL_INLINED inline const char* read_boolean(bool& value, const char* p, const char* end) noexcept {
  if (end - p < 5) return nullptr;  // a bracket or brace follows
  value = std::memcmp(p, "true", 4) == 0;
  return value ? p + 4 : std::memcmp(p, "false", 5) == 0 ? p + 5 : nullptr;
}

// Reads an integer in any form that JSON allows, of at most 64 bits.
inline const char* read_long_integer(std::int64_t& value, const char* p, const char* end) noexcept {
  const char* const after = number_end(p, end);
  if (after == nullptr) return nullptr;
  const std::string_view text(p, static_cast<std::size_t>(after - p));
  bool exact = false;
  // -0 is left to the general reader, which reports it for an unsigned integer.
  return text != "-0" && parse_integer(text, value, exact) && exact ? after : nullptr;
}
// Handles the common case of integers with few digits.
FHIROPS_DETAIL_INLINED inline const char* read_integer(std::int64_t& value, const char* p, const char* end) noexcept {
  constexpr std::ptrdiff_t most = 9;
  if (end - p < most + 2) return read_long_integer(value, p, end);
  const bool negative = *p == '-';
  const char* const first = p + (negative ? 1 : 0);
  const char* digit = first;
  std::int32_t number = 0;
  for (; digit - first < most && is_digit(*digit); ++digit) number = number * 10 + (*digit - '0');
  // `-0`, leading zeros and more digits are left to read_long_integer.
  if (digit == first || *first == '0' || is_of_number(*digit)) {
    if (*p != '0' || is_of_number(p[1])) return read_long_integer(value, p, end);
  }
  value = negative ? -number : number;
  return digit;
}

// Reads into a Boolean, an integer or a Decimal.
template <class P>
FHIROPS_DETAIL_INLINED inline const char* read_scalar(P& to, const char* p, const char* end) {
  if constexpr (P::representation == shape::boolean) {
    bool value = false;
    p = read_boolean(value, p, end);
    if (p != nullptr) to.value = value;
  } else if constexpr (P::representation == shape::integer) {
    std::int64_t value = 0;
    p = read_integer(value, p, end);
    if (p != nullptr) to.value = value;
  } else {
    static_assert(P::representation == shape::decimal);
    const char* const begin = p;
    p = number_end(p, end);
    if (p != nullptr) to.text.assign(std::string_view(begin, static_cast<std::size_t>(p - begin)));
  }
  return p;
}

}  // namespace fhirops::detail
