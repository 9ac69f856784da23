// first error: fhirops: filler makes text: the struct must own it
// The views would refer to text that is gone.
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/filled.hpp>
#include <string_view>

namespace host {
struct text {
  std::string_view of{};
};
constexpr auto fhir_parameters(const text*) {
  using namespace fhirops;
  return parameters(param<"of", &text::of>{});
}
}  // namespace host

auto filled = fhirops::fixtures::filler{}.filled<host::text>();
