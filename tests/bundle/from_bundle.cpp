// The structs of a Bundle's entries, and every fault with its path.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/issues.hpp"
#include "ward.hpp"

using namespace fhirops;

TEST_CASE("structs come back from a Bundle as they were", "[bundle][from_bundle]") {
  fixtures::random_source random(31);
  const auto visits = ward::visits(100, random);
  const auto back = from_bundle<ward::Visit<>>(to_bundle(visits));
  REQUIRE(back);
  CHECK(*back == visits);
  CHECK(back.issues().empty());
}

TEST_CASE("an issue of an entry has its path, and the name that fhir_entry gives", "[bundle][from_bundle]") {
  const auto bundle = from_json<Bundle<Parameters<>>>(R"({"resourceType":"Bundle","type":"searchset","entry":[
    {"fullUrl":"x"},
    {"fullUrl":"urn:uuid:8","resource":{"resourceType":"Parameters","id":"7","parameter":[
      {"name":"visit","part":[{"name":"weight","valueDecimal":1},{"name":"urgent","valueBoolean":true},{"name":"patient","valueReference":{"reference":"p"}}]}]}},
    {"resource":{"resourceType":"Parameters","parameter":[{"name":"vist","valueString":"s"}]}}]})");
  REQUIRE(bundle);
  const auto back = from_bundle<ward::Visit<>>(*bundle);
  REQUIRE_FALSE(back);
  std::string found;
  for (const issue& each : back.issues()) found += test::reported(each) + ": " + each.text + '\n';
  CHECK(found ==
        "error required Bundle.entry[0] /entry/0: resource is missing: each entry must have the Parameters of a visit to a ward\n"
        "error value Bundle.entry[1].resource /entry/1/resource: fullUrl \"urn:uuid:8\" does not end in the id of the visit to a "
        "ward, "
        "\"7\": make them the same\n"
        "error structure Bundle.entry[2].resource.parameter[0].name /entry/2/resource/parameter/0/name: \"vist\" is not a known "
        "parameter: did "
        "you mean \"visit\"?\n"
        "error required Bundle.entry[2].resource /entry/2/resource: the parameter \"visit\" is missing\n"
        "error required Bundle.entry[2].resource /entry/2/resource: id is missing: a visit to a ward needs one\n");
}

TEST_CASE("entries are read no further once the caller asks to stop", "[bundle][from_bundle]") {
  const auto bundle = from_json<Bundle<Parameters<>>>(
      R"({"resourceType":"Bundle","type":"searchset","entry":[{"fullUrl":"1"},{"fullUrl":"2"},{"fullUrl":"3"}]})");
  REQUIRE(bundle);
  const auto stop = [] { return true; };
  const auto back = from_bundle<ward::Visit<>>(*bundle, read_options{}.stop_when(stop));
  REQUIRE(back.issues().size() == 1);
  CHECK(back.issues()[0].code == issue_type::timeout);
  CHECK(from_bundle<ward::Visit<>>(*bundle).issues().size() == 3);
}

TEST_CASE("after a stop, parameters that were not read are not reported as missing", "[bundle][from_bundle]") {
  std::string notes;
  for (int i = 0; i < 2000; ++i) notes += std::string(i == 0 ? "" : ",") + R"({"name":"note","valueString":"a"})";
  const auto bundle = from_json<Bundle<Parameters<>>>(
      R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Parameters","parameter":[{"name":"visit","part":[)" +
      notes + "]}]}}]}");
  REQUIRE(bundle);
  int asked = 0;
  const auto stop = [&asked] { return ++asked > 1; };
  const auto back = from_bundle<ward::Visit<>>(*bundle, read_options{}.stop_when(stop));
  CHECK(asked == 2);
  REQUIRE(back.issues().size() == 1);
  CHECK(back.issues()[0].code == issue_type::timeout);
  // Three parameters and the id.
  CHECK(from_bundle<ward::Visit<>>(*bundle).issues().size() == 4);
}

TEST_CASE("an id that is also a parameter must be the id of the resource", "[bundle][from_bundle]") {
  const auto beds = [](std::string_view id) {
    const auto bundle = from_json<Bundle<Parameters<>>>(
        R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Parameters","id":"outer","parameter":[
         {"name":"bed","part":[)" +
        std::string(id) + R"({"name":"room","valueString":"1"}]}]}}]})");
    REQUIRE(bundle);
    return from_bundle<ward::Bed>(*bundle);
  };
  const std::vector<ward::Bed> outer{{"outer", "1"}};
  const auto read = beds(R"({"name":"code","valueString":"outer"},)");
  REQUIRE(read);
  CHECK(*read == outer);
  const auto other = beds(R"({"name":"code","valueString":"inner"},)");
  REQUIRE(other.issues().size() == 1);
  CHECK(
      to_string(other.issues()[0]) ==
      R"(error value Bundle.entry[0].resource: the parameter for the id of the "bed" is "inner", but the id of its Parameters is "outer": make them the same)");
}
