// Adding parameters: what is added may be in the list itself, and what throws adds nothing.

#include "fhirops/resource/add.hpp"

#include <fhirops/fhirops.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

// Throws where it is converted to text.
struct no_text {
  operator std::string_view() const { throw std::runtime_error("no text"); }  // NOLINT(google-explicit-constructor)
};

}  // namespace

TEST_CASE("a parameter may have the name, the value or the resource of one in the same list", "[resource][add]") {
  const std::string text = "a text that is too long to be stored in place";
  Parameters<> parameters;
  add(parameters, text, text).add("resource", OperationOutcome<>{.id = "o"});
  for (int i = 0; i < 5; ++i) {
    add(parameters, parameters.parameter[0].name, parameters.parameter[0].value);
    add(parameters, "again", parameters.parameter[1].resource);
    add_parts(parameters, parameters.parameter[0].name, [](auto parts) { parts.add("part", 1); });
  }
  REQUIRE(parameters.parameter.size() == 17);
  CHECK(parameters.parameter[14] == parameters.parameter[0]);
  CHECK(parameters.parameter[15].resource == parameters.parameter[1].resource);
  CHECK(parameters.parameter[16].name == text);
}

TEST_CASE("a parameter may hold the Parameters that it is added to, as they were", "[resource][add]") {
  Parameters<> parameters;
  add(parameters, "a", 1);
  add(parameters, "self", parameters);
  CHECK(to_json(parameters) == R"({"resourceType":"Parameters","parameter":[{"name":"a","valueInteger":1},)"
                               R"({"name":"self","resource":{"resourceType":"Parameters","parameter":)"
                               R"([{"name":"a","valueInteger":1}]}}]})");
}

TEST_CASE("nothing is added if the name or the content cannot be converted", "[resource][add]") {
  Parameters<> parameters;
  CHECK_THROWS_AS(add(parameters, no_text(), 1), std::runtime_error);
  CHECK_THROWS_AS(add(parameters, "a", no_text()), std::runtime_error);
  CHECK_THROWS_AS(add_parts(parameters, no_text(), [](auto) {}), std::runtime_error);
  CHECK(parameters.parameter.empty());
}
