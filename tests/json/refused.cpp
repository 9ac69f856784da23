// One text for each fault that the fast reader must not take: what from_json says of it is what the general reader says, and
// that is right. A fast reader that took one of these would give a value where R4 has none.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"

using namespace fhirops;
using namespace std::string_literals;

namespace {

// What stands for the second member of a parameter, `{"name":"a",...}`; `@` marks where the first issue is expected.
struct fault {
  std::string member;
  std::string expected;  // code, and what follows the parameter in its FHIRPath and JSON Pointer
  std::string severity = "error";
};

std::vector<fault> faults() {
  std::vector<fault> all{
      // empty
      {R"("valueString":@"")", "value .value /valueString"},
      {R"("valueString":@null)", "structure .value /valueString"},
      {R"("valuePeriod":@{})", "structure .value /valuePeriod"},
      {R"("valuePeriod":@null)", "structure .value /valuePeriod"},
      {R"("part":@[])", "structure .part /part"},
      {R"("part":[@{}])", "structure .part[0] /part/0"},
      {R"("part":[@null])", "structure .part[0] /part/0"},
      {R"("part":@null)", "structure .part /part"},
      {R"("id":@"")", "value .id /id"},
      {R"("resource":@{})", "required .resource /resource"},
      {R"("resource":@null)", "structure .resource /resource"},
      {R"("extension":@[])", "structure .extension /extension"},
      {R"("_valueString":@{})", "structure .value /_valueString"},
      {R"("valueHumanName":{"given":[@""]})", "value .value.given[0] /valueHumanName/given/0"},
      {R"("valueHumanName":{"given":[@null]})", "structure .value.given[0] /valueHumanName/given/0"},
      {R"("resource":{"resourceType":"Patient","name":@[]})", "structure .resource.name /resource/name"},
      {R"("resource":{"resourceType":"Patient","name":[@{}]})", "structure .resource.name[0] /resource/name/0"},
      {R"("resource":{"resourceType":"Patient","id":@""})", "value .resource.id /resource/id"},
      {R"("resource":{"resourceType":"Patient","active":@null})", "structure .resource.active /resource/active"},
      // twice
      {R"("valueString":"x",@"valueString":"y")", "structure .value /valueString"},
      {R"("valueString":"x",@"valueCode":"y")", "structure .value /valueCode"},
      {R"("valueCode":"x",@"valueString":"y")", "structure .value /valueString"},
      {R"("valuePeriod":{"start":"2020"},@"valueString":"y")", "structure .value /valueString"},
      {R"("valueString":"x",@"name":"b")", "structure .name /name"},
      {R"("id":"x","valueString":"y",@"id":"x")", "structure .id /id"},
      {R"("part":[{"name":"p"}],@"part":[{"name":"q"}])", "structure .part /part"},
      {R"("valuePeriod":{"start":"2020",@"start":"2021"})", "structure .value.start /valuePeriod/start"},
      {R"("valueString":"x","_valueString":{"id":"i"},@"_valueString":{"id":"j"})", "structure .value /_valueString"},
      {R"("resource":{"resourceType":"Parameters",@"resourceType":"Parameters"})",
       "structure .resource.resourceType /resource/resourceType"},
      {R"("resource":{"resourceType":"Parameters","id":"a",@"id":"b"})", "structure .resource.id /resource/id"},
      {R"("resource":{"resourceType":"Patient","id":"a",@"id":"b"})", "structure .resource.id /resource/id"},
      {R"("resource":{"resourceType":"Patient","x":{"a":1,@"a":1}})", "structure .resource.x.a /resource/x/a"},
      // types
      {R"("valueString":@1)", "value .value /valueString"},
      {R"("valueString":@true)", "value .value /valueString"},
      {R"("valueString":@{"id":"x"})", "structure .value /valueString"},
      {R"("valueString":@["x"])", "structure .value /valueString"},
      {R"("valueBoolean":@"true")", "value .value /valueBoolean"},
      {R"("valueBoolean":@1)", "value .value /valueBoolean"},
      {R"("valueInteger":@"1")", "value .value /valueInteger"},
      {R"("valueInteger":@true)", "value .value /valueInteger"},
      {R"("valueInteger":@1.0)", "value .value /valueInteger"},
      {R"("valueInteger":@1e1)", "value .value /valueInteger"},
      {R"("valueInteger":@9223372036854775808)", "value .value /valueInteger"},
      {R"("valueUnsignedInt":@-0)", "value .value /valueUnsignedInt"},
      {R"("valuePositiveInt":@-0)", "value .value /valuePositiveInt"},
      {R"("valueDecimal":@"1.0")", "value .value /valueDecimal"},
      {R"("valueDecimal":@true)", "value .value /valueDecimal"},
      {R"("valueDateTime":@2020)", "value .value /valueDateTime"},
      {R"("valuePeriod":@"2020")", "structure .value /valuePeriod"},
      {R"("valuePeriod":@[{"start":"2020"}])", "structure .value /valuePeriod"},
      {R"("part":@{"name":"p"})", "structure .part /part"},
      {R"("part":[@"p"])", "structure .part[0] /part/0"},
      {R"("part":[@[{"name":"p"}]])", "structure .part[0] /part/0"},
      {R"("id":@7)", "value .id /id"},
      {R"("id":@{"id":"x"})", "structure .id /id"},
      {R"("resource":@"x")", "structure .resource /resource"},
      {R"("resource":@[{"resourceType":"Parameters"}])", "structure .resource /resource"},
      {R"("resource":@{"id":"x"})", "required .resource /resource"},
      {R"("resource":{"id":"x","resourceType":@7})", "structure .resource.resourceType /resource/resourceType"},
      {R"("_valueString":@"x")", "structure .value /_valueString"},
      {R"("valueHumanName":{"given":@"x"})", "structure .value.given /valueHumanName/given"},
      {R"("valueHumanName":{"given":["a","b"],"_given":@[null]})", "structure .value.given /valueHumanName/_given"},
      {R"("resource":{"resourceType":"Patient","x":[@[1]]})", "structure .resource.x[0] /resource/x/0"},
      {R"("resource":{"resourceType":"Patient","x":[1,@null]})", "structure .resource.x[1] /resource/x/1"},
      // elements and choices that are not there
      {R"(@"odd":1)", "structure .odd /odd"},
      {R"(@"Part":[{"name":"p"}])", "structure .Part /Part"},
      {R"(@"value":"x")", "structure .value /value"},
      {R"(@"valueFoo":"x")", "structure .valueFoo /valueFoo"},
      {R"(@"valuestring":"x")", "structure .valuestring /valuestring"},
      {R"(@"valueStrin":"x")", "structure .valueStrin /valueStrin"},
      {R"(@"valueStrings":"x")", "structure .valueStrings /valueStrings"},
      {R"(@"_part":{"id":"x"})", "structure ._part /_part"},
      {R"(@"_id":{"id":"x"})", "structure ._id /_id"},
      {R"(@"_valuePeriod":{"id":"x"})", "structure ._valuePeriod /_valuePeriod"},
      {R"(@"":"x")", "structure .`` /"},
      // a type that the element does not allow
      {R"("valueAnnotation":{"text":"t",@"authorCode":"x"})", "structure .value.authorCode /valueAnnotation/authorCode"},
      {R"("valueAnnotation":{"text":"t",@"authorPeriod":{"start":"2020"}})",
       "structure .value.authorPeriod /valueAnnotation/authorPeriod"},
      {R"("valueUsageContext":{"code":{"code":"c"},@"valueString":"x"})",
       "structure .value.valueString /valueUsageContext/valueString"},
      {R"("valueDosage":{@"asNeededString":"x"})", "structure .value.asNeededString /valueDosage/asNeededString"},
      {R"("valueTiming":{"repeat":{@"boundsString":"x"}})",
       "structure .value.repeat.boundsString /valueTiming/repeat/boundsString"},
      {R"("valueTriggerDefinition":{"type":"t",@"timingString":"x"})",
       "structure .value.timingString /valueTriggerDefinition/timingString"},
      // characters
      {"\"valueString\":@\"a\xFF\"", "value .value /valueString"},
      {"\"valueString\":@\"a\x80\"", "value .value /valueString"},
      {"\"valueString\":@\"\xC0\xAF\"", "value .value /valueString"},
      {"\"valueString\":@\"\xC3\"", "value .value /valueString"},
      {"\"valueString\":@\"\xE2\x82\"", "value .value /valueString"},
      {"\"valueString\":@\"\xED\xA0\x80\"", "value .value /valueString"},
      {"\"valueString\":@\"\xED\xBF\xBF\"", "value .value /valueString"},
      {"\"valueString\":@\"\xF0\x9F\x98\"", "value .value /valueString"},
      {"\"valueString\":@\"\xF4\x90\x80\x80\"", "value .value /valueString"},
      {"\"valueString\":@\"0123456789012345678901234567890123456789\xC3\"", "value .value /valueString"},
      {R"("valueString":@"\u0000")", "value .value /valueString"},
      {R"("valueString":@"\udc00")", "value .value /valueString"},
      {R"("valueString":@"\uDFFF")", "value .value /valueString"},
      {R"("valueString":@"\ude00x")", "value .value /valueString"},
      {"\"valueDateTime\":@\"2020\xFF\"", "value .value /valueDateTime"},
      {"\"id\":@\"a\xFF\"", "value .id /id"},
      {"\"resource\":{\"resourceType\":\"Patient\",\"x\":@\"a\xFF\"}", "value .resource.x /resource/x"},
      {R"("resource":{"resourceType":"Patient","x":@"\udc00"})", "value .resource.x /resource/x"},
      // broken
      {"\"valueString\":\"a@\x01\"", "structure .value /valueString", "fatal"},
      {"\"valueString\":\"a@\x1F\"", "structure .value /valueString", "fatal"},
      {"\"valueString\":\"a@\n\"", "structure .value /valueString", "fatal"},
      {"\"valueString\":\"0123456789012345678901234567890123456789@\t\"", "structure .value /valueString", "fatal"},
      {"\"valueString\":\"a@"s + '\0' + '"', "structure .value /valueString", "fatal"},
      {R"("valueString":"@\ud800")", "structure .value /valueString", "fatal"},
      {R"("valueString":"@\uDBFFx")", "structure .value /valueString", "fatal"},
      {R"("valueString":"@\ud800\u0041")", "structure .value /valueString", "fatal"},
      {R"("valueString":"@\ud800\ud800")", "structure .value /valueString", "fatal"},
      {R"("valueString":"@\u12")", "structure .value /valueString", "fatal"},
      {R"("valueString":"@\u00g0")", "structure .value /valueString", "fatal"},
      {R"("valueString":"@\x")", "structure .value /valueString", "fatal"},
      {R"("valueString":nul@)", "structure .value /valueString", "fatal"},
      {R"("valueString":@'x')", "structure .value /valueString", "fatal"},
      {R"("valueBoolean":@True)", "structure .value /valueBoolean", "fatal"},
      {R"("valueBoolean":tru@)", "structure .value /valueBoolean", "fatal"},
      {R"("valueBoolean":true@false)", "structure .value /valueBoolean", "fatal"},
  };
  all.push_back({R"("part":["name"@:"p"}])", "", "fatal"});
  // In what no table describes.
  for (const std::string_view x :
       {"[1@}",      "[1,2@}",      "[{\"a\":1}@}", "{\"a\":1@]", "{\"a\":[1]@]",       "[1@,]",  "[@,1]",  "[1 @2]", "{\"a\"@}",
        "{\"a\":@}", "{\"a\":1@,}", "{@,\"a\":1}",  "{\"a\" @1}", "{\"a\":1@ \"b\":2}", "tru@",   "fals@",  "nul@",   "@x",
        "@01",       "@-",          "1@.",          "\"a@\x01\"", "\"@\\q\"",           "{@a:1}", "{@1:2}", "[1@"})
    all.push_back({R"("resource":{"resourceType":"Patient","x":)" + std::string(x) + '}', "", "fatal"});
  // No value at all.
  for (const std::string_view type : {"valueString", "valueCode", "valueBoolean", "valueInteger", "valueDecimal", "valueDateTime",
                                      "valuePeriod", "_valueCode", "part", "resource", "id"})
    all.push_back({'"' + std::string(type) + "\":@", "", "fatal"});
  for (const std::string_view type : {"valueInteger", "valueDecimal"})
    for (const std::string_view number :
         {"1.", ".5", "+1", "1e", "1e+", "1E-", "-", "--1", "-.5", "NaN", "Infinity", "0x1", "1.e1", "1,5"})
      all.push_back({'"' + std::string(type) + "\":@" + std::string(number), "", "fatal"});
  for (const std::string_view number : {"01", "-01", "00", "1.5.5", "1e1e1", "1a", "1 2"})
    all.push_back({"\"valueDecimal\":@" + std::string(number), "", "fatal"});
  return all;
}

template <class T>
void check_same(const std::string& text) {
  for (const read_options& options : {read_options{}, read_options{}.lenient(), read_options{}.lenient().keep_unknown()}) {
    const auto read = from_json<T>(std::string_view(text), options);
    const auto general = test::read_generally<T>(text, options);
    CHECK(read.issues() == general.issues());
    REQUIRE(read.has_value() == general.has_value());
    if (read) CHECK(*read == *general);
  }
}

}  // namespace

TEST_CASE("the fast reader refuses faulty text at its position", "[json][refused]") {
  const std::string place = "Parameters.parameter[0]";
  CHECK(faults().size() > 130);
  for (const fault& each : faults()) {
    // As the writer writes it, with white space, and behind members that are right.
    for (const auto& [before, after] :
         {std::pair(R"({"resourceType":"Parameters","parameter":[{"name":"a",)"s, "}]}"s),
          std::pair("{ \"resourceType\" : \"Parameters\",\n \"parameter\" : [ {\n\t\"name\" : \"a\" ,\n"s, " } ] }\n"s),
          std::pair(R"({"parameter":[{"name":"a",)"s, R"(},{"name":"b","valueCode":"c"}],"resourceType":"Parameters"})"s)}) {
      const test::marked marked(before + each.member + after);
      CAPTURE(marked.text);
      REQUIRE(marked.places.size() == 1);
      const auto read = from_json<Parameters<>>(marked.text);
      CHECK_FALSE(read);
      REQUIRE_FALSE(read.issues().empty());
      const std::string reported = test::reported_at(read.issues().front());
      if (each.expected.empty()) {
        CHECK(read.issues().back().severity == issue_severity::fatal);
        CHECK(read.issues().back().offset >= marked.places[0]);
      } else {
        const std::size_t code = each.expected.find(' ');
        const std::size_t pointer = each.expected.find(' ', code + 1);
        CHECK(reported == marked.at(0) + each.severity + ' ' + each.expected.substr(0, code) + ' ' + place +
                              each.expected.substr(code + 1, pointer - code - 1) + " /parameter/0" +
                              each.expected.substr(pointer + 1));
      }
      CHECK_FALSE(test::read_as_written<Parameters<>>(marked.text));
      check_same<Parameters<>>(marked.text);
      check_same<Parameters<borrowed>>(marked.text);
      check_same<Resource<>>(marked.text);
      check_same<Bundle<>>(R"({"resourceType":"Bundle","entry":[{"resource":)" + marked.text + "}]}");
    }
  }
}

TEST_CASE("text as the writer writes it is read with the literals", "[json][refused]") {
  for (const std::string_view member :
       {R"("valueString":"x")", R"("valueCode":"x")", R"("valueBoolean":false)", R"("valueInteger":-1)", R"("valueDecimal":1.50)",
        R"("valueDateTime":"2020")", R"("valueString":"\u00e6 \"\\")",
        R"("part":[{"name":"p","valueString":"x"},{"name":"q"}])"}) {
    const std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"a",)" + std::string(member) + "}]}";
    CAPTURE(text);
    const auto taken = test::read_as_written<Parameters<>>(text);
    REQUIRE(taken);
    CHECK(*taken == *test::read_generally<Parameters<>>(text));
    // By its table, where white space makes it another.
    const auto spaced = test::read_as_written<Parameters<>>(" { \"id\" : \"i\" ," + text.substr(1));
    REQUIRE(spaced);
    CHECK(spaced->id == "i");
    CHECK(spaced->parameter == taken->parameter);
  }
}

TEST_CASE("text that nests too deep for the fast reader is left to the general reader", "[json][refused]") {
  // Parts in parts, so many levels below the resource.
  const auto nested = [](std::string open, std::size_t levels) {
    for (std::size_t i = 0; i < levels; ++i) open += (i == 0 ? "\"parameter\":[{\"name\":\"a\"" : ",\"part\":[{\"name\":\"a\"");
    for (std::size_t i = 0; i < levels; ++i) open += "}]";
    return open + "}";
  };
  const std::string compact = R"({"resourceType":"Parameters",)";
  REQUIRE(test::read_as_written<Parameters<>>(nested(compact, 1)));
  const std::string spaced = R"({ "resourceType":"Parameters",)";
  // As it is written down to level 24, and by the table, which opens 100 brackets at most.
  for (const std::string& open : {compact, spaced}) {
    const auto deepest = test::read_as_written<Parameters<>>(nested(open, 49));
    REQUIRE(deepest);
    CHECK(*deepest == *test::read_generally<Parameters<>>(nested(open, 49)));
    CHECK_FALSE(test::read_as_written<Parameters<>>(nested(open, 50)));
  }
  for (const std::string& open : {compact, spaced})
    for (const std::size_t levels : {24U, 25U, 26U, 27U, 49U, 50U, 51U}) check_same<Parameters<>>(nested(open, levels));
}

TEST_CASE("text around the document is refused or reported", "[json][refused]") {
  const std::string right = R"({"resourceType":"Parameters","id":"a"})";
  CHECK(from_json<Parameters<>>(" \t\r\n" + right + " \t\r\n").issues().empty());
  // clang-format off
  for (const std::string& text : {right + "x", right + "{}", right + ",", right + "}", right + "]", right + '\0', right + " //", "x" + right, "," + right, "[" + right + "]",
                                  right.substr(0, right.size() - 1), right.substr(0, right.size() - 2), '"' + right, "null"s, "\"a\""s, "7"s, "true"s, "[]"s, ""s, " "s,
                                  "\v" + right, right + "\v", right + "\f", "\xEF\xBB" + right, "\xC2\xA0" + right, right + "\xEF\xBB\xBF", R"({"resourceType":"Parameters",})"s,
                                  R"({,"resourceType":"Parameters"})"s, R"({"resourceType":"Parameters" "id":"a"})"s, R"({"resourceType""Parameters"})"s,
                                  R"({"resourceType":"Parameters","id"})"s, R"({"resourceType":"Parameters",id:"a"})"s, R"({"resourceType":"Parameters","id"::"a"})"s,
                                  R"({"id":"a"})"s, "{}"s, R"({"resourceType":"Bundle"})"s, R"({"resourceType":"parameters"})"s, R"({"resourceType":"Parameters "})"s,
                                  R"({"resourceType":["Parameters"]})"s, R"({"resourceType":null})"s, R"({"resourceType":""})"s}) {
    // clang-format on
    CAPTURE(text);
    CHECK_FALSE(from_json<Parameters<>>(text));
    check_same<Parameters<>>(text);
    check_same<Resource<>>(text);
    check_same<Bundle<Parameters<>>>(R"({"resourceType":"Bundle","entry":[{"resource":)" + text + "}]}");
  }
  const auto marked = from_json<Parameters<>>("\xEF\xBB\xBF" + right);
  REQUIRE(marked);
  CHECK(test::reported_at(marked.issues()) == std::vector<std::string>{"0 1:1 warning structure  "});
}
