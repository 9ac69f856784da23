// error: use of deleted function|call to deleted function
// The value would refer to strings of a DOM that is gone.
#include <fhirops/fhirops.hpp>
#include <fhirops/interop/rapidjson.hpp>
#include <rapidjson/document.h>

rapidjson::Document document();
auto read = fhirops::from_rapidjson<fhirops::Parameters<fhirops::borrowed>>(document());
