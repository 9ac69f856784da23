#pragma once
// What is linked in the compiled form where report jobs are read and written, in the library's own storages. Any other bound struct
// is compiled where it is used, unless a host declares the same for it (docs/how-to/compiled.md).

#include <string_view>
#include <vector>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/from_bundle.hpp"
#include "fhirops/bundle/read_entries.hpp"
#include "fhirops/bundle/to_bundle.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

using borrowed_job = ReportJob<Parameters<borrowed>, borrowed>;

extern template result<std::vector<ReportJob<>>> read_entries<ReportJob<>>(std::string_view, read_options, bool);
extern template result<std::vector<borrowed_job>> read_entries<borrowed_job>(std::string_view, read_options, bool);
extern template result<std::vector<ReportJob<>>> entries_of<ReportJob<>>(const Bundle<Parameters<>>&, read_options);
extern template result<std::vector<borrowed_job>> entries_of<borrowed_job>(const Bundle<Parameters<borrowed>>&, read_options);
extern template void add_entry<owned>(Bundle<Parameters<>>&, const ReportJob<>&, full_url::id);
extern template void add_entry<borrowed>(Bundle<Parameters<borrowed>>&, const borrowed_job&, full_url::id);

}  // namespace fhirops::detail
