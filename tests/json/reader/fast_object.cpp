// An object of a type that is known at compile time: its text as the writer writes it, and any other text, which is read by the
// table. How deep either may nest is limited, since both recurse.

#include "fhirops/json/reader/fast_object.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/general.hpp"

using namespace fhirops;

namespace {

// The rest of the text after the object that was read; `left` if it is left to the general reader.
template <class T>
std::string read(std::string_view text, T& value, std::size_t depth = 0) {
  detail::fast_cursor cursor(text, nullptr);
  return detail::read_object(cursor, value, depth) ? std::string(cursor.rest()) : "left";
}
const std::string filler = ",\"more text than the fast comparison looks ahead\"";

std::string nested(std::size_t parts) {
  std::string text = R"("valueString":"deep")";
  for (std::size_t i = 0; i < parts; ++i) text = R"("part":[{"name":"a",)" + text + "}]";
  return R"({"resourceType":"Parameters","parameter":[{"name":"a",)" + text + "}]}";
}

}  // namespace

TEMPLATE_TEST_CASE("Parameters as written, and written otherwise, are read like the general reader does", "[json][reader]", owned,
                   borrowed) {
  using T = Parameters<TestType>;
  const std::string values = R"({"name":"a","valueString":"b"},{"name":"c","valueInteger":-1},{"name":"d","valueDecimal":1.50},)"
                             R"({"name":"e","valueBoolean":true},{"name":"f","valueInstant":"2026-11-28T01:02:03Z"},)"
                             R"({"name":"g","part":[{"name":"h","valueCode":"i"}]})";
  const std::string others = R"({"name":"j","valueReference":{"reference":"Patient/1"}},{"valueUri":"urn:k","name":"l"},)"
                             R"({"name":"m","valueString":"n","_valueString":{"id":"o"}},)"
                             R"({ "name" : "p", "valueString" : "q" },{"id":"r","name":"s","valueString":"t"})";
  for (const std::string& list : {values, others, values + ',' + others}) {
    for (const std::string& open :
         {std::string(R"({"resourceType":"Parameters",)"), std::string(R"({"id":"x","resourceType":"Parameters",)")}) {
      const std::string text = open + "\"parameter\":[" + list + "]}";
      CAPTURE(text);
      const std::string longer = text + filler;  // a borrowed value refers to it
      T value{};
      CHECK(read(longer, value) == filler);
      const auto general = test::read_generally<T>(text);
      REQUIRE(general);
      CHECK(general.issues().empty());
      CHECK(value == *general);
    }
  }
}

TEST_CASE("what was read before the text turned out to be otherwise is not kept", "[json][reader]") {
  ParametersParameter<> value;
  CHECK(read(R"({"name":"a","part":[{"name":"b","valueString":"c"}],"extension":[{"url":"urn:d","valueCode":"e"}]})" + filler,
             value) == filler);
  CHECK(value.part.size() == 1);
  CHECK(value.extension.size() == 1);
}

TEST_CASE("a text with a fault is left", "[json][reader]") {
  for (const std::string_view text :
       {R"({"resourceType":"Bundle","parameter":[{"name":"a","valueString":"b"}]})",
        R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":""}]})",
        R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":"b","valueCode":"c"}]})",
        R"({"resourceType":"Parameters","parameter":[{"name":"a","valueInteger":1.5}]})",
        R"({"resourceType":"Parameters","parameter":[{"name":"a","valueText":"b"}]})",
        R"({"resourceType":"Parameters","parameter":[]})", R"({"resourceType":"Parameters","parameter":[{"name":"a")"}) {
    CAPTURE(text);
    Parameters<> value;
    CHECK(read(std::string(text) + filler, value) == "left");
  }
}

TEST_CASE("parts in parts are read up to a depth", "[json][reader]") {
  for (const std::size_t parts : {0U, 1U, 8U, 16U}) {
    CAPTURE(parts);
    Parameters<> value;
    CHECK(read(nested(parts) + filler, value) == filler);
    CHECK(to_json(value) == nested(parts));
  }
  Parameters<> value;
  CHECK(read(nested(200) + filler, value) == "left");
  CHECK(read(nested(0) + filler, value, detail::deepest_fast_object + 1) == "left");
}
