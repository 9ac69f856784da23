#include "fhirops/primitive/url.hpp"

#include "support/catch.hpp"

using fhirops::Url;

static_assert(Url<fhirops::borrowed>("https://example.org").ok());

TEST_CASE("a url has no white space, and is not empty") {
  CHECK(Url<>("https://example.org/fhir?x=1#y").ok());
  CHECK(Url<>("mailto:somebody@example.org").ok());
  CHECK_FALSE(Url<>("").ok());
  CHECK_FALSE(Url<>("https://example.org/a b").ok());
}
