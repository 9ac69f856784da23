// Whole numbers of 32 bits; what does not fit is held, and refused.

#include "fhirops/primitive/integer.hpp"

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>

#include "fhirops/datatype/extension.hpp"
#include "support/catch.hpp"

namespace {

using fhirops::Integer;

static_assert(Integer<>(-5).ok() && Integer<>(-5) == -5);
static_assert(!std::constructible_from<Integer<>, bool> && !std::constructible_from<Integer<>, double>);

}  // namespace

TEST_CASE("an integer from -2,147,483,648 to 2,147,483,647") {
  CHECK(Integer<>(0).ok());
  CHECK(Integer<>(2147483647).ok());
  CHECK(Integer<>(-2147483648LL).ok());
  CHECK_FALSE(Integer<>(2147483648LL).ok());
  CHECK_FALSE(Integer<>(-2147483649LL).ok());
  CHECK_FALSE(Integer<>(std::numeric_limits<std::int64_t>::max()).ok());
  CHECK_FALSE(Integer<>(std::numeric_limits<std::int64_t>::min()).ok());
}

TEST_CASE("no number turns negative by being large") {
  const Integer<> large(std::numeric_limits<std::uint64_t>::max());
  CHECK_FALSE(large.ok());
  CHECK(*large.value > 0);
  CHECK(Integer<>(-1) != std::numeric_limits<std::uint64_t>::max());
  CHECK(Integer<>(std::uint64_t{7}) == 7);
  CHECK(Integer<>(4294967295U) == 4294967295LL);
}

TEST_CASE("an absent integer is not ok, and equal to no number") {
  CHECK(Integer<>().empty());
  CHECK_FALSE(Integer<>().ok());
  CHECK(Integer<>() != 0);
  CHECK(Integer<>() == Integer<>());
  CHECK(Integer<>() != Integer<>(0));
}

TEST_CASE("integers are equal if their extensions are too") {
  Integer<> a = 5;
  const Integer<> b = 5;
  CHECK(a == b);
  a.element.emplace().id = "a";
  CHECK(a != b);
  CHECK(a == 5);
}

TEST_CASE("only a zero is a zero with a sign") {
  Integer<> number(5);
  number.minus_zero = true;
  CHECK_FALSE(number.is_minus_zero());
  CHECK(number == Integer<>(5));
  CHECK(std::string(number) == "5");
  number.value = 0;
  CHECK(number.is_minus_zero());
  CHECK_FALSE(number == Integer<>(0));
  CHECK(std::string(number) == "-0");
  number.value.reset();
  CHECK_FALSE(number.is_minus_zero());
  CHECK(std::string(number).empty());
}
