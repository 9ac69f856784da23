// The library, and nothing done with it.
#include <fhirops/fhirops.hpp>
