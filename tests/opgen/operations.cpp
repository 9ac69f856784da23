// Operations of awkward definitions, generated when this is built: they compile, define what they were made
// from, and their values come back.

#include <filesystem>
#include <odd/operations.hpp>

#include "support/catch.hpp"
#include "support/definitions.hpp"

using namespace fhirops;

TEST_CASE("the definitions of awkward operations are those that they were generated from", "[opgen]") {
  std::map<std::string, std::vector<std::string>> published;
  for (const auto& each : std::filesystem::directory_iterator(FHIROPS_TEST_DATA "/../opgen/definitions"))
    test::read_definitions(each.path().string(), published);
  const auto derived = test::table_definitions(odd::operations{});
  CHECK(published.size() == odd::operations::size);
  CHECK(derived.size() == published.size());
  for (const auto& [id, lines] : published) {
    CAPTURE(id);
    REQUIRE(derived.contains(id));
    CHECK(derived.at(id) == lines);
  }
}

TEST_CASE("names that C++ does not allow have names near them", "[opgen]") {
  odd::OddNames::Request request;
  request.class_ = "class";
  request._since = {"_since"};
  request.x_Since = true;
  request._a = {1};
  request.a_b = "a-b";
  request.x1st = {"1st"};
  request.Request_ = true;
  request.OddNames_ = "OddNames";
  request.groesse = true;
  request.Aeroe = {2};
  request.u540Du524D = "u540D u524D";
  request.x_y = {3};
  const Parameters<> parameters = to_parameters(request);
  std::vector<std::string> names;
  for (const auto& each : parameters.parameter) names.emplace_back(std::string_view(each.name));
  CHECK(names == std::vector<std::string>{"class", "_since", "_Since", "__a", "a-b", "1st", "Request", "OddNames",
                                          "gr\xC3\xB6\xC3\x9F"
                                          "e",
                                          "\xC3\x86r\xC3\xB8", "\xE5\x90\x8D\xE5\x89\x8D", "x y"});
}

TEST_CASE("parts stay with their lists in nested lists", "[opgen]") {
  odd::Deep::Request request;
  request.a.resize(2);
  request.a[0].b.resize(2);
  request.a[0].b[0].c.d.resize(3);
  request.a[0].b[0].c.d[2].e.resize(2);
  request.a[0].b[0].c.d[2].e[1].given = {"x"};
  request.a[0].b[0].c.d[0].a = "0";
  request.a[0].b[0].c.d[1].a = "1";
  request.a[0].b[0].c.d[2].a = "2";
  request.a[0].b[1].c.c = {true, false, true};
  request.a[1].b.resize(1);
  request.a[1].b[0].c.c = {false};
  request.a[1].b[0].value = {Value<>(true), Value<>("text")};
  request.a[0].b[0].c.d[2].e.erase(request.a[0].b[0].c.d[2].e.begin());  // an empty name cannot be said
  const auto back = from_parameters<odd::Deep::Request>(to_parameters(request));
  REQUIRE(back);
  CHECK(*back == request);
}

TEST_CASE("a generated request is checked against its definition", "[opgen]") {
  const auto reported = [](const char* parameters) {
    const auto read = from_json<Parameters<>>(R"({"resourceType":"Parameters","parameter":[)" + std::string(parameters) + "]}");
    REQUIRE(read);
    std::vector<std::string> all;
    const auto request = from_parameters<odd::Often::Request>(*read);
    for (const issue& each : request.issues()) all.push_back(std::string(to_string(each.code)) + ": " + each.text);
    return all;
  };
  const std::string one = R"({"name":"one","valueDate":"2023"})";
  const std::string two = R"({"name":"two-to-three","valueString":"a"},{"name":"two-to-three","valueString":"b"})";
  const std::string four = R"({"name":"at-least-four","valueInteger":1},{"name":"at-least-four","valueInteger":1},)"
                           R"({"name":"at-least-four","valueInteger":1},{"name":"at-least-four","valueInteger":1})";
  const std::string part = R"({"name":"part","part":[{"name":"up-to-five","valueCode":"c"}]})";
  CHECK(reported((one + ',' + two + ',' + four + ',' + part + ',' + part).c_str()).empty());
  CHECK(reported((two + ',' + two + ',' + four + ',' + part).c_str()) ==
        std::vector<std::string>{"structure: the parameter \"two-to-three\" appears 4 times: it may appear at most 3 times",
                                 "required: the parameter \"one\" is missing",
                                 "required: the parameter \"part\" appears 1 time: it must appear at least 2 times"});
}

TEST_CASE("a value of a type that is not allowed is refused", "[opgen]") {
  odd::WideTypes::Request request;
  request.allowed = Value<>(Coding<>{.code = "c"});
  request.many = {Value<>(Quantity<>{.value = "1.50"})};
  CHECK(from_parameters<odd::WideTypes::Request>(to_parameters(request)));
  request.allowed = Value<>(true);
  const auto refused = from_parameters<odd::WideTypes::Request>(to_parameters(request));
  REQUIRE(refused.issues().size() == 1);
  CHECK(refused.issues()[0].text.find(", but needs ") != std::string::npos);
  CHECK(refused.issues()[0].pointer == "/parameter/0/valueBoolean");
}

TEST_CASE("the properties of an operation follow from its definition", "[opgen]") {
  CHECK(answers_resource<odd::RequestOperation>);
  CHECK_FALSE(answers_resource<odd::BundleOperation>);  // a list of them
  CHECK_FALSE(answers_resource<odd::OnlyOut>);
  CHECK(takes_resource<odd::Operation>);
  CHECK(allows_get<odd::Search>);
  CHECK_FALSE(allows_get<odd::WideTypes>);
  CHECK_FALSE(allows_get<odd::Nothing>);  // it does not say that it changes nothing
  CHECK(std::is_same_v<odd::Nothing::Request, no_parameters>);
  CHECK(std::is_same_v<odd::OnlyOut::Request, no_parameters>);
}
