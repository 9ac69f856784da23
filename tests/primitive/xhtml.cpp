#include "fhirops/primitive/xhtml.hpp"

#include "support/catch.hpp"

using fhirops::Xhtml;

static_assert(Xhtml<fhirops::borrowed>("<div/>").ok());

TEST_CASE("xhtml is any text; what is in it is for validate to see") {
  CHECK(Xhtml<>(R"(<div xmlns="http://www.w3.org/1999/xhtml">A <b>text</b></div>)").ok());
  CHECK_FALSE(Xhtml<>("").ok());
}
