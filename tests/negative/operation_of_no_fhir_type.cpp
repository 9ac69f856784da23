// first error: fhirops: use Decimal<> for a decimal
// What an operation's definition says of a member is its FHIR type.
#include <fhirops/fhirops.hpp>

namespace host {
struct weigh {
  struct Request {
    float grams{};
  };
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "weigh", .affectsState = false, .system = true};
};
constexpr auto fhir_parameters(const weigh::Request*) {
  using namespace fhirops;
  return parameters(param<"grams", &weigh::Request::grams>{});
}
}  // namespace host

static_assert(fhirops::allows_get<host::weigh>);
auto definition = fhirops::definition<host::weigh>();
