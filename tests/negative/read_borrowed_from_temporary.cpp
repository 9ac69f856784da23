// error: (use of|call to) deleted (member )?function
// A borrowed value would outlive the text that it refers to.
#include <fhirops/fhirops.hpp>
#include <string>

auto value = fhirops::from_json<fhirops::Parameters<fhirops::borrowed>>(std::string("{}"));
