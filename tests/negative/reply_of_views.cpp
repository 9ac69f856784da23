// first error: fhirops: a reply keeps no text of what was received: the Response must own it
// The answer would refer to Parameters that are gone.
#include <fhirops/fhirops.hpp>
#include <fhirops/http/client.hpp>
#include <string_view>

namespace host {
struct text {
  std::string_view of{};
};
constexpr auto fhir_parameters(const text*) {
  using namespace fhirops;
  return parameters(param<"of", &text::of>{});
}
struct print {
  using Request = fhirops::no_parameters;
  using Response = text;
  static constexpr fhirops::operation_info info{.code = "print", .system = true};
};
}  // namespace host

auto reply(const fhirops::http::client_options& client, const fhirops::http::received& got) {
  return fhirops::http::read_reply<host::print>(client, got);
}
