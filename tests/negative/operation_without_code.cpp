// first error: fhirops: the .code of an operation is its name in a URL
// It has no name.
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  using Request = fhirops::no_parameters;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.system = true};
};
}  // namespace host

const bool get = fhirops::allows_get<host::weigh>;
