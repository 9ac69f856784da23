#include "fhirops/primitive/positive_int.hpp"

#include <cstdint>
#include <limits>

#include "support/catch.hpp"

using fhirops::PositiveInt;

static_assert(PositiveInt<>(1).ok() && !PositiveInt<>(0).ok());

TEST_CASE("a positiveInt is from 1 to 2,147,483,647") {
  CHECK(PositiveInt<>(1).ok());
  CHECK(PositiveInt<>(2147483647).ok());
  CHECK_FALSE(PositiveInt<>(0).ok());
  CHECK_FALSE(PositiveInt<>(-1).ok());
  CHECK_FALSE(PositiveInt<>(2147483648U).ok());
  CHECK_FALSE(PositiveInt<>(std::numeric_limits<std::uint64_t>::max()).ok());
  CHECK_FALSE(PositiveInt<>().ok());
}
