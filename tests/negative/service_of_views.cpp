// first error: fhirops: a service keeps no text of a request: the Request must own it
// The function would be called with views of a body that is gone.
#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
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
  using Request = text;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "print", .system = true};
};
}  // namespace host

auto answers(const fhirops::http::options& about, const fhirops::http::request& asked) {
  using namespace fhirops;
  return http::service(about, http::on<host::print>([](const host::text&, const http::call&) { return no_parameters{}; }))(
      asked, http::user{"u"});
}
