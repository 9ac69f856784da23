// Writing by fragments: what they write is what the tables write, and so much of it that the fast way is seen to be taken.

#include "fhirops/json/literals.hpp"

#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

struct written {
  std::string text;  // empty where it is refused
  std::size_t replaced = 0;
  bool too_small = false;
};
template <class T>
written by_literals(const T& value, std::size_t size = 16384) {
  std::vector<char> buffer(size + 64);  // what a constant needs
  written out;
  const detail::output_cursor cursor =
      detail::object_literals<T>::put({buffer.data(), buffer.data() + size}, value, out.replaced);
  if (cursor.at != nullptr) out.text.assign(buffer.data(), cursor.at);
  out.too_small = cursor.too_small();
  return out;
}
Parameters<> with_member(std::string_view member) {
  auto read = from_json<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"a",)" + std::string(member) + "}]}");
  REQUIRE(read);
  return *std::move(read);
}
// Parts in parts.
Parameters<> nested(std::size_t levels) {
  std::string member = R"("valueString":"x")";
  for (std::size_t i = 1; i < levels; ++i) member = R"("part":[{"name":"p",)" + member + "}]";
  return with_member(member);
}

}  // namespace

TEST_CASE("literals write the types that answers mostly consist of", "[json][literals]") {
  for (const std::string_view member :
       {R"("valueString":"x")", R"("valueString":"\"\u001F\u00e6")", R"("valueCode":"c")", R"("valueBoolean":true)",
        R"("valueBoolean":false)", R"("valueInteger":-5)", R"("valueInteger":-0)", R"("valueDecimal":1.50)",
        R"("valueDateTime":"2020-01-01T00:00:00Z")", R"("valueTime":"10:00:00")",
        R"("valuePeriod":{"start":"2020","end":"2021"})", R"("valueUrl":"u")",
        R"("valueCodeableConcept":{"coding":[{"system":"s","code":"a","userSelected":true},{"code":"b"}],"text":"t"})",
        R"("valueQuantity":{"value":1.0,"unit":"u"})", R"("valueReference":{"reference":"r","display":"d"})",
        R"("part":[{"name":"p","valueString":"x"},{"name":"q","part":[{"name":"r","valueCode":"c"}]}])",
        R"("resource":{"resourceType":"Parameters","id":"i","parameter":[{"name":"b","valueUri":"u"}]})"}) {
    const Parameters<> value = with_member(member);
    CAPTURE(member);
    CHECK(by_literals(value).text == to_json(value));
    CHECK(by_literals(value).replaced == 0);
    // As an item of a longer list, and in a Bundle.
    Parameters<> twice = value;
    twice.parameter.push_back(value.parameter[0]);
    CHECK(by_literals(twice).text == to_json(twice));
    const Bundle<Parameters<>> bundle{.type = "collection", .entry = {{.fullUrl = "u", .resource = value}}};
    CHECK(by_literals(bundle.entry[0]).text == "{\"fullUrl\":\"u\",\"resource\":" + to_json(value) + "}");
  }
  Parameters<> ill_formed = with_member(R"("valueString":"x")");
  ill_formed.parameter[0].name = "a\xFF\xFE";
  CHECK(by_literals(ill_formed).text == to_json(ill_formed));
  CHECK(by_literals(ill_formed).replaced == 2);
}

TEST_CASE("integers of every number of digits", "[json][literals]") {
  const auto check = [](std::int64_t number) {
    char text[detail::number_room];
    CHECK(std::string(text, detail::put_integer(text, number)) == std::to_string(number));
  };
  for (std::int64_t number = -20; number <= 10020; ++number) check(number);
  for (const std::int64_t number : {std::int64_t{99999}, std::int64_t{std::numeric_limits<std::int32_t>::min()},
                                    std::int64_t{std::numeric_limits<std::int32_t>::max()},
                                    std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
    check(number);
}

TEST_CASE("literals refuse a value that they cannot write", "[json][literals]") {
  for (const std::string_view member :
       {R"("valueString":"x","_valueString":{"id":"i"})", R"("id":"i","valueString":"x")",
        R"("extension":[{"url":"u","valueCode":"c"}],"valueString":"x")", R"("valuePeriod":{"start":"2020","_start":{"id":"i"}})",
        R"("resource":{"resourceType":"Patient"})"}) {
    CAPTURE(member);
    const written out = by_literals(with_member(member));
    CHECK(out.text.empty());
    CHECK_FALSE(out.too_small);
  }
  Parameters<> value = with_member(R"("valueString":"x")");
  value.parameter[0].value = Decimal<>("no number");
  CHECK(by_literals(value).text.empty());
  value.parameter[0].value = Period<>{};
  CHECK(by_literals(value).text.empty());
  value.parameter[0] = {};
  CHECK(by_literals(value).text.empty());
  value = with_member(R"("valueString":"x")");
  value.unknown.push_back({"x", "1"});
  CHECK(by_literals(value).text.empty());
}

TEST_CASE("literals nest eight levels deep, and check the free space", "[json][literals]") {
  for (const std::size_t levels : {1U, 2U, 7U, 8U}) CHECK(by_literals(nested(levels)).text == to_json(nested(levels)));
  for (const std::size_t levels : {9U, 40U}) CHECK(by_literals(nested(levels)).text.empty());
  Parameters<> value = with_member(R"("valueString":"x")");
  value.parameter[0].name = std::string(1000, 'a');
  CHECK(by_literals(value).text == to_json(value));
  const written none = by_literals(value, 4000);
  CHECK(none.text.empty());
  CHECK(none.too_small);
}
