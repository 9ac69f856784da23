// What is asked and answered by HL7's operations comes back as it was, by way of JSON.

#include <fhirops/hl7/operations.hpp>

#include "support/fill.hpp"

TEST_CASE("requests and answers of all 47 operations of R4 come back from JSON", "[hl7][round_trip]") {
  test::check_round_trips<true>(std::type_identity<fhirops::hl7::operations>());
}
