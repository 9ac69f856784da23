// Text that is not JSON is refused, by strict and by lenient reading, at the position of the syntax error. What a text costs is
// counted in tests/growth.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/difference_text.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (; times > 0; --times) all += text;
  return all;
}

}  // namespace

TEST_CASE("text that is not JSON is refused at the position of the syntax error", "[json][read]") {
  for (const fixtures::faulty_document& each : fixtures::not_json()) {
    CAPTURE(each.text);
    for (const read_options& options : {read_options{}, read_options{}.lenient(), read_options{}.lenient().keep_unknown()}) {
      const auto read = from_json<Parameters<>>(each.text, options);
      CHECK_FALSE(read);
      CHECK(difference_text(each.issues, read) == "");
      // Counted here, not by the library.
      const issue& last = read.issues().back();
      const std::string_view before = std::string_view(each.text).substr(0, last.offset);
      CHECK(last.line == 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')));
      CHECK(last.column == before.size() - (before.rfind('\n') + 1) + 1);
      CHECK_FALSE(from_json<Resource<>>(each.text, options));
      CHECK_FALSE(from_json<Resource<borrowed>>(std::string_view(each.text), options));
    }
  }
}

TEST_CASE("text that is not JSON is refused", "[json][read]") {
  const auto why = [](std::string_view text) { return from_json<Resource<>>(text).issues().back().text; };
  CHECK(why("[]") == "the document is an array: it must be an object");
}

TEST_CASE("a document that ends early is refused wherever it ends", "[json][read]") {
  const std::string text = test::read_file(FHIROPS_TEST_DATA "/get-report-job-status.json");
  const std::string compact = to_json(*from_json<Resource<>>(text));
  const std::string hard =
      "{\"entry\":[{\"resource\":{\"a\":[1.5e3,true,false,\"\xC3\xA6\\ud83d\\ude00\"],\"resourceType\":\"Patient\"}},"
      "{\"resource\":{\"parameter\":[{\"valueString\":\"\\u00e9\",\"_valueString\":{\"id\":\"a\"}}],\"resourceType\":"
      "\"Parameters\"}}],\"type\":\"batch\",\"resourceType\":\"Bundle\"}";
  CHECK(from_json<Resource<>>(hard));
  for (const std::string& whole : {compact, hard}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const std::string part = whole.substr(0, size);  // of its own, so that reading beyond it is seen
      CAPTURE(part);
      const auto strict = from_json<Resource<>>(part);
      const auto lenient = from_json<Resource<borrowed>>(std::string_view(part), read_options{}.lenient().keep_unknown());
      REQUIRE_FALSE(strict);
      REQUIRE_FALSE(lenient);
      REQUIRE(strict.issues().size() == 1);
      REQUIRE(strict.issues()[0].severity == issue_severity::fatal);
      REQUIRE(strict.issues()[0].offset <= size);
      // What is behind the end of a view is not looked at.
      REQUIRE(from_json<Resource<>>(std::string_view(whole).substr(0, size)).issues() == strict.issues());
    }
  }
}

TEST_CASE("how deep a document may nest", "[json][read]") {
  const auto nested = [](std::size_t objects) {  // an object and an array a level
    std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"a")";
    for (std::size_t i = 0; i < objects; ++i) text += R"(,"part":[{"name":"a")";
    return text + repeated("}]", objects) + "}]}";
  };
  CHECK(from_json<Parameters<>>(nested(98)));  // 2 * 98 + 3 = 199
  CHECK(from_json<Parameters<>>(nested(99), read_options{}.max_depth(201)));
  const auto deep = from_json<Parameters<>>(nested(99));
  CHECK_FALSE(deep);
  REQUIRE(deep.issues().size() == 1);
  CHECK(deep.issues()[0].severity == issue_severity::fatal);
  CHECK(deep.issues()[0].code == issue_type::too_costly);
  CHECK(deep.issues()[0].pointer.ends_with("/part/0"));
  CHECK_FALSE(from_json<Parameters<>>(nested(99), read_options{}.lenient()));
  // The deepest that can be asked for is read, copied, compared, written and destroyed.
  const auto deepest = from_json<Parameters<>>(nested(498), read_options{}.max_depth(1'000'000));
  REQUIRE(deepest);
  const Parameters<> copy = *deepest;
  CHECK(copy == *deepest);
  CHECK(difference(copy, *deepest) == std::nullopt);
  CHECK(to_json(copy) == nested(498));
  CHECK(to_json(to_storage<borrowed>(copy)) == nested(498));
  CHECK_FALSE(from_json<Parameters<>>(nested(499), read_options{}.max_depth(1'000'000)));
  CHECK_FALSE(from_json<Parameters<>>("{}", read_options{}.lenient().max_depth(0)).issues().empty());
}

TEST_CASE("deep nesting overflows nothing", "[json][read]") {
  constexpr std::size_t million = 1'000'000;
  for (const std::string& text :
       {repeated("[", million), repeated("{\"a\":", million), "{\"resourceType\":\"X\",\"a\":" + repeated("[", million),
        "{\"resourceType\":\"X\",\"a\":" + repeated("{\"a\":", million), repeated("[", million) + repeated("]", million),
        repeated("{\"a\":", million) + "1" + repeated("}", million),
        "{\"resourceType\":\"Parameters\",\"parameter\":[" + repeated("{\"part\":[", million),
        "{\"a\":" + repeated("[{\"a\":", million / 2) + "1" + repeated("}]", million / 2) + ",\"resourceType\":\"X\"}"}) {
    CAPTURE(text.substr(0, 60));
    CHECK_FALSE(from_json<Resource<>>(text));
    CHECK_FALSE(from_json<Resource<>>(text, read_options{}.lenient().keep_unknown().max_depth(read_options::deepest)));
  }
}

TEST_CASE("issues in a text of many lines have the right lines", "[json][read]") {
  const auto read = from_json<Parameters<>>("{\"resourceType\":\"Parameters\"" + repeated("\n,\"k\":1", 50'000) + "}",
                                            read_options{}.max_issues(1'000'000));
  CHECK(read.issues().size() == 50'000);
  CHECK(read.issues().back().line == 50'001);
}

TEST_CASE("the length of a text may be limited", "[json][read]") {
  const std::string_view text = R"({"resourceType":"Parameters"})";
  CHECK(from_json<Parameters<>>(text, read_options{}.max_bytes(text.size())));
  for (const read_options& options : {read_options{}, read_options{}.lenient()}) {
    const auto refused = from_json<Parameters<>>(text, read_options(options).max_bytes(text.size() - 1));
    CHECK_FALSE(refused);
    CHECK(test::reported_at(refused.issues()) == std::vector<std::string>{"0 1:1 fatal too-long  "});
  }
}

TEST_CASE("the number of issues may be limited, and an error beyond the limit still counts", "[json][read]") {
  const std::string warnings = R"({"resourceType":"Parameters","a":1,"b":2,"c":3)";
  const auto three = from_json<Parameters<>>(warnings + "}", read_options{}.lenient().max_issues(3));
  REQUIRE(three);
  CHECK(three.issues().size() == 3);
  const auto two = from_json<Parameters<>>(warnings + "}", read_options{}.lenient().max_issues(2));
  REQUIRE(two);
  CHECK(test::reported(two.issues()) == std::vector<std::string>{"warning structure Parameters.a /a",
                                                                 "warning structure Parameters.b /b", "warning incomplete  "});
  const auto error = from_json<Parameters<>>(warnings + ",", read_options{}.lenient().max_issues(2));
  CHECK_FALSE(error);
  // What ended the reading is listed always.
  CHECK(test::reported(error.issues()) == std::vector<std::string>{"warning structure Parameters.a /a",
                                                                   "warning structure Parameters.b /b",
                                                                   "fatal structure Parameters.c /c", "warning incomplete  "});
  CHECK(error.issues().has_errors());
  const auto none = from_json<Parameters<>>(warnings + "}", read_options{}.max_issues(0));
  CHECK_FALSE(none);
  CHECK(test::reported(none.issues()) == std::vector<std::string>{"error incomplete  "});
  const auto clean = from_json<Parameters<>>(R"({"resourceType":"Parameters"})", read_options{}.max_issues(0));
  REQUIRE(clean);
  CHECK(clean.issues().empty());
}

TEST_CASE("a borrowed value refers to the text, and to the result for strings that had escapes", "[json][read]") {
  const std::string text =
      R"({"resourceType":"Bundle","id":"plain","implicitRules":"es\u0063aped","entry":[{"id":"e","fullUrl":"\\","resource":)"
      R"({"resourceType":"Patient","a":"\n"}},{"resource":{"resourceType":"Parameters","parameter":[{"name":"n","valueDate":"2020-01-01","valueCode":"x\/y"}]}}],"u":"v","w\t":[1]})";
  const auto inside = [&text](std::string_view view) {
    return view.data() >= text.data() && view.data() + view.size() <= text.data() + text.size();
  };
  auto first = from_json<Bundle<Resource<borrowed>>>(std::string_view(text), read_options{}.lenient().keep_unknown());
  REQUIRE(first);
  const auto moved = std::move(first);
  CHECK(inside(moved->id.text));
  CHECK(moved->implicitRules == "escaped");
  CHECK_FALSE(inside(moved->implicitRules.text));
  CHECK(inside(*moved->entry[0].id));
  CHECK(moved->entry[0].fullUrl == "\\");
  const auto* patient = moved->entry[0].resource.get_if<RawResource<borrowed>>();
  REQUIRE(patient != nullptr);
  CHECK(inside(patient->json));
  CHECK(patient->json == R"({"resourceType":"Patient","a":"\n"})");
  CHECK(patient->resourceType == "Patient");
  const auto& parameter = moved->entry[1].resource.get_if<Parameters<borrowed>>()->parameter[0];
  CHECK(inside(parameter.name.text));
  CHECK(*parameter.value.get_if<Code<borrowed>>() == "x/y");
  REQUIRE(moved->unknown.size() == 2);
  CHECK(inside(moved->unknown[0].name));
  CHECK(inside(moved->unknown[1].json));
  CHECK(moved->unknown[1].name == "w\t");
  const auto in_owned = from_json<Bundle<>>(text, read_options{}.lenient().keep_unknown());
  REQUIRE(in_owned);
  CHECK(to_json(*in_owned) == to_json(*moved));
}

TEST_CASE("brackets that do not match end the look ahead for a resourceType", "[json][read]") {
  for (const std::string_view text :
       {R"({"a":[{]"b":{"c":1}})", R"({"a":[{"resourceType":]"x"}])", R"({]"a"})", R"({"resourceType":[{]"x":"y"}]})"}) {
    CAPTURE(text);
    CHECK_FALSE(from_json<Resource<>>(text));
    CHECK_FALSE(from_json<Bundle<>>(text, read_options{}.lenient()));
  }
}
