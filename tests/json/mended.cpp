#include "fhirops/json/mended.hpp"

#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

std::string mended(std::string_view json) { return fhirops::detail::mended_json(json).text(); }

}  // namespace

TEST_CASE("JSON without anything to repair is unchanged") {
  for (const std::string_view json : {"{ \"a\" : [1, 2.0] }", "7", "\"x\"", "true", R"({"a":["x",null],"_a":[null,{"id":"i"}]})",
                                      "[null,\"x\"]", R"({"a":"\ud83d\ude00\\u0000"})"})
    CHECK(mended(json) == json);
}

TEST_CASE("empty values are left out, and values that are empty without them") {
  CHECK(mended(R"({"a":null,"b":1})") == R"({"b":1})");
  CHECK(mended(R"({"a":"","b":[],"c":{},"d":{"e":[{"f":""}]},"g":1})") == R"({"g":1})");
  CHECK(mended(R"({"a":[{},{"b":1},null,{"c":null}]})") == R"({"a":[{"b":1}]})");
  CHECK(mended(R"({"a":{"b":[[1]]}})") == "");
  for (const std::string_view json : {"null", "\"\"", "{}", "[]", "[null]", "[{}]"}) CHECK(mended(json) == "");
}

TEST_CASE("an array in an array is left out") { CHECK(mended(R"({"a":[[1],2,[[3]]]})") == R"({"a":[2]})"); }

TEST_CASE("the last of repeated members is kept, but the first resourceType") {
  CHECK(mended(R"({"a":1,"b":2,"\u0061":3})") == R"({"b":2,"\u0061":3})");
  CHECK(mended(R"({"resourceType":"A","a":1,"resourceType":"B"})") == R"({"resourceType":"A","a":1})");
}

TEST_CASE("values and extensions are aligned by index") {
  CHECK(mended(R"({"a":["x",null]})") == R"({"a":["x"]})");
  CHECK(mended(R"({"a":["x"],"_a":[null,null,null]})") == R"({"a":["x"]})");
  CHECK(mended(R"({"a":["x"],"_a":[null,{"id":"i"}]})") == R"({"a":["x",null],"_a":[null,{"id":"i"}]})");
  CHECK(mended(R"({"a":["","x",null],"_a":[null,null,{"id":"i"}]})") == R"({"a":["x",null],"_a":[null,{"id":"i"}]})");
  CHECK(mended(R"({"_a":[null,{"id":"i"}],"a":[null,""]})") == R"({"_a":[{"id":"i"}]})");
  CHECK(mended(R"({"a":["",""],"_a":[{"id":"i"},{}]})") == R"({"_a":[{"id":"i"}]})");
}

TEST_CASE("ill-formed UTF-8 becomes U+FFFD") {
  CHECK(mended(R"({"a":"x\u0000","b\udc00":"\ud800"})") == "{\"a\":\"x\xEF\xBF\xBD\",\"b\xEF\xBF\xBD\":\"\xEF\xBF\xBD\"}");
  // A backslash that is escaped begins no other escape.
  CHECK(mended(R"({"a":"\\ud83d\ude00","b":"\\u0000"})") == "{\"a\":\"\\\\ud83d\xEF\xBF\xBD\",\"b\":\"\\\\u0000\"}");
  CHECK(mended(R"(["\udc00\ud83d\ude00\udc00x\u0000\n"])") == "[\"\xEF\xBF\xBD\\ud83d\\ude00\xEF\xBF\xBDx\xEF\xBF\xBD\\n\"]");
  CHECK(mended("\"\xED\xA0\x80\"") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(mended("{\"a\":\"\xFF\"}") == "{\"a\":\"\xEF\xBF\xBD\"}");
}

TEST_CASE("values that are kept are written as they were, without white space") {
  CHECK(mended("{ \"a\" : [ 1.50 , true , { \"b\" : -0.0e1 } ] , \"c\" : null }") == R"({"a":[1.50,true,{"b":-0.0e1}]})");
  CHECK(mended(R"({"a":{"b":{"c":[]},"d":{"e":1}},"f":["x",{"g":[{"h":""},{"i":false}]}]})") ==
        R"({"a":{"d":{"e":1}},"f":["x",{"g":[{"i":false}]}]})");
  CHECK(mended(R"([null,"x",{},""])") == R"([null,"x"])");
  CHECK(mended(R"([["x"],null,"y"])") == R"([null,"y"])");
}

TEST_CASE("members that appear three times, or whose last occurrence is empty") {
  CHECK(mended(R"({"a":1,"a":2,"a":3,"b":4})") == R"({"a":3,"b":4})");
  CHECK(mended(R"({"resourceType":"A","resourceType":"B","resourceType":"C"})") == R"({"resourceType":"A"})");
  CHECK(mended(R"({"a":1,"b":2,"a":null})") == R"({"b":2})");
  CHECK(mended(R"({"a":[1,null],"b":2,"a":["x",null],"_a":[null,{"id":"i"}]})") ==
        R"({"b":2,"a":["x",null],"_a":[null,{"id":"i"}]})");
}

TEST_CASE("lists are aligned by their decoded names, in any order, even if one is alone") {
  CHECK(mended(R"({"_a":[{"id":"i"}],"\u0061":["x","y"]})") == R"({"_a":[{"id":"i"},null],"\u0061":["x","y"]})");
  CHECK(mended(R"({"_a":[null,{"id":"i"},null,{}]})") == R"({"_a":[{"id":"i"}]})");
  CHECK(mended(R"({"a":"x","_a":[null,{"id":"i"}]})") == R"({"a":"x","_a":[{"id":"i"}]})");
  CHECK(mended(R"({"a":[],"_a":[null,{"id":"i"}]})") == R"({"_a":[{"id":"i"}]})");
  CHECK(mended(R"({"a":["x",null,"z"],"_a":{"id":"i"}})") == R"({"a":["x","z"],"_a":{"id":"i"}})");
  CHECK(mended(R"({"a":["x"],"_a":[{"id":"i"},{"id":"j"},{"id":"k"}],"ab":[1,null]})") ==
        R"({"a":["x",null,null],"_a":[{"id":"i"},{"id":"j"},{"id":"k"}],"ab":[1]})");
  CHECK(mended(R"({"a":["x",null,""],"_a":[null,null,{"id":"k"},{}]})") == R"({"a":["x",null],"_a":[null,{"id":"k"}]})");
  CHECK(mended(R"({"a":["x",{"b":["y",null]},null],"_a":[null,{"id":"i"}]})") ==
        R"({"a":["x",{"b":["y"]}],"_a":[null,{"id":"i"}]})");
}
