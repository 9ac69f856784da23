// XML's characters, names and references.

#include "fhirops/validate/narrative/characters.hpp"

#include <string>

#include "support/catch.hpp"

using namespace fhirops::detail;

static_assert(is_xml_character('\t') && is_xml_character(0x10FFFF) && is_xml_character(0xFFFD));
static_assert(!is_xml_character(0) && !is_xml_character(0xB) && !is_xml_character(0xD800) &&
              !is_xml_character(0xDFFF) && !is_xml_character(0xFFFE) && !is_xml_character(0x110000));
static_assert(starts_xml_name('a') && starts_xml_name('_') && starts_xml_name(0xE5) &&
              starts_xml_name(0x10000));
static_assert(!starts_xml_name('1') && !starts_xml_name('-') && !starts_xml_name(':') &&
              !starts_xml_name(0xD7) && !starts_xml_name(0xB7));
static_assert(continues_xml_name('1') && continues_xml_name('.') && continues_xml_name(0xB7) &&
              !continues_xml_name('/') && !continues_xml_name(0x2041));
static_assert(html_entity("nbsp") == 160 && html_entity("euro") == 0x20AC && html_entity("foo") == 0);

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

TEST_CASE("references: what they stand for, and what is none", "[validate][narrative]") {
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

TEST_CASE("what cannot be seen: Unicode's white space, and what has no width", "[validate][narrative]") {
  for (const std::uint32_t c :
       {0x09U,   0x0AU,   0x0BU,   0x0CU,   0x0DU,   0x20U,   0x85U,   0xA0U,   0x1680U, 0x2000U, 0x200AU,
        0x2028U, 0x2029U, 0x202FU, 0x205FU, 0x3000U, 0x200BU, 0x200DU, 0x2060U, 0xFEFFU, 0xADU})
    CHECK(is_invisible(c));
  for (const std::uint32_t c : {0x21U, 0x61U, 0xA1U, 0x2010U, 0x2030U, 0x3001U, 0xFFFDU, 0x1F600U})
    CHECK_FALSE(is_invisible(c));
}
