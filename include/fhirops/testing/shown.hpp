#pragma once
// Shows values as text, for the output of a failing test.

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/to_parameters.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/testing/expected_issue.hpp"

namespace fhirops {
namespace detail {

template <class T>
inline constexpr bool is_result = false;
template <class T>
inline constexpr bool is_result<result<T>> = true;
template <class T>
inline constexpr bool is_value = false;
template <Storage S>
inline constexpr bool is_value<Value<S>> = true;

// Types that have a name or a line of their own.
template <class T>
concept NamedByText = (std::is_enum_v<T> || std::same_as<T, issue> || std::same_as<T, expected_issue>) &&
                      requires(const T& value) { std::string(to_string(value)); };

template <class T>
concept Primitive = requires { T::representation; } && !JsonValue<T> && !is_value<T>;

// The text of a failing test, apart from the values. Defined in testing/write_failure_text.hpp.
template <class Issues>
struct failure_text {
  // At most `max_bytes` of the text, followed by its length if it was cut.
  static std::string shortened(std::string_view text, std::size_t max_bytes);
  // The issues in place of a value, at most `max_bytes` of the text.
  static std::string no_value(const Issues& found, std::size_t max_bytes);
  // What went wrong, and a line for each issue.
  static std::string with_lines(std::string_view what, const Issues& found);
};

// A job as it appears in the answer: its parts as parameters, and its id as that of the resource.
template <class Input, Storage S>
Parameters<> job_parameters(const ReportJob<Input, S>& job) {
  Parameters<> parameters;
  parameters.id = std::string(std::string_view(job.id));
  auto& parameter = parameters.parameter.emplace_back();
  parameter.name = "reportJob";
  put_parts(parameter.part, job);
  return parameters;
}

#ifdef FHIROPS_COMPILED
extern template Parameters<> job_parameters(const ReportJob<>&);
#endif

}  // namespace detail

/// The types that `shown` accepts: resources and datatypes, primitives, `Value`, bound structs such as `ReportJob`, results of
/// these, issues, and the enumerations of the library.
template <class T>
concept Showable =
    JsonValue<T> || detail::Primitive<T> || detail::is_value<T> || Bound<T> || detail::NamedByText<T> || detail::is_result<T>;

/// Shows a value as JSON, a result without a value by its issues, an enumeration by its name; cut after `max_bytes`.
///
///     shown(Code<>("final"));              // "final"
///     shown(Period<>{.start = "2023"});    // {"start":"2023"}
///     shown(from_json<Period<>>("{}["));   // no value: ...
template <Showable T>
[[nodiscard]] std::string shown(const T& value, std::size_t max_bytes = 400) {
  const auto cut = [max_bytes](std::string_view text) { return detail::failure_text<issues>::shortened(text, max_bytes); };
  if constexpr (detail::is_result<T>) {
    if (!value) return detail::failure_text<issues>::no_value(value.issues(), max_bytes);
    if constexpr (Showable<typename T::value_type>)
      return shown(*value, max_bytes);
    else
      return "a value";
  } else if constexpr (detail::NamedByText<T>) {
    return cut(std::string(to_string(value)));
  } else if constexpr (JsonValue<T>) {
    return cut(to_json(value));
  } else if constexpr (detail::is_report_job<T>) {
    return cut(to_json(detail::job_parameters(value)));
  } else if constexpr (Bound<T>) {
    return cut(to_json(to_parameters<owned>(value)));
  } else if constexpr (requires(ParametersParameter<typename T::storage> in) { in.value = value; }) {
    // Written as a value[x] would be, without the name of the member if there is nothing but the value.
    ParametersParameter<typename T::storage> in;
    in.value = value;
    std::string json = to_json(in);
    if constexpr (detail::Primitive<T>) {
      if (json == "{}") return "nothing";
      if (!value.element) json = json.substr(json.find(':') + 1, json.size() - json.find(':') - 2);
    }
    return cut(json);
  } else {
    return cut(std::string(std::string_view(value)));
  }
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/testing/write_failure_text.hpp"  // IWYU pragma: export
#endif
