// first error: fhirops: .bindingStrength is not one of required
// It is required.
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  fhirops::Code<> code{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"code", &request::code>{{.bindingStrength = "strong", .bindingValueSet = "http://a.example/vs"}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
