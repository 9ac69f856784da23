// first error: give it the type of its resources: Bundle<Resource<borrowed>>, not Bundle<borrowed>
// All other types are named by their Storage alone, so this is what many try first.
#include <fhirops/fhirops.hpp>

void read(std::string_view json) { (void)fhirops::from_json<fhirops::Bundle<fhirops::borrowed>>(json); }
