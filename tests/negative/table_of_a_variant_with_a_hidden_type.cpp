// first error: fhirops: in a std::variant a Value<> or Resource<> comes after
// The Bundle would never be taken.
#include <fhirops/fhirops.hpp>
#include <variant>

namespace host {
struct request {
  std::variant<fhirops::Resource<>, fhirops::Bundle<>> any{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"any", &request::any>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
