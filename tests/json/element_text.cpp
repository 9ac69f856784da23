// What is said of JSON values that are not of the kind that their element needs.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

std::string said(std::string_view json) {
  const auto read = from_json<HumanName<>>(json);
  return read.issues().empty() ? std::string() : read.issues()[0].text;
}

}  // namespace

TEST_CASE("a scalar of another kind: what to write instead", "[json][element_text]") {
  using detail::json_kind;
  using detail::shape;
  using detail::wrong_kind_text;
  CHECK(wrong_kind_text("integer", shape::integer, json_kind::string, "10") ==
        "\"10\" is not an integer: write 10, without quotes");
  CHECK(wrong_kind_text("unsignedInt", shape::integer, json_kind::string, "7") ==
        "\"7\" is not an unsignedInt: write 7, without quotes");
  CHECK(wrong_kind_text("uri", shape::text, json_kind::number, "7") == "7 is not a uri: write \"7\", in quotes");
  CHECK(wrong_kind_text("integer", shape::integer, json_kind::string, "ten") == "\"ten\" is not an integer: write a number");
  CHECK(wrong_kind_text("decimal", shape::decimal, json_kind::boolean, "true") == "true is not a decimal: write a number");
  CHECK(wrong_kind_text("boolean", shape::boolean, json_kind::string, "false") ==
        "\"false\" is not a boolean: write false, without quotes");
  CHECK(wrong_kind_text("boolean", shape::boolean, json_kind::number, "0") == "0 is not a boolean: write true or false");
  CHECK(wrong_kind_text("dateTime", shape::time, json_kind::number, "2024") ==
        "2024 is not a dateTime: write \"2024\", in quotes");
  CHECK(wrong_kind_text("string", shape::text, json_kind::number, std::string(100, '1')) ==
        std::string(60, '1') + "... is not a string: write \"" + std::string(60, '1') + "...\", in quotes");
}

TEST_CASE("objects and arrays where they are not allowed, and the other way round", "[json][element_text]") {
  CHECK(said(R"({"family":["a"]})") == "an array is not allowed here: family does not repeat, it is a string");
  CHECK(said(R"({"family":{"a":1}})") == "an object is not allowed here: family is a string");
  CHECK(said(R"({"period":"2024"})") == "\"2024\" is not allowed here: period is an object");
  CHECK(said(R"({"period":[{"start":"2024"}]})") == "an array is not allowed here: period does not repeat, it is an object");
  CHECK(said(R"({"given":"a"})") == "\"a\" is not an array: given may repeat, so write [\"a\"]");
  CHECK(said(R"({"extension":{"url":"http://x","valueCode":"a"}})") ==
        "an object is not an array: extension may repeat, so write [{...}]");
  CHECK(said(R"({"text":"a","_text":"b"})") == "\"b\" is not allowed here: _text is an object with id or extension");
  CHECK(said(R"({"given":["a"],"_given":["b"]})") ==
        "\"b\" is not allowed here: _given is an array of objects with id or extension, and null");
  CHECK(said(R"({"given":["a","b"],"_given":[{"id":"c"}]})") == "_given has 1 item, but given has 2: fill up with null");
}
