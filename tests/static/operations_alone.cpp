// A header of operations brings all that they need, to be made, copied, compared and asked what they are.

#include <fhirops/hl7/operations.hpp>

namespace {

template <class Op>
bool is_whole() {
  const typename Op::Request request{};
  const typename Op::Response response{};
  const auto same_request = request;
  const auto same_response = response;
  return request == same_request && response == same_response && !fhirops::urls<Op>().empty() &&
         (fhirops::takes_resource<Op> || fhirops::answers_resource<Op> || fhirops::allows_get<Op>);
}

}  // namespace

static_assert(fhirops::hl7::operations::size == 47);
static_assert(fhirops::allows_get<fhirops::hl7::ValueSetExpand>);

bool operations_stand_alone() { return is_whole<fhirops::hl7::ValueSetExpand>() && is_whole<fhirops::hl7::ResourceValidate>(); }
