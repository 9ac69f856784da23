// What is behind the end of a text is not looked at: each text, and each beginning of it, is at the end of the memory that
// may be read, and says what it says elsewhere.

#include <fhirops/core/json_measure.hpp>
#include <fhirops/core/scanner.hpp>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/guarded.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

constexpr std::string_view documents[] = {
    R"({"resourceType":"Parameters","id":"a","parameter":[{"name":"a","valueString":"b"},{"name":"c","valueInteger":-12},{"name":"d","valueBoolean":true},{"name":"e","valueDecimal":1.50E+2},{"name":"f","part":[{"name":"g","valueBoolean":false},{"name":"h","valueDate":"2024-02-29"}]},{"name":"i","resource":{"resourceType":"Other","a":[0,{"b":null}],"c":"\u00e6\ud83d\ude00\n"}}]})",
    R"( { "resourceType" : "Parameters" , "parameter" : [ { "name" : "\u00e6\"x" , "valueHumanName" : { "given" : [ "a" , null ] , "_given" : [ null , { "id" : "b" } ] } } , { "name" : "n" , "_valueCode" : { "extension" : [ { "url" : "u" , "valueCode" : "v" } ] } } ] } )",
    "\xEF\xBB\xBF{\"parameter\":[{\"name\":\"\xC3\xA6\xE2\x82\xAC\xF0\x9F\x98\x80\",\"unknown\":[1,{}],\"resource\":{\"id\":"
    "\"1\",\"resourceType\":\"Parameters\"}}],\"resourceType\":\"Parameters\"}",
    R"({"resourceType":"Parameters","parameter":[{"name":"a","resource":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","diagnostics":"x"}]}},{"name":"a","valueInteger":"7"},{"name":1,"valueTime":"25:00:00","valueTime":"1"}],"x":tru})",
    R"({"resourceType":"Other","a":{"b":[[],{},"c",1e5,false,null],"\u0064":"\\"},"e" : "f"})",
    R"({"resourceType":"Parameters","parameter":[{"name":"a","valueCode":'x'},{name:"b"},{"name":"c","valueInteger":NaN},{"name":"d","valueDecimal":.5}]} /* end */)",
};

// What each way of reading says of a text.
template <class T>
std::string said_by(const result<T>& read) {
  return (read ? to_json(*read) : "none") + '\n' + test::lines_of(read.issues());
}
std::string said(std::string_view text) {
  std::string all = said_by(from_json<Parameters<>>(text)) + said_by(from_json<Parameters<borrowed>>(text)) +
                    said_by(from_json<Resource<>>(text, read_options{}.lenient().keep_unknown())) +
                    said_by(test::read_generally<Parameters<>>(text)) +
                    said_by(test::read_generally<Resource<borrowed>>(text, read_options{}.lenient()));
  detail::text_pool pool;
  const auto fast = test::read_fast<Parameters<>>(text, pool);
  all += fast ? to_json(*fast) : "none";
  const auto fast_resource = test::read_fast<Resource<borrowed>>(text, pool);
  all += fast_resource ? to_json(*fast_resource) : "none";
  const auto as_written = test::read_as_written<Parameters<>>(text);
  all += as_written ? to_json(*as_written) : "none";
  const auto measured = detail::measure_json(text);
  all += measured.ok ? "JSON " + std::to_string(measured.depth) : "no JSON";
  all += detail::repaired_json(text);
  detail::scanner tokens(text);
  for (auto token = tokens.next(); token != detail::token::end && token != detail::token::bad; token = tokens.next())
    all += std::string(tokens.slice()) + ' ';
  issues found;
  issue somewhere;
  for (const char* const pointer : {"/parameter/0/valueString", "/parameter/1/resource/a/1/b", "/e"}) {
    somewhere.pointer = pointer;
    found.push_back(somewhere);
  }
  locate(found, text);
  return all + test::lines_of(found);
}

}  // namespace

TEST_CASE("no reader reads beyond the end of a text") {
  test::guarded_room room(4096);
  for (const std::string_view whole : documents) {
    for (std::size_t size = 0; size <= whole.size(); ++size) {
      // Behind this copy comes what would make another text of it.
      const std::string elsewhere = std::string(whole.substr(0, size)) + "\"}]},0";
      const std::string expected = said(std::string_view(elsewhere).substr(0, size));
      CAPTURE(whole.substr(0, size));
      REQUIRE(said(room.put(whole.substr(0, size))) == expected);
    }
  }
}
