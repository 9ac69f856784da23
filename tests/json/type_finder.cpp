// The resourceType of an object, wherever it is among the members.

#include "fhirops/json/type_finder.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using fhirops::detail::type_finder;

namespace {

// The type of each object, in the order of their braces; `-` where it has none.
std::string types(std::string_view json) {
  type_finder finder(json);
  std::string all;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '"') quoted = !quoted;
    if (quoted || json[i] != '{') continue;
    const std::string_view type = finder.find(i);
    ((all += all.empty() ? "" : " ") += type.empty() ? "-" : type);
    CHECK(finder.find(i) == type);
  }
  return all;
}

}  // namespace

TEST_CASE("each object has its own type, or none", "[json][type_finder]") {
  CHECK(types(R"({"resourceType":"A"})") == "A");
  CHECK(types(R"({"a":{"resourceType":"B"},"resourceType":"A"})") == "A B");
  CHECK(types(R"({"a":{},"b":{"resourceType":"B"},"c":{"d":[{"resourceType":"D"},{"x":1}]}})") == "- - B - D -");
  CHECK(types(R"({"a":[{"b":{"resourceType":"B"},"resourceType":"C"}],"resourceType":"A","z":{"resourceType":"Z"}})") ==
        "A C B Z");
  CHECK(types(R"({"resourceType":"A","a":{"b":{"c":{}}},"d":{"resourceType":"D"}})") == "A - - - D");
  CHECK(types(R"({"a":[[{"resourceType":"X"}],[]],"b":{"x":[]},"resourceType":"A"})") == "A X -");
}

TEST_CASE("the type is a string that is a member, the first of them", "[json][type_finder]") {
  for (const std::string_view none :
       {R"({"resourceType":1})", R"({"resourceType":["A"]})", R"({"a":"resourceType","b":"A"})", R"({"a":["resourceType","A"]})",
        R"({"resourceType":null,"a":"A"})", R"({"a":{"b":"resourceType"}})"})
    CHECK(type_finder(none).find(0).empty());
  CHECK(types(R"({"resourceType":{"resourceType":"B"}})") == "- B");
  CHECK(types(R"({"resourceType":"A","resourceType":"B"})") == "A");
  CHECK(types(R"({"resourceType":1,"resourceType":"B"})") == "-");
  CHECK(types(R"({"\u0072esourceType":"\u0041B"})") == "AB");
  CHECK(type_finder(R"({"resourceType":"\q"})").find(0).empty());
}

TEST_CASE("in text that is not JSON, types are found up to the syntax error", "[json][type_finder]") {
  for (const std::string_view text : {R"({"a":[}],"resourceType":"A"})", R"({"a":{],"resourceType":"A"})", R"({"a":"x)", "{",
                                      R"({"resourceType")", R"({"resourceType":)"})
    CHECK(type_finder(text).find(0).empty());
  CHECK(type_finder(R"({"resourceType":"A","b":[}]})").find(0) == "A");
}
