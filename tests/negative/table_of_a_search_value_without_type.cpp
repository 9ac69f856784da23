// first error: fhirops: a search_value needs a .searchType
// A parameter without one has no modifiers.
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  fhirops::search_value code{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"code", &request::code>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
