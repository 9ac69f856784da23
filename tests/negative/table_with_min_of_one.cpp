// first error: fhirops: .min is for lists
// Whether one value is required follows from its type.
#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>

namespace host {
struct request {
  std::optional<std::string> name{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"name", &request::name>{{.min = 1}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
