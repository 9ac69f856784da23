// How far a value in a JSON text goes.

#include "fhirops/core/json_bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

constexpr int none = -1;

int skipped(std::string_view text) {
  const char* const after = detail::skip_value(text.data(), text.data() + text.size());
  return after == nullptr ? none : static_cast<int>(after - text.data());
}

}  // namespace

TEST_CASE("a value is skipped to its end, and no further", "[core][json_bytes]") {
  struct row {
    std::string_view text;
    int end;
  };
  // clang-format off
  for (const row& each : std::vector<row>{{"1,", 1}, {"1 ", 1}, {"-1.5e3}", 6}, {"true]", 4}, {"null\t", 4}, {"\"a\",", 3}, {"\"\"", 2}, {R"("a\"b\\"x)", 8},
                                          {"{}x", 2}, {"[]x", 2}, {R"([1,[2,{"a":"]}"}],"[{"],3)", 23}, {R"({"a":"}"}x)", 9}, {R"({"a":[{}]}x)", 10},
                                          {" \n\t{} ", 5}, {"}", 0}, {"]", 0}, {",", 0}, {"[1}x", 3}, {"", none}, {" ", none}, {"1", none}, {"\"a", none},
                                          {"\"a\\\"", none}, {"{", none}, {"[1", none}, {"[[]", none}, {"{\"a\":1", none}, {"[\"]", none}}) {
    // clang-format on
    CAPTURE(each.text);
    CHECK(skipped(each.text) == each.end);
  }
}

TEST_CASE("the next bracket or quote is found at any distance", "[core][json_bytes]") {
  for (std::size_t distance = 0; distance < 50; ++distance) {
    // Bytes that differ from brackets and quotes by one bit.
    std::string text;
    while (text.size() < distance) text += "zy;=_ #:,|"[text.size() % 10];
    const char* const end = text.data() + distance;
    CHECK(detail::find_bracket_or_quote(text.data(), end) == end);
    for (const char sought : {'{', '}', '[', ']', '"'}) {
      const std::string whole = text + sought + "{}[]\"";
      CHECK(detail::find_bracket_or_quote(whole.data(), whole.data() + whole.size()) == whole.data() + distance);
      const std::string object = "{" + text + "\"" + text + sought + "\\\"" + text + "\"" + text + "}";
      if (sought != '"') CHECK(skipped(object + text + ",") == static_cast<int>(object.size()));
    }
  }
}

TEST_CASE("white space is skipped to the next token, whether its length was guessed or not", "[core][json_bytes]") {
  detail::indentations indentations;
  const auto skipped_space = [&](const std::string& text, std::size_t depth) {
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const auto by_guess = indentations.skip(begin, end, depth) - begin;
    return by_guess == detail::skip_space(begin, end) - begin ? static_cast<int>(by_guess) : none;
  };
  // A token, another space, or the end, near the end of the text and far from it.
  for (std::size_t blanks = 0; blanks < 50; ++blanks)
    for (const std::string_view begin : {"", " ", "\n", "\r\n", "\n\n", "\t", "\n\t"})
      for (const std::string_view then : {"", "\"a\"", "}", "\t]", "\n \r {", "\x01", "\xC3\xA6"})
        for (const std::size_t rest : {0U, 60U}) {
          const std::string space = std::string(begin) + std::string(blanks, ' ');
          const std::string text = space + std::string(then) + std::string(rest, 'x');
          CAPTURE(text);
          const std::size_t end = std::min(text.find_first_not_of(" \t\r\n"), text.size());
          // The second time it is the same as the first, and afterwards it is not, at this depth and at one that shares its guess.
          for (const std::size_t depth : {0U, 0U, 1U, 33U}) CHECK(skipped_space(text, depth) == static_cast<int>(end));
          CHECK(skipped_space("\n  " + text, 0) == static_cast<int>(end) + 3);
        }
}

TEST_CASE("an escape is two bytes, six, or twelve for a surrogate pair", "[core][json_bytes]") {
  for (int c = 1; c < 256; ++c) {
    const std::string escape{'\\', static_cast<char>(c), '0', '0', '4', '1'};
    CAPTURE(c);
    const bool is_letter = std::string_view("\"\\/bfnrt").find(static_cast<char>(c)) != std::string_view::npos;
    CHECK(detail::json_escape(escape) == (is_letter ? 2U : c == 'u' ? 6U : 0U));
  }
  CHECK(detail::json_escape(R"(\ud83d\ude00)") == 12);
  for (const std::string_view wrong : {"\\", "\\u", "\\u004", "\\u004g", "\\u0000", "\\ud83d", "\\ude00", "\\ud83d\\u0041"})
    CHECK(detail::json_escape(wrong) == 0);
}
