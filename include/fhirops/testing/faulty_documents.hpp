#pragma once
// Documents with one fault each, of every kind, and the issues that report them, for tests of a server.

#include <vector>

#include "fhirops/testing/faulty_document.hpp"
#include "fhirops/testing/faulty_json.hpp"  // IWYU pragma: export

namespace fhirops::fixtures {
namespace detail {

// Defined in testing/list_faulty_documents.hpp.
template <class Document>
struct faulty_documents {
  static std::vector<Document> against_rules();
  static std::vector<Document> no_report_jobs();
  static std::vector<Document> all();
};

}  // namespace detail

/// Documents that can be read, but break a rule of R4.
///
///     for (const auto& each : against_rules()) CHECK(from_json<Resource<>>(each.text).has_value());
[[nodiscard]] inline std::vector<faulty_document> against_rules() {
  return detail::faulty_documents<faulty_document>::against_rules();
}

/// Bundles that R4 allows, but that are not an answer of `$get-report-job-status`
/// (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-get-report-job-status).
///
///     for (const auto& each : no_report_jobs())
///       CHECK_THAT(read_report_jobs(each.text), has_issues(each.issues));
[[nodiscard]] inline std::vector<faulty_document> no_report_jobs() {
  return detail::faulty_documents<faulty_document>::no_report_jobs();
}

/// All four lists: `not_json`, `not_fhir_json`, `against_rules`, `no_report_jobs`.
///
///     for (const auto& each : faulty_documents()) CHECK_FALSE(my_server.accepts(each.text));
[[nodiscard]] inline std::vector<faulty_document> faulty_documents() { return detail::faulty_documents<faulty_document>::all(); }

}  // namespace fhirops::fixtures

#ifndef FHIROPS_COMPILED
#include "fhirops/testing/list_faulty_documents.hpp"  // IWYU pragma: export
#endif
