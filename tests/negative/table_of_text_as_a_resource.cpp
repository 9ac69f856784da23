// first error: fhirops: the .type of a parameter is not one that its member can hold
// A type of resource is for a Resource<>.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  std::string patient{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"patient", &request::patient>{{.type = "Patient"}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
