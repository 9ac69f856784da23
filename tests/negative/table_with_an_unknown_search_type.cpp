// first error: fhirops: .searchType is not one of number, date
// It is a token.
#include <fhirops/fhirops.hpp>
#include <string>

namespace host {
struct request {
  std::string code{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"code", &request::code>{{.searchType = "coding"}});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
