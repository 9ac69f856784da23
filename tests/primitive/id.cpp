#include "fhirops/primitive/id.hpp"

#include <string>
#include <string_view>

#include "support/catch.hpp"

using fhirops::Id;

static_assert(Id<fhirops::borrowed>("a-1.B").ok() && !Id<fhirops::borrowed>("a_b").ok());

TEST_CASE("an id is 1 to 64 of letters, digits, hyphen and full stop") {
  for (const std::string_view text :
       {"a", "0", "-", ".", "-NTn-8hBm3h1Q2vYFxqL", "c757873d-ec9a-4326-a141-556f43239520", "A.b-C.9"}) {
    INFO(text);
    CHECK(Id<>(text).ok());
  }
  CHECK(Id<>(std::string(64, 'x')).ok());
  CHECK_FALSE(Id<>(std::string(65, 'x')).ok());
}

TEST_CASE("an id has no other character") {
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    CAPTURE(i);
    CHECK(Id<>(std::string("a") + c).ok() == allowed);
  }
  CHECK_FALSE(Id<>("").ok());
}

TEST_CASE("ids are case-sensitive") { CHECK(Id<>("a") != Id<>("A")); }
