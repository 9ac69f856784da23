// first error: fhirops: the type of a bound member is not a FHIR type
// Parameters have no lists of lists.
#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

namespace host {
struct request {
  std::vector<std::vector<int>> rows{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"row", &request::rows>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
