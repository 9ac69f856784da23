// first error: fhirops: from_query decodes the text of a query: the struct must own it
// Decoded text is nowhere but in the struct.
#include <fhirops/fhirops.hpp>
#include <string_view>

namespace host {
struct request {
  std::string_view text{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"text", &request::text>{});
}
}  // namespace host

auto request = fhirops::from_query<host::request>("text=a");
