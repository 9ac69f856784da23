// error: use of deleted function|call to deleted function
// Whatever owns its characters is destroyed before the result is used.
#include <fhirops/fhirops.hpp>
#include <memory_resource>
#include <string>

std::pmr::string text();
auto read = fhirops::from_json<fhirops::Parameters<fhirops::borrowed>>(text());
