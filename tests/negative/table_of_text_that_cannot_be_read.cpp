// first error: fhirops: the type of a bound member is not a FHIR type
// What is read could not be kept in a const char*.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  const char* text{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"text", &request::text>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
