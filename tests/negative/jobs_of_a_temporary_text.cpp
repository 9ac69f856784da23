// error: use of deleted function|call to deleted function
// The parameters of the jobs would refer to text that is gone, although the jobs own theirs.
#include <fhirops/fhirops.hpp>
#include <string>
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

std::string answer();
auto jobs = fhirops::read_report_jobs<fhirops::owned, host::period>(answer());
