// first error: fhirops: use Decimal<> for a decimal
// 1.00 would come back as 1.
#include <fhirops/fhirops.hpp>
#include <string>
#include <variant>

namespace host {
struct request {
  std::variant<std::string, double> weight{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"weight", &request::weight>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
