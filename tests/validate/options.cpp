// How to check.

#include <fhirops/fhirops.hpp>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("options of checking have defaults, and setters that chain", "[validate]") {
  STATIC_REQUIRE(validate_options{}.max_issues() == 100);
  STATIC_REQUIRE(validate_options{}.max_issues(3).max_issues(7).max_issues() == 7);
}
