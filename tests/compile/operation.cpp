// One operation, both ways.
#include <fhirops/fhirops.hpp>
#include <fhirops/hl7/operations/code_system_lookup.hpp>

std::string both(std::string_view text) {
  using namespace fhirops;
  using Op = hl7::CodeSystemLookup;
  const auto read = from_json<Parameters<>>(text);
  if (!read) return to_json(to_outcome(read.issues()));
  const auto request = from_parameters<Op::Request>(*read);
  if (!request) return to_json(to_outcome(request.issues()));
  Op::Response answer;
  answer.display = "x";
  return to_json(to_parameters(*request)) + to_json(to_parameters(answer));
}
