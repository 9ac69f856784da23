// Booleans and numbers as the fast reader takes them: each one that the general reader takes without an issue, to the same
// value and the same end, and nothing else.

#include "fhirops/json/reader/scalar.hpp"

#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

// How many bytes were taken; none if nothing was.
template <class P>
std::optional<std::size_t> taken(P& to, std::string_view text) {
  const char* const after = detail::read_scalar(to, text.data(), text.data() + text.size());
  if (after == nullptr) return std::nullopt;
  return static_cast<std::size_t>(after - text.data());
}
// What the text begins with as a number of JSON, by the general rules.
std::string_view number_of(std::string_view text) {
  const char* const after = detail::number_end(text.data(), text.data() + text.size());
  return after == nullptr ? std::string_view() : text.substr(0, static_cast<std::size_t>(after - text.data()));
}
// Whether the number has a digit right after it, as `01` has: the text is then not JSON, whoever reads on finds it.
bool is_followed_by_digit(std::string_view text, std::size_t size) {
  return size < text.size() && text[size] >= '0' && text[size] <= '9';
}

void check_integer(std::string_view text) {
  const std::string_view number = number_of(text);
  std::int64_t value = 0;
  bool exact = false;
  const bool right = !number.empty() && number != "-0" && detail::parse_integer(number, value, exact) && exact;
  Integer<> integer;
  const auto size = taken(integer, text);
  if (size.has_value() == right && (!right || (*size == number.size() && *integer.value == value))) return;
  if (right && is_followed_by_digit(text, number.size()) && !size) return;
  CAPTURE(text);
  FAIL("not as the general reader has it");
}

}  // namespace

TEST_CASE("integers of all forms are read like the general reader does, or left to it") {
  // All texts of up to five of these bytes, with enough behind them, and with nothing behind them.
  constexpr std::string_view bytes = "-09.e+,x";
  for (std::size_t length = 1; length <= 5; ++length) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < length; ++i) count *= bytes.size();
    for (std::size_t n = 0; n < count; ++n) {
      std::string text;
      for (std::size_t rest = n, i = 0; i < length; ++i, rest /= bytes.size()) text += bytes[rest % bytes.size()];
      check_integer(text);
      check_integer(text + "}]}                ");
    }
  }
  SUCCEED("each is");
}

TEST_CASE("integers of all lengths are taken, up to the largest of 64 bits") {
  for (const bool negative : {false, true})
    for (std::string digits = "1"; digits.size() < 24; digits += '7') {
      check_integer((negative ? "-" : "") + digits + ",\"next\":1}");
      check_integer((negative ? "-" : "") + digits);
    }
  Integer<> integer;
  CHECK(taken(integer, "123456789}        ") == 9);
  CHECK(integer == 123456789);
  CHECK(taken(integer, "-1234567890}       ") == 11);
  CHECK(integer == -1234567890);
  CHECK(taken(integer, "9223372036854775807}") == 19);
  CHECK(integer.value == INT64_MAX);
  CHECK(!taken(integer, "9223372036854775808}"));
  CHECK(!taken(integer, "-0}              "));
  CHECK(!taken(integer, "1.0}             "));
  CHECK(!taken(integer, ""));
}

TEST_CASE("only the whole words true and false are booleans") {
  Boolean<> boolean;
  CHECK(taken(boolean, "true}") == 4);
  CHECK(boolean == true);
  CHECK(taken(boolean, "false}") == 5);
  CHECK(boolean == false);
  for (const char* text : {"", "t", "true", "tru}}", "falsy}", "True}", "null}", "1}   "}) CHECK(!taken(boolean, text));
}

TEST_CASE("decimals are taken as they are written") {
  Decimal<> decimal;
  CHECK(taken(decimal, "1.50}") == 4);
  CHECK(decimal == "1.50");
  CHECK(taken(decimal, "-0.0E-10,") == 8);
  CHECK(decimal == "-0.0E-10");
  for (const char* text : {"", "-", ".5", "1.", "1e", "+1", "NaN"}) CHECK(!taken(decimal, text));
}
