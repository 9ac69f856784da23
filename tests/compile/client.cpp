// The other end of one operation.
#include <fhirops/fhirops.hpp>
#include <fhirops/hl7/operations/code_system_lookup.hpp>
#include <fhirops/http/client.hpp>

using namespace fhirops;

bool asks(const http::client_options& at) {
  return http::to_request<hl7::CodeSystemLookup>(at, hl7::CodeSystemLookup::Request{}, http::called_on{.type = "CodeSystem"})
      .has_value();
}
