// first error: fhirops: the type of a bound member is not a FHIR type
// A struct is parts only if it has a table of its own.
#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

namespace host {
struct request {
  struct item {
    int amount{};
  };
  std::vector<item> items{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"items", &request::items>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
