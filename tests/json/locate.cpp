#include "fhirops/json/locate.hpp"

#include <string>
#include <string_view>

#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/json/read.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

issue at(std::string_view pointer) { return {issue_severity::error, issue_type::value, "text", "Bundle", std::string(pointer)}; }

// Where the pointer leads in the text: `line:column@offset`.
std::string place(std::string_view text, std::string_view pointer) {
  issues found{at(pointer)};
  locate(found, text);
  return std::to_string(found[0].line) + ':' + std::to_string(found[0].column) + '@' + std::to_string(found[0].offset);
}

constexpr std::string_view nowhere = "0:0@0";

}  // namespace

TEST_CASE("locate: the position is that of the beginning of the value") {
  constexpr std::string_view text = R"({
  "type": "collection",
  "entry": [
    {"fullUrl": "a"},
    {"fullUrl" : true, "link": [1, [2, 3]]}
  ]
})";
  CHECK(place(text, "/type") == "2:11@12");
  CHECK(place(text, "/entry") == "3:12@37");
  CHECK(place(text, "/entry/0") == "4:5@43");
  CHECK(place(text, "/entry/1/fullUrl") == "5:18@78");
  CHECK(place(text, "/entry/1/link/1/1") == "5:40@100");
}

TEST_CASE("locate: the document itself") {
  CHECK(place(" \n {}", "") == "2:2@3");
  CHECK(place("\xEF\xBB\xBF{}", "") == "1:4@3");
}

TEST_CASE("locate: a missing element gets the position of the element that lacks it") {
  constexpr std::string_view text = R"({"entry":[{"link":[]},7]})";
  CHECK(place(text, "/entry/0/resource/id") == "1:11@10");
  CHECK(place(text, "/entry/0/link/3/url") == "1:19@18");
  CHECK(place(text, "/entry/1/link") == "1:23@22");
  CHECK(place(text, "/entry/2") == "1:10@9");
  CHECK(place(text, "/type") == "1:1@0");
}

TEST_CASE("locate: names with escapes, in the pointer and in the text") {
  CHECK(place(R"({"a/b":{"c~d":1}})", "/a~1b/c~0d") == "1:15@14");
  CHECK(place(R"({"~1":1,"/":2})", "/~01") == "1:7@6");
  CHECK(place(R"({"\u0074ype":1})", "/type") == "1:14@13");
  CHECK(place(R"({"a\"b":{"\\":1}})", "/a\"b/\\") == "1:15@14");
  CHECK(place("{\"bl\xC3\xA5\":1}", "/bl\xC3\xA5") == "1:9@8");
  CHECK(place(R"({"":1})", "/") == "1:5@4");
}

TEST_CASE("locate: columns count bytes, and only a line feed ends a line") {
  CHECK(place("{\"a\":\"\xC3\xA5\",\"b\":1}", "/b") == "1:15@14");
  CHECK(place("{\r\n\"a\":\r1}", "/a") == "2:6@8");
}

TEST_CASE("locate: if a member appears twice, the last one is meant") { CHECK(place(R"({"a":1,"a":2})", "/a") == "1:12@11"); }

TEST_CASE("locate: an index is not taken for a name, nor a name for an index") {
  CHECK(place(R"([10,[20]])", "/1/0") == "1:6@5");
  CHECK(place(R"({"1":{"0":5}})", "/1/0") == "1:11@10");
  CHECK(place(R"([10,20])", "/01") == "1:1@0");
}

TEST_CASE("locate: many issues at once, and their order stays") {
  issues found{at("/b/1"), at("/a"), at("/b"), at("/b/1"), at("/c")};
  locate(found, "{\"a\":1,\n\"b\":[2,\n3]}");
  REQUIRE(found.size() == 5);
  CHECK(found[0].line == 3);
  CHECK(found[1].line == 1);
  CHECK(found[2].line == 2);
  CHECK(found[3] == found[0]);
  CHECK(found[4].offset == 0);
  CHECK(found[4].line == 1);
}

TEST_CASE("locate: issues with a line, or without any path, are left as they are") {
  issue read = at("/a");
  read.offset = 7;
  read.line = 2;
  read.column = 3;
  const issue placeless{issue_severity::warning, issue_type::incomplete, "more", {}, {}};
  issues found{read, placeless};
  locate(found, R"({"a":1})");
  CHECK(found[0] == read);
  CHECK(found[1] == placeless);
}

TEST_CASE("locate: in text that is not JSON, positions are found up to the syntax error") {
  CHECK(place("", "/a") == nowhere);
  CHECK(place(" \n", "") == nowhere);
  CHECK(place("}", "/a") == nowhere);
  CHECK(place("\"", "") == nowhere);
  CHECK(place(R"({"a":{"b":1,)", "/a/b") == "1:11@10");
  CHECK(place(R"({"a":{"b")", "/a/b") == "1:6@5");
  CHECK(place(R"({"a":{"b":)", "/a/b") == "1:6@5");
  CHECK(place(R"({"a" 1})", "/a") == "1:1@0");
  CHECK(place(R"({"a\)", "/a") == "1:1@0");
  CHECK(place(R"({"\u00":1,"a":2})", "/a") == "1:15@14");
  CHECK(place("[1}]", "/0") == "1:2@1");
  CHECK(place("{}", "no pointer") == "1:1@0");
}

TEST_CASE("locate: hostile text and many issues cost no more than one pass") {
  const std::string deep(1'000'000, '[');
  CHECK(place(deep, "/0/0/0") == "1:4@3");
  CHECK(place(R"({"x":)" + deep, "/a") == "1:1@0");

  std::string pointer;
  for (int i = 0; i < 100'000; ++i) pointer += "/0";
  CHECK(place(deep, pointer) == "1:100001@100000");

  std::string text = "[";
  issues found;
  for (int i = 0; i < 50'000; ++i) {
    text += "{\"a\":1},\n";
    found.push_back(at('/' + std::to_string(49'999 - i) + "/a"));
  }
  text += "0]";
  locate(found, text);
  CHECK(found.front().line == 50'000);
  CHECK(found.back().column == 7);
}

TEST_CASE("locate: the issues of report_jobs, in the text that the Bundle was read from") {
  constexpr std::string_view text = R"({"resourceType": "Bundle", "type": "collection", "entry": [
  {"resource": {"resourceType": "Parameters", "id": "1", "parameter": [
    {"name": "reportJob", "part": [
      {"name": "userId", "valueInteger": 7}
    ]}
  ]}}
]})";
  const auto bundle = from_json<Bundle<Parameters<>>>(text);
  REQUIRE(bundle);
  issues found = report_jobs(*bundle).issues();
  locate(found, text);
  REQUIRE(found.size() >= 2);
  CHECK(found[0].pointer == "/entry/0/resource/parameter/0/part/0/valueInteger");
  CHECK(found[0].line == 4);
  CHECK(found[0].column == 42);
  for (const issue& each : found) CHECK(each.line != 0);
}

namespace {

// Where an issue of the value that is read leniently is in the text.
std::string lenient_place(std::string_view text, std::string_view pointer, read_options how = {}) {
  issues found{at(pointer)};
  found[0].expression = "Parameters";
  locate(found, text, how);
  return std::to_string(found[0].line) + ':' + std::to_string(found[0].column);
}

}  // namespace

TEST_CASE("locate: items that lenient reading drops are not counted") {
  constexpr std::string_view nulls =
      "{\"resourceType\":\"Parameters\",\"parameter\":[\nnull,\n{},\n7,\n[],\n{\"name\":\"a\",\"part\":[\nnull,\n{\"name\":\"b\"}"
      "]}]}";
  CHECK(lenient_place(nulls, "/parameter/0") == "6:1");
  CHECK(lenient_place(nulls, "/parameter/0/part/0/name") == "8:9");
  constexpr std::string_view list =
      "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"a\",\"valueHumanName\":{\"given\":[\n\"\",\n\"x\",\nnull],\"_"
      "given\":[\nnull,\n{\"id\":\"\"},\n{\"id\":\"i\"}]}}]}";
  CHECK(lenient_place(list, "/parameter/0/valueHumanName/given/0") == "3:1");
  CHECK(lenient_place(list, "/parameter/0/valueHumanName/_given/1/id") == "7:7");
  CHECK(lenient_place("\xEF\xBB\xBF" + std::string(nulls), "/parameter/0/part/0/name") == "8:9");
  constexpr std::string_view behind =
      "{\"resourceType\":\"Parameters\",\"parameter\":[\n{\"name\":\"a\"},\nnull,\n{},\n{\"name\":\"b\"},\n7,\n{\"name\":\"c\"}]"
      "}";
  CHECK(lenient_place(behind, "/parameter/0") == "2:1");
  CHECK(lenient_place(behind, "/parameter/1") == "5:1");
  CHECK(lenient_place(behind, "/parameter/2") == "7:1");
  // Each list is counted by itself.
  constexpr std::string_view lists =
      "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"a\",\"valueHumanName\":{\"prefix\":[\n\"p\",\n\"q\"],"
      "\"given\":[\n\"\",\n\"x\"],\"suffix\":[\n\"s\",\n\"t\"]}}]}";
  CHECK(lenient_place(lists, "/parameter/0/valueHumanName/prefix/0") == "2:1");
  CHECK(lenient_place(lists, "/parameter/0/valueHumanName/prefix/1") == "3:1");
  CHECK(lenient_place(lists, "/parameter/0/valueHumanName/given/0") == "5:1");
  CHECK(lenient_place(lists, "/parameter/0/valueHumanName/suffix/0") == "6:1");
  CHECK(lenient_place(lists, "/parameter/0/valueHumanName/suffix/1") == "7:1");
  // What is empty without an element that R4 does not have.
  constexpr std::string_view unknown = "{\"resourceType\":\"Parameters\",\"parameter\":[\n{\"a\":1},\n{\"name\":\"a\"}]}";
  CHECK(lenient_place(unknown, "/parameter/0/name") == "3:9");
  CHECK(lenient_place(unknown, "/parameter/1/name", read_options{}.keep_unknown()) == "3:9");
  // One item instead of a list.
  constexpr std::string_view lone = "{\"resourceType\":\"Parameters\",\"parameter\":\n{\"part\":{\n\"name\":\n\"a\"}}}";
  CHECK(lenient_place(lone, "/parameter/0", read_options{}.lenient()) == "2:1");
  CHECK(lenient_place(lone, "/parameter/0/part/0/name", read_options{}.lenient()) == "4:1");
  // A resource whose type is missing.
  constexpr std::string_view untyped = "{\"parameter\":[\n7,\n{\"name\":\"a\"}]}";
  CHECK(lenient_place(untyped, "/parameter/0/name", read_options{}.lenient()) == "3:9");
}

TEST_CASE("locate: an issue with a pointer or an expression is located, one with neither is not") {
  const std::string_view text = R"({"a":{"b":1}})";
  issues found{{issue_severity::error, issue_type::value, "text", "", "/a/b"},
               {issue_severity::error, issue_type::value, "text", "", ""},
               {issue_severity::error, issue_type::value, "text", "Bundle", ""}};
  locate(found, text);
  CHECK(found[0].line == 1);
  CHECK(found[0].column == 11);
  CHECK(found[0].offset == 10);
  CHECK(found[1].line == 0);
  CHECK(found[2].line == 1);
  CHECK(found[2].offset == 0);
}
