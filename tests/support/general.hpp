#pragma once
// The reader that defines the result, alone: for tests that hold what is faster against it.

#include <fhirops/json/read.hpp>
#include <string_view>

namespace test {

/// What the general reader says, whatever `from_json` tries first.
template <class T>
fhirops::result<T> read_generally(std::string_view text, fhirops::read_options options = {}) {
  return fhirops::detail::from_json_general<T>(text, options);
}

}  // namespace test
