#pragma once
// Fixtures for unit tests: report jobs in every state and their Bundles, documents with faults, texts that are not JSON. The same
// seed gives the same fixtures on every machine.
//
// The names are in `fhirops::fixtures`, not in a `fhirops::testing`, which would be ambiguous with GoogleTest's `testing` after
// `using namespace fhirops`.

// IWYU pragma: begin_exports
#include "fhirops/testing/expected_issue.hpp"
#include "fhirops/testing/faulty_documents.hpp"
#include "fhirops/testing/filled.hpp"
#include "fhirops/testing/random_source.hpp"
#include "fhirops/testing/report_jobs.hpp"
// IWYU pragma: end_exports
