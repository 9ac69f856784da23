// error: use of deleted function|call to deleted function
// The parameters of the jobs would refer to text that is gone.
#include <fhirops/fhirops.hpp>
#include <string_view>

namespace host {
struct period {
  std::string_view of{};
};
constexpr auto fhir_parameters(const period*) {
  using namespace fhirops;
  return parameters(param<"of", &period::of>{});
}
}  // namespace host

fhirops::Bundle<fhirops::Parameters<>> answer();
auto jobs = fhirops::report_jobs<host::period>(answer());
