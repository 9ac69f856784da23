// first error: fhirops: use Decimal<> for a decimal
// 1.00 would come back as 1.
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  double weight{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"weight", &request::weight>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
