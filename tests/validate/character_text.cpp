// How a message names a character.

#include "fhirops/validate/character_text.hpp"

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("characters are named so that a person can find them", "[validate][character_text]") {
  CHECK(detail::character_text("a b", 1) == "a space");
  CHECK(detail::character_text("\t", 0) == "a tab");
  CHECK(detail::character_text("\r\n", 0) == "a line break");
  CHECK(detail::character_text("_", 0) == "\"_\"");
  CHECK(detail::character_text("\xC3\xA6", 0) == "\"\xC3\xA6\"");
  CHECK(detail::character_text("\xC2\xA0", 0) == "U+00A0");
  CHECK(detail::character_text("\xE2\x80\xAE", 0) == "U+202E");
  CHECK(detail::character_text("\xFF", 0) == "a byte that is not UTF-8");
  CHECK(detail::code_point_text("\xF0\x9F\x98\x80", 0) == "U+1F600");
  CHECK(detail::code_point_text("\x01", 0) == "U+0001");
}

TEST_CASE("white space at either end is to be removed", "[validate][character_text]") {
  CHECK(detail::space_at_ends(" a ") == "remove the white space at its beginning");
  CHECK(detail::space_at_ends("a\n") == "remove the white space at its end");
  CHECK(detail::space_at_ends("a b").empty());
  CHECK(detail::space_at_ends("").empty());
}
