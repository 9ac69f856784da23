// first error: fhirops: a binding needs both
// A strength without a value set binds nothing.
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  fhirops::Code<> code{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"code", &request::code>{{.bindingStrength = "required"}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
