#pragma once
// The character classes used in the formats of R4's primitives (https://hl7.org/fhir/R4/datatypes.html#primitive). ASCII only,
// independent of the locale.

#include <cstddef>
#include <string_view>

namespace fhirops::detail {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_hex(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool is_letter(char c) noexcept { return is_lower(c) || is_upper(c); }
constexpr bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The length in bytes of the UTF-8 character at `i` if it is Unicode white space (the property White_Space), otherwise 0.
constexpr std::size_t white_space_at(std::string_view text, std::size_t i) noexcept {
  if (is_space(text[i])) return 1;
  const auto byte = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at])) : 0U;
  };
  if (byte(i) == 0xC2) return byte(i + 1) == 0x85 || byte(i + 1) == 0xA0 ? 2 : 0;
  const unsigned rest = byte(i + 1) << 8U | byte(i + 2);
  if (byte(i) == 0xE1) return rest == 0x9A80 ? 3 : 0;
  if (byte(i) == 0xE2)
    return (rest >= 0x8080 && rest <= 0x808A) || rest == 0x80A8 || rest == 0x80A9 || rest == 0x80AF || rest == 0x819F ? 3 : 0;
  return byte(i) == 0xE3 && rest == 0x8080 ? 3 : 0;
}
constexpr bool is_white_space_alone(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = white_space_at(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

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
// The value of a text of digits; the caller has checked that it fits.
constexpr int to_number(std::string_view digits) noexcept {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace fhirops::detail
