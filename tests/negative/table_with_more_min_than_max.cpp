// first error: fhirops: the min of a parameter is more than its max
// No list is long enough, and short enough.
#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

namespace host {
struct request {
  std::vector<std::string> names{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"name", &request::names>{{.min = 3, .max = 2}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
