#pragma once
// Shows values as text, for the output of a failing test.

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
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

// At most `max_bytes` of the text, followed by its length if it was cut.
inline std::string shortened(std::string_view text, std::size_t max_bytes) {
  std::string shown = display_text(text, max_bytes);
  if (text.size() > max_bytes) shown += " (" + std::to_string(text.size()) + " bytes)";
  return shown;
}

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

// The same for lines of text that is safe to show already.
inline std::string shortened_lines(std::string_view lines, std::size_t max_bytes) {
  std::string shown(beginning(lines, max_bytes));
  if (shown.size() < lines.size()) shown += "... (" + std::to_string(lines.size()) + " bytes)";
  return shown;
}

inline std::string lines_of(const issues& found) {
  std::string all;
  for (const issue& each : found) all += "\n  " + to_string(each);
  return all;
}

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
  const auto cut = [max_bytes](std::string_view text) { return detail::shortened(text, max_bytes); };
  if constexpr (detail::is_result<T>) {
    if (!value) return detail::shortened_lines("no value:" + detail::lines_of(value.issues()), max_bytes);
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
