#include "fhirops/primitive/code.hpp"

#include <string_view>

#include "support/catch.hpp"

using fhirops::Code;

static_assert(Code<fhirops::borrowed>("final").ok() && !Code<fhirops::borrowed>(" final").ok());

TEST_CASE("a code has no white space at its ends, and no two together") {
  for (const std::string_view text : {"final", "a", "entered in error", "a b c", "<=", "\xC3\xA6", "one\ttwo", "-"}) {
    INFO(text);
    CHECK(Code<>(text).ok());
  }
  for (const std::string_view text : {"", " ", " final", "final ", "two  blanks", "a \tb", "\nfinal", "final\r\n"}) {
    INFO(text);
    CHECK_FALSE(Code<>(text).ok());
  }
}
