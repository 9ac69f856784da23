// first error: fhirops: .max is for lists
// One value is at most one already.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  std::string name{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"name", &request::name>{{.max = 3}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
