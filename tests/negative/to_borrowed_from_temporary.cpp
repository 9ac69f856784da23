// error: use of deleted function|call to deleted function
// What borrows would outlive the text that it refers to.
#include <fhirops/fhirops.hpp>

fhirops::Parameters<> request();
auto view = fhirops::to_storage<fhirops::borrowed>(request());
