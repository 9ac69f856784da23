// first error: fhirops: .type and .instance need a .resource
// On which type of resource is it called?
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  using Request = fhirops::no_parameters;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "weigh", .type = true};
};
}  // namespace host

const auto published = fhirops::definition<host::weigh>();
