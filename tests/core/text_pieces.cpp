// The pieces of messages.

#include "fhirops/core/text_pieces.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/guarded.hpp"

using namespace fhirops::detail;

TEST_CASE("pieces are joined, and appended to what is there") {
  std::string text = "a";
  append(text, {"b", "", "cd"});
  CHECK(text == "abcd");
  CHECK(joined({"x", "y"}) == "xy");
  CHECK(joined({}).empty());
}

TEST_CASE("a name is shown up to 200 bytes, and cut between two characters") {
  const auto shown = [](const std::string& text) { return shortened_name(text).str(); };
  CHECK(shown("") == "");
  CHECK(shown(std::string(200, 'x')) == std::string(200, 'x'));
  CHECK(shown(std::string(201, 'x')) == std::string(200, 'x') + "...");
  CHECK_FALSE(shortened_name(std::string(200, 'x')).is_cut());
  CHECK(shortened_name(std::string(201, 'x')).is_cut());
  // A character of two, three and four bytes, at each distance from the limit.
  for (const std::string character : {"\xC3\xA6", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
    for (std::size_t before = 196; before < 202; ++before) {
      CAPTURE(character.size(), before);
      const std::string whole = std::string(before, 'x') + character;
      const std::string expected = before >= 200                     ? std::string(200, 'x')
                                   : before + character.size() > 200 ? std::string(before, 'x')
                                                                     : whole;
      CHECK(shown(whole + "yyyyyyyy") == expected + (expected == whole ? std::string(200 - whole.size(), 'y') : "") + "...");
    }
  }
  // What is not UTF-8 loses three bytes, not all.
  CHECK(shown(std::string(300, '\x80')) == std::string(197, '\x80') + "...");
}

TEST_CASE("numbers in decimal digits") {
  const auto text = [](auto number) { return std::string(digits(number)); };
  CHECK(text(0) == "0");
  CHECK(text(-1) == "-1");
  CHECK(text(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(text(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}

TEST_CASE("choices are listed as in a sentence", "[core][text_pieces]") {
  choices_text choices;
  CHECK(choices.text().empty());
  choices.add("a");
  CHECK(choices.text() == "a");
  choices.add("b");
  CHECK(choices.text() == "a or b");
  choices.add("c");
  CHECK(choices.text() == "a, b or c");
}

TEST_CASE("a type has the article of its pronunciation", "[core][text_pieces]") {
  for (const char* type : {"integer", "instant", "id", "oid", "unsignedInt", "Age", "Observation", "Encounter"})
    CHECK(article_of(type) == "an ");
  for (const char* type : {"date", "uri", "url", "uuid", "Patient", "positiveInt"}) CHECK(article_of(type) == "a ");
}

TEST_CASE("a short text is shown as it is, and no byte behind it is read") {
  test::guarded_room room(100);
  const fhirops::detail::shortened_name name(room.put("short"));
  CHECK(name.str() == "short");
  CHECK_FALSE(name.is_cut());
}
