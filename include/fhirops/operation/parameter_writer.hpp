#pragma once
// Adds parameters with the values of a bound struct's members: the code that all structs share, compiled once for each storage.

#include <cstdint>
#include <string_view>

#include "fhirops/core/block.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

// Values without content, such as empty strings, are not added.
template <Storage S>
struct parameter_writer {
  using list_type = list<ParametersParameter<S>>;

  // Adds a parameter that is still empty.
  static ParametersParameter<S>& add(list_type& parts, std::string_view name);
  // Adds a copy of any value, or of any resource.
  static void add(list_type& parts, std::string_view name, const Value<S>& value);
  static void add(list_type& parts, std::string_view name, const Resource<S>& resource);
  // Adds a copy of a datatype in the same storage, with its functions, or of a resource.
  static void add_value(list_type& parts, std::string_view name, const block_ops& ops, const void* value);
  static void add_resource(list_type& parts, std::string_view name, const block_ops& ops, const void* resource);
  // Adds a value of a type that is text.
  static void add_text(list_type& parts, std::string_view name, type_id type, std::string_view text);
  static void add_integer(list_type& parts, std::string_view name, type_id type, std::int64_t number);
  static void add_boolean(list_type& parts, std::string_view name, bool truth);
};

}  // namespace fhirops::detail

#ifndef FHIROPS_COMPILED
#include "fhirops/operation/write_parameters.hpp"  // IWYU pragma: export
#endif
