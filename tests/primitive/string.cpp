#include "fhirops/primitive/string.hpp"

#include <string>
#include <string_view>

#include "support/catch.hpp"

using fhirops::String;

static_assert(String<fhirops::borrowed>("text").ok() && !String<fhirops::borrowed>("").ok());

namespace {

std::string times(std::size_t count, std::string_view character) {
  std::string text;
  text.reserve(count * character.size());
  for (; count > 0; --count) text += character;
  return text;
}
constexpr std::size_t limit = 1048576;

}  // namespace

TEST_CASE("a string is any text") {
  for (const std::string_view text :
       {"a", " ", "two words", "tab\t, line\nand return\r", "\xC3\xA6\xF0\x9F\x98\x80", "\x7F", "\"\\/"}) {
    CHECK(String<>(text).ok());
    CHECK(String<>(text) == text);
  }
}

TEST_CASE("a string is not empty") { CHECK_FALSE(String<>("").ok()); }

TEST_CASE("a string is UTF-8 without U+0000; against other control characters R4 only advises") {
  for (int i = 0; i < 0x20; ++i) {
    const std::string text = "a" + std::string(1, static_cast<char>(i)) + "b";
    CAPTURE(i);
    CHECK(String<>(text).ok() == (i != 0));
  }
  for (const std::string_view text : {"\xFF", "a\xC3", "\xED\xA0\x80", "\xC0\x80"}) CHECK_FALSE(String<>(text).ok());
}

TEST_CASE("a string has 1,048,576 characters at most, not bytes") {
  CHECK(String<>(times(limit, "a")).ok());
  CHECK_FALSE(String<>(times(limit + 1, "a")).ok());
  CHECK(String<>(times(limit, "\xC3\xA6")).ok());
  CHECK_FALSE(String<>(times(limit + 1, "\xC3\xA6")).ok());
  CHECK(String<>(times(limit, "\xF0\x9F\x98\x80")).ok());
  CHECK_FALSE(String<>(times(limit, "\xF0\x9F\x98\x80") + "a").ok());
}
