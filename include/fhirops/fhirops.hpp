#pragma once
// The whole library except `http/`, which only servers and clients need, the operations that are generated from definitions, and
// `interop/` and `testing/`, which need the headers of another library.

#if __cplusplus >= 202002L || (defined(_MSVC_LANG) && _MSVC_LANG >= 202002L)
// IWYU pragma: begin_exports
#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/from_bundle.hpp"
#include "fhirops/bundle/json_chunks.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/bundle/read_entries.hpp"
#include "fhirops/bundle/resource_chunks.hpp"
#include "fhirops/bundle/to_bundle.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/ehealth/check_report_jobs.hpp"
#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/ehealth/json_chunks.hpp"
#include "fhirops/ehealth/read_report_jobs.hpp"
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/json/difference.hpp"
#include "fhirops/json/locate.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/operation/any.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/definition.hpp"
#include "fhirops/operation/from_json.hpp"
#include "fhirops/operation/from_parameters.hpp"
#include "fhirops/operation/from_query.hpp"
#include "fhirops/operation/route.hpp"
#include "fhirops/operation/to_json.hpp"
#include "fhirops/operation/to_parameters.hpp"
#include "fhirops/resource/add.hpp"
#include "fhirops/resource/bundle_lookup.hpp"
#include "fhirops/resource/lookup.hpp"
#include "fhirops/resource/outcome.hpp"
#include "fhirops/resource/resource_types.hpp"
#include "fhirops/resource/to_storage.hpp"
#include "fhirops/validate/validate.hpp"
#include "fhirops/version.hpp"
// IWYU pragma: end_exports
#else
#error "fhirops needs C++20: compile with -std=c++20 (MSVC: /std:c++20)"
#endif
