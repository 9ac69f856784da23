#pragma once
// The character classes that the formats of R4's primitives are written in
// (https://hl7.org/fhir/R4/datatypes.html#primitive). ASCII, without a locale.

#include <cstddef>
#include <string_view>

namespace fhirops::detail {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) noexcept { return is_lower(c) || is_upper(c); }
constexpr bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr bool all_digits(std::string_view text) noexcept {
  for (const char c : text)
    if (!is_digit(c)) return false;
  return !text.empty();
}
constexpr bool has_space(std::string_view text) noexcept {
  for (const char c : text)
    if (is_space(c)) return true;
  return false;
}
// `0`, or digits without a leading zero.
constexpr bool is_plain_number(std::string_view text) noexcept {
  return all_digits(text) && (text.size() == 1 || text[0] != '0');
}
// The value of all digits; the caller has checked that they are few enough.
constexpr int to_number(std::string_view digits) noexcept {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace fhirops::detail
