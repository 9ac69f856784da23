// Names of members: those that appear twice, that have several types, and a resourceType that does not name a type.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

std::vector<std::string> strict(std::string_view json) { return test::reported(from_json<Resource<>>(json).issues()); }

// Lenient reading reports the same as warnings, and returns a value.
template <class T = Resource<>>
void check(std::string_view json, const std::vector<std::string>& expected, std::string_view lenient) {
  CAPTURE(json);
  const auto read = from_json<T>(json);
  CHECK(!read);
  CHECK(test::reported(read.issues()) == expected);
  const auto all_the_same = from_json<T>(json, read_options{}.lenient());
  REQUIRE(all_the_same);
  CHECK(to_json(*all_the_same) == lenient);
  CHECK(all_the_same.issues().size() == expected.size());
}

}  // namespace

TEST_CASE("a resourceType that is not a string is reported at its position", "[json][member_finder]") {
  const auto within = [](std::string_view type) {
    return R"({"resourceType":"Parameters","parameter":[{"name":"a","resource":{"id":"x","resourceType":)" + std::string(type) +
           "}}]}";
  };
  const std::string place = "Parameters.parameter[0].resource.resourceType /parameter/0/resource/resourceType";
  for (const std::string_view type : {"5", "true", "{\"a\":1}", "[\"Patient\"]", "null"})
    check(within(type), {"error structure " + place}, R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})");
  check(within("\"\""), {"error value " + place}, R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})");
  // A missing resourceType is reported at the resource, whatever that has.
  CHECK(strict(R"({"a":{"resourceType":5}})") == std::vector<std::string>{"error required Resource "});
}

TEST_CASE("a document without a type cannot be read, not even leniently", "[json][member_finder]") {
  const auto reported = [](std::string_view json) {
    const auto lenient = from_json<Resource<>>(json, read_options{}.lenient());
    CHECK(!lenient);
    CHECK(lenient.issues().has_errors());
    return strict(json);
  };
  CHECK(reported(R"({"id":"a"})") == std::vector<std::string>{"error required Resource "});
  CHECK(reported(R"({"resourceType":7})") == std::vector<std::string>{"error structure Resource.resourceType /resourceType"});
  CHECK(reported(R"({"resourceType":null})") == std::vector<std::string>{"error structure Resource.resourceType /resourceType"});
  CHECK(reported(R"({"resourceType":""})") == std::vector<std::string>{"error value Resource.resourceType /resourceType"});
}

TEST_CASE("a resourceType that is not a string, where the type is known", "[json][member_finder]") {
  for (const std::string_view type : {"5", "[\"Parameters\"]", "{\"a\":1}"})
    check<Parameters<>>(R"({"resourceType":)" + std::string(type) + '}',
                        {"error structure Parameters.resourceType /resourceType"}, R"({"resourceType":"Parameters"})");
}

TEST_CASE("extensions of a resource's id are a warning, where its type is known and where it is not", "[json][member_finder]") {
  using lines = std::vector<std::string>;
  const auto reported = [](std::string_view json) {
    const auto read = from_json<Resource<>>(json);
    CHECK(read);
    return test::reported(read.issues());
  };
  CHECK(reported(R"({"resourceType":"Parameters","id":"a","_id":{"id":"x"}})") == lines{"warning structure Parameters.id /_id"});
  CHECK(reported(R"({"resourceType":"Patient","id":"a","_id":{"id":"x"}})") == lines{"warning structure Patient._id /_id"});
  CHECK(reported(R"({"_id":{"id":"x"},"id":"a","resourceType":"Patient"})") == lines{"warning structure Patient._id /_id"});
  CHECK(reported(R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","_id":{"id":"x"}}}]})") ==
        lines{"warning structure Bundle.entry[0].resource._id /entry/0/resource/_id"});
  // An object in a resource is not one.
  CHECK(reported(R"({"resourceType":"Patient","a":{"id":"a","_id":{"id":"x"}}})") == lines{});
}

TEST_CASE("a member that appears twice is reported at the second, which counts", "[json][member_finder]") {
  check<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":"x","name":"b"}]})",
                      {"error structure Parameters.parameter[0].name /parameter/0/name"},
                      R"({"resourceType":"Parameters","parameter":[{"name":"b","valueString":"x"}]})");
  // Of a repeated array as well, unless one has the values and the other their siblings.
  check<HumanName<>>(R"({"given":["a","b"],"given":["c"]})", {"error structure HumanName.given /given"}, R"({"given":["c"]})");
  CHECK(strict(R"({"resourceType":"Parameters","id":"a","resourceType":"Parameters"})") ==
        std::vector<std::string>{"error structure Parameters.resourceType /resourceType"});
  const auto both = from_json<HumanName<>>(R"({"_given":[null,{"id":"x"}],"given":["a","b"]})");
  REQUIRE(both);
  CHECK(to_json(*both) == R"({"given":["a","b"],"_given":[null,{"id":"x"}]})");
}

TEST_CASE("value[x] has one type", "[json][member_finder]") {
  check<ParametersParameter<>>(R"({"name":"a","valueString":"x","valueCode":"y"})",
                               {"error structure Parameters.parameter.value /valueCode"}, R"({"name":"a","valueCode":"y"})");
}
