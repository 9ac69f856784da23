// A DOM that the host has already: the same values and issues as of its text.

#include <fhirops/interop/rapidjson.hpp>

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/documents.hpp"
#include "support/issues.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

std::string printed(const rapidjson::Value& json) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  json.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}
rapidjson::Document parsed(std::string_view text) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
  REQUIRE_FALSE(document.HasParseError());
  return document;
}

// In the order of the words: a DOM has no offsets to sort issues by.
std::vector<std::string> sorted(const issues& all) {
  std::vector<std::string> lines = test::reported(all);
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("documents written by others give the same values from a DOM as from their text", "[interop]") {
  std::size_t compared = 0;
  for (const auto& path : test::documents()) {
    CAPTURE(path.filename().string());
    const std::string text = test::read_file(path.string());
    const read_options options = read_options{}.lenient().keep_unknown();
    // What a DOM has of it is what can be compared: its doubles have no digits of their own.
    const rapidjson::Document document = parsed(text);
    const std::string dom_text = printed(document);
    const auto of_text = from_json<Resource<>>(dom_text, options);
    const auto of_dom = from_rapidjson<Resource<>>(document, options);
    REQUIRE(of_text);
    REQUIRE(of_dom);
    CHECK(*of_dom == *of_text);
    CHECK(sorted(of_dom.issues()) == sorted(of_text.issues()));
    CHECK(printed(to_rapidjson(*of_dom)) == printed(parsed(to_json(*of_text))));
    ++compared;
  }
  CHECK(compared >= 200);
}

TEST_CASE("faults of a DOM are reported with their paths", "[interop]") {
  for (const std::string_view text : {
           R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":1,"colour":{"a":[null]}}]})",
           R"({"resourceType":"Parameters","parameter":{"name":"a"},"id":null})",
           R"({"resourceType":"Parameters","parameter":[]})",
           R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":"x","valueCode":"y"},{"name":""},{}]})",
           R"({"resourceType":"Parameters","parameter":[{"name":"a","valueInteger":1.5},{"name":"b","valueBoolean":"true"}]})",
           R"({"resourceType":"Bundle"})",
           R"({"parameter":[]})",
           R"([])",
           R"("text")",
       }) {
    CAPTURE(std::string(text));
    for (const bool lenient : {false, true}) {
      const read_options options = lenient ? read_options{}.lenient() : read_options{};
      const auto of_text = from_json<Parameters<>>(text, options);
      const rapidjson::Document document = parsed(text);
      const auto of_dom = from_rapidjson<Parameters<>>(document, options);
      CHECK_FALSE(of_dom.issues().empty());
      CHECK(sorted(of_dom.issues()) == sorted(of_text.issues()));
      CHECK(of_dom.has_value() == of_text.has_value());
      if (of_dom && of_text) CHECK(*of_dom == *of_text);
      for (const issue& each : of_dom.issues()) {
        CHECK(each.line == 0);
        CHECK(each.offset == 0);
      }
    }
  }
}

TEST_CASE("an invalid type of resource is reported the same from a DOM as from its text", "[interop]") {
  for (const std::string_view text :
       {R"({})", R"({"id":"a"})", R"({"resourceType":5})", R"({"resourceType":null,"id":"a"})", R"({"resourceType":["Patient"]})",
        R"({"resourceType":""})", R"({"id":"a","resourceType":{}})"}) {
    CAPTURE(text);
    for (const read_options& options : {read_options{}, read_options{}.lenient()}) {
      const auto of_dom = from_rapidjson<Resource<>>(parsed(text), options);
      CHECK_FALSE(of_dom);
      CHECK(sorted(of_dom.issues()) == sorted(from_json<Resource<>>(text, options).issues()));
    }
  }
}

TEST_CASE("a DOM of any depth is read without recursion, up to the limit", "[interop]") {
  std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"a","x":)";
  const std::size_t depth = 100000;
  text += std::string(depth, '[') + std::string(depth, ']') + "}]}";
  const rapidjson::Document document = parsed(text);
  const auto refused = from_rapidjson<Parameters<>>(document, read_options{}.lenient());
  CHECK_FALSE(refused);
  CHECK(refused.issues().back().code == issue_type::too_costly);
}

TEST_CASE("borrowed values refer to the strings of the DOM", "[interop]") {
  const rapidjson::Document document =
      parsed(R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":"long enough to stand apart"}]})");
  const auto read = from_rapidjson<Parameters<borrowed>>(document);
  REQUIRE(read);
  const auto& in_dom = document["parameter"][0]["valueString"];
  CHECK(std::string_view(*get<String<borrowed>>(*read, "a")).data() == in_dom.GetString());
}

TEST_CASE("a DOM of another allocator is read too", "[interop]") {
  using plain = rapidjson::GenericDocument<rapidjson::UTF8<>, rapidjson::CrtAllocator>;
  rapidjson::CrtAllocator memory;
  plain document(&memory);
  document.Parse(
      R"({"resourceType":"Parameters","parameter":[{"name":"a","valueDecimal":1.5},{"name":"b","valueString":"\u0000x"}]})");
  const auto read = from_rapidjson<Parameters<>>(static_cast<const plain::ValueType&>(document), read_options{}.lenient());
  REQUIRE(read);
  CHECK(*get<Decimal<>>(*read, "a") == "1.5");
  CHECK(std::string_view(*get<String<>>(*read, "b")) == "\xEF\xBF\xBDx");
  CHECK(read.issues().size() == 1);
}

TEST_CASE("numbers keep their value through a DOM", "[interop]") {
  const std::string text =
      R"({"resourceType":"Parameters","parameter":[{"name":"a","valueInteger":-2147483648},{"name":"b","valueDecimal":0.1},{"name":"c","valueDecimal":-12}]})";
  const auto read = from_json<Parameters<>>(std::string_view(text));
  REQUIRE(read);
  const rapidjson::Document document = to_rapidjson(*read);
  CHECK(document["parameter"][0]["valueInteger"].GetInt() == -2147483647 - 1);
  CHECK(document["parameter"][1]["valueDecimal"].GetDouble() == 0.1);
  const auto again = from_rapidjson<Parameters<>>(document);
  REQUIRE(again);
  CHECK(*again == *read);
}

TEST_CASE("NaN and infinities are errors, strictly and leniently, wherever they are", "[interop]") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), infinity, -infinity}) {
    for (const std::string_view text : {R"({"resourceType":"Patient","a":[1,{"b":2}],"c":"text"})",
                                        R"({"resourceType":"Parameters","parameter":[{"name":"a","valueDecimal":2}]})"}) {
      rapidjson::Document document = parsed(text);
      if (document.HasMember("a"))
        document["a"][1]["b"].SetDouble(bad);
      else
        document["parameter"][0]["valueDecimal"].SetDouble(bad);
      for (const read_options& options : {read_options{}, read_options{}.lenient(), read_options{}.lenient().keep_unknown()}) {
        const auto read = from_rapidjson<Resource<>>(document, options);
        CHECK_FALSE(read);
        REQUIRE(read.issues().size() == 1);
        CHECK(read.issues()[0].text == std::string(bad < 0   ? "-Infinity"
                                                   : bad > 0 ? "Infinity"
                                                             : "NaN") +
                                           " is not a JSON number");
      }
    }
  }
}

TEST_CASE("the largest doubles are numbers", "[interop]") {
  using limits = std::numeric_limits<double>;
  for (const double number : {limits::max(), limits::lowest(), limits::min(), limits::denorm_min(), -0.5, 0.0}) {
    CAPTURE(number);
    rapidjson::Document document = parsed(R"({"value":1})");
    document["value"].SetDouble(number);
    const auto read = from_rapidjson<Quantity<>>(document);
    REQUIRE(read);
    CHECK(read.issues().empty());
    CHECK(parsed("{\"value\":" + std::string(read->value) + "}")["value"].GetDouble() == number);
  }
}

TEST_CASE("bytes that are not UTF-8 in a DOM are an error, and leniently U+FFFD", "[interop]") {
  rapidjson::Document document = parsed(R"({"resourceType":"Patient","a":["x"],"c":"text"})");
  document["a"][0].SetString("x\xFFy", 3, document.GetAllocator());
  CHECK_FALSE(from_rapidjson<Resource<>>(document));
  const auto read = from_rapidjson<Resource<>>(document, read_options{}.lenient());
  REQUIRE(read);
  CHECK(to_json(*read) == "{\"resourceType\":\"Patient\",\"a\":[\"x\xEF\xBF\xBDy\"],\"c\":\"text\"}");
  document["resourceType"].SetString("Bu\xFFndle", 7, document.GetAllocator());
  CHECK_FALSE(from_rapidjson<Resource<>>(document, read_options{}.lenient()));
  CHECK_FALSE(from_rapidjson<Bundle<>>(document, read_options{}.lenient()));
}

TEST_CASE("integers are exact up to 2^64 - 1, and numbers that a double cannot represent are text", "[interop]") {
  for (const std::string_view number :
       {"9223372036854775807", "9223372036854775808", "18446744073709551615", "-9223372036854775808"}) {
    const std::string text = "{\"resourceType\":\"Patient\",\"a\":[" + std::string(number) + "]}";
    const auto read = from_rapidjson<Resource<>>(parsed(text));
    REQUIRE(read);
    CHECK(to_json(*read) == text);
    CHECK(printed(to_rapidjson(*read)) == text);
    const auto decimal = from_rapidjson<Quantity<>>(parsed("{\"value\":" + std::string(number) + "}"));
    REQUIRE(decimal);
    CHECK(std::string_view(decimal->value) == number);
  }
  CHECK(printed(to_rapidjson(Quantity<>{.value = "1e400"})) == R"({"value":"1e400"})");
  CHECK(printed(to_rapidjson(*from_json<Resource<>>(R"({"resourceType":"Patient","a":-1e400})"))) ==
        R"({"resourceType":"Patient","a":"-1e400"})");
}

TEST_CASE("max_depth has the same meaning for a DOM as for its text", "[interop]") {
  for (const std::string_view text : {R"({"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"b"}]}]})",
                                      R"({"resourceType":"Patient","a":[[{"b":[1]}]]})",
                                      R"({"resourceType":"Patient","contained":[{"resourceType":"Basic","a":{"b":{"c":1}}}]})"}) {
    for (std::size_t depth = 1; depth < 9; ++depth) {
      CAPTURE(text, depth);
      const read_options options = read_options{}.lenient().max_depth(depth);
      CHECK(from_json<Resource<>>(text, options).has_value() == (depth >= 5));
      CHECK(from_json<Resource<borrowed>>(text, options).has_value() == (depth >= 5));
      CHECK(from_rapidjson<Resource<>>(parsed(text), options).has_value() == (depth >= 5));
    }
  }
}

TEST_CASE("numbers of a DOM around the ends of its integers have the digits that it has", "[interop]") {
  for (const std::string_view text :
       {"0", "-1", "2147483647", "2147483648", "4294967295", "4294967296", "-2147483648", "-2147483649", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "-9223372036854775808"}) {
    CAPTURE(text);
    const rapidjson::Document document =
        parsed(R"({"resourceType":"Parameters","parameter":[{"name":"d","valueDecimal":)" + std::string(text) +
               R"(},{"name":"r","resource":{"resourceType":"Patient","n":)" + std::string(text) + "}}]}");
    const auto read = from_rapidjson<Parameters<>>(document);
    REQUIRE(read);
    CHECK(std::string_view(get<Decimal<>>(*read, "d")->text) == text);
    CHECK(get<RawResource<>>(*read, "r")->json == R"({"resourceType":"Patient","n":)" + std::string(text) + '}');
  }
  // One beyond is a double, whose digits give that double again.
  for (const auto& [text, value] : {std::pair<std::string_view, double>{"18446744073709551616", 18446744073709551616.0},
                                    {"-9223372036854775809", -9223372036854775808.0}}) {
    const auto read = from_rapidjson<Quantity<>>(parsed("{\"value\":" + std::string(text) + "}"));
    REQUIRE(read);
    CHECK(parsed("{\"value\":" + std::string(read->value) + "}")["value"].GetDouble() == value);
  }
  // As an integer, 64 bits with a sign and no more.
  for (const auto& [text, fits] : {std::pair<std::string_view, bool>{"9223372036854775807", true},
                                   {"-9223372036854775808", true},
                                   {"9223372036854775808", false},
                                   {"18446744073709551615", false}}) {
    CAPTURE(text);
    const std::string json =
        R"({"resourceType":"Parameters","parameter":[{"name":"i","valueInteger":)" + std::string(text) + "}]}";
    const auto of_dom = from_rapidjson<Parameters<>>(parsed(json));
    const auto of_text = from_json<Parameters<>>(json);
    CHECK(of_dom.has_value() == fits);
    CHECK(of_text.has_value() == fits);
    CHECK(sorted(of_dom.issues()) == sorted(of_text.issues()));
    if (fits) CHECK(to_json(*of_dom) == json);
  }
}

TEST_CASE("text that a borrowed value needs and the DOM does not contain is kept with the result", "[interop]") {
  const auto read = [] {
    rapidjson::Document document = parsed(
        R"({"resourceType":"Parameters","parameter":[{"name":"n","valueString":18446744073709551615},{"name":"d","valueString":-1.5},
        {"name":"b","valueString":true},{"name":"c","valueCode":12},{"name":"r","resource":{"resourceType":"Patient","n":[1,9223372036854775808,"\u0001"]}},
        {"name":"z","valueString":"a\u0000b"},{"name":"q","valueDecimal":0.1}]})");
    return from_rapidjson<Parameters<borrowed>>(document, read_options{}.lenient());
  }();
  REQUIRE(read);
  REQUIRE(read->parameter.size() == 7);
  // The DOM is gone: none of these is its text.
  const auto text = [&read](std::size_t i) { return std::string_view(*read->parameter[i].value.get_if<String<borrowed>>()); };
  CHECK(text(0) == "18446744073709551615");
  CHECK(text(1) == "-1.5");
  CHECK(text(2) == "true");
  CHECK(std::string_view(*read->parameter[3].value.get_if<Code<borrowed>>()) == "12");
  CHECK(read->parameter[4].resource.get_if<RawResource<borrowed>>()->json ==
        R"({"resourceType":"Patient","n":[1,9223372036854775808,"\u0001"]})");
  CHECK(text(5) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(read->parameter[6].value.get_if<Decimal<borrowed>>()->text.view() == "0.1");
}

TEST_CASE("an owned value outlives the DOM that it was read from", "[interop]") {
  for (const auto& path : test::documents()) {
    const std::string text = test::read_file(path.string());
    if (text.size() > 3000) continue;
    CAPTURE(path.filename().string());
    std::optional<Resource<>> kept;
    std::string expected;
    {
      const rapidjson::Document document = parsed(text);
      auto read = from_rapidjson<Resource<>>(document, read_options{}.lenient().keep_unknown());
      REQUIRE(read);
      expected = to_json(*read);
      kept = *std::move(read);
    }
    const rapidjson::Document other = parsed(std::string(R"({"x":")") + std::string(text.size(), '#') + "\"}");
    CHECK(to_json(*kept) == expected);
    CHECK(printed(parsed(to_json(*kept))) == printed(parsed(expected)));
  }
}
