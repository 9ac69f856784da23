// first error: fhirops: the table of an enum has a text that is not a code
// A code has no space at its ends.
#include <fhirops/fhirops.hpp>

namespace host {
enum class kind { home, hospital };
constexpr auto fhir_codes(const kind*) {
  return fhirops::enum_codes<kind>({{kind::home, "home"}, {kind::hospital, "hospital "}});
}
struct request {
  kind what{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"what", &request::what>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
