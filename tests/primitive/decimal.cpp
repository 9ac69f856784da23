// Decimals keep their text, and are compared by value without losing a digit.

#include "fhirops/primitive/decimal.hpp"

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/datatype/extension.hpp"
#include "support/catch.hpp"
#include "support/order.hpp"

namespace {

using fhirops::Decimal;
using support::in_words;
using support::reversed;

std::string order(std::string_view a, std::string_view b) {
  const std::string forth = in_words(compare(Decimal<>(a), Decimal<>(b)));
  const std::string back = in_words(compare(Decimal<>(b), Decimal<>(a)));
  return forth == reversed(back) ? forth : forth + " but " + back + " the other way round";
}

const std::string digits_400(400, '7');

static_assert(Decimal<>("1.00").ok() && !Decimal<>("1.").ok());
static_assert(!std::constructible_from<Decimal<>, double>, "a double has no text of its own");
static_assert(!std::constructible_from<Decimal<>, bool>);

}  // namespace

TEST_CASE("a decimal keeps the text it was written with") {
  for (const std::string_view text :
       {"1.00", "-0.0", "0", "-0", "1E2", "1e+2", "1e-2", "1E400", "0.000000000000000000000000000001", "007", "+1", "NaN"}) {
    CHECK(Decimal<>(text) == text);
    CHECK(std::string_view(Decimal<>(text)) == text);
  }
  CHECK(Decimal<>(digits_400).text.view() == digits_400);
  CHECK(Decimal<>("1.00") != Decimal<>("1.0"));
  CHECK(Decimal<>("1E2") != Decimal<>("1e2"));
}

TEST_CASE("a decimal is made from whole numbers") {
  CHECK(Decimal<>(0) == "0");
  CHECK(Decimal<>(-42) == "-42");
  CHECK(Decimal<>(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(Decimal<>(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}

TEST_CASE("an absent decimal is empty and not ok") {
  CHECK(Decimal<>().empty());
  CHECK_FALSE(Decimal<>().ok());
  CHECK_FALSE(Decimal<>("").ok());
  CHECK_FALSE(Decimal<>("0").empty());
}

TEST_CASE("R4 allows") {
  for (const std::string_view text : {"0", "-0", "1", "10", "0.5", "1.00", "-0.0", "1E2", "1e2", "1e+2", "1E-2", "0e0", "1e400",
                                      "-1.5e-400", "0.010", "1e0000000000000000000000000005", "123456789012345678901234567890"}) {
    INFO(text);
    CHECK(Decimal<>(text).ok());
  }
  CHECK(Decimal<>(digits_400).ok());
  CHECK(Decimal<>("-0." + digits_400 + "e-" + digits_400).ok());
}

TEST_CASE("R4 refuses") {
  struct example {
    std::string_view rule;
    std::string_view text;
  };
  const example examples[] = {
      {"no leading zero", "01"},
      {"no leading zero", "-01.5"},
      {"no leading zero", "00"},
      {"a digit before the point", ".5"},
      {"a digit before the point", "-.5"},
      {"a digit after the point", "925."},
      {"a digit after the point", "1.e5"},
      {"no plus", "+1"},
      {"one sign", "--1"},
      {"a digit at all", "-"},
      {"a digit at all", "e5"},
      {"digits in an exponent", "1e"},
      {"digits in an exponent", "1e+"},
      {"digits in an exponent", "1e5.0"},
      {"one exponent", "1e5e5"},
      {"one point", "1.2.3"},
      {"no white space", " 1"},
      {"no white space", "1 "},
      {"no white space", "1 000"},
      {"no separators", "1,000"},
      {"numbers alone", "NaN"},
      {"numbers alone", "INF"},
      {"numbers alone", "inf"},
      {"decimal digits alone", "0x10"},
      {"decimal digits alone", "1f"},
      {"ASCII digits alone", "\xD9\xA1"},
  };
  for (const example& each : examples) {
    INFO(each.rule << ": " << each.text);
    CHECK_FALSE(Decimal<>(each.text).ok());
  }
  CHECK_FALSE(Decimal<>(std::string_view("1\0", 2)).ok());
}

TEST_CASE("decimals are equivalent by value, however written") {
  const std::vector<std::vector<std::string_view>> same = {
      {"0", "-0", "0.0", "-0.000", "0e10", "0E-400", "-0e999999999999999999999"},
      {"1", "1.0", "1.00", "10e-1", "0.1e1", "0.001E+3", "1e0", "1e-0"},
      {"-12.5", "-12.50", "-125e-1", "-0.125e2", "-1250E-2"},
      {"1e400", "10e399", "0.1e401", "1.000e+400", "1e0400"},
      {"1e-400", "0.1e-399", "10e-401"},
  };
  for (const auto& numbers : same)
    for (const std::string_view a : numbers)
      for (const std::string_view b : numbers) {
        INFO(a << " and " << b);
        CHECK(order(a, b) == "equivalent");
      }
}

TEST_CASE("decimals are in order of their values") {
  const std::string nines(400, '9');
  const std::string more = "1" + std::string(400, '0');
  const std::vector<std::string> ascending = {"-1e400",    "-" + more,
                                              "-" + nines, "-1000",
                                              "-999.9",    "-12.51",
                                              "-12.5",     "-12.499",
                                              "-1",        "-0.1",
                                              "-0.01",     "-1e-400",
                                              "0",         "1e-401",
                                              "1e-400",    "0.0099",
                                              "0.01",      "0.1",
                                              "0.5",       "0.99999",
                                              "1",         "1.0000000000000000000000000000000000000000001",
                                              "1.01",      "9",
                                              "10",        "99.9",
                                              "100",       "1e3",
                                              nines,       more,
                                              "2e400",     "1e401"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t k = i + 1; k < ascending.size(); ++k) {
      // The first two are one number.
      const std::string_view expected = k == 1 ? "equivalent" : "less";
      INFO(ascending[i] << " and " << ascending[k]);
      CHECK(order(ascending[i], ascending[k]) == expected);
    }
  }
}

TEST_CASE("the last of 400 digits decides") {
  std::string other = digits_400;
  other.back() = '8';
  CHECK(order(digits_400, other) == "less");
  CHECK(order("-" + digits_400, "-" + other) == "greater");
  CHECK(order("0." + digits_400, "0." + other) == "less");
  CHECK(order("0." + digits_400, "0." + digits_400 + "000") == "equivalent");
  CHECK(order("0." + digits_400 + "e400", digits_400) == "equivalent");
}

TEST_CASE("text that is not a decimal is unordered, also with itself") {
  CHECK(order("abc", "1") == "unordered");
  CHECK(order("01", "1") == "unordered");
  CHECK(order("", "0") == "unordered");
  CHECK(order("", "") == "unordered");
  CHECK(order("1.", "1.") == "unordered");
}

TEST_CASE("huge exponents differ from small ones, but are unordered among each other") {
  CHECK(order("1e10000000000000000", "1e5") == "greater");
  CHECK(order("1e-10000000000000000", "1e-5") == "less");
  CHECK(order("-1e99999999999999999999999999", "1") == "less");
  CHECK(order("1e10000000000000000", "1e-10000000000000000") == "greater");
  CHECK(order("1e9999999999999999", "1e10000000000000000") == "unordered");
  CHECK(order("1e99999999999999999999", "1e9999999999999999999999") == "unordered");
  CHECK(order("1e999999999999999", "1e999999999999998") == "greater");
}

TEST_CASE("the order holds between owned and borrowed decimals") {
  CHECK(compare(Decimal<fhirops::borrowed>("1.0"), Decimal<>("1.00")) == std::partial_ordering::equivalent);
}

TEST_CASE("to_double is the double next to the number") {
  CHECK(Decimal<>("1.00").to_double() == 1.0);
  CHECK(Decimal<>("0.1").to_double() == 0.1);
  CHECK(Decimal<>("-2.5e-3").to_double() == -2.5e-3);
  CHECK(Decimal<>("9007199254740993").to_double() == 9007199254740992.0);
  CHECK(Decimal<>("1.7976931348623157e308").to_double() == std::numeric_limits<double>::max());
  CHECK(Decimal<>("2.2250738585072014e-308").to_double() == std::numeric_limits<double>::min());
  CHECK(Decimal<>("0." + std::string(400, '3')).to_double() == 1.0 / 3);
  CHECK(Decimal<>("1" + std::string(400, '0') + "e-400").to_double() == 1.0);
  CHECK(Decimal<>("0." + std::string(399, '0') + "1e400").to_double() == 1.0);
  CHECK(std::signbit(Decimal<>("-0.0").to_double()));
  CHECK_FALSE(std::signbit(Decimal<>("0.0").to_double()));
}

TEST_CASE("to_double beyond a double is an infinity or zero") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(Decimal<>("1e400").to_double() == infinity);
  CHECK(Decimal<>("-1e400").to_double() == -infinity);
  CHECK(Decimal<>("1e99999999999999999999").to_double() == infinity);
  CHECK(Decimal<>(digits_400).to_double() == infinity);
  CHECK(Decimal<>("1e-400").to_double() == 0);
  CHECK(std::signbit(Decimal<>("-1e-400").to_double()));
  CHECK(Decimal<>("1e-99999999999999999999").to_double() == 0);
  // More digits than a double has powers of ten, and yet next to nothing.
  CHECK(Decimal<>("0." + std::string(350, '0') + std::string(350, '3')).to_double() == 0);
}

TEST_CASE("to_double of what is not a number is 0") {
  for (const std::string_view text : {"", "abc", "NaN", "inf", "0x10", "1.", "01"}) CHECK(Decimal<>(text).to_double() == 0);
}

TEST_CASE("without the standard library's help to_double is right to a few units in the last place") {
  for (const std::string_view text :
       {"1", "-1.00", "0.1", "3.14159265358979323846264338327950288", "1e22", "1e23", "6.02214076e23", "1.6e-19", "1e308",
        "1.7976931348623157e308", "2.2250738585072014e-308", "123456789012345678901234567890", "-0.000001"}) {
    const double exact = Decimal<>(text).to_double();
    const double by_hand = fhirops::detail::scaled_to_double(fhirops::detail::split_decimal(text));
    INFO(text);
    CHECK(std::abs(by_hand - exact) <= 4 * std::abs(exact) * std::numeric_limits<double>::epsilon());
  }
  const auto by_hand = [](const std::string& text) {
    return fhirops::detail::scaled_to_double(fhirops::detail::split_decimal(text));
  };
  CHECK(by_hand("0") == 0);
  CHECK(by_hand("0e999999999999999") == 0);
  CHECK(std::signbit(by_hand("-0.0")));
  CHECK(std::abs(by_hand("0." + std::string(400, '3')) - 1.0 / 3) < 1e-15);
  CHECK(std::abs(by_hand("1" + std::string(400, '0') + "e-400") - 1) < 1e-14);
  CHECK(std::abs(by_hand("0." + std::string(399, '0') + "1e400") - 1) < 1e-14);
  CHECK(std::isinf(by_hand("1e400")));
  CHECK(by_hand("1e-400") == 0);
}

TEST_CASE("decimals are equal if their extensions are too") {
  Decimal<> a("1.0");
  const Decimal<> b("1.0");
  CHECK(a == b);
  a.element.emplace().id = "a";
  CHECK(a != b);
  CHECK(a == "1.0");
}
