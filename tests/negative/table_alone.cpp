// first error: fhirops: an enum needs its codes
// What cannot be right is refused where it is written, before it is used.
#include <fhirops/fhirops.hpp>

namespace host {
enum class colour { red };
struct request {
  colour wanted{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"wanted", &request::wanted>{});
}
}  // namespace host
