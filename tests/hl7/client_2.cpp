// Client and service face to face: the second half of R4's operations.

#include <fhirops/hl7/operations.hpp>

#include "support/face_to_face.hpp"

TEST_CASE("client and service: requests and answers of R4's operations, 2 of 2", "[hl7][client]") {
  const test::verbs used = test::converse_with(test::some<1, 2>(std::type_identity<fhirops::hl7::operations>()));
  CHECK(used.get > 0);
  CHECK(used.post > 10);
}
