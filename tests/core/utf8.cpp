// UTF-8 as Unicode's table 3-7 has it, and what replaces what is not.

#include "fhirops/core/utf8.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

namespace {

using namespace fhirops::detail;
using namespace std::literals;

constexpr std::size_t none = std::string_view::npos;

// The bytes of any number below 2^21 in the pattern of UTF-8, whether Unicode has such a character or not.
std::string pattern(unsigned code, unsigned length) {
  if (length == 1) return {static_cast<char>(code)};
  constexpr unsigned marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
  std::string bytes{static_cast<char>(marks[length] | code >> (6 * (length - 1)))};
  for (unsigned k = length - 1; k > 0; --k) bytes += static_cast<char>(0x80U | (code >> (6 * (k - 1)) & 0x3FU));
  return bytes;
}

constexpr auto replacement = "\xEF\xBF\xBD"sv;
std::string replacements(std::size_t count) {
  std::string text;
  for (; count > 0; --count) text += replacement;
  return text;
}

static_assert(find_ill_formed("plain \xC3\xA6 text") == none);
static_assert(find_ill_formed("plain \xC3 text") == 6);
static_assert(count_characters("\xE2\x82\xAC") == 1);

}  // namespace

TEST_CASE("every Unicode character is well-formed in its shortest form, and in no other") {
  for (unsigned code = 0; code < 0x110000; code += code < 0x11000 ? 1U : 101U) {
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    const unsigned shortest = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (unsigned length = 1; length <= 4; ++length) {
      if (length < shortest) continue;
      const std::string bytes = pattern(code, length);
      const bool good = length == shortest && !surrogate;
      if ((find_ill_formed(bytes) == none) != good) {
        CAPTURE(code, length);
        FAIL("judged wrongly");
      }
    }
  }
  SUCCEED("all as table 3-7 has them");
}

TEST_CASE("beyond U+10FFFF nothing is well-formed") {
  for (unsigned code = 0x110000; code < 0x200000; code += 4093) CHECK(find_ill_formed(pattern(code, 4)) == 0);
  CHECK(find_ill_formed(pattern(0x10FFFF, 4)) == none);
  CHECK(find_ill_formed(pattern(0x110000, 4)) == 0);
}

TEST_CASE("every pair of bytes is judged according to table 3-7") {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
      const bool two = first >= 0xC2 && first <= 0xDF && second >= 0x80 && second <= 0xBF;
      const bool both_plain = first < 0x80 && second < 0x80;
      if ((find_ill_formed(bytes) == none) != (two || both_plain)) {
        CAPTURE(first, second);
        FAIL("judged wrongly");
      }
    }
  }
  SUCCEED("all as table 3-7 has them");
}

TEST_CASE("one U+FFFD stands for each maximal part of an ill-formed sequence") {
  struct example {
    std::string_view why;
    std::string_view text;
    std::size_t replaced;
  };
  const example examples[] = {
      {"a lone continuation byte", "\x80", 1},
      {"two of them", "\x80\xBF", 2},
      {"C0 and C1 never occur", "\xC0\x80\xC1\xBF", 4},
      {"F5 to FF never occur", "\xF5\x80\x80\x80\xFF", 5},
      {"overlong in three bytes", "\xE0\x80\xAF", 3},
      {"overlong in four bytes", "\xF0\x80\x82\xAC", 4},
      {"a high surrogate", "\xED\xA0\x80", 3},
      {"a low surrogate", "\xED\xBF\xBF", 3},
      {"a pair of surrogates", "\xED\xA0\xBD\xED\xB8\x80", 6},
      {"beyond U+10FFFF", "\xF4\x90\x80\x80", 4},
      {"cut after one of two", "\xC3", 1},
      {"cut after one of three", "\xE2", 1},
      {"cut after two of three", "\xE2\x82", 1},
      {"cut after two of three, E0", "\xE0\xA0", 1},
      {"cut after two of three, ED", "\xED\x9F", 1},
      {"cut after one of four", "\xF0", 1},
      {"cut after two of four", "\xF0\x9F", 1},
      {"cut after three of four", "\xF0\x9F\x98", 1},
      {"cut after three of four, F4", "\xF4\x8F\xBF", 1},
      {"three that are cut", "\xE2\x82\xE2\x82\xE2\x82", 3},
      {"Unicode's own example, table 3-8", "\xF1\x80\x80\xE1\x80\xC2", 3},
      {"table 3-9", "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82", 8},
      {"table 3-10", "\xED\xA0\x80\xED\xBF\xBF\xED\xAF", 8},
      {"table 3-11", "\xF4\x91\x92\x93\xFF", 5},
  };
  for (const example& each : examples) {
    INFO(each.why);
    CHECK(find_ill_formed(each.text) == 0);
    CHECK(repaired(each.text) == replacements(each.replaced));
    const std::string between = "a" + std::string(each.text) + "\xC3\xA6";
    CHECK(find_ill_formed(between) == 1);
    CHECK(repaired(between) == "a" + replacements(each.replaced) + "\xC3\xA6");
    CHECK(find_ill_formed(repaired(between)) == none);
  }
}

TEST_CASE("a sequence ends with the text, whatever is behind it") {
  for (const std::string_view whole : {"\xC3\xA6"sv, "\xE2\x82\xAC"sv, "\xF0\x9F\x98\x80"sv}) {
    for (std::size_t size = 1; size < whole.size(); ++size) {
      CHECK(find_ill_formed(whole.substr(0, size)) == 0);
      CHECK(repaired(whole.substr(0, size)) == replacement);
    }
  }
}

TEST_CASE("repairing leaves well-formed text as it is") {
  for (const std::string_view text : {""sv, "plain"sv, "\0"sv, "\x7F"sv, "\xC3\xA6\xE2\x82\xAC\xF0\x9F\x98\x80"sv, replacement,
                                      "\xEF\xBF\xBF"sv /* U+FFFF: no character, but well-formed */})
    CHECK(repaired(text) == text);
}

TEST_CASE("the search can begin at an index") {
  const auto text =
      "a\xFF"
      "b\xFE"sv;
  CHECK(find_ill_formed(text) == 1);
  CHECK(find_ill_formed(text, 2) == 3);
  CHECK(find_ill_formed(text, 4) == none);
}

TEST_CASE("each U+0000 is replaced by one U+FFFD") {
  CHECK(without_nul("a\0b\0\0c\0"sv) == "a" + replacements(1) + "b" + replacements(2) + "c" + replacements(1));
  CHECK(without_nul("") == "");
  CHECK(without_nul("abc") == "abc");
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("abc") == 3);
  CHECK(count_characters("\xC3\xA6\xE2\x82\xAC\xF0\x9F\x98\x80") == 3);
}

TEST_CASE("code points have four digits at least in their names") {
  CHECK(code_point_name(0) == "U+0000");
  CHECK(code_point_name(0xA0) == "U+00A0");
  CHECK(code_point_name(0x1234) == "U+1234");
  CHECK(code_point_name(0xFFFF) == "U+FFFF");
  CHECK(code_point_name(0x10000) == "U+10000");
  CHECK(code_point_name(0xFFFFF) == "U+FFFFF");
  CHECK(code_point_name(0x100000) == "U+100000");
  CHECK(code_point_name(0x10FFFF) == "U+10FFFF");
}
