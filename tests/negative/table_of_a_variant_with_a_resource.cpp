// first error: fhirops: the alternatives of a std::variant must be datatypes
// A value or a resource: no definition of an operation can say that.
#include <fhirops/fhirops.hpp>
#include <string>
#include <variant>

namespace host {
struct request {
  std::variant<fhirops::Reference<>, fhirops::Binary<>> document{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"document", &request::document>{});
}
}  // namespace host

auto parameters = fhirops::to_parameters(host::request{});
