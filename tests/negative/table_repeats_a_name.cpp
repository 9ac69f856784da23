// first error: fhirops: two parameters of this struct have the same name
// A parameter is found by its name.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  std::string a{};
  std::string b{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"a", &request::a>{}, param<"a", &request::b>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
