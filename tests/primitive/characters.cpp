// The characters of R4's formats are ASCII's, whatever the locale and whatever char's sign.

#include "fhirops/primitive/characters.hpp"

#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops::detail;

TEST_CASE("each byte is of the class that ASCII gives it") {
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    const auto in = [c](std::string_view set) { return set.find(c) != std::string_view::npos; };
    CAPTURE(i);
    CHECK(is_digit(c) == in("0123456789"));
    CHECK(is_lower(c) == in("abcdefghijklmnopqrstuvwxyz"));
    CHECK(is_upper(c) == in("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
    CHECK(is_letter(c) == (is_lower(c) || is_upper(c)));
    CHECK(is_space(c) == in(" \t\n\v\f\r"));
    CHECK(is_hex(c) == in("0123456789ABCDEFabcdef"));
  }
}

TEST_CASE("plain numbers have no leading zero") {
  CHECK(is_plain_number("0"));
  CHECK(is_plain_number("10"));
  CHECK_FALSE(is_plain_number("01"));
  CHECK_FALSE(is_plain_number("00"));
  CHECK_FALSE(is_plain_number(""));
  CHECK_FALSE(is_plain_number("1a"));
  CHECK(to_number("0042") == 42);
  CHECK_FALSE(
      has_space("a\xC2\xA0"
                "b"));
}

TEST_CASE("white space is what Unicode's property White_Space lists") {
  // PropList.txt, Unicode 15.
  const auto listed = [](unsigned c) {
    return (c >= 0x9 && c <= 0xD) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
  };
  std::string wrong;
  for (unsigned c = 0; c < 0x10000; ++c) {
    std::string text;
    if (c < 0x80)
      text = {static_cast<char>(c)};
    else if (c < 0x800)
      text = {static_cast<char>(0xC0 + c / 64), static_cast<char>(0x80 + c % 64)};
    else
      text = {static_cast<char>(0xE0 + c / 4096), static_cast<char>(0x80 + c / 64 % 64), static_cast<char>(0x80 + c % 64)};
    if (white_space_at("x" + text + "y", 1) != (listed(c) ? text.size() : 0) ||
        is_white_space_alone(text + " " + text) != listed(c))
      wrong += std::to_string(c) + ' ';
    // Cut short, it is none, whatever is behind the end of the view.
    if (c >= 0x80 && white_space_at(std::string_view(text).substr(0, text.size() - 1), 0) != 0)
      wrong += "cut " + std::to_string(c) + ' ';
  }
  CHECK(wrong == "");
  CHECK(is_white_space_alone(""));
  CHECK_FALSE(is_white_space_alone(" x "));
  CHECK_FALSE(is_white_space_alone("\xF0\x9F\x98\x80"));
}
