// What checking a value reports, whatever the value is: where, in which order, and how much of it.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/checked.hpp"
#include "support/documents.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;
using test::checked;
using test::lines;

TEST_CASE("issues are in the order of the elements, each with expression and pointer", "[validate]") {
  const std::string json = R"({"resourceType":"Bundle","id":"a b","type":"collection","total":1,"entry":[
    {"fullUrl":"urn:x:1","resource":{"resourceType":"Parameters","parameter":[
      {"name":"a","part":[{"name":"b","valuePeriod":{"start":"2024-01-02","end":"2024-01-01"}},{"valueCode":" x"}]},
      {"name":"c","valueHumanName":{"given":["d"],"_given":[{"extension":[{"url":"u"}]}],"use":"nobody"}}]}},
    {"link":[{"relation":"self"}]}]})";
  const lines expected{
      "bdl-1 error invariant Bundle ",
      "error value Bundle.id /id",
      "per-1 error invariant Bundle.entry[0].resource.parameter[0].part[0].value "
      "/entry/0/resource/parameter/0/part/0/valuePeriod",
      "error required Bundle.entry[0].resource.parameter[0].part[1] /entry/0/resource/parameter/0/part/1",
      "error value Bundle.entry[0].resource.parameter[0].part[1].value "
      "/entry/0/resource/parameter/0/part/1/valueCode",
      "error code-invalid Bundle.entry[0].resource.parameter[1].value.use "
      "/entry/0/resource/parameter/1/valueHumanName/use",
      "ext-1 error invariant Bundle.entry[0].resource.parameter[1].value.given[0].extension[0] "
      "/entry/0/resource/parameter/1/valueHumanName/_given/0/extension/0",
      "bdl-5 error invariant Bundle.entry[1] /entry/1",
      "warning required Bundle.entry[1] /entry/1",
      "error required Bundle.entry[1].link[0] /entry/1/link/0",
  };
  CHECK(checked<Bundle<>>(json) == expected);
  CHECK(checked<Resource<>>(json) == expected);
  CHECK(checked<Resource<borrowed>>(json) == expected);
  CHECK(checked<Bundle<Parameters<>>>(json) == expected);
}

TEST_CASE("issues of a value have no line, and the words say what to do", "[validate]") {
  const issues found = validate(test::value_of<Period<>>(R"({"start":"2024-02-01","end":"2024-01-01"})"));
  REQUIRE(found.size() == 1);
  CHECK(to_string(found[0]) ==
        "error invariant Period: per-1: the start 2024-02-01 is after the end 2024-01-01: correct one of them");
  CHECK(found[0].line == 0);

  const issues code = validate(test::value_of<Bundle<>>(R"({"resourceType":"Bundle","type":"set"})"));
  REQUIRE(code.size() == 1);
  CHECK(code[0].text ==
        "\"set\" is not a code of http://hl7.org/fhir/ValueSet/bundle-type: its codes are document, message, "
        "transaction, transaction-response, batch, batch-response, history, searchset, collection");
  // What the host made cannot make the words longer than they need be, nor ill-formed.
  const issues long_code = validate(Bundle<>{.type = std::string(100, 'x') + '\xFF'});
  REQUIRE(long_code.size() == 2);
  CHECK_THAT(long_code[1].text, Catch::StartsWith('"' + std::string(60, 'x') + "...\" is not a code"));
}

TEST_CASE("a missing element is reported at the element that lacks it", "[validate]") {
  const issues found = validate(Bundle<>());
  CHECK(test::reported(found) == lines{"error required Bundle "});
  CHECK(found.front().text == "type is missing: R4 requires it");
  CHECK(checked<UsageContext<>>(R"({"code":{"code":"a"}})") == lines{"error required UsageContext "});
  CHECK(validate(test::value_of<UsageContext<>>(R"({"code":{"code":"a"}})")).front().text ==
        "value[x] is missing: R4 requires it");
}

TEST_CASE("a Resource without a resource", "[validate]") {
  CHECK(test::reported(validate(Resource<>())) == lines{"error required Resource "});
  CHECK(test::reported(validate(Parameters<>{.parameter = {{.name = "a", .resource = RawResource<>{}}}})).size() == 1);
}

TEST_CASE("how many issues are listed may be limited", "[validate]") {
  Parameters<> many;
  for (int i = 0; i < 300; ++i) many.parameter.push_back({.name = "a"});
  CHECK(validate(many).size() == 101);
  const issues three = validate(many, validate_options{}.max_issues(3));
  CHECK(test::keyed(three) == lines{"inv-1 error invariant Parameters.parameter[0] /parameter/0",
                                    "inv-1 error invariant Parameters.parameter[1] /parameter/1",
                                    "inv-1 error invariant Parameters.parameter[2] /parameter/2", "error incomplete  "});
  CHECK(validate(many, validate_options{}.max_issues(0)).has_errors());
  CHECK(validate(many, validate_options{}.max_issues(300)).size() == 300);
}

TEST_CASE("values nest as deep as they can be read", "[validate]") {
  std::string open = R"({"resourceType":"Parameters","parameter":[)";
  std::string close = "]}";
  for (int i = 0; i < 490; ++i) {
    open += R"({"name":"a","part":[)";
    close = "]}" + close;
  }
  const auto deep = from_json<Parameters<>>(open + R"({"name":"b"})" + close, read_options{}.max_depth(1000));
  REQUIRE(deep);
  const issues found = validate(*deep, validate_options{}.max_issues(1000));
  CHECK(std::count_if(found.begin(), found.end(), [](const issue& each) { return each.is_error(); }) == 1);
}

TEST_CASE("documents written by others: exactly their known errors", "[validate][corpus]") {
  std::map<std::string, lines> found;
  std::size_t documents = 0;
  for (const auto& path : test::documents()) {
    ++documents;
    const auto read = from_json<Resource<>>(test::read_file(path.string()), read_options{}.lenient());
    REQUIRE(read);
    for (const issue& one : validate(*read))
      if (one.is_error()) found[path.filename().string()].push_back(test::keyed({one}).front());
  }
  CHECK(documents > 200);
  const auto other_ids = [](int first, int last) {
    lines all;
    for (int i = first; i <= last; ++i) {
      const std::string at = std::to_string(i);
      all.push_back("error value Bundle.entry[" + at + "].fullUrl /entry/" + at + "/fullUrl");
    }
    return all;
  };
  const std::map<std::string, lines> expected{
      // Its value is of a type that R4 does not have.
      {"tests__openehr__openehr-DV_CODED_TEXT-good-request-parameters.json",
       {"inv-1 error invariant Parameters.parameter[1] /parameter/1"}},
      // Their fullUrls are those of a test server (.../Observation/lri-growth1), and not of the ids (growth1).
      {"Bundle-10bb101f-a121-4264-a920-67be9cb82c74.json", other_ids(2, 2)},
      {"Bundle-3a0707d3-549e-4467-b8b8-5a2ab3800efe.json", other_ids(3, 3)},
      {"Bundle-lri-example.json", other_ids(1, 16)}};
  CHECK(found == expected);
}
