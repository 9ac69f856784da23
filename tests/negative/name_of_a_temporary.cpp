// error: use of deleted function|call to deleted function
// The range would look for a name that is gone.
#include <fhirops/fhirops.hpp>
#include <string>

std::string name();
const fhirops::Parameters<> given;
auto found = find_all(given, name());
