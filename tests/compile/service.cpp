// A service of five operations.
#include <fhirops/fhirops.hpp>
#include <fhirops/hl7/operations/code_system_lookup.hpp>
#include <fhirops/hl7/operations/code_system_subsumes.hpp>
#include <fhirops/hl7/operations/code_system_validate_code.hpp>
#include <fhirops/hl7/operations/concept_map_translate.hpp>
#include <fhirops/hl7/operations/naming_system_preferred_id.hpp>
#include <fhirops/http/service.hpp>

using namespace fhirops;

template <class Op>
auto answered() {
  return http::on<Op>([](const typename Op::Request&, const http::call&) { return typename Op::Response{}; });
}

http::response serve(const http::request& asked, const http::user& who) {
  static const http::service service(http::options{.software = "s", .date = "2026-11-24", .base = "https://example.org/fhir"},
                                     answered<hl7::CodeSystemLookup>(), answered<hl7::CodeSystemSubsumes>(),
                                     answered<hl7::CodeSystemValidateCode>(), answered<hl7::ConceptMapTranslate>(),
                                     answered<hl7::NamingSystemPreferredId>());
  return service(asked, who);
}
