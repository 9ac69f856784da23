// first error: fhirops: the definition of this operation says otherwise
// What changes something cannot be called by GET.
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  using Request = fhirops::no_parameters;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "weigh", .affectsState = true, .system = true};
};
}  // namespace host

const bool get = fhirops::allows_get<fhirops::with_affects_state<host::weigh, false>>;
