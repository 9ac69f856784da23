// Scalars in primitives: what is kept of them, and what is said of those that R4 writes otherwise.

#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

TEST_CASE("the text of numbers is kept", "[json][set_primitive]") {
  for (const std::string_view digits :
       {"0", "-0", "-0.0", "1.00", "1E2", "1e+2", "1.50e-07", "123456789012345678901234567890",
        "0.000000000000000000000000000001", "1e-400", "1e-99999999999999999999", "179769313486231570000000000000000000",
        "1.7976931348623157e308",
        "3.141592653589793238462643383279502884197169399375105820974944592307816406286208998628034825342117067"}) {
    CAPTURE(digits);
    const std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"a","valueDecimal":)" + std::string(digits) +
                             R"(,"extension":[{"url":"u","valueDecimal":)" + std::string(digits) + "}]}]}";
    const auto read = from_json<Parameters<>>(text);
    REQUIRE(read);
    CHECK(read->parameter[0].value.get_if<Decimal<>>()->text.view() == digits);
    CHECK(test::json_difference(text, to_json(*read)) == "");
  }
  const auto integers = from_json<Parameters<>>(
      R"({"resourceType":"Parameters","parameter":[{"valueInteger":-2147483648},{"valueInteger":9223372036854775807},{"valuePositiveInt":-1}]})");
  REQUIRE(integers);
  CHECK(integers->parameter[1].value.get_if<Integer<>>()->value == INT64_MAX);
}

TEST_CASE("a number that is not one of its type is reported with what is wrong, and has a value where its meaning is clear",
          "[json][set_primitive]") {
  const auto read = [](std::string_view member) {
    const auto value = from_json<ParametersParameter<>>('{' + std::string(member) + '}', read_options{}.lenient());
    REQUIRE(value);
    REQUIRE(value.issues().size() == 1);
    return std::pair(value.issues()[0].text, to_json(*value));
  };
  using pair = std::pair<std::string, std::string>;
  CHECK(read(R"("valueInteger":5.0)") == pair("5.0 is not an integer: write 5, without a point", R"({"valueInteger":5})"));
  CHECK(read(R"("valuePositiveInt":5e1)") ==
        pair("5e1 is not a positiveInt: write 50, without an exponent", R"({"valuePositiveInt":50})"));
  CHECK(read(R"("valueUnsignedInt":-0)") == pair("-0 is not an unsignedInt: write 0", R"({"valueUnsignedInt":0})"));
  CHECK(read(R"("valuePositiveInt":-0)").first == "-0 is not a positiveInt: it must be at least 1");
  CHECK(read(R"("valueInteger":"7")") == pair("\"7\" is not an integer: write 7, without quotes", R"({"valueInteger":7})"));
  CHECK(read(R"("valueInteger":1.5)") == pair("1.5 is not an integer: write a whole number", "{}"));
  CHECK(read(R"("valueInteger":-99999999999999999999)") ==
        pair("-99999999999999999999 is too small for an integer (at least -2147483648)", "{}"));
  CHECK(read(R"("valuePositiveInt":99999999999999999999)") ==
        pair("99999999999999999999 is too large for a positiveInt (at most 2147483647)", "{}"));
  CHECK(read(R"("valueDecimal":"1,5")") == pair("\"1,5\" is not a decimal: write a number", "{}"));
}
