#pragma once
// What the headers of testing/ declare in the compiled form (docs/how-to/compiled.md).

#include <optional>
#include <string>
#include <vector>

#ifdef FHIROPS_COMPILED
#error \
    "fhirops: the source that includes testing/compiled_fixtures.hpp, or compiled_source.hpp, is compiled without FHIROPS_COMPILED"
#endif

#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/difference.hpp"
#include "fhirops/testing/difference_text.hpp"
#include "fhirops/testing/expected_issue.hpp"
#include "fhirops/testing/faulty_document.hpp"
#include "fhirops/testing/faulty_documents.hpp"
#include "fhirops/testing/faulty_json.hpp"
#include "fhirops/testing/filled.hpp"
#include "fhirops/testing/random_source.hpp"
#include "fhirops/testing/report_jobs.hpp"
#include "fhirops/testing/shown.hpp"

/// @cond
namespace fhirops {
namespace detail {

template std::string line_of(const expected_issue&);
template struct failure_text<issues>;
template Parameters<> job_parameters(const ReportJob<>&);
template Bundle<Parameters<>> answer_of<owned>(const std::vector<ReportJob<>>&);
template Bundle<Parameters<>> copy_of(const Bundle<Parameters<>>&);
template std::vector<ReportJob<>> copy_of(const std::vector<ReportJob<>>&);
template std::vector<expected_issue> copy_of(const std::vector<expected_issue>&);
template std::string difference_line(const std::optional<value_difference>&);
template std::string difference_lines(const std::vector<expected_issue>&, const issues&);

}  // namespace detail

namespace fixtures::detail {

template std::string draw_well_formed_text(random_source&);
template std::string draw_hostile_text(random_source&);
template struct faulty_json<faulty_document>;
template struct faulty_documents<faulty_document>;
template struct job_maker<owned>;
template struct sample_maker<owned>;

}  // namespace fixtures::detail
}  // namespace fhirops
/// @endcond
