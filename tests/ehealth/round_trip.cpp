// What is asked and answered by the guide's operations comes back as it was, by way of JSON.

#include <fhirops/ehealth/operations.hpp>

#include "support/fill.hpp"

TEST_CASE("requests and answers of all 91 operations of the guide come back from JSON", "[ehealth][round_trip]") {
  test::check_round_trips(std::type_identity<fhirops::ehealth::operations>());
}
