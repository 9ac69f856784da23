// first error: fhirops: a resource_param's member must be a bound struct or a resource
// A datatype does not travel as a resource.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  fhirops::Period<> period{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(resource_param<"period", &request::period>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
