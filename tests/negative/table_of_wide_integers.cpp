// first error: fhirops: use std::int32_t for an integer
// FHIR R4 has no integer of 64 bits.
#include <cstdint>
#include <fhirops/fhirops.hpp>

namespace host {
struct request {
  std::int64_t count{};
};
constexpr auto fhir_parameters(const request*) {
  using namespace fhirops;
  return parameters(param<"count", &request::count>{});
}
}  // namespace host

auto request = fhirops::from_parameters<host::request>(fhirops::Parameters<>{});
