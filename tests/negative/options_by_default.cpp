// first error: fhirops: http::options needs its .software and its .date
// A CapabilityStatement cannot do without.
#include <fhirops/http/options.hpp>

fhirops::http::options server;
