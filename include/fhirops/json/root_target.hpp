#pragma once
// The object into which a document is read.

#include "fhirops/core/type_info.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

template <Storage S>
struct root_target {
  const type_info<S>* info = nullptr;  // for a known type
  void* object = nullptr;
  Resource<S>* any = nullptr;  // otherwise: a resource of any type
};
template <class T>
root_target<storage_of<T>> root_of(T& value) {
  if constexpr (is_any_resource<T>)
    return {nullptr, nullptr, &value};
  else
    return {&type_table<T>(), &value, nullptr};
}

}  // namespace fhirops::detail
