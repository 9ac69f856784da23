#pragma once
// Documents that R4's JSON format forbids, one fault each, and texts that are not JSON.

#include <vector>

#include "fhirops/testing/faulty_document.hpp"

namespace fhirops::fixtures {
namespace detail {

// Defined in testing/list_faulty_json.hpp.
template <class Document>
struct faulty_json {
  static std::vector<Document> not_fhir_json();
  static std::vector<Document> not_json();
};

}  // namespace detail

/// JSON that R4's JSON format forbids (https://hl7.org/fhir/R4/json.html).
///
///     for (const auto& each : not_fhir_json()) CHECK_FALSE(my_server.accepts(each.text));
[[nodiscard]] inline std::vector<faulty_document> not_fhir_json() {
  return detail::faulty_json<faulty_document>::not_fhir_json();
}

/// Texts that are not JSON, and JSON that cannot be read at all. Each is read as `Parameters`.
///
///     for (const auto& each : not_json()) CHECK_THAT(from_json<Parameters<>>(each.text), has_issues(each.issues));
[[nodiscard]] inline std::vector<faulty_document> not_json() { return detail::faulty_json<faulty_document>::not_json(); }

}  // namespace fhirops::fixtures

#ifndef FHIROPS_COMPILED
#include "fhirops/testing/list_faulty_json.hpp"  // IWYU pragma: export
#endif
