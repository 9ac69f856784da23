#pragma once
// The engine of the compiled form (docs/how-to/compiled.md), without what the headers of testing/ declare.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#ifdef FHIROPS_COMPILED
#error "fhirops: the source that includes compiled_engine.hpp, or compiled_source.hpp, is compiled without FHIROPS_COMPILED"
#endif

#include "fhirops/ehealth/compiled_jobs.hpp"
#include "fhirops/fhirops.hpp"
#include "fhirops/http/client_request.hpp"
#include "fhirops/http/read_request.hpp"
#include "fhirops/http/service_engine.hpp"

/// @cond
namespace fhirops {

namespace detail {

template void locate_in<owned>(issues&, std::string_view, const type_info<owned>*, read_options);
template void locate_in<borrowed>(issues&, std::string_view, const type_info<borrowed>*, read_options);
template reading read_text<owned>(std::string_view, root_target<owned>, read_options);
template reading read_text<borrowed>(std::string_view, root_target<borrowed>, read_options);
template reading read_generally<owned>(std::string_view, root_target<owned>, read_options);
template reading read_generally<borrowed>(std::string_view, root_target<borrowed>, read_options);
template bool read_by_table<owned>(fast_cursor&, const type_info<owned>&, void*, std::size_t, fast_limits);
template bool read_by_table<borrowed>(fast_cursor&, const type_info<borrowed>&, void*, std::size_t, fast_limits);
template bool read_by_table<owned>(fast_cursor&, shape, void*);
template bool read_by_table<borrowed>(fast_cursor&, shape, void*);
template bool read_object(fast_cursor&, Parameters<owned>&, std::size_t);
template bool read_object(fast_cursor&, Parameters<borrowed>&, std::size_t);
template bool read_object(fast_cursor&, ParametersParameter<owned>&, std::size_t);
template bool read_object(fast_cursor&, ParametersParameter<borrowed>&, std::size_t);

template write_report write_value<owned>(const value_view<owned>&, sink_ref, write_options, item_literals);
template write_report write_value<borrowed>(const value_view<borrowed>&, sink_ref, write_options, item_literals);
template bool send_value<owned>(const value_view<owned>&, handler_ref);
template bool send_value<borrowed>(const value_view<borrowed>&, handler_ref);
template item_literals parameters_entry_literals<owned>() noexcept;
template item_literals parameters_entry_literals<borrowed>() noexcept;

template std::optional<value_difference> find_difference<owned>(const value_view<owned>&, const value_view<owned>&);
template std::optional<value_difference> find_difference<borrowed>(const value_view<borrowed>&, const value_view<borrowed>&);

template OperationOutcome<owned> make_outcome<owned>(const issues&);

template issues check<owned>(const value_view<owned>&, validate_options);
template issues check<borrowed>(const value_view<borrowed>&, validate_options);

// What bound structs are read and written with is compiled where they are used, but for those of the library's own.
template result<std::vector<ReportJob<>>> read_entries<ReportJob<>>(std::string_view, read_options, bool);
template result<std::vector<borrowed_job>> read_entries<borrowed_job>(std::string_view, read_options, bool);
template result<std::vector<ReportJob<>>> entries_of<ReportJob<>>(const Bundle<Parameters<>>&, read_options);
template result<std::vector<borrowed_job>> entries_of<borrowed_job>(const Bundle<Parameters<borrowed>>&, read_options);
template void add_entry<owned>(Bundle<Parameters<>>&, const ReportJob<>&, full_url::id);
template void add_entry<borrowed>(Bundle<Parameters<borrowed>>&, const borrowed_job&, full_url::id);

template struct parameter_writer<owned>;
template struct parameter_writer<borrowed>;
template class parameter_reader<owned>;
template class parameter_reader<borrowed>;
template bool read_parameters<owned>(const Parameters<owned>&, const bound_target<owned>&, read_options, issues&);
template bool read_parameters<borrowed>(const Parameters<borrowed>&, const bound_target<borrowed>&, read_options, issues&);
template struct query_parameters<owned>;
template bool read_query<owned>(std::string_view, const bound_target<owned>&, read_options, issues&);
template OperationDefinition<owned> define<owned>(const operation_info&, std::span<const param_row>, std::span<const param_row>);

// The tables of all types are reachable from those of the resources, which the readers use; the functions of each type that may
// be in a list are instantiated here.
template <class List>
struct kept_functions;
template <class... T>
struct kept_functions<type_list<T...>> {
  static const block_ops* const all[sizeof...(T)];
};
template <class... T>
const block_ops* const kept_functions<type_list<T...>>::all[] = {&ops_of<T>...};
template struct kept_functions<value_primitives<owned>>;
template struct kept_functions<value_primitives<borrowed>>;
template struct kept_functions<value_complexes<owned>>;
template struct kept_functions<value_complexes<borrowed>>;
template struct info_of<Bundle<Parameters<owned>>>;
template struct info_of<Bundle<Parameters<borrowed>>>;
template struct ops_holder<Bundle<Parameters<owned>>>;
template struct ops_holder<Bundle<Parameters<borrowed>>>;

}  // namespace detail

namespace http::detail {

template class basic_exchange<owned>;
template class basic_service_engine<owned>;
template result<client_request> make_request<owned>(const client_options&, const operation_call&,
                                                    const fhirops::detail::routed_operation&, std::vector<std::string> (*)(),
                                                    const Parameters<owned>&, std::span<const std::string_view>);
template std::optional<response> read_request<owned>(exchange&, const request_form&, const fhirops::detail::bound_target<owned>&);

}  // namespace http::detail
}  // namespace fhirops
/// @endcond
