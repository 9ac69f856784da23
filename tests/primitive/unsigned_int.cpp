#include "fhirops/primitive/unsigned_int.hpp"

#include <cstdint>
#include <limits>

#include "support/catch.hpp"

using fhirops::UnsignedInt;

static_assert(UnsignedInt<>(0).ok() && !UnsignedInt<>(-1).ok());

TEST_CASE("an unsignedInt is from 0 to 2,147,483,647") {
  CHECK(UnsignedInt<>(0).ok());
  CHECK(UnsignedInt<>(1).ok());
  CHECK(UnsignedInt<>(2147483647).ok());
  CHECK_FALSE(UnsignedInt<>(-1).ok());
  CHECK_FALSE(UnsignedInt<>(2147483648U).ok());
  CHECK_FALSE(UnsignedInt<>(4294967295U).ok());
  CHECK_FALSE(UnsignedInt<>(std::numeric_limits<std::uint64_t>::max()).ok());
  CHECK_FALSE(UnsignedInt<>().ok());
}

TEMPLATE_TEST_CASE("an unsignedInt is not a zero with a sign", "", fhirops::owned, fhirops::borrowed) {
  UnsignedInt<TestType> number(0);
  CHECK(number.ok());
  number.minus_zero = true;
  CHECK_FALSE(number.ok());
}
