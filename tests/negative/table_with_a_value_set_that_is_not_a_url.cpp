// first error: fhirops: a binding needs both: its .bindingStrength, and a .bindingValueSet that is a URL
// The name of a value set says nothing to others.
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  fhirops::Code<> code{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"code", &request::code>{{.bindingStrength = "required", .bindingValueSet = "Priority codes"}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
