// Client and service face to face: the first half of R4's operations.

#include <fhirops/hl7/operations.hpp>

#include "support/face_to_face.hpp"

TEST_CASE("client and service: requests and answers of R4's operations, 1 of 2", "[hl7][client]") {
  const test::verbs used = test::converse_with(test::some<0, 2>(std::type_identity<fhirops::hl7::operations>()));
  CHECK(used.get > 10);
  CHECK(used.post > 10);
}
