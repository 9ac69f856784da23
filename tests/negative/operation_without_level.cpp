// first error: fhirops: an operation is called on one level at least
// Nothing can call it.
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  using Request = fhirops::no_parameters;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "weigh"};
};
}  // namespace host

const auto published = fhirops::definition<host::weigh>();
