#include "fhirops/resource/unknown_type.hpp"

#include "support/catch.hpp"

using fhirops::detail::unknown_type_text;

TEST_CASE("a name that is not a resource type comes with the one that is close", "[resource][unknown_type]") {
  CHECK(unknown_type_text("Pateint") == "\"Pateint\" is not a resource type of R4: did you mean \"Patient\"?");
  CHECK(unknown_type_text("observation") == "\"observation\" is not a resource type of R4: did you mean \"Observation\"?");
  CHECK(unknown_type_text("SubscriptionTopic") ==
        "\"SubscriptionTopic\" is not a resource type of R4: it is a type of R4B and R5");
  CHECK(unknown_type_text("GenomicStudy") == "\"GenomicStudy\" is not a resource type of R4: it is a type of R5");
  CHECK(unknown_type_text("GenomicStudies") == "\"GenomicStudies\" is not a resource type of R4");
  CHECK(unknown_type_text("Zebra1") == "\"Zebra1\" is not a resource type of R4");
}
