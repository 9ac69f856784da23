// first error: fhirops: a .resource of an operation is not a resource type of R4
// A slip of the pen.
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  using Request = fhirops::no_parameters;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "weigh", .type = true, .resource = fhirops::texts<"Pateint">};
};
}  // namespace host

using server = fhirops::operation_table<host::weigh>;
constexpr auto size = server::size;
