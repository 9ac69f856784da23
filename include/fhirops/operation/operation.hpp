#pragma once
// What an operation is: a request, an answer, and what its definition says of it
// (https://hl7.org/fhir/R4/operations.html, https://hl7.org/fhir/R4/operationdefinition.html).

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/core/type_info.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/natural.hpp"

namespace fhirops {

/// The constants of an operation: the elements of its OperationDefinition but the parameters.
struct operation_info {
  /// The name after `$`.
  std::string_view code{};
  /// The canonical URL of the definition.
  std::string_view url{};
  /// The id of the definition as a resource.
  std::string_view id{};
  /// The version of the definition.
  std::string_view version{};
  /// A name for programs: `LookupReadings`.
  std::string_view name{};
  /// A name for people.
  std::string_view title{};
  /// What the operation does, in Markdown.
  std::string_view description{};
  /// `draft`, `active`, `retired` or `unknown`.
  std::string_view status = "active";
  /// Whether calling it changes anything; where it is not said, it may.
  std::optional<bool> affectsState{};
  /// Where it is called: `[base]/$code`, `[base]/Type/$code`, `[base]/Type/id/$code`.
  bool system = false;
  /// The second of these.
  bool type = false;
  /// The third of these.
  bool instance = false;
  /// The types of resources that it is called on, at the type and instance levels.
  std::span<const std::string_view> resource{};
};

/// For an operation that takes, or answers, no parameters.
struct no_parameters {
  friend constexpr bool operator==(no_parameters, no_parameters) noexcept = default;
};
/// The table of no parameters.
constexpr auto fhir_parameters(const no_parameters*) { return parameters(); }

/// An operation: a type with a bound struct `Request`, a bound struct `Response`, and the constants
/// `info`. A `Response` whose only parameter is a resource called `return` travels as that resource.
template <class Op>
concept Operation = requires {
  requires Bound<typename Op::Request>;
  requires Bound<typename Op::Response>;
  { Op::info } -> std::convertible_to<operation_info>;
};

namespace detail {

template <class M>
inline constexpr bool is_resource_member = ResourceMember<typename occurrence<M>::item>;
template <class M>
inline constexpr bool is_primitive_member = [] {
  using F = natural_type<typename occurrence<M>::item, owned>;
  if constexpr (std::is_void_v<F>)
    return false;
  else
    return is_primitive(shape_of(F::fhir_type));
}();

template <class T, class... Param>
constexpr bool is_bare(const parameter_table<Param...>&) {
  if constexpr (sizeof...(Param) == 1)
    return ((Param::name.view() == "return" && is_resource_member<member_type<Param, T>> &&
             !occurrence<member_type<Param, T>>::many) && ...);
  else
    return false;
}
template <class T, class... Param>
constexpr bool all_primitive(const parameter_table<Param...>&) {
  return (is_primitive_member<member_type<Param, T>> && ...);
}
template <class T, class... Param>
constexpr std::size_t count_resources(const parameter_table<Param...>&) {
  return (std::size_t{0} + ... + (is_resource_member<member_type<Param, T>> ? 1U : 0U));
}

}  // namespace detail

/// Whether the answer travels as a bare resource: its one parameter is a resource called `return`.
template <Operation Op>
inline constexpr bool answers_resource = detail::is_bare<typename Op::Response>(detail::table_value<typename Op::Response>);

/// Whether the request may travel as a bare resource: exactly one of its parameters is one.
template <Operation Op>
inline constexpr bool takes_resource = detail::count_resources<typename Op::Request>(detail::table_value<typename Op::Request>) == 1;

/// Whether GET (and HEAD) may call the operation: it changes nothing, and takes primitives alone.
template <Operation Op>
inline constexpr bool allows_get = Op::info.affectsState == false &&
                                   detail::all_primitive<typename Op::Request>(detail::table_value<typename Op::Request>);

/// The ways to call an operation, below the base URL: `/$code`, `/Type/$code`, `/Type/[id]/$code`.
///
///     expect(published.code == entry.name && urls<Op>() == std::vector<std::string>{"/$schedule-patient-total"}, "definition");
template <Operation Op>
[[nodiscard]] std::vector<std::string> urls() {
  const operation_info& info = Op::info;
  const std::string name = "/$" + std::string(info.code);
  std::vector<std::string> all;
  if (info.system) all.push_back(name);
  for (const std::string_view type : info.resource) {
    if (info.type) all.push_back('/' + std::string(type) + name);
    if (info.instance) all.push_back('/' + std::string(type) + "/[id]" + name);
  }
  return all;
}

}  // namespace fhirops
