#pragma once
// A view of any value that can be written as JSON, by its table: the parameter type of code that is compiled once for all types.

#include <cstddef>

#include "fhirops/core/type_info.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {
namespace detail {

template <class T>
inline constexpr bool is_any_resource = false;
template <Storage S>
inline constexpr bool is_any_resource<Resource<S>> = true;
template <class T>
inline constexpr bool is_raw_resource = false;
template <Storage S>
inline constexpr bool is_raw_resource<RawResource<S>> = true;

// Exactly one of the three pointers is not null.
template <Storage S>
struct value_view {
  const type_info<S>* info = nullptr;  // the table of `object`
  const void* object = nullptr;
  const Resource<S>* any = nullptr;
  const RawResource<S>* untyped = nullptr;
  std::size_t levels = deepest_json;  // how deep JSON may nest in it: less where it is a part of a text
};

template <class T>
value_view<storage_of<T>> view_of(const T& value) noexcept {
  if constexpr (is_any_resource<T>)
    return {.any = &value};
  else if constexpr (is_raw_resource<T>)
    return {.untyped = &value};
  else
    return {.info = &type_table<T>(), .object = &value};
}

}  // namespace detail

/// A type that can be written as JSON and read from it: a resource, or a complex datatype.
template <class T>
concept JsonValue = Described<T> || detail::is_any_resource<T> || detail::is_raw_resource<T>;

}  // namespace fhirops
