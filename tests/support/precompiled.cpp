#include "support/precompiled.hpp"

namespace fhirops {

#define FHIROPS_TEST_INSTANCES(...)                                                    \
  template result<__VA_ARGS__> from_json<__VA_ARGS__>(std::string_view, read_options); \
  template std::string to_json<__VA_ARGS__>(const __VA_ARGS__&, write_options);        \
  template issues validate<__VA_ARGS__>(const __VA_ARGS__&, validate_options);         \
  template std::optional<value_difference> difference<__VA_ARGS__>(const __VA_ARGS__&, const __VA_ARGS__&);
FHIROPS_TEST_TYPES(FHIROPS_TEST_INSTANCES)
#undef FHIROPS_TEST_INSTANCES

namespace detail {

#define FHIROPS_TEST_INSTANCES(...) template __VA_ARGS__;
FHIROPS_TEST_WRITERS(FHIROPS_TEST_INSTANCES)

}  // namespace detail
}  // namespace fhirops
