// first error: fhirops: the .url of an operation is not a URL
// Others could not look it up.
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  using Request = fhirops::no_parameters;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "weigh", .url = "weigh the patient", .system = true};
};
}  // namespace host

const auto published = fhirops::definition<host::weigh>();
