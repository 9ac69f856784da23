// first error: fhirops: the type of a bound member is not a FHIR type
// A day has no time: an instant would be cut.
#include <chrono>
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  std::chrono::sys_days day{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"day", &request::day>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
