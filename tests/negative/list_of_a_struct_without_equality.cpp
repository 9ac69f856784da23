// first error: fhirops: the items of a fhirops::list need an operator==
// Lists are compared, and so are their items.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct ward {
  std::string id{};
  fhirops::list<ward> within{};
};
constexpr auto fhir_parameters(const ward*) {
  using namespace fhirops;
  return parameters(param<"id", &ward::id>{}, param<"within", &ward::within>{});
}
}  // namespace host

auto read = fhirops::from_json<host::ward>("{}");
