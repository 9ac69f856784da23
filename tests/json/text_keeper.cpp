// What is kept of a text as text: strings, unknown members and untyped resources.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

TEST_CASE("unknown elements are kept if the options say so", "[json][text_keeper]") {
  const std::string text =
      R"({"resourceType":"Parameters","x":{"b" : [ 1.00, "\u00e9\/" ]},"parameter":[{"name":"a","y":["q",null],"valuePeriod":{"z":"1"}}],"_x":true})";
  const auto kept = from_json<Parameters<>>(text, read_options{}.lenient().keep_unknown());
  REQUIRE(kept);
  CHECK(kept->unknown == list<unknown_member<>>{{"x", R"({"b" : [ 1.00, "\u00e9\/" ]})"}, {"_x", "true"}});
  CHECK(
      to_json(*kept) ==
      R"({"resourceType":"Parameters","parameter":[{"name":"a","valuePeriod":{"z":"1"},"y":["q",null]}],"x":{"b":[1.00,"\u00e9\/"]},"_x":true})");
  CHECK(test::json_difference(text, to_json(*kept)) == "");
  const auto dropped = from_json<Parameters<>>(text, read_options{}.lenient());
  REQUIRE(dropped);
  CHECK(to_json(*dropped) == R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})");
  // Strictly it is an error all the same.
  CHECK_FALSE(from_json<Parameters<>>(text, read_options{}.keep_unknown()));
}

TEST_CASE("leniently read, U+0000 is U+FFFD in the value", "[json][text_keeper]") {
  const auto read = from_json<HumanName<>>(R"({"id":"\u0000","text":"a\u0000b","given":["\u0000c"]})", read_options{}.lenient());
  REQUIRE(read);
  CHECK(*read->id == "\xEF\xBF\xBD");
  CHECK(read->text ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(read->given[0] ==
        "\xEF\xBF\xBD"
        "c");
}

TEST_CASE("a borrowed string is a view of the text, unless it had escapes", "[json][text_keeper]") {
  const std::string text = R"({"family":"abc","text":"d\u0065f","suffix":["ghi"]})";
  const auto read = test::read_generally<HumanName<borrowed>>(text);
  REQUIRE(read);
  const auto within = [&text](std::string_view view) {
    return view.data() >= text.data() && view.data() < text.data() + text.size();
  };
  CHECK(read->family.text == "abc");
  CHECK(within(read->family.text));
  CHECK(read->text.text == "def");
  CHECK_FALSE(within(read->text.text));
  CHECK(within(read->suffix[0].text));
}

TEST_CASE("an untyped resource is kept verbatim, and repaired only where it has faults", "[json][text_keeper]") {
  const auto kept = [](std::string_view json) {
    const auto read = test::read_generally<Resource<>>(json, read_options{}.lenient());
    REQUIRE(read);
    return read->get_if<RawResource<>>()->json;
  };
  CHECK(kept(R"({"resourceType":"X", "a" : [ 1.0 , "\u00e9" ]})") == R"({"resourceType":"X", "a" : [ 1.0 , "\u00e9" ]})");
  CHECK(kept(R"({"resourceType":"X", "a" : null, "b":[ 1 ]})") == R"({"resourceType":"X","b":[1]})");
}
