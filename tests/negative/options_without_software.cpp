// first error: fhirops: http::options needs its .software and its .date
// A CapabilityStatement cannot do without.
#include <fhirops/http/options.hpp>

// Hosts compile without this warning, too.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

const fhirops::http::options server{.date = "2026-11-24"};
