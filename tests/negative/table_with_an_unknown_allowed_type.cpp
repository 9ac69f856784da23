// first error: fhirops: .allowedResource names a type that is not a resource type of R4
// A slip of the pen.
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  fhirops::Resource<> patient{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"patient", &request::patient>{{.allowedResource = texts<"Pateint">}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
