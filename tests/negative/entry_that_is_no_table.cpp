// first error: fhirops: fhir_entry must return a parameters_entry
// A name alone does not say how it appears in a Bundle.
#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

namespace host {
struct visit {
  std::string id{};
  std::string ward{};
  int bed = 0;
};
constexpr auto fhir_parameters(const visit*) {
  using namespace fhirops;
  return parameters(param<"ward", &visit::ward>{});
}
constexpr auto fhir_entry(const visit*) { return "visit"; }
}  // namespace host

auto bundle = fhirops::to_bundle(std::vector<host::visit>());
