// error: JsonValue
// Only FHIR's types are read.
#include <fhirops/fhirops.hpp>

auto value = fhirops::from_json<int>("1");
