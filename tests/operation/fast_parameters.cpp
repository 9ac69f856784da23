// The Parameters resource around a bound struct: which members it may have for the fast reader, and in which order.

#include "fhirops/operation/fast_parameters.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace {

// What is taken, with a list that is `[]` here; none if the resource is left to the general reader.
std::string taken(std::string_view text) {
  detail::fast_cursor cursor(text, nullptr);
  std::string said;
  const auto id = [&said](std::string_view found) { said += "id " + std::string(found) + ' '; };
  const auto list = [&] { return cursor.take('[') && cursor.take(']') && !(said += "list ").empty(); };
  if (!detail::take_parameters(cursor, id, list)) return "left";
  return said + "rest " + std::string(cursor.rest());
}

}  // namespace

TEST_CASE("type, id and parameters are taken in any order, up to the closing brace", "[operation][fast_parameters]") {
  CHECK(taken(R"({"resourceType":"Parameters","parameter":[]},x)") == "list rest ,x");
  CHECK(taken(R"({"resourceType":"Parameters","id":"7","parameter":[]})") == "id 7 list rest ");
  CHECK(taken(R"( { "parameter" : [ ] , "id" : "7" , "resourceType" : "Parameters" } )") == "list id 7 rest  ");
}

TEST_CASE("other members, repetitions and other types are left to the general reader", "[operation][fast_parameters]") {
  for (const std::string_view text :
       {"", "{", "{}", "[]", R"({"resourceType":"Parameters"})", R"({"parameter":[]})",
        R"({"resourceType":"Bundle","parameter":[]})", R"({"resourceType":"Parameters","parameter":{}})",
        R"({"resourceType":"Parameters","parameter":[],"parameter":[]})",
        R"({"resourceType":"Parameters","resourceType":"Parameters","parameter":[]})",
        R"({"resourceType":"Parameters","id":"7","id":"7","parameter":[]})",
        R"({"resourceType":"Parameters","id":7,"parameter":[]})", R"({"resourceType":"Parameters","id":"","parameter":[]})",
        R"({"resourceType":"Parameters","meta":{"source":"a"},"parameter":[]})",
        R"({"resourceType":"Parameters","language":"da","parameter":[]})", R"({"resourceType":"Parameters","parameter":[])"}) {
    CAPTURE(text);
    CHECK(taken(text) == "left");
  }
}

TEST_CASE("a struct is read only if nothing but white space follows it", "[operation][fast_parameters]") {
  const std::string text = to_json(clinic::Dose{.drug = "x", .times = 2});
  for (const std::string_view after : {"", " ", "\r\n\t "}) {
    clinic::Dose dose;
    CHECK(detail::read_struct(text + std::string(after), dose, nullptr));
    CHECK(dose == clinic::Dose{.drug = "x", .times = 2});
  }
  for (const std::string_view after : {"}", "x", " null", ","}) {
    clinic::Dose dose;
    CHECK_FALSE(detail::read_struct(text + std::string(after), dose, nullptr));
  }
}

TEST_CASE("a value before its name ends where the name begins", "[operation][fast_parameters]") {
  const auto text = [](std::string_view value, std::string_view name) {
    return R"({"resourceType":"Parameters","parameter":[{"name":"drug","valueString":"x"},{)" + std::string(value) +
           R"(,"name":")" + std::string(name) + R"("}]})";
  };
  clinic::Dose dose;
  CHECK(detail::read_struct(text(R"("valueInteger":1 )", "times"), dose, nullptr));
  CHECK(dose.times == 1);
  for (const std::string_view value : {"01", "1x", "1 2", "1.5", "1e", "1\"2\"", "-"}) {
    CAPTURE(value);
    clinic::Dose other;
    CHECK_FALSE(detail::read_struct(text(R"("valueInteger":)" + std::string(value), "times"), other, nullptr));
    CHECK_FALSE(from_json<clinic::Dose>(text(R"("valueInteger":)" + std::string(value), "times")));
  }
  for (const std::string_view value : {"trueish", "true\"x\"", "true false", "truefalse"}) {
    CAPTURE(value);
    CHECK_FALSE(from_json<clinic::Dose>(text(R"("valueBoolean":)" + std::string(value), "taken")));
  }
}
