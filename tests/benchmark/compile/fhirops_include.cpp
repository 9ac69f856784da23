#include <fhirops/fhirops.hpp>
