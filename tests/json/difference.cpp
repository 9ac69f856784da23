// Where two values differ: the first element that does, in FHIRPath and as a pointer, and what each has there.

#include "fhirops/json/difference.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

template <class T>
T value_of(std::string_view json) {
  auto read = from_json<T>(json, read_options{}.lenient().keep_unknown());
  REQUIRE(read);
  return *std::move(read);
}
// `expression pointer: left is not right`; empty where there is no difference.
template <class T>
std::string where(const T& a, const T& b) {
  const auto found = difference(a, b);
  if (!found) return {};
  const auto shown = [](const std::string& json) { return json.empty() ? std::string("nothing") : json; };
  CHECK(to_string(*found) == found->expression + ": " + shown(found->left) + " is not " + shown(found->right));
  return found->expression + ' ' + found->pointer + ": " + shown(found->left) + " is not " + shown(found->right);
}
// And nothing differs from itself.
template <class T>
std::string where(std::string_view a, std::string_view b) {
  const T left = value_of<T>(a);
  const T right = value_of<T>(b);
  CHECK(where(left, left).empty());
  CHECK(where(right, value_of<T>(b)).empty());
  return where(left, right);
}
std::string of_name(std::string_view a, std::string_view b) { return where<HumanName<>>(a, b); }
std::string of_value(std::string_view a, std::string_view b) {
  return where<Extension<>>("{\"url\":\"u\"" + std::string(a) + "}", "{\"url\":\"u\"" + std::string(b) + "}");
}
std::string of_resource(std::string_view a, std::string_view b) {
  const std::string before = R"({"resourceType":"Parameters","parameter":[{"name":"n"},{"name":"a")";
  return where<Resource<>>(before + std::string(a) + "}]}", before + std::string(b) + "}]}");
}

}  // namespace

TEST_CASE("primitives differ in their value, in their extensions, or are missing", "[json][difference]") {
  CHECK(of_name(R"({"family":"a","text":"t"})", R"({"family":"b","text":"u"})") == R"(HumanName.text /text: "t" is not "u")");
  CHECK(of_name(R"({"family":"a","text":"t"})", R"({"family":"b","text":"t"})") == R"(HumanName.family /family: "a" is not "b")");
  CHECK(of_name(R"({"text":"t"})", R"({"text":"t","family":"b"})") == R"(HumanName.family /family: nothing is not "b")");
  CHECK(of_name(R"({"text":"t","family":"a"})", R"({"text":"t"})") == R"(HumanName.family /family: "a" is not nothing)");
  CHECK(of_name(R"({"id":"a","text":"t"})", R"({"id":"b","text":"t"})") == R"(HumanName.id /id: "a" is not "b")");
  CHECK(of_name(R"({"text":"t"})", R"({"id":"b","text":"t"})") == R"(HumanName.id /id: nothing is not "b")");
  CHECK(of_name(R"({"id":"a","text":"t"})", R"({"text":"t"})") == R"(HumanName.id /id: "a" is not nothing)");
  CHECK(of_name(R"({"text":"t","_text":{"id":"a"}})", R"({"text":"t","_text":{"id":"b"}})") ==
        R"(HumanName.text.id /_text/id: "a" is not "b")");
  CHECK(of_name(R"({"text":"t"})", R"({"text":"t","_text":{"id":"b"}})") ==
        R"(HumanName.text /_text: nothing is not {"id":"b"})");
  CHECK(of_name(R"({"text":"t","_text":{"id":"a"}})", R"({"text":"t"})") ==
        R"(HumanName.text /_text: {"id":"a"} is not nothing)");
  // The value comes first.
  CHECK(of_name(R"({"text":"t","_text":{"id":"a"}})", R"({"text":"u"})") == R"(HumanName.text /text: "t" is not "u")");
  CHECK(of_name(R"({"_text":{"id":"a"}})", R"({"text":"u"})") == R"(HumanName.text /text: nothing is not "u")");
}

TEST_CASE("lists differ at the first index that does", "[json][difference]") {
  CHECK(of_name(R"({"given":["a","b"]})", R"({"given":["a","c"]})") == R"(HumanName.given[1] /given/1: "b" is not "c")");
  CHECK(of_name(R"({"given":["a"]})", R"({"given":["a","c"]})") == R"(HumanName.given[1] /given/1: nothing is not "c")");
  CHECK(of_name(R"({"given":["a","b"]})", R"({"given":["a"]})") == R"(HumanName.given[1] /given/1: "b" is not nothing)");
  CHECK(of_name(R"({"text":"t"})", R"({"given":["a"],"text":"t"})") == R"(HumanName.given[0] /given/0: nothing is not "a")");
  CHECK(where<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})",
                            R"({"resourceType":"Parameters","parameter":[{"name":"a"},{"name":"b"}]})") ==
        R"(Parameters.parameter[1] /parameter/1: nothing is not {"name":"b"})");
  CHECK(where<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})", R"({"resourceType":"Parameters"})") ==
        R"(Parameters.parameter[0] /parameter/0: {"name":"a"} is not nothing)");
  CHECK(where<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"x"},{"name":"y"}]}]})",
                            R"({"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"x"},{"name":"z"}]}]})") ==
        R"(Parameters.parameter[0].part[1].name /parameter/0/part/1/name: "y" is not "z")");
}

TEST_CASE("a complex element that only one of them has is shown as JSON", "[json][difference]") {
  CHECK(of_name(R"({"period":{"start":"2020"}})", R"({"text":"t","period":{"start":"2020"}})") ==
        R"(HumanName.text /text: nothing is not "t")");
  CHECK(of_name(R"({"text":"t","period":{"start":"2020","end":"2021"}})", R"({"text":"t"})") ==
        R"(HumanName.period /period: {"start":"2020","end":"2021"} is not nothing)");
  CHECK(of_name(R"({"text":"t"})", R"({"text":"t","period":{"end":"2021"}})") ==
        R"(HumanName.period /period: nothing is not {"end":"2021"})");
  CHECK(of_name(R"({"period":{"end":"2020"}})", R"({"period":{"end":"2021"}})") ==
        R"(HumanName.period.end /period/end: "2020" is not "2021")");
}

TEST_CASE("value[x] differs in its type or in its value", "[json][difference]") {
  CHECK(of_value(R"(,"valueString":"a")", R"(,"valueString":"b")") == R"(Extension.value /valueString: "a" is not "b")");
  CHECK(of_value(R"(,"valueString":"a")", R"(,"valueCode":"a")") ==
        R"(Extension.value /valueString: String "a" is not Code "a")");
  CHECK(of_value(R"(,"valueString":"a")", "") == R"(Extension.value /valueString: String "a" is not nothing)");
  CHECK(of_value("", R"(,"valueCode":"a")") == R"(Extension.value /valueCode: nothing is not Code "a")");
  CHECK(of_value(R"(,"valueBoolean":true)", R"(,"valueBoolean":false)") == "Extension.value /valueBoolean: true is not false");
  CHECK(of_value(R"(,"valueInteger":-1)", R"(,"valueInteger":20)") == "Extension.value /valueInteger: -1 is not 20");
  CHECK(of_value(R"(,"valueInteger":0)", R"(,"valueInteger":-0)") == "Extension.value /valueInteger: 0 is not -0");
  CHECK(of_value(R"(,"valueInteger":-0)", R"(,"valueInteger":1)") == "Extension.value /valueInteger: -0 is not 1");
  CHECK(of_value(R"(,"valueDecimal":1.0)", R"(,"valueDecimal":1.00)") == "Extension.value /valueDecimal: 1.0 is not 1.00");
  CHECK(of_value(R"(,"valueDate":"2020")", R"(,"valueDate":"2021")") == R"(Extension.value /valueDate: "2020" is not "2021")");
  CHECK(of_value(R"(,"valueString":"a","_valueString":{"id":"x"})", R"(,"valueString":"a")") ==
        R"(Extension.value /_valueString: {"id":"x"} is not nothing)");
  CHECK(of_value(R"(,"_valueString":{"id":"x"})", R"(,"_valueCode":{"id":"x"})") ==
        "Extension.value /valueString: String  is not Code ");
  CHECK(of_value(R"(,"valuePeriod":{"start":"2020"})", R"(,"valuePeriod":{"start":"2021"})") ==
        R"(Extension.value.start /valuePeriod/start: "2020" is not "2021")");
  CHECK(of_value(R"(,"valuePeriod":{"start":"2020"})", R"(,"valueRange":{"low":{"value":1}})") ==
        R"(Extension.value /valuePeriod: Period {"start":"2020"} is not Range {"low":{"value":1}})");
}

TEST_CASE("resources differ in their type, in an element, or in the JSON that they are kept as", "[json][difference]") {
  CHECK(of_resource(R"(,"resource":{"resourceType":"Parameters","id":"x"})",
                    R"(,"resource":{"resourceType":"Parameters","id":"y"})") ==
        R"(Parameters.parameter[1].resource.id /parameter/1/resource/id: "x" is not "y")");
  CHECK(
      of_resource(R"(,"resource":{"resourceType":"Parameters"})", R"(,"resource":{"resourceType":"Patient"})") ==
      R"(Parameters.parameter[1].resource /parameter/1/resource: {"resourceType":"Parameters"} is not {"resourceType":"Patient"})");
  CHECK(
      of_resource(R"(,"resource":{"resourceType":"Patient","id":"x"})", R"(,"resource":{"resourceType":"Patient","id":"y"})") ==
      R"(Parameters.parameter[1].resource /parameter/1/resource: {"resourceType":"Patient","id":"x"} is not {"resourceType":"Patient","id":"y"})");
  CHECK(of_resource("", R"(,"resource":{"resourceType":"Patient"})") ==
        R"(Parameters.parameter[1].resource /parameter/1/resource: nothing is not {"resourceType":"Patient"})");
  CHECK(of_resource(R"(,"resource":{"resourceType":"Parameters","id":"x"})", "") ==
        R"(Parameters.parameter[1].resource /parameter/1/resource: {"resourceType":"Parameters","id":"x"} is not nothing)");
  CHECK(where<Resource<>>(R"({"resourceType":"Patient"})", R"({"resourceType":"Group"})") ==
        R"(Resource : {"resourceType":"Patient"} is not {"resourceType":"Group"})");
  CHECK(where<Resource<>>(R"({"resourceType":"Parameters"})", R"({"resourceType":"Patient"})") ==
        R"(Parameters : {"resourceType":"Parameters"} is not {"resourceType":"Patient"})");
  CHECK(where(Resource<>(), Resource<>()).empty());
  CHECK(where(Resource<>(), Resource<>(Parameters<>{})) == R"(Resource : nothing is not {"resourceType":"Parameters"})");
  CHECK(where(Resource<>(Parameters<>{}), Resource<>()) == R"(Parameters : {"resourceType":"Parameters"} is not nothing)");
  CHECK(where(RawResource<>{"Patient", R"({"resourceType":"Patient","id":"x"})"},
              RawResource<>{"Patient", R"({"resourceType":"Patient"})"}) ==
        R"(Resource : {"resourceType":"Patient","id":"x"} is not {"resourceType":"Patient"})");
  const auto outcome = [](std::string_view contained) {
    return R"({"resourceType":"OperationOutcome","contained":[{"resourceType":"Patient","id":"p"})" + std::string(contained) +
           "]}";
  };
  CHECK(where<OperationOutcome<>>(outcome(R"(,{"resourceType":"Parameters"})"), outcome("")) ==
        R"(OperationOutcome.contained[1] /contained/1: {"resourceType":"Parameters"} is not nothing)");
}

TEST_CASE("JSON that is kept as text is compared by its value", "[json][difference]") {
  const auto same = [](std::string_view a, std::string_view b) {
    const std::string of_entry = of_resource(R"(,"resource":)" + std::string(a), R"(,"resource":)" + std::string(b));
    CHECK(of_entry.empty() ==
          of_name(R"({"text":"t","x":)" + std::string(a) + "}", R"({"text":"t","x":)" + std::string(b) + "}").empty());
    CHECK(of_entry.empty() == where<Resource<>>(a, b).empty());
    return of_entry.empty();
  };
  const std::string_view one = R"({"resourceType":"Patient","id":"a","name":[{"family":"\u00e9","given":["x","y"]}],"n":1.0})";
  CHECK(same(one,
             "{ \"id\":\"a\",\n\"n\":1.0 ,\"resourceType\" : \"Patient\", \"name\":[ {\"given\":[\"x\", "
             "\"\\u0079\"],\"family\":\"\xC3\xA9\" } ] }"));
  for (const std::string_view other :
       {R"({"resourceType":"Patient","id":"a","name":[{"family":"\u00e9","given":["y","x"]}],"n":1.0})",
        R"({"resourceType":"Patient","id":"a","name":[{"family":"\u00e9","given":["x","y"]}],"n":1.00})",
        R"({"resourceType":"Patient","id":"a","name":[{"family":"\u00e9","given":["x","y"]}],"n":"1.0"})",
        R"({"resourceType":"Patient","id":"a","name":[{"family":"\u00e9","given":["x"],"y":"z"}],"n":1.0})",
        R"({"resourceType":"Patient","id":"a","name":[{"family":"\u00e9","given":["x",["y"]]}],"n":1.0})",
        R"({"resourceType":"Patient","id":"a","name":[{"family":"\u00e9","Given":["x","y"]}],"n":1.0})",
        R"({"resourceType":"Patient","id":"a","name":[{"family":"\u00e9","given":["x","y"]}],"n":1.0,"m":1})"})
    CHECK(!same(one, other));
  // What comes after it is compared as well, also in the objects around it.
  CHECK(of_resource(R"(,"resource":{"resourceType":"Patient","id":"x"}},{"name":"b")",
                    R"(,"resource":{"resourceType":"Patient", "id":"x"}},{"name":"c")") ==
        R"(Parameters.parameter[2].name /parameter/2/name: "b" is not "c")");
  CHECK(
      where<OperationOutcome<>>(
          R"({"resourceType":"OperationOutcome","contained":[{"resourceType":"Patient","id":"p"}, {"resourceType":"Group"}],"issue":[]})",
          R"({"resourceType":"OperationOutcome","contained":[{"id":"p","resourceType":"Patient"}]})") ==
      R"(OperationOutcome.contained[1] /contained/1: {"resourceType":"Group"} is not nothing)");
  CHECK(where(RawResource<>{"Patient", "{"}, RawResource<>{"Patient", "{ "}) != "");
  std::string deep = "1";
  for (int i = 0; i < 100; ++i) deep = R"({"y":)" + deep + "}";
  CHECK(same(R"({"resourceType":"Patient","x":)" + deep + "}", R"({"x":)" + deep + R"(,"resourceType":"Patient"})"));
}

TEST_CASE("members that R4 does not have are compared in their order, after the elements", "[json][difference]") {
  CHECK(of_name(R"({"text":"t","x":1,"y":2})", R"({"text":"t","x":1,"y":3})") == "HumanName.y /y: 2 is not 3");
  CHECK(of_name(R"({"text":"t","x":1})", R"({"text":"t","x":1,"y":3})") == "HumanName.y /y: nothing is not 3");
  CHECK(of_name(R"({"text":"t","x":1,"y":2})", R"({"text":"t","x":1})") == "HumanName.y /y: 2 is not nothing");
  CHECK(of_name(R"({"text":"t","x":1})", R"({"text":"t","z":1})") == "HumanName.x /x: 1 is not nothing");
  CHECK(of_name(R"({"text":"t","x":1})", R"({"text":"u","x":2})") == R"(HumanName.text /text: "t" is not "u")");
}

TEST_CASE("a difference is one line, whatever the values hold", "[json][difference]") {
  const auto found = difference(HumanName<>{.text = "a\nb"}, HumanName<>{.text = "\x1B\xFF"});
  REQUIRE(found);
  CHECK(to_string(*found) == "HumanName.text: \"a\\nb\" is not \"\\u001B\xEF\xBF\xBD\"");
  CHECK(*found == value_difference{"HumanName.text", "/text", "\"a\\nb\"", "\"\\u001B\xEF\xBF\xBD\""});
}
