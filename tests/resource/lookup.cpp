// Looking up parameters by name: what is absent, of another type, repeated and of parts only is distinguished.

#include "fhirops/resource/lookup.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

using lines = std::vector<std::string>;

Parameters<> read(const char* json) {
  auto found = from_json<Parameters<>>(std::string_view(json));
  REQUIRE(found);
  return *std::move(found);
}

Parameters<> everything() {
  return read(R"({"resourceType":"Parameters","parameter":[
    {"name":"url","valueUri":"http://x"},
    {"name":"twice","valueString":"a"},
    {"name":"count","valueInteger":7},
    {"name":"twice","valueString":"b"},
    {"name":"known","resource":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"value"}]}},
    {"name":"other","resource":{"resourceType":"Patient","id":"1"}},
    {"name":"parts","part":[{"name":"code","valueCode":"c"},{"name":"url","valueUri":"u"},{"name":"url","valueUri":"v"},
                            {"name":"inner","part":[{"name":"deep","valueBoolean":true}]}]}]})");
}

// Code, place and words of why there is no such thing.
template <class T, class P>
std::string why(const P& parameters, std::string_view name) {
  const auto found = get<T>(parameters, name);
  if (found) return "found";
  REQUIRE(found.issues().size() == 1);
  const issue& reported = found.issues().front();
  CHECK(reported.severity == issue_severity::error);
  return test::reported(reported) + ": " + reported.text;
}

}  // namespace

TEST_CASE("a parameter is found as what it has, in place", "[resource][lookup]") {
  const Parameters<> parameters = everything();
  const auto& all = parameters.parameter;

  const auto url = get<Uri<>>(parameters, "url");
  REQUIRE(url);
  CHECK(&*url == all[0].value.get_if<Uri<>>());
  const auto value = get<Value<>>(parameters, "count");
  REQUIRE(value);
  CHECK(&*value == &all[2].value);
  const auto outcome = get<OperationOutcome<>>(parameters, "known");
  REQUIRE(outcome);
  CHECK(&*outcome == all[4].resource.get_if<OperationOutcome<>>());
  const auto raw = get<RawResource<>>(parameters, "other");
  REQUIRE(raw);
  CHECK(raw->resourceType == "Patient");
  const auto any = get<Resource<>>(parameters, "other");
  REQUIRE(any);
  CHECK(&*any == &all[5].resource);
  const auto whole = get<ParametersParameter<>>(parameters, "parts");
  REQUIRE(whole);
  CHECK(&*whole == &all[6]);
  const auto code = get<Code<>>(*whole, "code");
  REQUIRE(code);
  CHECK(*code == "c");
  const auto inner = get<ParametersParameter<>>(*whole, "inner");
  REQUIRE(inner);
  CHECK(*get<Boolean<>>(*inner, "deep") == true);
}

TEST_CASE("why there is no such parameter", "[resource][lookup]") {
  const Parameters<> parameters = everything();
  CHECK(why<Uri<>>(parameters, "uri") == "error required Parameters : the parameter \"uri\" is missing");
  CHECK(why<Uri<>>(parameters, "URL") == "error required Parameters : the parameter \"URL\" is missing");
  CHECK(why<Uri<>>(parameters, "") == "error required Parameters : the parameter \"\" is missing");
  CHECK(why<String<>>(parameters, "twice") ==
        "error multiple-matches Parameters.parameter[3] /parameter/3: the parameter \"twice\" appears more than once: use "
        "find_all, or refuse it");
  // Repeated comes before the type.
  CHECK(why<Uri<>>(parameters, "twice").starts_with("error multiple-matches "));
  CHECK(
      why<Url<>>(parameters, "url") ==
      "error value Parameters.parameter[0].value /parameter/0/valueUri: the parameter \"url\" has valueUri, but needs valueUrl");
  CHECK(why<OperationOutcome<>>(parameters, "url") ==
        "error value Parameters.parameter[0].value /parameter/0/valueUri: the parameter \"url\" has valueUri, but needs an "
        "OperationOutcome resource");
  CHECK(why<Uri<>>(parameters, "known") ==
        "error value Parameters.parameter[4].resource /parameter/4/resource: the parameter \"known\" has an "
        "OperationOutcome resource, but needs valueUri");
  CHECK(why<Binary<>>(parameters, "other") ==
        "error value Parameters.parameter[5].resource /parameter/5/resource: the parameter \"other\" has a Patient "
        "resource, but needs a Binary resource");
  CHECK(why<RawResource<>>(parameters, "known") ==
        "error value Parameters.parameter[4].resource /parameter/4/resource: the parameter \"known\" has an "
        "OperationOutcome resource, but needs an untyped resource");
  CHECK(why<Value<>>(parameters, "other") ==
        "error value Parameters.parameter[5].resource /parameter/5/resource: the parameter \"other\" has a Patient "
        "resource, but needs a value");
  CHECK(why<Uri<>>(parameters, "parts") ==
        "error structure Parameters.parameter[6] /parameter/6: the parameter \"parts\" has parts only, but needs valueUri");
  CHECK(why<Resource<>>(parameters, "parts") ==
        "error structure Parameters.parameter[6] /parameter/6: the parameter \"parts\" has parts only, but needs a resource");

  // The path of a part begins at the parameter that has it.
  const auto& parts = parameters.parameter[6];
  CHECK(why<Uri<>>(parts, "url") ==
        "error multiple-matches Parameters.parameter.part[2] /part/2: the part \"url\" appears more than once: use find_all, or "
        "refuse it");
  CHECK(why<Id<>>(parts, "code") ==
        "error value Parameters.parameter.part[0].value /part/0/valueCode: the part \"code\" has valueCode, but needs valueId");

  Parameters<> empty;
  CHECK(why<Uri<>>(empty, "url").starts_with("error required "));
  empty.parameter.emplace_back().name = "none";
  CHECK(why<Uri<>>(empty, "none") ==
        "error structure Parameters.parameter[0] /parameter/0: the parameter \"none\" is empty: it needs valueUri");
}

TEST_CASE("all parameters of a name, in their order", "[resource][lookup]") {
  const Parameters<> parameters = everything();
  lines found;
  for (const auto& each : find_all(parameters, "twice")) found.emplace_back(std::string_view(*each.value.get_if<String<>>()));
  CHECK(found == lines{"a", "b"});
  CHECK(find_all(parameters, "Twice").empty());
  const auto parts = find_all(parameters.parameter[6], "url");
  CHECK(std::distance(parts.begin(), parts.end()) == 2);
  static_assert(std::forward_iterator<decltype(parts.begin())>);
}

TEST_CASE("an added resource is found", "[resource][lookup]") {
  Parameters<> parameters;
  add(parameters, "url", Uri<>("http://x"))
      .add("count", 10)
      .add("flag", true)
      .add("text", "t")
      .add("outcome", OperationOutcome<>{})
      .add_parts("property", [](auto parts) { parts.add("code", Code<>("k")).add_parts("deep", [](auto) {}); });
  CHECK(*get<Uri<>>(parameters, "url") == "http://x");
  CHECK(*get<Integer<>>(parameters, "count") == 10);
  CHECK(*get<Boolean<>>(parameters, "flag") == true);
  CHECK(*get<String<>>(parameters, "text") == "t");
  CHECK(get<OperationOutcome<>>(parameters, "outcome"));
  const auto property = get<ParametersParameter<>>(parameters, "property");
  REQUIRE(property);
  CHECK(*get<Code<>>(*property, "code") == "k");
  CHECK(why<Code<>>(*property, "deep").ends_with("the part \"deep\" is empty: it needs valueCode"));

  auto& own = parameters.parameter.back();
  add(own, "more", Id<>("i"));
  CHECK(*get<Id<>>(own, "more") == "i");
  add_parts(own, "again", [](auto parts) { parts.add("x", 1); });
  CHECK(own.part.size() == 4);
}

TEST_CASE("borrowed parameters are looked up and added in the same way", "[resource][lookup]") {
  const std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":"b"}]})";
  auto parameters = from_json<Parameters<borrowed>>(std::string_view(text));
  REQUIRE(parameters);
  const auto found = get<String<borrowed>>(*parameters, "a");
  REQUIRE(found);
  CHECK(std::string_view(*found).data() >= text.data());
  CHECK(std::string_view(*found).data() < text.data() + text.size());
  Parameters<borrowed> copy = *parameters;
  add(copy, "c", String<borrowed>("d"));
  CHECK(*get<String<borrowed>>(copy, "c") == "d");
  CHECK(parameters->parameter.size() == 1);
}

TEST_CASE("a lookup gives a value, or throws the reason why there is none", "[resource][lookup]") {
  const Parameters<> parameters = everything();
  CHECK(get<Uri<>>(parameters, "url").value() == "http://x");
  CHECK(&get<Uri<>>(parameters, "url").value() == parameters.parameter[0].value.get_if<Uri<>>());
  CHECK_THROWS_AS(get<Uri<>>(parameters, "twice").value(), error);
  CHECK_THROWS_AS(get<Code<>>(parameters, "missing").value(), error);
  CHECK(get<Code<>>(parameters, "missing").issues().size() == 1);
}

TEST_CASE("a value, a resource and a part of borrowed parameters are distinguished in the same way", "[resource][lookup]") {
  Parameters<borrowed> parameters;
  parameters.parameter.emplace_back().name = "value";
  parameters.parameter[0].value = "x";
  parameters.parameter.emplace_back().name = "resource";
  parameters.parameter[1].resource = RawResource<borrowed>{"Patient", "{}"};
  parameters.parameter.emplace_back().name = "part";
  parameters.parameter[2].part.emplace_back().name = "p";
  CHECK(&*get<Value<borrowed>>(parameters, "value") == &parameters.parameter[0].value);
  CHECK_FALSE(get<Value<borrowed>>(parameters, "resource"));
  CHECK_FALSE(get<Value<borrowed>>(parameters, "part"));
  CHECK(&*get<Resource<borrowed>>(parameters, "resource") == &parameters.parameter[1].resource);
  CHECK_FALSE(get<Resource<borrowed>>(parameters, "value"));
  CHECK(get<RawResource<borrowed>>(parameters, "resource")->resourceType == "Patient");
  CHECK_FALSE(get<Binary<borrowed>>(parameters, "resource"));
  CHECK(&*get<ParametersParameter<borrowed>>(parameters, "part") == &parameters.parameter[2]);
  CHECK_FALSE(get<Code<borrowed>>(parameters, "value"));
}
