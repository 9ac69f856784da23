#pragma once
// Reads a bound struct from the JSON text of its Parameters (https://hl7.org/fhir/R4/parameters.html).

#include <cstddef>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pool.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/locate.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/reader/fast_object.hpp"
#include "fhirops/operation/all_issues.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/fast_parameters.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {
namespace detail {

// Whether the fast reader, which counts neither memory nor steps, keeps to the options anyway.
inline bool are_kept_by_fast_struct(const read_options& options, std::size_t text_bytes) noexcept {
  return text_bytes <= options.max_bytes() && options.max_depth() >= deepest_fast_text && !options.stop() &&
         needs_no_count(text_bytes, options.max_memory());
}

// Reads the struct by way of Parameters, and reports what is wrong with either.
template <Bound T>
result<T> from_json_by_parameters(std::string_view text, read_options options) {
  using S = reading_storage<T>;
  auto parameters = from_json<Parameters<S>>(text, options);
  if (!parameters) return result<T>(std::move(parameters).issues());
  result<T> made = result_access::begin<T>();
  issues of_struct;
  const bool read = read_parameters(*parameters, target_of<S>(*made), options, of_struct);
  locate_in(of_struct, text, &type_table<Parameters<S>>(), options);
  issues found = parameters.issues();
  found.append(std::move(of_struct));
  result_access::finish(made, !read, limited_in_order(std::move(found), options.max_issues(), text));
  if constexpr (!S::owns) result_access::keep_pool(made, result_access::take_pool(parameters));
  return made;
}

}  // namespace detail

/// Reads a bound struct from the text of its Parameters: the request of an operation, or its answer. The value and the issues are
/// those of `from_json<Parameters<>>` and then `from_parameters<T>`, all of them with their positions in the text; there are no
/// Parameters in between unless there is something to report.
///
/// An answer that is a resource by itself, because its operation has a single parameter `return`, is not Parameters:
/// `http::client` reads it.
///
/// A struct that borrows its text refers to `text`, and to the result for strings whose escapes were decoded.
///
/// Complexity: time and memory linear in the text.
///
///     const auto request = from_json<Request>(body);
///     if (!request) return to_outcome(request.issues());
template <Bound T>
result<T> from_json(std::string_view text, read_options options = {}) {
  if (detail::are_kept_by_fast_struct(options, text.size())) {
    result<T> made = detail::result_access::begin<T>();
    [[maybe_unused]] detail::text_pool pool;
    constexpr bool owns = detail::reading_storage<T>::owns;
    if (detail::read_struct(text, *made, owns ? nullptr : &pool)) {
      if constexpr (!owns) detail::result_access::keep_pool(made, std::move(pool));
      return made;
    }
  }
  return detail::from_json_by_parameters<T>(text, options);
}
// Deleted, since a struct that borrows its text would outlive the temporary.
template <Bound T, detail::TemporaryText Text>
  requires(!detail::reading_storage<T>::owns)
result<T> from_json(Text&& text, read_options options = {}) = delete;

}  // namespace fhirops
