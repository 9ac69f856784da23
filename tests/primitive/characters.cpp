// The characters of R4's formats are ASCII's, whatever the locale and whatever char's sign.

#include "fhirops/primitive/characters.hpp"

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
