// Two digits at a time, against the standard library.

#include "fhirops/core/digit_pairs.hpp"

#include <cstdint>
#include <string>

#include "support/catch.hpp"

TEST_CASE("each number of two digits is written with both", "[core][digit_pairs]") {
  for (std::uint32_t number = 0; number < 100; ++number) {
    std::string written = "--";
    fhirops::detail::put_pair(written.data(), number);
    CHECK(written == (number < 10 ? "0" : "") + std::to_string(number));
  }
}
