// The former name of `difference_text` gives the same.

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/told_difference.hpp>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("told_difference is difference_text by its former name", "[testing][told_difference]") {
  CHECK(told_difference(Period<>{}, Period<>{.start = "2023"}) == R"(Period.start: expected nothing, found "2023")");
  const auto read = from_json<Period<>>(R"({"kind":1})");
  CHECK(told_difference({{issue_severity::error, issue_type::structure, "Period.kind"}}, read) == "");
  CHECK(told_difference({{issue_severity::error, issue_type::value, "Period.id"}}, issues{}) == "missing: error value Period.id");
}
