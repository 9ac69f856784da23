#pragma once
// Finds the first difference of two values, and its path.

#include <optional>
#include <string>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {

/// The first difference of two values.
struct value_difference {
  /// The path as FHIRPath: `Bundle.entry[3].resource.parameter[0].part[2].value`.
  std::string expression;
  /// The path as a JSON Pointer into the first value, or into the second if the first has nothing there.
  std::string pointer;
  /// The JSON of the first value at that path; empty if it has nothing there.
  std::string left;
  /// The JSON of the second value at that path; empty if it has nothing there.
  std::string right;

  friend bool operator==(const value_difference&, const value_difference&) = default;
};

/// One line without control characters, whatever the values contain: `Bundle.type: "searchset" is not "collection"`.
[[nodiscard]] inline std::string to_string(const value_difference& difference) {
  const auto or_nothing = [](const std::string& json) { return json.empty() ? std::string("nothing") : json; };
  return detail::display_text(difference.expression + ": " + or_nothing(difference.left) + " is not " +
                              or_nothing(difference.right));
}

namespace detail {

// The first difference of two values of one type. Defined in json/find_difference.hpp.
template <Storage S>
std::optional<value_difference> find_difference(const value_view<S>& a, const value_view<S>& b);

}  // namespace detail

/// The first difference of `a` and `b`, in the order of the elements; `std::nullopt` if they are equal. Of JSON that is kept as text
/// (resources without a type of their own, unknown members) the values are compared: white space, the order of members and the
/// escapes of strings do not matter, although `==` compares its bytes.
///
///     const auto where = difference(*read, Parameters<>{.id = "a"});
///     expect_same(to_string(*where), R"(Parameters.id: nothing is not "a")");
template <JsonValue T>
[[nodiscard]] std::optional<value_difference> difference(const T& a, const T& b) {
  if constexpr (detail::is_raw_resource<T>)
    return difference(Resource<storage_of<T>>(a), Resource<storage_of<T>>(b));
  else
    return detail::find_difference(detail::view_of(a), detail::view_of(b));
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/json/find_difference.hpp"
#endif
