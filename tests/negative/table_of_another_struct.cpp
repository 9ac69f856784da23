// first error: fhirops: a parameter's member must be a data member of the struct that the table is for
// The members of a table are those of its struct.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct other {
  std::string a{};
};
struct request {
  std::string a{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"a", &other::a>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
