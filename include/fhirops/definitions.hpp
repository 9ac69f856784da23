#pragma once
// The templates that units of the compiled form only declare: for values with a host's own storage (docs/how-to/compiled.md).
// Without FHIROPS_COMPILED it adds nothing, since each header includes its own definitions.

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "fhirops/json/find_difference.hpp"
#include "fhirops/json/reader/fast_reader.hpp"
#include "fhirops/json/reader/find_positions.hpp"
#include "fhirops/json/reader/read_text.hpp"
#include "fhirops/json/writer/write_value.hpp"
#include "fhirops/operation/define.hpp"
#include "fhirops/operation/query_parameters.hpp"
#include "fhirops/operation/read_parameters.hpp"
#include "fhirops/operation/write_parameters.hpp"
#include "fhirops/validate/check.hpp"

#ifdef FHIROPS_COMPILED
namespace fhirops {

namespace detail {

// Those of the library's own storages are linked nevertheless.
extern template void locate_in<owned>(issues&, std::string_view, const type_info<owned>*, read_options);
extern template void locate_in<borrowed>(issues&, std::string_view, const type_info<borrowed>*, read_options);
extern template reading read_text<owned>(std::string_view, root_target<owned>, read_options);
extern template reading read_text<borrowed>(std::string_view, root_target<borrowed>, read_options);
extern template reading read_generally<owned>(std::string_view, root_target<owned>, read_options);
extern template reading read_generally<borrowed>(std::string_view, root_target<borrowed>, read_options);
extern template bool read_by_table<owned>(fast_cursor&, const type_info<owned>&, void*, std::size_t, fast_limits);
extern template bool read_by_table<borrowed>(fast_cursor&, const type_info<borrowed>&, void*, std::size_t, fast_limits);
extern template bool read_by_table<owned>(fast_cursor&, shape, void*);
extern template bool read_by_table<borrowed>(fast_cursor&, shape, void*);
extern template write_report write_value<owned>(const value_view<owned>&, sink_ref, write_options, item_literals);
extern template write_report write_value<borrowed>(const value_view<borrowed>&, sink_ref, write_options, item_literals);
extern template bool send_value<owned>(const value_view<owned>&, handler_ref);
extern template bool send_value<borrowed>(const value_view<borrowed>&, handler_ref);
extern template std::optional<value_difference> find_difference<owned>(const value_view<owned>&, const value_view<owned>&);
extern template std::optional<value_difference> find_difference<borrowed>(const value_view<borrowed>&,
                                                                          const value_view<borrowed>&);
extern template item_literals parameters_entry_literals<owned>() noexcept;
extern template item_literals parameters_entry_literals<borrowed>() noexcept;
extern template struct parameter_writer<owned>;
extern template struct parameter_writer<borrowed>;
extern template class parameter_reader<owned>;
extern template class parameter_reader<borrowed>;
extern template struct query_parameters<owned>;
extern template bool read_parameters<owned>(const Parameters<owned>&, const bound_target<owned>&, read_options, issues&);
extern template bool read_parameters<borrowed>(const Parameters<borrowed>&, const bound_target<borrowed>&, read_options, issues&);
extern template bool read_query<owned>(std::string_view, const bound_target<owned>&, read_options, issues&);
extern template OperationDefinition<owned> define<owned>(const operation_info&, std::span<const param_row>,
                                                         std::span<const param_row>);
extern template issues check<owned>(const value_view<owned>&, validate_options);
extern template issues check<borrowed>(const value_view<borrowed>&, validate_options);

}  // namespace detail
}  // namespace fhirops
#endif
