// What the events of JSON mean, one after another, where they do not fit the element.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

TEST_CASE("an array instead of the id of an element: its first item is used", "[json][builder]") {
  const std::string place = "Parameters.parameter[0].id /parameter/0/id";
  const auto check = [](std::string_view id, const std::vector<std::string>& expected, std::string_view kept) {
    const auto parameter = [](std::string_view first) {
      return R"({"resourceType":"Parameters","parameter":[{)" + std::string(first) + R"("name":"a","valueBoolean":true}]})";
    };
    const std::string json = parameter("\"id\":" + std::string(id) + ",");
    CAPTURE(json);
    CHECK(test::reported(from_json<Parameters<>>(json).issues()) == expected);
    CHECK(to_json(from_json<Parameters<>>(json, read_options{}.lenient()).value()) == parameter(kept));
  };
  check(R"(["x"])", {"error structure " + place}, R"("id":"x",)");
  check(R"(["x","y"])", {"error structure " + place}, R"("id":"x",)");
  check(R"([{"a":1}])", {"error structure " + place, "error structure Parameters.parameter[0].id[0] /parameter/0/id/0"}, "");
}

TEST_CASE("an array within an array is reported, once, and left out", "[json][builder]") {
  const std::string_view json = R"({"given":["a",["b",["c"]],"d"]})";
  CHECK(test::reported(from_json<HumanName<>>(json).issues()) ==
        std::vector<std::string>{"error structure HumanName.given[1] /given/1"});
  CHECK(to_json(from_json<HumanName<>>(json, read_options{}.lenient()).value()) == R"({"given":["a","d"]})");
}
