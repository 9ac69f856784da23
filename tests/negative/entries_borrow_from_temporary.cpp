// error: use of deleted function|call to deleted function
// The visits would outlive the text that they refer to.
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

namespace host {
struct visit {
  std::string_view id{};
  std::string_view ward{};
};
constexpr auto fhir_parameters(const visit*) {
  using namespace fhirops;
  return parameters(param<"ward", &visit::ward>{});
}
constexpr auto fhir_entry(const visit*) { return fhirops::parameters_entry<"visit", &visit::id>{}; }
}  // namespace host

std::string text();
auto visits = fhirops::read_entries<host::visit>(text());
