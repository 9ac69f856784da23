// first error: fhirops: a .targetProfile is not a URL
// The name of a type is none.
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  fhirops::Reference<> subject{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"subject", &request::subject>{{.targetProfile = texts<"Patient">}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
