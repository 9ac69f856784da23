#pragma once
// Equality of all types with a table: element by element, texts as they were written.

#include "fhirops/core/block.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// Equal in every element, extension and unknown member; decimals and times by their text.
/// Recursion does not grow with the depth of the values. `difference` finds where two values differ.
template <Described T>
[[nodiscard]] bool operator==(const T& a, const T& b) {
  using functions = detail::table_functions<storage_of<T>>;
  detail::comparing work;
  return detail::block_handle::finish(functions::equal(detail::ops_of<T>, &a, &b, work), work);
}

}  // namespace fhirops
