#pragma once
// Reads values from JSON text (https://hl7.org/fhir/R4/json.html).

#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pool.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/root_target.hpp"
#include "fhirops/json/value_view.hpp"

namespace fhirops {
namespace detail {

// What a reading returns in addition to the value.
struct reading {
  bool failed;
  issues found;
  text_pool pool;
};

// Completes the result: the value that was read, or only the issues if one of them is an error.
template <class T>
void conclude(result<T>& made, reading&& done) {
  result_access::finish(made, done.failed, std::move(done.found));
  if constexpr (!storage_of<T>::owns)
    if (!done.failed) result_access::keep_pool(made, std::move(done.pool));
}

// Reads into the root, with the fast reader if nothing has to be reported. Defined in json/reader/read_text.hpp.
template <Storage S>
reading read_text(std::string_view text, root_target<S> root, read_options options);

}  // namespace detail

/// Reads a value from JSON text: a typed resource, `Resource<>` for any resource, or a datatype.
///
/// Every fault is reported with its path and position; if one of them is an error, there is no value. Strict reading, the
/// default, refuses what R4's JSON format forbids: unknown elements, wrong types, repeated members, null, empty strings, arrays
/// and objects, a second `value[x]`. Lenient reading reports these as warnings and drops what is empty or wrong; if the value is
/// then written and read strictly, the result is the same value, with the same result of `validate`. Text that is not JSON is
/// refused by both. Numbers may have any size and any number of digits. Cardinalities, codes and invariants are checked by
/// `validate`.
///
/// A value of *borrowed* storage refers to `text`, and to the result for strings whose escapes were decoded.
///
/// Complexity: time and memory linear in the text; recursion is at most 200 levels deep. A text with something to report is read
/// twice, at a fraction of the speed.
///
///     const auto read = from_json<Parameters<>>(text);
///     if (!read) return static_cast<int>(read.issues().size());
template <JsonValue T>
  requires(!detail::is_raw_resource<T>)
result<T> from_json(std::string_view text, read_options options = {}) {
  result<T> made = detail::result_access::begin<T>();
  detail::conclude(made, detail::read_text(text, detail::root_of(*made), options));
  return made;
}
// A view of a temporary would outlive it.
template <JsonValue T, detail::TemporaryText Text>
  requires(!storage_of<T>::owns)
result<T> from_json(Text&& text, read_options options = {}) = delete;

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/json/reader/read_text.hpp"
#endif
