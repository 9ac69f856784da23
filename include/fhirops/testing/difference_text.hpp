#pragma once
// The output of a failing test: the path at which two values differ, or the issues that are missing. It works with any test
// framework; `catch2.hpp` and `googletest.hpp` use it.

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/json/difference.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/to_parameters.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/to_storage.hpp"
#include "fhirops/testing/expected_issue.hpp"
#include "fhirops/testing/shown.hpp"

namespace fhirops {
namespace detail {

// The same type in the storage that owns its text.
template <class T>
struct as_owned {
  using type = T;
};
template <Storage S>
struct as_owned<S> {
  using type = owned;
};
template <template <class> class T, class A>
struct as_owned<T<A>> {
  using type = T<typename as_owned<A>::type>;
};

// The answer for the jobs that most tests compare. Defined in testing/write_difference.hpp.
template <Storage S>
Bundle<Parameters<S>> answer_of(const std::vector<ReportJob<Parameters<S>, S>>& jobs);

// The FHIR form of a value; for report jobs, the answer of the operation.
template <class T>
decltype(auto) as_fhir(const T& value) {
  if constexpr (JsonValue<T>)
    return (value);
  else if constexpr (std::same_as<T, std::vector<ReportJob<>>>)
    return answer_of<owned>(value);
  else if constexpr (is_report_job<T>)
    return job_parameters(value);
  else if constexpr (Bound<T>)
    return to_parameters<owned>(value);
  else
    return get_report_job_status(value);
}
template <class T>
using fhir_form = std::remove_cvref_t<decltype(as_fhir(std::declval<const T&>()))>;

template <class T>
concept JsonText = std::convertible_to<const T&, std::string_view> && !JsonValue<T> && !Primitive<T>;

// A copy for a matcher. For what most tests expect, units in the compiled form do not compile the copying.
template <class T>
T copy_of(const T& expected) {
  return expected;
}
#ifdef FHIROPS_COMPILED
extern template Bundle<Parameters<>> copy_of(const Bundle<Parameters<>>&);
extern template std::vector<ReportJob<>> copy_of(const std::vector<ReportJob<>>&);
extern template std::vector<expected_issue> copy_of(const std::vector<expected_issue>&);
#endif

// Both are defined in testing/write_difference.hpp.
template <class Difference>
std::string difference_line(const std::optional<Difference>& where);
template <class Issues>
std::string difference_lines(const std::vector<expected_issue>& expected, const Issues& found);

}  // namespace detail

/// A type with a FHIR form: a resource, a datatype, a bound struct such as `ReportJob`, or a range of report jobs.
template <class T>
concept FhirForm = JsonValue<T> || Bound<T> || ReportJobRange<const T>;

/// What a value can be compared with: another value, or JSON text.
template <class Expected, class Found>
concept ExpectedOf = FhirForm<Expected> || detail::JsonText<Expected>;

/// The first difference between `found` and `expected`; empty if there is none.
///
///     Bundle.entry[3].resource.parameter[0].part[2].value: expected "DONE", found "FAILED"
///
/// `expected` may be JSON text, and `found` may be a result. If the types differ, `found` is read as the expected type, so that
/// the storage of strings does not matter. Report jobs are compared as they appear in the answer.
template <class Found, ExpectedOf<Found> Expected>
  requires(FhirForm<Found> || detail::is_result<Found>)
[[nodiscard]] std::string difference_text(const Expected& expected, const Found& found) {
  if constexpr (detail::is_result<Found>) {
    if (found) return difference_text(expected, *found);
    return detail::failure_text<issues>::with_lines("expected a value, found none:", found.issues());
  } else if constexpr (detail::JsonText<Expected>) {
    using Form = typename detail::as_owned<detail::fhir_form<Found>>::type;
    const auto read = from_json<Form>(std::string_view(expected));
    if (!read) return detail::failure_text<issues>::with_lines("the expected JSON cannot be read:", read.issues());
    return difference_text(*read, found);
  } else if constexpr (std::same_as<detail::fhir_form<Expected>, detail::fhir_form<Found>>) {
    return detail::difference_line(difference(detail::as_fhir(expected), detail::as_fhir(found)));
  } else if constexpr (std::same_as<typename detail::as_owned<detail::fhir_form<Expected>>::type,
                                    typename detail::as_owned<detail::fhir_form<Found>>::type>) {
    return detail::difference_line(
        difference(to_storage<owned>(detail::as_fhir(expected)), to_storage<owned>(detail::as_fhir(found))));
  } else {
    // Reading the JSON of both results in the same type.
    using Form = typename detail::as_owned<detail::fhir_form<Expected>>::type;
    const read_options all = read_options{}.lenient().keep_unknown().max_depth(read_options::deepest);
    const auto ours = from_json<Form>(to_json(detail::as_fhir(expected)), all);
    const auto theirs = from_json<Form>(to_json(detail::as_fhir(found)), all);
    using text = detail::failure_text<issues>;
    if (!ours) return text::with_lines("the expected value has no valid JSON form:", ours.issues());
    if (!theirs) return text::with_lines("found another type than expected:", theirs.issues());
    return difference_text(*ours, *theirs);
  }
}

/// The expected issues that are missing, and the issues that were not expected, one per line; empty if there are none. The order
/// of the issues does not matter.
///
///     missing: error code-invalid Bundle.type
///     besides: 1:31: error structure Bundle.kind: "kind" is not an element of Bundle
[[nodiscard]] inline std::string difference_text(const std::vector<expected_issue>& expected, const issues& found) {
  return detail::difference_lines(expected, found);
}
/// The same for the issues of a result.
template <class T>
[[nodiscard]] std::string difference_text(const std::vector<expected_issue>& expected, const result<T>& found) {
  return difference_text(expected, found.issues());
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/testing/write_difference.hpp"
#endif
