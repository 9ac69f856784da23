#pragma once
// What nearly all tests include, compiled once; and what nearly all of them call, instantiated once, in
// precompiled.cpp. Tests do not include it themselves: CMakeLists.txt adds it.

#include <fhirops/definitions.hpp>
#include <fhirops/fhirops.hpp>

#include "support/catch.hpp"

// Calls X(T) for each type T that many tests read, write, check or compare.
#define FHIROPS_TEST_TYPES(X) \
  X(Parameters<>)             \
  X(Parameters<borrowed>)     \
  X(Bundle<Parameters<>>)     \
  X(Bundle<>)                 \
  X(Resource<>)               \
  X(Resource<borrowed>)       \
  X(OperationOutcome<>)       \
  X(OperationDefinition<>)    \
  X(Extension<>)              \
  X(Period<>)

namespace fhirops {

#define FHIROPS_TEST_INSTANCES(...)                                                           \
  extern template result<__VA_ARGS__> from_json<__VA_ARGS__>(std::string_view, read_options); \
  extern template std::string to_json<__VA_ARGS__>(const __VA_ARGS__&, write_options);        \
  extern template issues validate<__VA_ARGS__>(const __VA_ARGS__&, validate_options);         \
  extern template std::optional<value_difference> difference<__VA_ARGS__>(const __VA_ARGS__&, const __VA_ARGS__&);
FHIROPS_TEST_TYPES(FHIROPS_TEST_INSTANCES)
#undef FHIROPS_TEST_INSTANCES

// What writes values with literals: it is large, since all of it is inlined.
#define FHIROPS_TEST_WRITERS(X)                                                                                          \
  X(class entry_writer<ReportJob<>, full_url::id, for_user>)                                                             \
  X(class entry_writer<ReportJob<>, full_url::id, every_entry>)                                                          \
  X(class entry_writer<ReportJob<Parameters<borrowed>, borrowed>, full_url::id, for_user>)                               \
  X(output_cursor object_literals<Parameters<>>::put(output_cursor, const Parameters<>&, std::size_t&, unsigned))        \
  X(output_cursor object_literals<ParametersParameter<>>::put(output_cursor, const ParametersParameter<>&, std::size_t&, \
                                                              unsigned))                                                 \
  X(struct table_literals<owned>)                                                                                        \
  X(struct table_literals<borrowed>)

namespace detail {

#define FHIROPS_TEST_INSTANCES(...) extern template __VA_ARGS__;
FHIROPS_TEST_WRITERS(FHIROPS_TEST_INSTANCES)
#undef FHIROPS_TEST_INSTANCES

}  // namespace detail
}  // namespace fhirops
