// What a text that is kept as it was written must be, to be written again.

#include "fhirops/core/json_measure.hpp"

#include <rapidjson/reader.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/scanner.hpp"
#include "support/catch.hpp"
#include "support/guarded.hpp"

using fhirops::detail::measure_json;

namespace {

// What RapidJSON says of it.
bool is_json_to_others(const std::string& text) {
  rapidjson::BaseReaderHandler<> nothing;
  rapidjson::StringStream stream(text.c_str());
  return !rapidjson::Reader().Parse(stream, nothing).IsError();
}
std::size_t deepest(std::string_view text) {
  std::size_t depth = 0;
  std::size_t most = 0;
  for (const char c : text) {
    if (c == '{' || c == '[') most = std::max(most, ++depth);
    if (c == '}' || c == ']') --depth;
  }
  return most;
}
// All rows of so many tokens, behind `text`.
void check_rows(std::string& text, int tokens, std::size_t& rows, std::string& wrong) {
  const auto measured = measure_json(text);
  ++rows;
  if (measured.ok != is_json_to_others(text) || (measured.ok && measured.depth != deepest(text))) wrong += text + '\n';
  if (tokens == 0) return;
  for (const std::string_view next : {"{", "}", "[", "]", ":", ",", "\"a\"", "1"}) {
    const std::size_t size = text.size();
    // Two scalars would be one token.
    if (next == "1" && text.ends_with('1')) continue;
    text += next;
    check_rows(text, tokens - 1, rows, wrong);
    text.resize(size);
  }
}

}  // namespace

TEST_CASE("a random sequence of tokens is JSON exactly if RapidJSON says so") {
  std::string wrong;
  std::size_t rows = 0;
  for (std::string begin : {"", "{\"a\":1", "{\"a\":[", "[1,{", "[[]", "[{\"a\":{}"}) check_rows(begin, 4, rows, wrong);
  CHECK(rows > 20'000);
  CHECK(wrong == "");
}

TEST_CASE("one JSON value and nothing else, and how deep it nests") {
  CHECK(measure_json("1").ok);
  CHECK(measure_json("1").depth == 0);
  CHECK(measure_json(" [ {\"a\":[]} ] ").depth == 3);
  CHECK(measure_json(R"({"a":"\ud83d\ude00\n\u0001"})").ok);
  // clang-format off
  for (const std::string_view bad :
       {"", " ", "{", "}", "[1,]", "{\"a\":1,}", "{\"a\"}", "{1:2}", "1 2", "[1}", "NaN", "1e", "'a'", "\"a", "{\"a\":1}x",
        R"("\u0000")", R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\ud83dx")", R"("\u12")", R"("\q")", "\"\xFF\"",
        "\"\n\""}) {
    // clang-format on
    CAPTURE(bad);
    CHECK_FALSE(measure_json(bad).ok);
  }
}

TEST_CASE("bytes behind the end of a view are not looked at") {
  test::guarded_room room(1000);
  for (const std::string_view whole : {R"({"a":[1,true,{"b":null,"c":"d\u0065\"f"}],"g":-1.5e+2,"resourceType":"X"})",
                                       R"([[],{},"\ud83d\ude00",[{"a" : [ 0 ] }]])"}) {
    CHECK(measure_json(whole).ok);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(whole.substr(0, size));
      CHECK_FALSE(measure_json(whole.substr(0, size)).ok);
      // Where the first byte behind it cannot be read at all.
      CHECK_FALSE(measure_json(room.put(whole.substr(0, size))).ok);
    }
  }
}

TEST_CASE("a resource is an object with a resourceType of its own") {
  CHECK(measure_json(R"({"a":{},"resourceType":"Patient"})").is_resource);
  for (const std::string_view other :
       {"{}", "[]", "\"resourceType\"", R"({"resourceType":""})", R"({"resourceType":1})", R"({"resourceType":["Patient"]})",
        R"({"a":{"resourceType":"Patient"}})", R"([{"resourceType":"Patient"}])", R"({"resourceType":{"a":"Patient"}})"}) {
    CAPTURE(other);
    CHECK(measure_json(other).ok);
    CHECK_FALSE(measure_json(other).is_resource);
  }
}

TEST_CASE("where the type and the id of an object begin is remembered, unless a name has escapes") {
  using fhirops::detail::json_measure;
  struct row {
    std::string_view text;
    std::uint32_t type;
    std::uint32_t id;
  };
  constexpr std::uint32_t absent = json_measure::absent;
  constexpr std::uint32_t unknown = json_measure::unknown;
  // clang-format off
  for (const row& each : std::vector<row>{
           {R"({"resourceType":"X","id":"a"})", 16, 25}, {R"( { "id" : "a" , "resourceType" : "X" } )", 33, 10}, {R"({"id":{"id":"a"},"b":[{"resourceType":"X"}]})", absent, 6},
           {R"({"a":{"id":"b","resourceType":"X"}})", absent, absent}, {R"([{"id":"a"}])", absent, absent}, {R"({"id":"a","id":"b"})", absent, 6}, {R"({"a":"id"})", absent, absent},
           {R"({"id":"a","\u0062":1})", unknown, unknown}, {R"({"\u0062":1,"id":"a"})", unknown, unknown}, {R"({"a":{"\u0062":1},"id":"b"})", absent, 23},
           {R"({"id":"a)", unknown, unknown}}) {
    // clang-format on
    CAPTURE(each.text);
    CHECK(measure_json(each.text).type_at == each.type);
    CHECK(measure_json(each.text).id_at == each.id);
  }
  CHECK(json_measure::limited(5'000'000'000) == unknown);
  CHECK(json_measure::limited(4'294'967'294) == 4'294'967'294);
  CHECK(json_measure::limited(4'294'967'295) == unknown);
}

TEST_CASE("only strings that FHIR does not allow are repaired in JSON") {
  using fhirops::detail::repaired_json;
  CHECK(repaired_json(R"({"a":"\u0000\\u0000\\\u0000"})") == "{\"a\":\"\xEF\xBF\xBD\\\\u0000\\\\\xEF\xBF\xBD\"}");
  CHECK(repaired_json(R"("\ud800\udc00 \ud800 \udc00 \n\"")") == "\"\\ud800\\udc00 \xEF\xBF\xBD \xEF\xBF\xBD \\n\\\"\"");
  CHECK(repaired_json("\"\xFF\"") == "\"\xEF\xBF\xBD\"");
}
