// Two and four digits at a time, against the standard library.

#include "fhirops/core/digit_pairs.hpp"

#include <cstddef>
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

TEST_CASE("numbers of four digits are written without as many of the first ones as is asked", "[core][digit_pairs]") {
  std::size_t wrong = 0;
  for (std::uint32_t number = 0; number < 10000; ++number) {
    const std::string all = std::to_string(10000 + number).substr(1);
    for (unsigned left_out = 0; left_out < 4; ++left_out) {
      std::string written = "----#";
      fhirops::detail::put_four(written.data(), number, left_out);
      if (written.substr(0, 4 - left_out) != all.substr(left_out) || written.back() != '#') ++wrong;
    }
  }
  CHECK(wrong == 0);
}
