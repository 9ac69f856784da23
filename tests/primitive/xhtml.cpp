#include "fhirops/primitive/xhtml.hpp"

#include "support/catch.hpp"

using fhirops::Xhtml;

static_assert(Xhtml<fhirops::borrowed>("<div/>").ok());

TEST_CASE("xhtml is any text; validate checks its markup") {
  CHECK(Xhtml<>(R"(<div xmlns="http://www.w3.org/1999/xhtml">A <b>text</b></div>)").ok());
  CHECK_FALSE(Xhtml<>("").ok());
}

TEST_CASE("xhtml is UTF-8, without U+0000") {
  CHECK_FALSE(fhirops::Xhtml<>("<p>\xFF</p>").ok());
  CHECK_FALSE(fhirops::Xhtml<>(std::string("a\0b", 3)).ok());
  CHECK_FALSE(fhirops::Xhtml<>("").ok());
}
