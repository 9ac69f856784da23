// first error: fhirops: two parameters of this struct have the same member
// The second would take what the first was given.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  std::string name{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"name", &request::name>{}, param<"other", &request::name>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
