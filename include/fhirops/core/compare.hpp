#pragma once
// Equality of all types that have a table: element by element, with texts compared as they were written.

#include "fhirops/core/block.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// Whether all elements, extensions and unknown members are equal; decimals and times are compared by their text. The depth of
/// recursion is bounded however deeply the values nest. `difference` finds where two values differ.
template <Described T>
[[nodiscard]] bool operator==(const T& a, const T& b) {
  using functions = detail::table_functions<storage_of<T>>;
  detail::comparing work;
  return detail::block_handle::finish(functions::equal(detail::ops_of<T>, &a, &b, work), work);
}

}  // namespace fhirops
