// first error: fhirops: an enum needs its codes
// An enumerator is not a code.
#include <fhirops/fhirops.hpp>

namespace host {
enum class kind { home, hospital };
struct request {
  kind what{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"what", &request::what>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
