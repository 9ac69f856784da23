// error: (use of|call to) deleted (member )?function
// What is asked whether to stop is referred to: it would be gone when it is asked.
#include <fhirops/fhirops.hpp>

auto options = fhirops::read_options{}.stop_when([] { return true; });
