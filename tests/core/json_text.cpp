// JSON that is kept as text, and checked once.

#include "fhirops/core/json_text.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/json/write.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace {

template <Storage S>
json_text<S> text(std::string_view json) {
  return typename S::string(json);
}

}  // namespace

TEMPLATE_TEST_CASE("text knows whether it is one JSON value", "", owned, borrowed) {
  using S = TestType;
  for (const std::string_view good : {"1", "null", "\"a\"", "[]", " {\"a\": [1]} "}) {
    CAPTURE(good);
    CHECK(text<S>(good).is_valid());
    CHECK(text<S>(good).view() == good);
  }
  for (const std::string_view bad : {"", " ", "{", "1 2", "[1,]", "\"\\u0000\"", "\"\xFF\""}) {
    CAPTURE(bad);
    CHECK_FALSE(text<S>(bad).is_valid());
    CHECK(text<S>(bad).view() == bad);
  }
  CHECK_FALSE(json_text<S>().is_valid());
  CHECK(json_text<S>().empty());
  STATIC_REQUIRE(std::is_nothrow_move_constructible_v<json_text<S>> && std::is_nothrow_default_constructible_v<json_text<S>>);
}

TEMPLATE_TEST_CASE("text has the functions of a string view", "", owned, borrowed) {
  using S = TestType;
  const json_text<S> json = "{\"a\":1}";
  CHECK_FALSE(json.empty());
  CHECK(json.size() == 7);
  CHECK(std::string_view(json.data(), json.size()) == "{\"a\":1}");
  CHECK(json.find("\"a\"") == 1);
  CHECK(json.find("a", 3) == std::string_view::npos);
  const std::string_view view = json;
  const typename S::string whole = json;
  CHECK(view == "{\"a\":1}");
  CHECK(whole == view);
  CHECK(json == view);
  CHECK("{\"a\":1}" == json);
  CHECK(json == json_text<S>("{\"a\":1}"));
  CHECK(json == json_text<owned>("{\"a\":1}"));
  CHECK(json != json_text<S>("{\"a\": 1}"));
}

TEST_CASE("text that was replaced or moved from is judged again") {
  json_text<> json = "{}";
  json = "[";
  CHECK_FALSE(json.is_valid());
  json = std::string("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
  CHECK(json.is_valid());
  const json_text<> copy = json;
  const json_text<> taken = std::move(json);
  CHECK(copy.is_valid());
  CHECK(taken.is_valid());
  CHECK(taken == copy);
  CHECK_FALSE(json.is_valid());  // NOLINT(bugprone-use-after-move): that is what is asked
  CHECK(to_json(RawResource<>{"Patient", json}) == "");
  json = copy;
  CHECK(json.is_valid());
}

TEST_CASE("text is checked when it comes in, and copied when it is written") {
  RawResource<> patient{"Patient", R"({"resourceType":"Patient"})"};
  CHECK(to_json(patient) == R"({"resourceType":"Patient"})");
  patient.json = R"({"resourceType": "Patient", "a": " b "})";
  CHECK(to_json(patient) == R"({"resourceType":"Patient","a":" b "})");
  patient.json = R"({"resourceType": "Patient")";
  std::string out;
  CHECK(write_json(patient, out).unrepresentable == 1);
  CHECK(out == "");
}
