// Client and service face to face: the first third of the guide's operations.

#include <fhirops/ehealth/operations.hpp>

#include "support/face_to_face.hpp"

TEST_CASE("client and service: requests and answers of the guide's operations, 1 of 3", "[ehealth][client]") {
  const test::verbs used = test::converse_with(test::some<0, 3>(std::type_identity<fhirops::ehealth::operations>()));
  CHECK(used.get > 0);
  CHECK(used.post > 10);
}
