// A Bundle is read and written, and its issues are an outcome.
#include <fhirops/fhirops.hpp>

std::string again(std::string_view text) {
  const auto read = fhirops::from_json<fhirops::Bundle<>>(text);
  return read ? to_json(*read) : to_json(fhirops::to_outcome(read.issues()));
}
