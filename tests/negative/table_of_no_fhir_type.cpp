// first error: fhirops: use Decimal<> for a decimal
// A double is not a decimal: it does not keep the digits.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  double weight{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"weight", &request::weight>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
