// first error: fhirops: the table of an enum has a code or an enumerator twice
// Which of the two is read?
#include <fhirops/fhirops.hpp>

namespace host {
enum class kind { home, hospital };
constexpr auto fhir_codes(const kind*) { return fhirops::enum_codes<kind>({{kind::home, "home"}, {kind::hospital, "home"}}); }
struct request {
  kind what{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"what", &request::what>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
