// What is said of a text that is not JSON, and where.

#include <fhirops/json/read.hpp>
#include <fhirops/resource/resource.hpp>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("a text that is not JSON is explained", "[json][syntax]") {
  struct row {
    std::string_view text;
    std::size_t offset;
    std::string_view message;
  };
  const row rows[] = {
      // --- what it begins with
      {"", 0, "the document is empty: expected a JSON object"},
      {" \n", 2, "the document is empty: expected a JSON object"},
      {"\xEF\xBB\xBF", 3, "the document is empty: expected a JSON object"},
      {" <html>", 1, "this begins with \"<\": HTML or XML, not JSON"},
      {"/* { */ {}", 0, "comments are not JSON: remove them"},
      {std::string_view("\xFF\xFE{\0}\0", 6), 0, "this is not UTF-8 (it looks like UTF-16): FHIR's JSON is UTF-8"},
      {std::string_view("\0{\0}", 4), 0, "this is not UTF-8 (it looks like UTF-16): FHIR's JSON is UTF-8"},
      {"\x1F\x8B\x08", 0, "this is compressed data, not JSON: decompress it first"},
      {"resourceType: Patient", 0, "this begins with \"resourceType: Patient\": expected a JSON object, which begins with \"{\""},
      {"\xC3\xA6", 0, "this begins with the byte 0xC3: expected a JSON object, which begins with \"{\""},
      // --- commas
      {R"({"id":"a",})", 9, "a comma before \"}\": remove it"},
      {"{\"id\":\"a\",\n\n}", 9, "a comma before \"}\": remove it"},
      {R"({"a":[1,2,]})", 9, "a comma before \"]\": remove it"},
      {R"({"id":"a",,"b":1})", 10, "two commas in a row: remove one"},
      {R"({"a":[1,,2]})", 8, "two commas in a row: remove one"},
      {R"({,"id":"a"})", 1, "a comma before the first member: remove it"},
      {R"({"a":[,1]})", 6, "a comma before the first item: remove it"},
      {R"({"id":"a" "b":1})", 10, "a comma is missing before \"b\""},
      {R"({"a":[{"b":1} {"b":2}]})", 14, "a comma is missing before \"{\""},
      {R"({"a":[1 2]})", 8, "a comma is missing before \"2\""},
      // --- names and colons
      {R"({"id"})", 5, "\"id\" has no value: write a colon and the value after the name"},
      {R"({"id" "a"})", 6, "a colon is missing after the name \"id\""},
      {R"({"id"="a"})", 5, "a colon is missing after the name \"id\""},
      {R"({"id":})", 6, "a value is missing after the colon"},
      {R"({"id":,"a":1})", 6, "a value is missing after the colon"},
      {R"({id:"a"})", 1, "the name \"id\" must be in double quotes"},
      {R"({"a":1,id:"a"})", 7, "the name \"id\" must be in double quotes"},
      {R"({'id':"a"})", 1, "a name in single quotes: names are in double quotes"},
      {R"({{}})", 1, "\"{\" where the name of a member is expected, in double quotes"},
      {R"({"a":"b":1})", 8, "a colon after a value: remove it"},
      {R"({"a":"x"y"})", 8, "\"y\" where a comma or \"}\" is expected"},
      // --- values
      {R"({"a":True})", 5, "\"True\" is not a JSON value: write true"},
      {R"({"a":FALSE})", 5, "\"FALSE\" is not a JSON value: write false"},
      {R"({"a":None})", 5, "\"None\" is not a JSON value: leave the element out"},
      {R"({"a":undefined})", 5, "\"undefined\" is not a JSON value: leave the element out"},
      {R"({"a":NaN})", 5, "\"NaN\" is not a JSON number: leave the element out"},
      {R"({"a":-Infinity})", 6, "\"-Infinity\" is not a JSON number: leave the element out"},
      {R"({"a":final})", 6, "\"final\" is not a JSON value: strings are in double quotes"},
      {R"({"a":'b'})", 5, "a string in single quotes: JSON's strings are in double quotes"},
      {R"({"a":tru})", 8, "\"tru\" is not a JSON value: it was cut off"},
      {R"({"a":[:1]})", 6, "a colon where a value is expected: remove it, or use an object"},
      // --- numbers
      {R"({"a":007})", 6, "\"007\" is not a JSON number: remove the leading zero"},
      {R"({"a":+5})", 5, "\"+5\" is not a JSON number: write it without the plus sign"},
      {R"({"a":.5})", 5, "\".5\" is not a JSON number: write a zero before the point"},
      {R"({"a":5.})", 7, "\"5.\" is not a JSON number: digits are missing after the point"},
      {R"({"a":5e})", 7, "\"5e\" is not a JSON number: digits are missing after the exponent"},
      {R"({"a":-})", 6, "\"-\" is not a JSON number: digits are missing"},
      {R"({"a":12-3})", 7, "\"12-3\" is not a JSON number: put it in double quotes if it is a string"},
      // --- strings
      {R"({"a":"b)", 7, "the text ends inside a string: it was cut off, or a closing quotation mark is missing"},
      {R"({"a":"b\x"})", 7, R"("\x" is not an escape of JSON: write \\ for a backslash)"},
      {R"({"a":"b\u12g4"})", 7, R"("\u12g" is not an escape of JSON: \u needs four hexadecimal digits)"},
      {R"({"a":"b\uD800"})", 7, R"("\uD800" is half of a surrogate pair: the other half must follow it)"},
      {"{\"a\":\"b\nc\"}", 7, R"(a line break in a string: write \n, or close the string with a quotation mark before it)"},
      {"{\"a\":\"\t\"}", 6, R"(a tab in a string: write \t)"},
      {"{\"a\":\"\x1F\"}", 6, "the control character U+001F in a string: remove it"},
      {std::string_view("{\"a\":\"\0\"}", 9), 6, "a NUL byte in a string: remove it"},
      // --- brackets, comments, and the end
      {R"({"a":1])", 6, "\"]\" where \"}\" is expected: the object that begins at byte 0 is still open"},
      {R"({"a":[}})", 6, "\"}\" where \"]\" is expected: the array that begins at byte 5 is still open"},
      {"{\"a\":1 // one\n}", 7, "comments are not JSON: remove them"},
      {R"({"a":/* one */1})", 5, "comments are not JSON: remove them"},
      {R"({"a":{"b":1})", 12, "the text ends inside the object that begins at byte 0: it was cut off, or \"}\" is missing"},
      {R"({"a":[1,2)", 9, "the text ends inside the array that begins at byte 5: it was cut off, or \"]\" is missing"},
      {std::string_view("{\"a\":1\0}", 8), 6, "a NUL byte: remove it, or send the text as UTF-8"},
      {"{}\n{}", 3, "a second document begins here: one text holds one resource"},
      {"{}}", 2, "\"}\" after the end of the document: remove it"},
      {"{} x", 3, "\"x\" after the end of the document: remove it"},
  };
  for (const row& each : rows) {
    CAPTURE(each.text);
    for (const read_options& options : {read_options{}, read_options{}.lenient()}) {
      const auto read = from_json<Resource<>>(each.text, options);
      REQUIRE_FALSE(read);
      CHECK(read.issues().back().severity == issue_severity::fatal);
      CHECK(read.issues().back().text == each.message);
      CHECK(read.issues().back().offset == each.offset);
    }
  }
}
