// first error: fhirops: a parameter of this struct has an empty name
// Every parameter has a name.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  std::string a{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"", &request::a>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
