// error: use of deleted function|call to deleted function
// Only the id is a view, and it would outlive the Bundle that it refers to.
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <string_view>

namespace host {
struct bed {
  std::string_view id{};
  std::int32_t floor = 0;
};
constexpr auto fhir_parameters(const bed*) {
  using namespace fhirops;
  return parameters(param<"floor", &bed::floor>{});
}
constexpr auto fhir_entry(const bed*) { return fhirops::parameters_entry<"bed", &bed::id>{}; }
}  // namespace host

fhirops::Bundle<fhirops::Parameters<>> answer();
auto beds = fhirops::from_bundle<host::bed>(answer());
