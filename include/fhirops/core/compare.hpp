#pragma once
// Equality of all types with a table: element by element, texts as they were written.

#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// Equal in every element, extension and unknown member; decimals and times by their text.
/// `difference` tells where two values differ.
template <Described T>
[[nodiscard]] bool operator==(const T& a, const T& b) {
  using functions = detail::table_functions<storage_of<T>>;
  return functions::equal(detail::ops_of<T>, &a, &b);
}

}  // namespace fhirops
