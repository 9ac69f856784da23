#pragma once
// Reads a bound struct from the query of a GET: `?organization=...&code=a&code=b`
// (https://hl7.org/fhir/R4/operations.html#executing).

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/param_row.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {
namespace detail {

// The parameters of a query, each with the type that the struct declares for it, and the faults in their text. Defined in
// operation/query_parameters.hpp.
template <Storage S>
struct query_parameters {
  std::span<const param_row> rows;
  Parameters<S> parameters{};
  issues malformed{};
  std::vector<std::size_t> without_value{};  // indexes of parameters that have no value because their text is faulty

  void read(std::string_view query, std::size_t max_issues);
  // Adds the issues of reading these parameters, as issues about the query. Those about parameters without a value have been
  // reported already.
  void add(issues& all, const issues& read) const;

 private:
  void fault(std::string_view name, std::string text, std::size_t max_issues);
  void set(ParametersParameter<S>& parameter, const param_row& row, std::string_view name, const std::string& text,
           std::size_t max_issues);
};

// Returns true if there is no error.
template <Storage S>
bool read_query(std::string_view query, const bound_target<S>& target, read_options options, issues& all);

}  // namespace detail

/// Reads a bound struct from the query of a URL, with or without its `?`. Percent-encoding and `+` are decoded, names may be
/// repeated, and all faults are reported at once, as by `from_parameters`. Only primitive parameters can be given this way.
/// Parameters that begin with `_`, such as `_format` and `_pretty`, belong to HTTP, and are ignored unless the struct has them.
/// The expression of an issue about a parameter is `http.` and its name; an issue about a missing parameter has none.
///
/// Complexity: linear in the query, times the number of the struct's parameters.
///
///     const auto asked = from_query<Request>("?count=3&_format=json");
template <Bound T>
result<T> from_query(std::string_view query, read_options options = {}) {
  static_assert(detail::owns_text<T>::value,
                "fhirops: from_query decodes the text of a query: the struct must own it (std::string, owned storage)");
  result<T> made = detail::result_access::begin<T>();
  issues all;
  const bool read = detail::read_query(query, detail::target_of<owned>(*made), options, all);
  detail::result_access::finish(made, !read, std::move(all));
  return made;
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/operation/query_parameters.hpp"
#endif
