// first error: fhirops: the alternatives of a std::variant must be datatypes
// A value or parts: no definition of an operation can say that.
#include <fhirops/fhirops.hpp>
#include <string>
#include <variant>

namespace host {
struct dose {
  std::string drug{};
};
constexpr auto fhir_parameters(const dose*) { return fhirops::parameters(fhirops::param<"drug", &dose::drug>{}); }
struct request {
  std::variant<fhirops::Reference<>, dose> what{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"what", &request::what>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
