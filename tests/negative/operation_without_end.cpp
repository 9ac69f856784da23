// first error: fhirops: the Request or the Response contains a struct that contains itself
// A definition names each part.
#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

namespace host {
struct folder {
  std::string name{};
  std::vector<folder> inner{};
};
constexpr auto fhir_parameters(const folder*) {
  using namespace fhirops;
  return parameters(param<"name", &folder::name>{}, param<"inner", &folder::inner>{});
}
struct move {
  using Request = folder;
  using Response = fhirops::no_parameters;
  static constexpr fhirops::operation_info info{.code = "move", .system = true};
};
}  // namespace host

const auto published = fhirops::definition<host::move>();
