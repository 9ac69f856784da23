// Text of others where a person looks at it.

#include "fhirops/core/display_text.hpp"

#include <string>
#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/utf8.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;
using detail::display_text;

constexpr std::string_view mark = "\xEF\xBF\xBD";

std::string character(unsigned code_point) {
  std::string out;
  const auto put = [&out](unsigned bits) { out += static_cast<char>(bits); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0U | code_point >> 6U);
    put(0x80U | (code_point & 0x3FU));
  } else {
    put(0xE0U | code_point >> 12U);
    put(0x80U | (code_point >> 6U & 0x3FU));
    put(0x80U | (code_point & 0x3FU));
  }
  return out;
}
// As Unicode lists them: categories Cc, Zl and Zp, and the property Bidi_Control.
bool controls_display(unsigned c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

TEST_CASE("of the characters up to U+FFFF, exactly those that control a display are replaced") {
  std::size_t wrong = 0;
  for (unsigned c = 0; c <= 0xFFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = "a" + character(c) + "b";
    const std::string expected = controls_display(c) ? "a" + std::string(mark) + "b" : text;
    if (display_text(text) == expected) continue;
    CAPTURE(c);
    CHECK(display_text(text) == expected);
    ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(display_text("\xF0\x9F\x98\x80") == "\xF0\x9F\x98\x80");
}

TEST_CASE("whatever the bytes, what is shown is well-formed and one line") {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const std::string bytes = {'x', static_cast<char>(first), static_cast<char>(second)};
      const std::string shown = display_text(bytes);
      if (detail::find_ill_formed(shown) != std::string::npos || shown.find_first_of("\r\n\x1B\x7F") != std::string::npos)
        FAIL_CHECK(first << ' ' << second);
    }
  }
  CHECK(display_text("a\xFF\xFE z") == "a\xEF\xBF\xBD\xEF\xBF\xBD z");
}

TEST_CASE("a text is cut between characters, and says so") {
  CHECK(display_text("abc", 3) == "abc");
  CHECK(display_text("abcd", 3) == "abc...");
  CHECK(display_text(std::string_view("ab\xC3\xA6").substr(0, 3), 3) ==
        "ab\xEF\xBF\xBD");  // what is behind a view is not looked at
  CHECK(display_text("ab\xC3\xA6", 3) == "ab...");
  CHECK(display_text("ab\xC3\xA6", 4) == "ab\xC3\xA6");
  CHECK(display_text("\xC3\xA6", 1) == "...");
  CHECK(display_text("", 0).empty());
  CHECK(detail::beginning(std::string(100, '\x80'), 50).size() >= 46);
}

TEST_CASE("a value within a sentence is 60 bytes at most") {
  const std::string sixty = std::string(58, 'x') + "yz";
  CHECK(detail::shortened_text("").empty());
  CHECK(detail::shortened_text(sixty) == sixty);
  CHECK(detail::shortened_text(sixty + "!") == sixty + "...");
  CHECK(detail::quoted(sixty) == '"' + sixty + '"');
  CHECK(detail::quoted(sixty + "!") == '"' + sixty + "...\"");
  // Cut where a character ends.
  CHECK(detail::shortened_text(std::string(59, 'x') + "\xC3\xA6") == std::string(59, 'x') + "...");
  CHECK(detail::shortened_text(std::string(58, 'x') + "\xC3\xA6") == std::string(58, 'x') + "\xC3\xA6");
}

TEST_CASE("an issue is one line whatever it holds, and so is what an exception says") {
  const std::string hostile = "a\r\nb\x1B[2J\xC2\x9B\x7F\xE2\x80\xAE\xE2\x80\xA8\xFF";
  const std::string shown = "a" + std::string(mark) + std::string(mark) + "b" + std::string(mark) + "[2J" + std::string(mark) +
                            std::string(mark) + std::string(mark) + std::string(mark) + std::string(mark);
  issue found;
  found.text = hostile;
  found.expression = "Bundle." + hostile;
  found.pointer = "/" + hostile;
  CHECK(to_string(found) == "error invalid Bundle." + shown + ": " + shown);
  CHECK(std::string_view(error(issues{found}).what()) == to_string(found));
}

TEST_CASE("an invalid severity or type still has a code") {
  CHECK(to_string(static_cast<issue_severity>(77)) == "error");
  CHECK(to_string(static_cast<issue_type>(200)) == "invalid");
}
