// XML's characters, names and references.

#include "fhirops/validate/narrative/characters.hpp"

#include <string>

#include "support/catch.hpp"

using namespace fhirops::detail;

TEST_CASE("code points are decoded", "[validate][narrative]") {
  const std::string text = "a\xC3\xA5\xE2\x82\xAC\xF0\x9F\x98\x80";
  std::size_t at = 0;
  for (const std::uint32_t expected : {0x61U, 0xE5U, 0x20ACU, 0x1F600U}) {
    const code_point found = code_point_at(text, at);
    CHECK(found.value == expected);
    at += found.length;
  }
  CHECK(at == text.size());
}

TEST_CASE("references: what they denote, and what is not a reference", "[validate][narrative]") {
  struct example {
    std::string_view text;
    std::uint32_t character;
    std::size_t length;
  };
  for (const example& each : {example{"&lt;x", '<', 4},
                              {"&amp;", '&', 5},
                              {"&quot;", '"', 6},
                              {"&apos;", '\'', 6},
                              {"&gt;", '>', 4},
                              {"&#65;", 'A', 5},
                              {"&#x4a;", 'J', 6},
                              {"&#x4A;;", 'J', 6},
                              {"&#0000000000065;", 'A', 16},
                              {"&nbsp;", 0xFFFF, 6},
                              {"&#x110000;", 0x110000, 10},
                              {"&", 0, 0},
                              {"&;", 0, 0},
                              {"&#;", 0, 0},
                              {"&#x;", 0, 0},
                              {"&lt", 0, 0},
                              {"&1;", 0, 0},
                              {"&#1a;", 0, 0},
                              {"&#1/;", 0, 0},
                              {"&#1:;", 0, 0},
                              {"&#09;", 9, 5},
                              {"&#xaF09;", 0xAF09, 8},
                              {"&#xA;", 0xA, 5},
                              {"&#xfF;", 0xFF, 6},
                              {"&#x4/;", 0, 0},
                              {"&#x4:;", 0, 0},
                              {"&#x4@;", 0, 0},
                              {"&#x4G;", 0, 0},
                              {"&#x4`;", 0, 0},
                              {"&#x4g;", 0, 0},
                              {"&#xx4;", 0, 0},
                              {"&##4;", 0, 0},
                              {"&sup2;", 0xFFFF, 6},
                              {"&2sup;", 0, 0},
                              {"&su-p;", 0, 0},
                              {"&a@;", 0, 0},
                              {"&x[;", 0, 0},
                              {"&#X41;", 0, 0},
                              {"& lt;", 0, 0}}) {
    CAPTURE(each.text);
    const xml_reference found = read_reference(each.text, 0);
    CHECK(found.length == each.length);
    if (each.length > 0) CHECK(found.character == each.character);
  }
  // No number of digits comes round to a character.
  for (const std::string_view digits : {"4294967361", "18446744073709551681", "99999999999999999999999999"})
    CHECK_FALSE(is_xml_character(read_reference("&#" + std::string(digits) + ";", 0).character));
}

TEST_CASE("a text is read without its references", "[validate][narrative]") {
  std::string buffer;
  CHECK(without_references("no reference", buffer) == "no reference");
  CHECK(buffer.empty());
  CHECK(without_references("&#106;ava&amp;&#x1F600;x&lt;", buffer) == "java&\xF0\x9F\x98\x80x<");
}

namespace {

struct code_span {
  std::uint32_t first;
  std::uint32_t last;
};
// Both ends of each span are in it, and what is beside them is not; spans that touch are one.
template <std::size_t N>
void check_ends(const code_span (&spans)[N], bool (*is_in)(std::uint32_t)) {
  for (const auto& [first, last] : spans) {
    CAPTURE(first, last);
    CHECK(is_in(first));
    CHECK(is_in(last));
    if (first > 0) CHECK_FALSE(is_in(first - 1));
    CHECK_FALSE(is_in(last + 1));
  }
}

}  // namespace

TEST_CASE("the characters of XML, and of its names (Char, NameStartChar and NameChar)", "[validate][narrative]") {
  check_ends({{0x9, 0xA}, {0xD, 0xD}, {0x20, 0xD7FF}, {0xE000, 0xFFFD}, {0x10000, 0x10FFFF}}, &is_xml_character);
  // But for the colon.
  // clang-format off
  check_ends({{'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D},
              {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}},
             // clang-format on
             &starts_xml_name);
  // clang-format off
  check_ends({{'-', '.'}, {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xB7, 0xB7}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x37D}, {0x37F, 0x1FFF},
              {0x200C, 0x200D}, {0x203F, 0x2040}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD},
              // clang-format on
              {0x10000, 0xEFFFF}},
             &continues_xml_name);
  for (const std::uint32_t c : {0x2FFU, 0x300U, 0x36FU, 0x370U}) CHECK(continues_xml_name(c));
}

TEST_CASE("invisible characters: controls, Unicode's white space, and default-ignorable ones", "[validate][narrative]") {
  // clang-format off
  check_ends({{0, 0x20}, {0x7F, 0xA0}, {0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C}, {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5},
              {0x180B, 0x180F}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F}, {0x3000, 0x3000}, {0x3164, 0x3164}, {0xFE00, 0xFE0F},
              {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF}},
             // clang-format on
             &is_invisible);
}

TEST_CASE("entities that HTML has and XML does not are explained by their characters", "[validate][narrative]") {
  struct entity {
    std::string_view name;
    std::string_view character;
  };
  for (const entity& each :
       {entity{"nbsp", "\u00A0"}, {"copy", "\u00A9"},  {"reg", "\u00AE"},    {"deg", "\u00B0"},    {"plusmn", "\u00B1"},
        {"sup2", "\u00B2"},       {"sup3", "\u00B3"},  {"micro", "\u00B5"},  {"middot", "\u00B7"}, {"frac12", "\u00BD"},
        {"Aring", "\u00C5"},      {"AElig", "\u00C6"}, {"Oslash", "\u00D8"}, {"times", "\u00D7"},  {"szlig", "\u00DF"},
        {"aring", "\u00E5"},      {"aelig", "\u00E6"}, {"eacute", "\u00E9"}, {"oslash", "\u00F8"}, {"uuml", "\u00FC"},
        {"ndash", "\u2013"},      {"mdash", "\u2014"}, {"lsquo", "\u2018"},  {"rsquo", "\u2019"},  {"ldquo", "\u201C"},
        {"rdquo", "\u201D"},      {"bull", "\u2022"},  {"hellip", "\u2026"}, {"euro", "\u20AC"},   {"trade", "\u2122"},
        {"larr", "\u2190"},       {"rarr", "\u2192"},  {"le", "\u2264"},     {"ge", "\u2265"}}) {
    CAPTURE(each.name);
    CHECK(html_entity(each.name) == code_point_at(each.character, 0).value);
  }
  CHECK(html_entity("foo") == 0);
  CHECK(html_entity("NBSP") == 0);
  CHECK(html_entity("") == 0);
}
