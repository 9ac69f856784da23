// first error: fhirops: two alternatives of a std::variant stand for the same FHIR type
// Which of the two would a valueString be?
#include <fhirops/fhirops.hpp>
#include <string>
#include <variant>

namespace host {
struct request {
  std::variant<std::string, fhirops::String<>> text{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"text", &request::text>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
