// first error: fhirops: the .status of an operation is not one of draft
// It is active.
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  using Request = fhirops::no_parameters;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "weigh", .status = "done", .system = true};
};
}  // namespace host

const auto published = fhirops::definition<host::weigh>();
