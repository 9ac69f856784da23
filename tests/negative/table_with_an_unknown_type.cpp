// first error: fhirops: the .type of a parameter is not one that its member can hold
// A slip of the pen.
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  fhirops::Resource<> patient{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"patient", &request::patient>{{.type = "Pateint"}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
