// error: ResourceOf
// A resource with borrowed text does not become one that owns its text without a word.
#include <fhirops/fhirops.hpp>

fhirops::Resource<fhirops::owned> resource{fhirops::Parameters<fhirops::borrowed>{}};
