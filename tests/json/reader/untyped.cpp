// The check of a resource without a table: which texts it accepts, where they end, and what it notes about them. Whatever it leaves
// is for the general reader, which must have a reason to look at it; whatever it accepts, that reader accepts without an issue.

#include "fhirops/json/reader/untyped.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/general.hpp"

using namespace fhirops;

namespace {

struct checked {
  std::optional<std::size_t> end{};  // none if it is left to the general reader
  std::size_t reached = 0;
  detail::json_measure found{};
};
// Text after the resource must not matter, as long as it is there.
checked check(const std::string& text, std::size_t most = 100) {
  const std::string longer = text + "] and more text than any look ahead";
  detail::step_counter steps{stop_condition()};
  detail::untyped_check resource(longer.data() + longer.size(), most, steps);
  checked made;
  const char* const end = resource.object(longer.data(), 0);
  if (end != nullptr)
    made.end = static_cast<std::size_t>(end - longer.data());
  else
    made.reached = static_cast<std::size_t>(resource.reached() - longer.data());
  made.found = resource.found();
  return made;
}
// Accepted as a whole, as the general reader accepts it.
void accepts(const std::string& text) {
  CAPTURE(text);
  CHECK(check(text).end == text.size());
  const auto read = test::read_generally<Resource<>>(text);
  CHECK(read.has_value());
  CHECK(read.issues().empty());
}
void leaves(const std::string& text) {
  CAPTURE(text);
  CHECK_FALSE(check(text).end.has_value());
}
std::string patient(const std::string& members) { return R"({"resourceType":"Patient",)" + members + "}"; }

}  // namespace

TEST_CASE("a resource of any members, white space and numbers is accepted up to its closing brace", "[json][reader]") {
  accepts(patient(R"("active":true,"a":[1,-2.50e+3,false,"x"],"b":{"c":{"d":"e"}},"_birthDate":{"id":"f"})"));
  accepts(patient(R"("text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">\u00e6 \n</div>"})"));
  accepts(patient("\n\t\"a\" :\r\n [ { \"b\" : \"c\" } ,\n { \"b\" : \"d\" } ] \n"));
  accepts(patient(R"("name":[{"given":["Anna","Maria"]},{"given":["Anna"]}])"));
  accepts(R"({"id":"1","resourceType":"Patient"})");
}

TEST_CASE("what R4's JSON format forbids, or what has to be looked at closely, is left", "[json][reader]") {
  leaves(patient(R"("a":null)"));
  leaves(patient(R"("a":"")"));
  leaves(patient(R"("a":[])"));
  leaves(patient(R"("a":{})"));
  leaves(patient(R"("a":[[1]])"));
  leaves(patient(R"("a":01)"));
  leaves(patient(R"("a":+1)"));
  leaves(patient(R"("a":tru)"));
  leaves(patient(R"("a":1,"b":2,"a":3)"));
  leaves(patient(R"("":1)"));
  leaves(patient(R"("\u0061":1)"));
  leaves(patient(R"("_id":{"id":"a"})"));
  leaves(patient(R"("_given":[{"id":"a"}],"given":["b"])"));
  leaves(patient(R"("a":"\u0000")"));
  leaves(patient("\"a\":\"\xC3\""));
  leaves(patient("\"a\":\"b\nc\""));
  leaves(patient(R"("a":1,)"));
  leaves(patient(R"("a" 1)"));
  leaves("{}");
}

TEST_CASE("names that occur again in other objects repeat nothing, and many names are compared with each other",
          "[json][reader]") {
  accepts(patient(R"("a":{"b":1,"c":{"b":1}},"b":{"a":1})"));
  std::string many;
  for (int i = 0; i < 40; ++i) many += (many.empty() ? "\"" : ",\"") + ("name" + std::to_string(i)) + "\":1";
  accepts(patient(many));
  leaves(patient(many + R"(,"name0":2)"));
  leaves(patient(many + R"(,"name39":2)"));
  // After an object within, the names of the one around it are still known.
  leaves(patient(R"("name":{"x":1,"y":2},"other":[{"x":1}],"name":3)"));
  leaves(patient(R"("deep":{"x":{"y":1},"x":2})"));
}

TEST_CASE("brackets may nest as deep as the limit", "[json][reader]") {
  const auto nested = [](std::size_t depth) {
    std::string text = "1";
    for (std::size_t i = 0; i < depth; ++i) text = R"({"a":)" + text + "}";
    return patient("\"a\":" + text);
  };
  CHECK(check(nested(9), 10).end == nested(9).size());
  CHECK(check(nested(9), 10).found.depth == 10);
  CHECK_FALSE(check(nested(10), 10).end);
}

TEST_CASE("it notes the depth, the white space, and where type and id are", "[json][reader]") {
  const std::string text = R"({ "id" : "7","a":{"id":"8","b":[{"c":1}]}, "resourceType":"Patient"})";
  const checked made = check(text);
  REQUIRE(made.end == text.size());
  CHECK(made.found.is_resource);
  CHECK(made.found.depth == 4);
  CHECK(made.found.spaces == 4);
  CHECK(made.found.id_at == text.find("\"7\""));
  CHECK(made.found.type_at == text.find("\"Patient\""));
  CHECK(check(R"({"a":1})").found.type_at == detail::json_measure::absent);
  CHECK(detail::measure_json(text).spaces == made.found.spaces);
  CHECK(detail::measure_json(text).depth == made.found.depth);
}

TEST_CASE("it says how far it read what it leaves", "[json][reader]") {
  const std::string text = patient(R"("a":"b","c":null,"d":"e")");
  CHECK(check(text).reached == text.find("null"));
  const std::string twice = patient(R"("a":"b","a":1)");
  CHECK(check(twice).reached >= twice.rfind("\"a\""));
  CHECK(check(twice).reached <= twice.size());
}
