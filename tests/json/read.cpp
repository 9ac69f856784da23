// Reading: what R4's JSON forbids is reported, each fault at its position: by strict reading as an error, by lenient reading as
// a warning beside the value.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/difference_text.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

struct outcome {
  bool has_value;
  issues found;
  std::string json;  // of the value
};
using reader = outcome (*)(std::string_view, read_options);

template <class T>
outcome read_as(std::string_view text, read_options options) {
  auto read = from_json<T>(text, options);
  std::string json = read ? to_json(*read) : std::string();
  return {read.has_value(), read.issues(), std::move(json)};
}

// Faults of a datatype; those of resources are fixtures. `@` marks where issues are expected, in their order.
struct fault {
  const char* what;
  reader read;
  std::string_view text;
  std::vector<std::string> expected;  // code, FHIRPath, JSON pointer
  std::string_view lenient;           // the value there is all the same
};

const reader name = &read_as<HumanName<>>;

std::vector<fault> faults() {
  return {
      // --- elements that are not there
      // clang-format off
      {"another case of letters", name, R"({@"Family":"a","family":"b"})", {"structure HumanName.Family /Family"},
       R"({"family":"b"})"},
      {"extensions of a complex element", name, R"({@"_period":{"id":"a"}})", {"structure HumanName._period /_period"},
       "{}"},
      {"extensions of an element's id", name, R"({@"_id":{"id":"a"}})", {"structure HumanName._id /_id"}, "{}"},
      {"a name with a slash and a tilde", name, R"({@"a/b~c":1,"text":"t"})", {"structure HumanName.`a/b~c` /a~1b~0c"},
       // clang-format on
       R"({"text":"t"})"},
      {"an unknown element with objects in it",
       name,
       R"({@"x":{"family":[{"y":{"z":1}}]},"text":"t"})",
       {"structure HumanName.x /x"},
       R"({"text":"t"})"},
      {"resourceType in a datatype",
       name,
       R"({@"resourceType":"HumanName","text":"t"})",
       {"structure HumanName.resourceType /resourceType"},
       R"({"text":"t"})"},
      // --- repeated
      {"an element twice", name, R"({"family":"a",@"family":"b"})", {"structure HumanName.family /family"}, R"({"family":"b"})"},
      {"an array twice",
       name,
       R"({"given":["a","b"],@"given":["c"]})",
       {"structure HumanName.given /given"},
       R"({"given":["c"]})"},
      {"extensions twice",
       name,
       R"({"_family":{"id":"a"},@"_family":{"id":"b"}})",
       {"structure HumanName.family /_family"},
       R"({"_family":{"id":"b"}})"},
      {"a complex element twice",
       name,
       R"({"period":{"start":"2020"},@"period":{"end":"2021"}})",
       {"structure HumanName.period /period"},
       R"({"period":{"end":"2021"}})"},
      {"an unknown element twice",
       name,
       R"({@"x":1,@"x":2,"text":"t"})",
       {"structure HumanName.x /x", "structure HumanName.x /x"},
       R"({"text":"t"})"},
      // --- null and empty
      {"null", name, R"({"family":@null,"text":"t"})", {"structure HumanName.family /family"}, R"({"text":"t"})"},
      {"null for a complex element",
       name,
       R"({"period":@null,"text":"t"})",
       {"structure HumanName.period /period"},
       R"({"text":"t"})"},
      {"null for an array", name, R"({"given":@null,"text":"t"})", {"structure HumanName.given /given"}, R"({"text":"t"})"},
      // clang-format off
      {"null for extensions", name, R"({"text":"t","_text":@null})", {"structure HumanName.text /_text"},
       R"({"text":"t"})"},
      {"null in an array of objects", name, R"({"extension":[@null,{"url":"u","valueCode":"c"}]})",
       {"structure HumanName.extension[0] /extension/0"}, R"({"extension":[{"url":"u","valueCode":"c"}]})"},
      {"an empty object behind another", name, R"({"extension":[{"url":"u","valueCode":"c"},@{}]})",
       {"structure HumanName.extension[1] /extension/1"}, R"({"extension":[{"url":"u","valueCode":"c"}]})"},
      {"null last in an array of objects", name, R"({"extension":[{"url":"u","valueCode":"c"},@null]})",
       {"structure HumanName.extension[1] /extension/1"}, R"({"extension":[{"url":"u","valueCode":"c"}]})"},
      {"null in an array of strings", name, R"({"given":["a",@null]})", {"structure HumanName.given[1] /given/1"},
       // clang-format on
       R"({"given":["a"]})"},
      {"null first in an array of strings",
       name,
       R"({"given":[@null,"a"]})",
       {"structure HumanName.given[0] /given/0"},
       R"({"given":["a"]})"},
      {"null in both arrays",
       name,
       R"({"given":["a",@null],"_given":[{"id":"b"},@null]})",
       {"structure HumanName.given[1] /given/1", "structure HumanName.given[1] /_given/1"},
       R"({"given":["a"],"_given":[{"id":"b"}]})"},
      {"an empty string", name, R"({"family":@"","text":"t"})", {"value HumanName.family /family"}, R"({"text":"t"})"},
      {"an empty string in an array",
       name,
       R"({"given":["a",@""]})",
       {"value HumanName.given[1] /given/1"},
       R"({"given":["a"]})"},
      {"an empty element id", name, R"({"id":@"","text":"t"})", {"value HumanName.id /id"}, R"({"text":"t"})"},
      {"an empty object", name, R"({"period":@{},"text":"t"})", {"structure HumanName.period /period"}, R"({"text":"t"})"},
      {"an empty object in an array",
       name,
       R"({"extension":[@{}],"text":"t"})",
       {"structure HumanName.extension[0] /extension/0"},
       R"({"text":"t"})"},
      {"empty extensions", name, R"({"text":"t","_text":@{}})", {"structure HumanName.text /_text"}, R"({"text":"t"})"},
      {"an empty array", name, R"({"given":@[],"text":"t"})", {"structure HumanName.given /given"}, R"({"text":"t"})"},
      // --- arrays
      {"one value in place of an array", name, R"({"given":@"a"})", {"structure HumanName.given /given"}, R"({"given":["a"]})"},
      {"one object of extensions in place of an array",
       name,
       R"({"_given":@{"id":"a"}})",
       {"structure HumanName.given /_given"},
       R"({"_given":[{"id":"a"}]})"},
      {"one object of extensions beside an array of values",
       name,
       R"({"given":["a"],"_given":@{"id":"x"}})",
       {"structure HumanName.given /_given"},
       R"({"given":["a"],"_given":[{"id":"x"}]})"},
      {"an array in place of one value",
       name,
       R"({"family":@["a"]})",
       {"structure HumanName.family /family"},
       R"({"family":"a"})"},
      // clang-format off
      {"an array of two in place of one value", name, R"({"family":@["a","b"]})", {"structure HumanName.family /family"},
       R"({"family":"a"})"},
      {"an array in place of one object", name, R"({"period":@[{"start":"2020"}]})", {"structure HumanName.period /period"},
       // clang-format on
       R"({"period":{"start":"2020"}})"},
      {"an array of two in place of one object",
       name,
       R"({"period":@[{"start":"2020"},{"end":"2021"}]})",
       {"structure HumanName.period /period"},
       R"({"period":{"start":"2020"}})"},
      {"an array of extensions in place of one",
       name,
       R"({"_text":@[{"id":"a"},{"id":"b"}]})",
       {"structure HumanName.text /_text"},
       R"({"_text":{"id":"a"}})"},
      {"an array in an array",
       name,
       R"({"given":[@["a"],"b"]})",
       {"structure HumanName.given[0] /given/0"},
       R"({"given":["b"]})"},
      {"fewer values than extensions",
       name,
       R"({"given":@["a"],"_given":[{"id":"x"},{"id":"y"}]})",
       {"structure HumanName.given /given"},
       R"({"given":["a",null],"_given":[{"id":"x"},{"id":"y"}]})"},
      {"fewer extensions than values",
       name,
       R"({"_given":@[{"id":"x"}],"given":["a","b"]})",
       {"structure HumanName.given /_given"},
       R"({"given":["a","b"],"_given":[{"id":"x"},null]})"},
      // --- wrong types
      {"a number in place of a string", name, R"({"family":@7})", {"value HumanName.family /family"}, R"({"family":"7"})"},
      {"a boolean in place of a string", name, R"({"family":@true})", {"value HumanName.family /family"}, R"({"family":"true"})"},
      {"an object in place of a string",
       name,
       R"({"family":@{"a":1},"text":"t"})",
       {"structure HumanName.family /family"},
       R"({"text":"t"})"},
      {"a string in place of an object",
       name,
       R"({"period":@"2020","text":"t"})",
       {"structure HumanName.period /period"},
       R"({"text":"t"})"},
      {"a number in place of extensions",
       name,
       R"({"text":"t","_text":@1})",
       {"structure HumanName.text /_text"},
       R"({"text":"t"})"},
      {"a string in an array of extensions",
       name,
       R"({"given":["a"],"_given":[@"x"]})",
       {"structure HumanName.given[0] /_given/0"},
       R"({"given":["a"]})"},
      {"a number as an element's id", name, R"({"id":@7})", {"value HumanName.id /id"}, R"({"id":"7"})"},
      // --- characters
      // clang-format off
      {"U+0000", name, R"({"text":@"a\u0000b"})", {"value HumanName.text /text"}, "{\"text\":\"a\xEF\xBF\xBD" "b\"}"},
      {"bytes that are not UTF-8", name, "{\"text\":@\"a\xFFz\"}", {"value HumanName.text /text"},
       "{\"text\":\"a\xEF\xBF\xBDz\"}"},
      {"a surrogate as UTF-8", name, "{\"text\":@\"\xED\xA0\x80\"}", {"value HumanName.text /text"},
       "{\"text\":\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"}"},
      {"an overlong sequence", name, "{\"text\":@\"\xC0\xAF\"}", {"value HumanName.text /text"},
       "{\"text\":\"\xEF\xBF\xBD\xEF\xBF\xBD\"}"},
      {"half a sequence at the end", name, "{\"text\":@\"a\xE2\x82\"}", {"value HumanName.text /text"},
       // clang-format on
       "{\"text\":\"a\xEF\xBF\xBD\"}"},
  };
}

}  // namespace

TEST_CASE("each fault of a resource is reported at its position", "[json][read]") {
  for (const fixtures::faulty_document& each : fixtures::not_fhir_json()) {
    CAPTURE(each.what, each.text);
    const reader read = each.type == "Parameters" ? &read_as<Parameters<>>
                        : each.type == "Bundle"   ? &read_as<Bundle<>>
                                                  : &read_as<Resource<>>;
    const outcome strict = read(each.text, {});
    CHECK_FALSE(strict.has_value);
    CHECK(difference_text(each.issues, strict.found) == "");
    CHECK(std::ranges::is_sorted(strict.found, {}, &issue::offset));
    for (const issue& reported : strict.found) CHECK(reported.text.size() > 10);

    const outcome lenient = read(each.text, read_options{}.lenient());
    CHECK(lenient.has_value);
    auto warnings = each.issues;
    for (expected_issue& expected : warnings) expected.severity = issue_severity::warning;
    CHECK(difference_text(warnings, lenient.found) == "");
    CHECK(lenient.json == each.lenient);
  }
}

TEST_CASE("each fault of a datatype is reported at its position", "[json][read]") {
  for (const fault& each : faults()) {
    CAPTURE(each.what, each.text);
    const test::marked marked(each.text);
    std::vector<std::string> errors;
    std::vector<std::string> warnings;
    for (std::size_t i = 0; i < each.expected.size(); ++i) {
      errors.push_back(marked.at(i) + "error " + each.expected[i]);
      warnings.push_back(marked.at(i) + "warning " + each.expected[i]);
    }
    CHECK(marked.places.size() == each.expected.size());

    const outcome strict = each.read(marked.text, {});
    CHECK_FALSE(strict.has_value);
    CHECK(test::reported_at(strict.found) == errors);
    for (const issue& reported : strict.found) CHECK(reported.text.size() > 10);

    const outcome lenient = each.read(marked.text, read_options{}.lenient());
    CHECK(lenient.has_value);
    CHECK(test::reported_at(lenient.found) == warnings);
    CHECK(lenient.json == each.lenient);
  }
}

TEST_CASE("every kind of JSON in place of every kind of element", "[json][read]") {
  struct element {
    std::string_view name;
    std::string_view allowed;  // of the kinds below, by their letters
  };
  struct value {
    char kind;
    std::string_view json;
  };
  const std::vector<element> elements{
      {"id", "s"},           {"extension", "O"},    {"name", "s"},      {"valueString", "s"},  {"valueBoolean", "b"},
      {"valueInteger", "n"}, {"valueDecimal", "n"}, {"valueDate", "s"}, {"valueUrl", "s"},     {"valuePeriod", "o"},
      {"resource", "r"},     {"part", "O"},         {"_name", "o"},     {"_valueString", "o"}, {"valueAnnotation", "o"},
      {"_valueBoolean", "o"}};
  const std::vector<value> values{{'0', "null"},
                                  {'b', "false"},
                                  {'n', "12"},
                                  {'s', R"("x")"},
                                  {'o', R"({"id":"x"})"},
                                  {'r', R"({"resourceType":"X","id":"x"})"},
                                  {'S', R"(["x"])"},
                                  {'N', "[12]"},
                                  {'B', "[true]"},
                                  {'O', R"([{"id":"x"}])"},
                                  {'A', R"([["x"]])"}};
  for (const element& each : elements) {
    for (const value& given : values) {
      CAPTURE(each.name, given.json);
      const std::string begin = R"({"resourceType":"Parameters","parameter":[{")" + std::string(each.name) + R"(":)";
      const std::string text = begin + std::string(given.json) + "}]}";
      const auto strict = from_json<Parameters<>>(text);
      const auto lenient = from_json<Parameters<>>(text, read_options{}.lenient());
      CHECK(lenient);
      if (each.allowed.find(given.kind) != std::string_view::npos) {
        CHECK(strict);
        CHECK(strict.issues().empty());
        CHECK(test::json_difference(text, to_json(*strict)) == "");
        continue;
      }
      CHECK_FALSE(strict);
      REQUIRE_FALSE(strict.issues().empty());
      const issue& first = strict.issues().front();
      CHECK(first.severity == issue_severity::error);
      CHECK((first.code == issue_type::structure || first.code == issue_type::value || first.code == issue_type::required));
      // At the value, or at what is wrong inside it.
      CHECK(first.pointer.starts_with("/parameter/0/" + std::string(each.name)));
      CHECK(first.offset >= begin.size());
      CHECK(first.offset < text.size() - 3);
      for (const issue& reported : lenient.issues()) CHECK(reported.severity == issue_severity::warning);
      // What came of it is right.
      const std::string written = to_json(*lenient);
      CHECK(test::find_empty(test::json_tree(written).root()) == "");
    }
  }
}

TEST_CASE("members may be in any order", "[json][read]") {
  const auto first = from_json<Bundle<>>(R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"u","resource":
      {"resourceType":"Parameters","parameter":[{"name":"a","valueString":"b","_valueString":{"id":"i"}}]}}]})");
  const auto last = from_json<Bundle<>>(R"({"entry":[{"resource":
      {"parameter":[{"_valueString":{"id":"i"},"valueString":"b","name":"a"}],"resourceType":"Parameters"},"fullUrl":"u"}],
      "type":"collection","resourceType":"Bundle"})");
  REQUIRE(first);
  REQUIRE(last);
  CHECK(*first == *last);
  CHECK(difference(*first, *last) == std::nullopt);
  CHECK(first->entry[0].resource.is<Parameters<>>());
}

TEST_CASE("a resourceType may be written with escapes", "[json][read]") {
  for (const std::string_view text :
       {R"({"resourceType":"\u0050arameters","id":"a"})", R"({"id":"a","resource\u0054ype":"Parameters"})"}) {
    const auto read = from_json<Resource<>>(text);
    REQUIRE(read);
    CHECK(read->is<Parameters<>>());
    CHECK(from_json<Parameters<>>(text));
    CHECK(to_json(*read) == R"({"resourceType":"Parameters","id":"a"})");
  }
  const auto raw = from_json<Resource<borrowed>>(R"({"resourceType":"\u0050atient","id":"a"})");
  REQUIRE(raw);
  CHECK(raw->get_if<RawResource<borrowed>>()->resourceType == "Patient");
}

TEST_CASE("a resourceType inside an object is not the object's own", "[json][read]") {
  const auto read = from_json<Resource<>>(
      R"({"contained":[{"resourceType":"Binary","id":"b"}],"issue":[{"severity":"error","code":"x"}],"resourceType":"OperationOutcome"})");
  REQUIRE(read);
  REQUIRE(read->is<OperationOutcome<>>());
  CHECK(read->get_if<OperationOutcome<>>()->contained[0].is<Binary<>>());
}

TEST_CASE("a resource of another type than expected is refused, however it is read", "[json][read]") {
  for (const read_options& options : {read_options{}, read_options{}.lenient()}) {
    const auto read = from_json<Parameters<>>(R"( {"resourceType":"Bundle","type":"batch"})", options);
    CHECK_FALSE(read);
    CHECK(test::reported_at(read.issues()) == std::vector<std::string>{"1 1:2 fatal structure Parameters "});
    CHECK(read.issues()[0].text == "resourceType is \"Bundle\", but \"Parameters\" is expected");

    const auto inside = from_json<Bundle<Parameters<>>>(
        R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","x":1}}]})", options);
    CHECK_FALSE(inside);
    CHECK(test::reported(inside.issues()) ==
          std::vector<std::string>{"error structure Bundle.entry[0].resource /entry/0/resource"});
  }
}

TEST_CASE("a byte order mark is skipped with a warning", "[json][read]") {
  const auto read = from_json<Parameters<>>("\xEF\xBB\xBF{\"resourceType\":\"Parameters\",\"id\":\"a\"}");
  REQUIRE(read);
  CHECK(read->id == "a");
  CHECK(test::reported_at(read.issues()) == std::vector<std::string>{"0 1:1 warning structure  "});
  const auto fault = from_json<Parameters<>>("\xEF\xBB\xBF{\"resourceType\":\"Parameters\",\"x\":1}");
  CHECK(test::reported_at(fault.issues()) ==
        std::vector<std::string>{"0 1:1 warning structure  ", "32 1:33 error structure Parameters.x /x"});
}

TEST_CASE("the memory that every kind of text takes is counted", "[json][read]") {
  const std::string text(100'000, 'a');
  const std::string digits(100'000, '1');
  const auto parameters = [](const std::string& member) {
    return R"({"resourceType":"Parameters","parameter":[{"name":"n",)" + member + R"(},{"name":"b"},{"name":"c"}]})";
  };
  for (const std::string& each : {parameters("\"valueString\":\"" + text + '"'), parameters("\"valueDateTime\":\"" + text + '"'),
                                  parameters("\"valueDecimal\":" + digits), parameters("\"id\":\"" + text + '"'),
                                  parameters("\"_name\":{\"id\":\"" + text + "\"}"),
                                  parameters("\"resource\":{\"resourceType\":\"X\",\"a\":\"" + text + "\"}"),
                                  parameters("\"resource\":{\"resourceType\":\"X" + text + "\"}")}) {
    CAPTURE(each.substr(0, 100));
    for (const read_options& options : {read_options{}, read_options{}.lenient().keep_unknown()}) {
      CHECK(from_json<Parameters<>>(each, read_options(options).max_memory(400'000)).issues().empty());
      for (const auto& read : {from_json<Parameters<>>(each, read_options(options).max_memory(90'000)),
                               test::read_generally<Parameters<>>(each, read_options(options).max_memory(90'000))}) {
        CHECK_FALSE(read);
        CHECK(read.issues().back().code == issue_type::too_costly);
      }
    }
  }
}
