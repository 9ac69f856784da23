#include "fhirops/primitive/markdown.hpp"

#include <string>

#include "support/catch.hpp"

using fhirops::Markdown;

static_assert(Markdown<fhirops::borrowed>("# Title").ok());

TEST_CASE("markdown is a string; its markup is not looked at") {
  CHECK(Markdown<>("# Title\r\n\r\n* one\n* <b>two\n\n\tcode").ok());
  CHECK_FALSE(Markdown<>("").ok());
  CHECK(Markdown<>("a\x01").ok());  // advised against only
  CHECK_FALSE(Markdown<>(std::string(1048577, 'a')).ok());
}
