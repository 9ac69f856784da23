// Writing: valid JSON and valid UTF-8 whatever the host's values hold, to any sink and any handler,
// and never an empty object, array, string or null.

#include <cmath>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/writer.h>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;
using namespace std::string_literals;

namespace {

std::string written_id(std::string_view text) {
  Parameters<> value;
  value.id.text = text;
  const std::string json = to_json(value);
  const std::string_view before = R"({"resourceType":"Parameters","id":")";
  REQUIRE(json.starts_with(before));
  REQUIRE(json.ends_with("\"}"));
  return json.substr(before.size(), json.size() - before.size() - 2);
}

template <class T>
std::string compact_of(const T& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  CHECK(accept(value, writer));
  CHECK(writer.IsComplete());
  return {buffer.GetString(), buffer.GetSize()};
}
template <class T>
std::string pretty_of(const T& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
  writer.SetIndent(' ', 2);
  CHECK(accept(value, writer));
  return {buffer.GetString(), buffer.GetSize()};
}

// A bundle with something of everything.
Bundle<> rich() {
  Bundle<> bundle;
  bundle.id = "b";
  bundle.type = "searchset";
  bundle.total = 3;
  bundle.link.push_back({.relation = "self", .url = "http://x"});
  auto& entry = bundle.entry.emplace_back();
  entry.fullUrl = "urn:uuid:1";
  Parameters<> parameters;
  parameters.parameter.push_back({.name = "d", .value = Decimal<>("1.00")});
  parameters.parameter.push_back({.name = "i", .value = -7});
  parameters.parameter.push_back({.name = "t", .value = true});
  parameters.parameter.push_back({.name = "big", .value = Decimal<>("123456789012345678901234567890")});
  HumanName<> name;
  name.given = {"Anna", "", "Bo"};
  name.given[1].element.emplace().id = "g";
  parameters.parameter.push_back({.name = "n", .value = name});
  parameters.parameter.push_back({.name = "r", .resource = RawResource<>{"Patient", R"({"resourceType":"Patient","n":1.50})"}});
  entry.resource = parameters;
  entry.search.emplace().score = Decimal<>("0.5e-3");
  return bundle;
}

struct in_pieces {
  std::string all{};
  std::vector<std::size_t> sizes;
  void write(const char* bytes, std::ptrdiff_t size) {
    all.append(bytes, static_cast<std::size_t>(size));
    sizes.push_back(static_cast<std::size_t>(size));
  }
};
struct refusing {
  std::size_t room;
  bool refused = false;
  bool called_again = false;
  std::string all{};
  bool append(const char* bytes, std::size_t size) {
    called_again = refused;
    refused = all.size() + size > room;
    if (refused) return false;
    all.append(bytes, size);
    return true;
  }
};

}  // namespace

TEST_CASE("control characters, quotes and backslashes are escaped, and nothing else", "[json][write]") {
  std::string controls;
  std::string expected;
  for (char c = 0; c < 0x20; ++c) controls += c;
  for (const char* each : {"\xEF\xBF\xBD", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007", "\\b",
                           "\\t", "\\n", "\\u000B", "\\f", "\\r", "\\u000E", "\\u000F"})
    expected += each;
  for (int i = 0x10; i < 0x20; ++i) expected += std::string("\\u001") + "0123456789ABCDEF"[i - 0x10];
  CHECK(written_id(controls) == expected);
  CHECK(written_id("\"\\/\x7F") == "\\\"\\\\/\x7F");
  CHECK(written_id("\xC3\xA6\xE2\x80\xA8\xF0\x9F\x98\x80\xEF\xBF\xBF") == "\xC3\xA6\xE2\x80\xA8\xF0\x9F\x98\x80\xEF\xBF\xBF");
}

TEST_CASE("characters to escape are found anywhere in a string", "[json][write]") {
  for (const auto& [special, escaped] : {std::pair{"\""s, "\\\""s},
                                         {"\n"s, "\\n"s},
                                         {"\xFF"s, "\xEF\xBF\xBD"s},
                                         {"\0"s, "\xEF\xBF\xBD"s},
                                         {"\xC3\xA6"s, "\xC3\xA6"s},
                                         {"\\\x1F"s, "\\\\\\u001F"s}})
    for (std::size_t before = 0; before < 40; ++before)
      for (const std::size_t after : {0U, 1U, 7U, 8U, 15U, 16U, 17U, 33U})
        REQUIRE(written_id(std::string(before, 'a') + special + std::string(after, 'z')) ==
                std::string(before, 'a') + escaped + std::string(after, 'z'));
  // In strings that are written in pieces.
  for (std::size_t before = 1000; before < 1100; ++before)
    for (const std::size_t after : {0U, 1U, 70U, 2000U})
      REQUIRE(written_id(std::string(before, 'a') + "\"" + std::string(after, 'z') + "\n") ==
              std::string(before, 'a') + "\\\"" + std::string(after, 'z') + "\\n");
}

TEST_CASE("ill-formed UTF-8 is written as U+FFFD, and counted", "[json][write]") {
  const std::string r = "\xEF\xBF\xBD";
  struct sample {
    std::string text;
    std::string written;
    std::size_t replaced;
  };
  // As Unicode recommends: one for each maximal subpart.
  for (const sample& each : std::vector<sample>{{"\xFF", r, 1},
                                                {"a\x80z", "a" + r + "z", 1},
                                                {"\xC3", r, 1},
                                                {"\xC3\"", r + "\\\"", 1},
                                                {"\xE2\x82", r, 1},
                                                {"\xE2\x82z", r + "z", 1},
                                                {"\xF0\x9F\x98", r, 1},
                                                {"\xF0\x9F\x98\xC3\xA6", r + "\xC3\xA6", 1},
                                                {"\xC0\xAF", r + r, 2},
                                                {"\xE0\x80\x80", r + r + r, 3},
                                                {"\xED\xA0\x80", r + r + r, 3},
                                                {"\xF4\x90\x80\x80", r + r + r + r, 4},
                                                {"\xF8\x88\x80\x80\x80", r + r + r + r + r, 5}}) {
    CAPTURE(each.text);
    CHECK(written_id(each.text) == each.written);
    Parameters<> value;
    value.id.text = each.text;
    std::string sink;
    const write_report report = write_json(value, sink);
    CHECK(report == write_report{.bytes = sink.size(), .replaced = each.replaced});
    CHECK(compact_of(value) == sink);
  }
}

TEST_CASE("strings of a mebibyte", "[json][write]") {
  constexpr std::size_t mebi = 1 << 20;
  for (const std::string& piece : {"x"s, "\xC3\xA6"s, "\""s, "\x01"s, "\xFF"s, "abcdefghi\n"s}) {
    Parameters<> value;
    for (std::size_t i = 0; i < mebi / piece.size(); ++i) value.id.text += piece;
    std::string sink;
    const write_report report = write_json(value, sink);
    CHECK(report.bytes == sink.size());
    CHECK(report.replaced == (piece == "\xFF" ? mebi : 0));
    const auto back = from_json<Parameters<>>(sink);
    REQUIRE(back);
    if (piece != "\xFF") CHECK(back->id.text == value.id.text);
  }
}

TEST_CASE("compact and pretty", "[json][write]") {
  const Bundle<> bundle = rich();
  const std::string compact = to_json(bundle);
  CHECK(
      compact ==
      R"({"resourceType":"Bundle","id":"b","type":"searchset","total":3,"link":[{"relation":"self","url":"http://x"}],)"
      R"("entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Parameters","parameter":[{"name":"d","valueDecimal":1.00},)"
      R"({"name":"i","valueInteger":-7},{"name":"t","valueBoolean":true},{"name":"big","valueDecimal":123456789012345678901234567890},)"
      R"({"name":"n","valueHumanName":{"given":["Anna",null,"Bo"],"_given":[null,{"id":"g"},null]}},)"
      R"({"name":"r","resource":{"resourceType":"Patient","n":1.50}}]},"search":{"score":0.5e-3}}]})");
  const std::string pretty = to_json(bundle, write_options{}.pretty());
  CHECK(pretty.starts_with("{\n  \"resourceType\": \"Bundle\",\n  \"id\": \"b\",\n"));
  CHECK(pretty.ends_with("\n  ]\n}"));
  CHECK(test::json_difference(compact, pretty) == "");
  CHECK(to_json(bundle, write_options{}.pretty(0)) == compact);
  CHECK(to_json(bundle, write_options{}.pretty(4)).starts_with("{\n    \"resourceType\""));
  CHECK(compact_of(bundle) == compact);
  CHECK(pretty_of(bundle) == pretty);
}

TEST_CASE("sinks: strings, streams, and what has append or write", "[json][write]") {
  Bundle<> bundle = rich();
  for (int i = 0; i < 200; ++i) bundle.entry.push_back(bundle.entry[0]);
  const std::string text = to_json(bundle);
  REQUIRE(text.size() > 80'000);

  std::string string = "before ";
  CHECK(write_json(bundle, string) == write_report{.bytes = text.size()});
  CHECK(string == "before " + text);

  std::ostringstream stream;
  CHECK(write_json(bundle, stream) == write_report{.bytes = text.size()});
  CHECK(stream.str() == text);

  in_pieces pieces;
  CHECK(write_json(bundle, pieces).complete);
  CHECK(pieces.all == text);
  CHECK(pieces.sizes.size() > 5);
  CHECK(pieces.sizes.size() <= text.size() / 8000 + 1);  // a buffer is handed over when half of it is full, or more

  std::ostringstream broken;
  broken.setstate(std::ios::badbit);
  CHECK(write_json(bundle, broken) == write_report{.bytes = 0, .complete = false});
  // The state after the last word has been read: no failure, and yet nothing is written.
  std::stringstream at_end("word");
  std::string word;
  at_end >> word;
  CHECK(write_json(bundle, at_end) == write_report{.bytes = 0, .complete = false});
  CHECK(at_end.str() == "word");
  at_end.clear();
  CHECK(write_json(bundle, at_end).complete);
}

TEST_CASE("a sink that refuses is not called again", "[json][write]") {
  Bundle<> bundle = rich();
  for (int i = 0; i < 200; ++i) bundle.entry.push_back(bundle.entry[0]);
  const std::string text = to_json(bundle);
  for (const std::size_t room : {std::size_t{0}, std::size_t{20'000}, text.size() - 1}) {
    refusing sink{.room = room};
    const write_report report = write_json(bundle, sink);
    CHECK_FALSE(report.complete);
    CHECK(report.bytes == sink.all.size());
    CHECK(text.starts_with(sink.all));
    CHECK(sink.refused);
    CHECK_FALSE(sink.called_again);
    CHECK(sink.all.size() <= room);
  }
  refusing enough{.room = text.size()};
  CHECK(write_json(bundle, enough).complete);
  CHECK(enough.all == text);
}

// An extension inside an extension, and so on.
std::string nested_extensions(std::size_t depth) {
  std::string inner = R"("valueString":"x")";
  for (std::size_t i = 0; i < depth; ++i) inner = R"("extension":[{"url":"http://x",)" + inner + "}]";
  return R"("valuePeriod":{)" + inner + R"(,"start":"2024"})";
}

TEST_CASE("writing by tables and as events gives the same text", "[json][write]") {
  const std::string value = GENERATE_COPY(values({
      std::string(R"("valueBoolean":false)"),
      std::string(R"("valueInteger":-5)"),
      std::string(R"("valueDecimal":1.00)"),
      std::string(R"("valueInstant":"2024-02-03T04:05:06.123456789012345678901234567890Z")"),
      std::string(R"("valueString":"\"\u001F\u00e6")"),
      std::string(R"("valueString":"x","_valueString":{"id":"a"})"),
      std::string(R"("valueAddress":{"use":"home","line":["a","b"],"_line":[null,{"id":"c"}],"period":{"start":"2024"}})"),
      std::string(R"("valueAnnotation":{"authorReference":{"reference":"a","display":"b"},"time":"2024-01-01","text":"c"})"),
      std::string(R"("valueAttachment":{"contentType":"text/plain","data":"AA==","size":1,"title":"t"})"),
      std::string(R"("valueCodeableConcept":{"coding":[{"system":"s","code":"a","userSelected":true},{"code":"b"}],"text":"t"})"),
      std::string(R"("valueCoding":{"system":"s","_code":{"extension":[{"url":"u","valueCode":"c"}]}})"),
      std::string(R"("valueContactPoint":{"system":"phone","value":"1","rank":2})"),
      std::string(
          R"("valueDosage":{"sequence":1,"asNeededCodeableConcept":{"text":"t"},"doseAndRate":[{"doseRange":{"low":{"value":1.0}}}]})"),
      std::string(R"("valueHumanName":{"family":"f","given":["a","b"]})"),
      std::string(R"("valueIdentifier":{"type":{"text":"t"},"value":"v","assigner":{"identifier":{"value":"w"}}})"),
      std::string(R"("valueMeta":{"versionId":"1","profile":["p","q"],"tag":[{"code":"c"}]})"),
      std::string(R"("valuePeriod":{"id":"i","start":"2024"})"),
      std::string(R"("valueQuantity":{"value":-0.0,"comparator":"<","unit":"u","system":"s","code":"c"})"),
      std::string(R"("valueReference":{"extension":[{"url":"u","valueUrl":"v"}],"reference":"r","type":"Patient"})"),
      std::string(R"("valueRatio":{"numerator":{"value":1E2},"denominator":{"value":3}})"),
      std::string(R"("valueSampledData":{"origin":{"value":0},"period":1.50,"dimensions":1,"data":"E"})"),
      std::string(R"("valueTiming":{"event":["2024"],"repeat":{"boundsPeriod":{"end":"2025"},"count":2}})"),
      std::string(R"("valueUsageContext":{"code":{"code":"c"},"valueQuantity":{"value":1}})"),
      nested_extensions(3),
      nested_extensions(30),
  }));
  const std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"first","valueString":"x"},{"name":"n",)" +
                           value + R"(},{"name":"p","part":[{"name":"q",)" + value + "}]}]}";
  CAPTURE(text);
  const auto read = from_json<Parameters<>>(text);
  REQUIRE(read);
  CHECK(to_json(*read) == compact_of(*read));
  CHECK(test::json_difference(text, to_json(*read)) == "");
  const auto borrowed_read = from_json<Parameters<borrowed>>(text);
  REQUIRE(borrowed_read);
  CHECK(to_json(*borrowed_read) == to_json(*read));

  const Bundle<Parameters<>> bundle{.type = "collection", .entry = {{.fullUrl = "a", .resource = *read}, {.resource = *read}}};
  CHECK(to_json(bundle) == compact_of(bundle));
}

TEST_CASE("nothing empty is written", "[json][write]") {
  Bundle<> bundle;
  CHECK(to_json(bundle) == R"({"resourceType":"Bundle"})");
  bundle.type = "";
  bundle.meta.emplace().profile.resize(2);
  bundle.meta->tag.emplace_back();
  bundle.identifier.emplace().period.emplace();
  bundle.identifier->type.emplace().coding.resize(3);
  bundle.link.resize(2);
  bundle.entry.resize(2);
  bundle.entry[0].search.emplace();
  bundle.entry[1].response.emplace().extension.emplace_back();
  bundle.type.element.emplace();
  bundle.id.element.emplace().extension.emplace_back().value = Period<>{};
  bundle.timestamp = "";
  bundle.signature.emplace().type.resize(1);
  std::string sink;
  const write_report report = write_json(bundle, sink);
  CHECK(report == write_report{.bytes = sink.size()});
  CHECK(sink == R"({"resourceType":"Bundle"})");
  CHECK(compact_of(bundle) == sink);

  Parameters<> parameters;
  parameters.parameter.push_back({.name = "a", .value = String<>()});
  parameters.parameter.push_back({.name = "b", .value = Integer<>()});
  parameters.parameter.push_back({.name = "c", .value = Boolean<>()});
  parameters.parameter.push_back({.name = "d", .value = Decimal<>()});
  parameters.parameter.push_back({.name = "e", .value = Date<>()});
  parameters.parameter.push_back({.name = "f", .value = Timing<>{}});
  parameters.parameter.push_back({.name = "g"});
  parameters.parameter.back().part.resize(2);
  parameters.parameter.push_back({});
  CHECK(to_json(parameters) == R"({"resourceType":"Parameters","parameter":[{"name":"a"},{"name":"b"},{"name":"c"},)"
                               R"({"name":"d"},{"name":"e"},{"name":"f"},{"name":"g"}]})");

  Bundle<> raw;
  raw.entry.emplace_back().resource = RawResource<>{"Patient", R"({"resourceType":"Patient"})"};
  CHECK(to_json(raw) == R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}}]})");

  HumanName<> name;
  name.given.resize(3);
  CHECK(to_json(name) == "{}");  // a datatype alone has nothing around it that could leave it out
  name.given[2] = "c";
  name.given[2].element.emplace();
  CHECK(to_json(name) == R"({"given":["c"]})");
  name.given[0].element.emplace().id = "x";
  CHECK(to_json(name) == R"({"given":[null,"c"],"_given":[{"id":"x"},null]})");
  // A resource has its type, and so something to say.
  parameters.parameter = {{.name = "p", .resource = Parameters<>{}}};
  CHECK(to_json(parameters) ==
        R"({"resourceType":"Parameters","parameter":[{"name":"p","resource":{"resourceType":"Parameters"}}]})");
}

TEST_CASE("raw resources are written token for token", "[json][write]") {
  const std::string json =
      " {\"resourceType\" : \"X\",\r\n\t\"a\":[ ],\"b\" : { } ,\"c\":[1 , {\"d\":-0.00e+1,\"e\":null,"
      "\"\\u0065\\/\":\"\\u00e9\\/\\ud83d\\ude00 ,:{}[] \"}, true,\"\"]} ";
  const Resource<> raw = RawResource<>{"X", json};
  CHECK(to_json(raw) ==
        "{\"resourceType\":\"X\",\"a\":[],\"b\":{},\"c\":[1,{\"d\":-0.00e+1,\"e\":null,"
        "\"\\u0065\\/\":\"\\u00e9\\/\\ud83d\\ude00 ,:{}[] \"},true,\"\"]}");
  CHECK(to_json(raw, write_options{}.pretty()) ==
        "{\n  \"resourceType\": \"X\",\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": -0.00e+1,\n"
        "      \"e\": null,\n      \"\\u0065\\/\": \"\\u00e9\\/\\ud83d\\ude00 ,:{}[] \"\n    },\n    true,\n    \"\"\n  ]\n}");
  // A handler is given what the tokens mean.
  CHECK(test::json_difference(compact_of(raw), json) == "");
}

TEST_CASE("untyped resources and unknown members that are not JSON are left out, and counted", "[json][write]") {
  // clang-format off
  for (const std::string& json :
       {""s, " "s, "{"s, "}"s, "{} {}"s, "[1]"s, "1"s, "\"a\""s, "null"s, "{\"a\":01}"s, "{\"a\":1,}"s, "{a:1}"s, "{\"a\":\"\n\"}"s,
        "{\"a\":\"\xFF\"}"s, "{\"a\":\"\\x\"}"s, "{\"a\":\"\\u12\"}"s, "{\"a\":tru}"s, "{\"a\"}"s, "{\"a\":}"s, "{\"a\":1 2}"s, "{\"a\":[}"s,
        "{\"a\":[1,]}"s, "{\"a\":\"b\\\"}"s, "{\"a\":1}\0"s, "{\"a\":1}x"s, "{\"a\":1]"s, "{,}"s, "{\"a\":1,\"b\"}"s, "{\"a\" \"b\"}"s,
        "{:1}"s, "{1:1}"s, "{\"a\"::1}"s, "\xEF\xBB\xBF{}"s, "{\"a\":+1}"s, "{\"a\":NaN}"s, "{\"a\":'b'}"s, "{}//"s}) {
    // clang-format on
    CAPTURE(json);
    Resource<> resource = RawResource<>{"X", json};
    std::string sink;
    CHECK(write_json(resource, sink) == write_report{.unrepresentable = 1});
    CHECK(to_json(RawResource<>{"X", json}) == "");
    rapidjson::Document document;
    CHECK_FALSE(accept(resource, document));

    Bundle<> bundle;
    bundle.entry.emplace_back().resource = resource;
    bundle.entry.emplace_back().fullUrl = "u";
    bundle.entry.back().resource = resource;
    OperationOutcome<> outcome;
    outcome.contained.push_back(resource);
    bundle.entry.emplace_back().response.emplace().outcome = outcome;
    sink.clear();
    CHECK(write_json(bundle, sink).unrepresentable == 3);
    CHECK(sink ==
          R"({"resourceType":"Bundle","entry":[{"fullUrl":"u"},{"response":{"outcome":{"resourceType":"OperationOutcome"}}}]})");
  }
  Parameters<> parameters;
  parameters.parameter.push_back({.name = "a", .value = Period<>{}});
  parameters.parameter[0].value.get_if<Period<>>()->unknown.push_back({"x", "bad"});
  parameters.unknown.push_back({"a\"b", "null"});
  parameters.unknown.push_back({"c", ""});
  parameters.unknown.push_back({"", "[ 1 ]"});
  std::string sink;
  CHECK(write_json(parameters, sink).unrepresentable == 2);
  CHECK(sink == R"({"resourceType":"Parameters","parameter":[{"name":"a"}],"a\"b":null,"":[1]})");
  CHECK(to_json(Resource<>()) == "");
}

TEST_CASE("a decimal that is not a number is left out, and counted", "[json][write]") {
  for (const std::string& text : {"abc"s, "1."s, ".5"s, "+1"s, "01"s, "1e"s, "NaN"s, "1 "s, "0x1"s, "1,5"s, "\"\xFF"s}) {
    Parameters<> parameters;
    parameters.parameter.push_back({.name = "a", .value = Decimal<>(text)});
    std::string sink;
    CHECK(write_json(parameters, sink).unrepresentable == 1);
    CHECK(test::json_tree(sink).ok());
    CHECK(sink == R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})");
  }
}

TEST_CASE("events to a rapidjson::Document", "[json][accept]") {
  rapidjson::Document document;
  const Bundle<> bundle = rich();
  const auto generate = [&bundle](rapidjson::Document& handler) { return accept(bundle, handler); };
  document.Populate(generate);
  CHECK(document["total"].GetInt() == 3);
  const auto& parameter = document["entry"][0]["resource"]["parameter"];
  CHECK(parameter[0]["valueDecimal"].IsDouble());
  CHECK(parameter[0]["valueDecimal"].GetDouble() == 1.0);
  CHECK(parameter[1]["valueInteger"].GetInt() == -7);
  CHECK(parameter[2]["valueBoolean"].IsTrue());
  CHECK(parameter[3]["valueDecimal"].GetDouble() == 123456789012345678901234567890.0);
  CHECK(parameter[4]["valueHumanName"]["_given"][0].IsNull());
  CHECK(parameter[5]["resource"]["n"].GetDouble() == 1.5);
  CHECK(parameter.Size() == 6);
}

TEST_CASE("numbers reach a handler without RawValue as the type that holds them", "[json][accept]") {
  const auto sent = [](std::string_view digits) {
    Parameters<> parameters;
    parameters.parameter.push_back({.name = "a", .value = Decimal<>(digits)});
    rapidjson::Document document;
    const auto generate = [&](rapidjson::Document& handler) { return accept(parameters, handler); };
    document.Populate(generate);
    return rapidjson::Document(std::move(document));
  };
  const auto value = [](const rapidjson::Document& document) -> const rapidjson::Value& {
    return document["parameter"][0]["valueDecimal"];
  };
  CHECK(value(sent("0")).IsUint());
  CHECK(value(sent("4294967295")).IsUint());
  CHECK(value(sent("4294967296")).GetInt64() == 4294967296);
  CHECK(value(sent("-2147483648")).IsInt());
  CHECK(value(sent("-2147483649")).GetInt64() == -2147483649);
  CHECK(value(sent("-9223372036854775808")).GetInt64() == INT64_MIN);
  CHECK(value(sent("18446744073709551616")).GetDouble() == 18446744073709551616.0);
  CHECK(std::signbit(value(sent("-0")).GetDouble()));
  CHECK(value(sent("1E2")).GetDouble() == 100.0);
  CHECK(value(sent("-1")).IsInt());
  CHECK(value(sent("9223372036854775807")).GetInt64() == INT64_MAX);
  CHECK(value(sent("9223372036854775808")).GetUint64() == 9223372036854775808U);
  CHECK(value(sent("18446744073709551615")).GetUint64() == UINT64_MAX);
  CHECK(value(sent("1.7976931348623157e308")).IsDouble());
  CHECK(value(sent("-1.7976931348623157e308")).IsDouble());
  for (const std::string_view beyond : {"1e400", "-1e400"}) CHECK(value(sent(beyond)).GetString() == beyond);
}

namespace {

// Takes so many events, and then no more.
struct limited {
  int room;
  int calls = 0;
  bool event() {
    ++calls;
    return room-- > 0;
  }
  bool Null() { return event(); }
  bool Bool(bool) { return event(); }
  bool Int(int) { return event(); }
  bool Uint(unsigned) { return event(); }
  bool Int64(std::int64_t) { return event(); }
  bool Uint64(std::uint64_t) { return event(); }
  bool Double(double) { return event(); }
  bool String(const char*, rapidjson::SizeType, bool) { return event(); }
  bool StartObject() { return event(); }
  bool Key(const char*, rapidjson::SizeType, bool) { return event(); }
  bool EndObject(rapidjson::SizeType) { return event(); }
  bool StartArray() { return event(); }
  bool EndArray(rapidjson::SizeType) { return event(); }
};

}  // namespace

TEST_CASE("a handler that accepts numbers as text needs no other functions for them", "[json][accept]") {
  struct only_digits {
    std::string& seen;
    bool Null() const { return true; }
    bool Bool(bool) const { return true; }
    bool RawValue(const char* text, std::size_t size, rapidjson::Type) const { return seen.append(text, size), true; }
    bool String(const char*, rapidjson::SizeType, bool) const { return true; }
    bool Key(const char*, rapidjson::SizeType, bool) const { return true; }
    bool StartObject() const { return true; }
    bool EndObject(rapidjson::SizeType) const { return true; }
    bool StartArray() const { return true; }
    bool EndArray(rapidjson::SizeType) const { return true; }
    // What it is must not be asked by its address.
    const only_digits* operator&() const { return nullptr; }
  };
  std::string seen;
  const only_digits handler{seen};
  CHECK(accept(Quantity<>{.value = "1.50"}, handler));
  CHECK(seen == "1.50");
}

TEST_CASE("a sink may be const", "[json][write]") {
  struct file {
    std::string* text;
    bool append(const char* bytes, std::size_t size) const { return text->append(bytes, size), true; }
  };
  std::string text;
  const file sink{&text};
  CHECK(write_json(Period<>{.start = "2024"}, sink).complete);
  CHECK(text == R"({"start":"2024"})");
}

TEST_CASE("a handler that returns false is not called again", "[json][accept]") {
  const Bundle<> bundle = rich();
  limited all{1'000'000};
  CHECK(accept(bundle, all));
  for (int room = 0; room < all.calls; ++room) {
    limited handler{room};
    CHECK_FALSE(accept(bundle, handler));
    CHECK(handler.calls == room + 1);
  }
}

TEST_CASE("a long text with an ill-formed part is written the same wherever the buffer ends") {
  for (std::size_t before = 2030; before <= 2060; ++before) {
    Binary<> binary;
    binary.contentType = std::string(before, 'a') +
                         "\xF0\x9F\x98\x80"
                         "\x80\x80" +
                         std::string(50, 'b');
    std::string text;
    CHECK(write_json(binary, text).replaced == 2);
    CHECK(text.find("a\xF0\x9F\x98\x80\xEF\xBF\xBD\xEF\xBF\xBD"
                    "b") != std::string::npos);
  }
}
