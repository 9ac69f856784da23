#pragma once
// Converts Parameters to a bound struct (https://hl7.org/fhir/R4/parameters.html).

#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {

/// Reads a bound struct from its Parameters. All faults are reported, each with its path: parameters that are missing
/// (`required`), repeated, unexpected or only allowed as a part (`structure`), values or resources of a wrong type or out of
/// range (`value`), and modifiers that `options` does not list as understood (`extension`).
///
/// Lenient reading reports a warning and returns a value if nothing has to be guessed: it drops an unexpected parameter or an
/// exact repetition, accepts more items than allowed, and accepts text of another text type (`valueUrl` for `valueUri`). These
/// are still errors: a required parameter that could not be read, for whatever reason; an optional one of a wrong type or out of
/// range (but see `read_options::drop_wrong_types`); two different ones where one is allowed; a parameter with several contents;
/// and a modifier at any depth, even in nested Parameters and Bundles.
///
/// Complexity: linear in the size of the Parameters, times the number of the struct's parameters.
///
///     const auto back = from_parameters<Request>(sent);
template <Bound T, Storage S>
result<T> from_parameters(const Parameters<S>& parameters, read_options options = {}) {
  result<T> made = detail::result_access::begin<T>();
  issues found;
  const bool read = detail::read_parameters(parameters, detail::target_of<S>(*made), options, found);
  detail::result_access::finish(made, !read, std::move(found));
  return made;
}

// Deleted, since a struct that borrows its text would outlive the temporary.
template <Bound T, Storage S>
  requires(S::owns && !detail::owns_text<T>::value)
result<T> from_parameters(const Parameters<S>&& parameters, read_options options = {}) = delete;

}  // namespace fhirops
