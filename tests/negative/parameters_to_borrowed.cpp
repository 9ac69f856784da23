// first error: (use of|call to) deleted (member )?function
// A struct in a struct that borrows its text would outlive the Parameters that it was read from.
#include <fhirops/fhirops.hpp>
#include <vector>

namespace host {
struct request {
  struct part {
    fhirops::Code<fhirops::borrowed> code{};
  };
  std::vector<part> parts{};
};
constexpr auto fhir_parameters(const request::part*) {
  using namespace fhirops;
  return parameters(param<"code", &request::part::code>{});
}
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"part", &request::parts>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
