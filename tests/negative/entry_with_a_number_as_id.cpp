// first error: fhirops: the id of a fhir_entry is not a member of the struct that holds text
// An id is text.
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
constexpr auto fhir_entry(const visit*) { return fhirops::parameters_entry<"visit", &visit::bed>{}; }
}  // namespace host

auto bundle = fhirops::to_bundle(std::vector<host::visit>());
