// What is said of members that R4 does not have.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

template <class T>
std::string said(std::string_view name) {
  return detail::unknown_element(detail::info_of<T>::value, name);
}

}  // namespace

TEST_CASE("a misspelled element: which one was meant", "[json][unknown_element]") {
  CHECK(said<OperationDefinition<>>("stauts") == "\"stauts\" is not an element of OperationDefinition: did you mean \"status\"?");
  CHECK(said<HumanName<>>("Given") == "\"Given\" is not an element of HumanName: did you mean \"given\"?");
  CHECK(said<HumanName<>>("_givn") == "\"_givn\" is not an element of HumanName: did you mean \"_given\"?");
  CHECK(said<Bundle<>>("resourcetype") == "\"resourcetype\" is not an element of Bundle: did you mean \"resourceType\"?");
  CHECK(said<Extension<>>("valuestring") == "\"valuestring\" is not an element of Extension: did you mean \"valueString\"?");
  CHECK(said<HumanName<>>("colour") == "\"colour\" is not an element of HumanName");
  CHECK(said<HumanName<>>("") == "\"\" is not an element of HumanName");
}

TEST_CASE("value[x]: without a type, of R5, and of types that R4 does not allow", "[json][unknown_element]") {
  CHECK(said<Extension<>>("value") == "\"value\" needs its type in its name: valueString, valueCode, ...");
  CHECK(said<Extension<>>("_value") == "\"_value\" needs its type in its name: _valueString, _valueCode, ...");
  for (const std::string type : {"Integer64", "Availability", "ExtendedContactDetail"})
    CHECK(said<Extension<>>("value" + type) == "\"value" + type + "\" is not an element of R4: " + type + " is a type of R5");
  for (const std::string type : {"CodeableReference", "RatioRange"})
    CHECK(said<Extension<>>("value" + type) ==
          "\"value" + type + "\" is not an element of R4: " + type + " is a type of R4B and R5");
  for (const std::string type : {"Narrative", "Extension", "Xhtml", "BackboneElement", "ElementDefinition", "Resource"})
    CHECK(said<Extension<>>("value" + type) ==
          "\"value" + type + "\" is not an element of Extension: value[x] cannot have the type " + type);
  CHECK(said<UsageContext<>>("valueString") ==
        "\"valueString\" is not an element of UsageContext: value[x] cannot have the type string");
}

TEST_CASE("an element of a later version: which one", "[json][unknown_element]") {
  CHECK(said<Attachment<>>("height") == "\"height\" is not an element of Attachment: height is an element of R5");
  CHECK(said<Attachment<>>("_height") == "\"_height\" is not an element of Attachment: height is an element of R5");
  CHECK(said<Dosage<>>("asNeeded") == "\"asNeeded\" is not an element of Dosage: asNeeded is an element of R5");
  CHECK(said<OperationDefinition<>>("versionAlgorithmCoding") ==
        "\"versionAlgorithmCoding\" is not an element of OperationDefinition: versionAlgorithmCoding is an element of R5");
  // Of this type alone, and of its own elements alone.
  CHECK(said<HumanName<>>("height") == "\"height\" is not an element of HumanName");
  CHECK(said<OperationDefinition<>>("parameter.scope") == "\"parameter.scope\" is not an element of OperationDefinition");
}

TEST_CASE("a sibling member of an element that is not a primitive", "[json][unknown_element]") {
  CHECK(said<HumanName<>>("_period") ==
        "\"_period\" is not an element of HumanName: period is not a primitive, its id and extensions are written inside it");
  CHECK(said<Extension<>>("_valuePeriod") ==
        "\"_valuePeriod\" is not an element of Extension: valuePeriod is not a primitive, its id and extensions are written "
        "inside it");
}

TEST_CASE("names are shown in part, and on one line", "[json][unknown_element]") {
  CHECK(said<HumanName<>>(std::string(1000, 'x')) == '"' + std::string(60, 'x') + "...\" is not an element of HumanName");
  CHECK(said<HumanName<>>("a\nb\x1B") ==
        "\"a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD\" is not an element of HumanName");
  CHECK(said<HumanName<>>("fhir_comments") == "\"fhir_comments\" is not an element of R4, only of DSTU2: remove it");
}

TEST_CASE("reading and validation report the same", "[json][unknown_element]") {
  const auto read = from_json<HumanName<>>(R"({"text":"a","givne":["b"]})", read_options{}.lenient().keep_unknown());
  REQUIRE(read);
  REQUIRE(read.issues().size() == 1);
  const issues found = validate(*read);
  REQUIRE(found.size() == 1);
  CHECK(read.issues()[0].text == "\"givne\" is not an element of HumanName: did you mean \"given\"?");
  CHECK(found[0].text == read.issues()[0].text);
}
