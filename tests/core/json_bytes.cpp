// How far a value in a JSON text goes.

#include "fhirops/core/json_bytes.hpp"

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
