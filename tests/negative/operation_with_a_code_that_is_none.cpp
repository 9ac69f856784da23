// first error: fhirops: the .code of an operation is its name in a URL
// The $ is not part of the name.
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  using Request = fhirops::no_parameters;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "$weigh", .system = true};
};
}  // namespace host

const auto published = fhirops::definition<host::weigh>();
