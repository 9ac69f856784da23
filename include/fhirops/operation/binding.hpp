#pragma once
// Binds a plain C++ struct to the Parameters of an operation with a compile-time table (https://hl7.org/fhir/R4/parameters.html,
// https://hl7.org/fhir/R4/operationdefinition.html).

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/operation/bound_member.hpp"

namespace fhirops {

/// Details of a parameter that do not follow from the type of its member. All are optional; they are used for the definition of
/// the operation and to check types.
struct param_details {
  /// What the parameter is for, in Markdown.
  std::string_view documentation{};
  /// FHIR's name of the type, if the member's C++ type is more general: `Patient` for a `Resource<>`.
  std::string_view type{};
  /// Whether the definition states no type: a `Value<>` that may have any type. R4 does not allow that (opd-1), but such
  /// definitions exist.
  bool untyped = false;
  /// How a `string` is used as a search parameter: `reference`, `token`, ...
  std::string_view searchType{};
  /// The profiles to which a Reference or canonical may refer.
  std::span<const std::string_view> targetProfile{};
  /// The types that the value of a `Value<>` or `Any<>` may have; all 50 if the set is empty.
  type_set allowed{};
  /// The types that the resource of a `Resource<>` or `Any<>` may have; any type if the list is empty. If only one of `allowed`
  /// and `allowedResource` is set, an `Any<>` holds only values, or only resources.
  std::span<const std::string_view> allowedResource{};
  /// R5's `scope`, for a parameter of the request itself: the levels at which it is used, `system`, `type` or `instance`; if the
  /// list is empty, all levels of the operation. An optional parameter with a `.min` of 1 is required at these levels.
  std::span<const std::string_view> scope{};
  /// The strength of the binding to `bindingValueSet`: `required`, `extensible`, `preferred` or `example`.
  std::string_view bindingStrength{};
  /// The canonical URL of the value set that contains the codes.
  std::string_view bindingValueSet{};
  /// The minimum number of items in a list.
  std::uint32_t min = 0;
  /// The maximum number of items in a list; 0 for any number.
  std::uint32_t max = 0;
};

/// A list of strings for the constants of an operation: `.resource = texts<"Patient", "Group">`.
template <fixed_string... Text>
inline constexpr std::array<std::string_view, sizeof...(Text)> texts{Text.view()...};

/// One parameter of an operation: its name, and the member that holds it. Everything else follows from the type of the member.
/// `T` is 1..1, `std::optional<T>` is 0..1, `std::vector<T>` or `list<T>` is 0..*. A datatype is the parameter's `value[x]`, a
/// bound struct its `part`, a resource its `resource`. A `std::variant` of datatypes and resources is one of them, an enum with
/// `fhir_codes` is a `code`, a `search_value` is a search parameter with its modifier, and `ParametersParameter<>` is the whole
/// parameter as it is.
template <fixed_string Name, auto Member>
struct param {
  /// The name of the parameter.
  static constexpr auto name = Name;
  /// The member that holds it.
  static constexpr auto member = Member;
  /// Whether a bound struct is sent as a resource rather than as parts.
  static constexpr bool as_resource = false;
  /// The details of the parameter.
  param_details details{};
};

/// The same for a bound struct that is sent as a resource, in a Parameters of its own, rather than as parts.
template <fixed_string Name, auto Member>
struct resource_param {
  /// The name of the parameter.
  static constexpr auto name = Name;
  /// The member that holds it.
  static constexpr auto member = Member;
  /// Whether a bound struct is sent as a resource rather than as parts.
  static constexpr bool as_resource = true;
  /// The details of the parameter.
  param_details details{};
};

/// The parameters of a struct, in the order in which they are written.
template <class... Param>
struct parameter_table {
  static_assert(((Param::name.view() != "") && ...), "fhirops: a parameter of this struct has an empty name");
  static_assert(detail::names_differ<Param...>(), "fhirops: two parameters of this struct have the same name");
  static_assert(detail::members_differ<Param...>(), "fhirops: two parameters of this struct have the same member");
  static_assert((!detail::is_float_member<std::remove_const_t<decltype(Param::member)>> && ...),
                "fhirops: use Decimal<> for a decimal: a double or float cannot keep its digits (1.00)");
  static_assert((!detail::is_bare_enum<std::remove_const_t<decltype(Param::member)>> && ...),
                "fhirops: an enum needs its codes: a fhir_codes(const E*) in its namespace that returns enum_codes<E>(...)");
  static_assert((!detail::is_wide_integer<std::remove_const_t<decltype(Param::member)>> && ...),
                "fhirops: use std::int32_t for an integer: FHIR's integers have 32 bits");
  static_assert(((detail::may_be_member<std::remove_const_t<decltype(Param::member)>> ||
                  detail::is_float_member<std::remove_const_t<decltype(Param::member)>> ||
                  detail::is_bare_enum<std::remove_const_t<decltype(Param::member)>> ||
                  detail::is_wide_integer<std::remove_const_t<decltype(Param::member)>>) &&
                 ...),
                "fhirops: the type of a bound member is not a FHIR type, nor a struct with a fhir_parameters in its namespace, "
                "nor a C++ type that maps to a FHIR type, such as bool or std::string");
  /// The number of parameters.
  static constexpr std::size_t size = sizeof...(Param);
  /// The details of each parameter.
  std::array<param_details, sizeof...(Param)> details{};
};

/// Makes the table of a struct.
///
///     return parameters(param<"device", &Lookup::device>{}, param<"kind", &Lookup::kind>{{.max = 3}});
template <class... Param>
[[nodiscard]] constexpr parameter_table<Param...> parameters(Param... param) {
  return {{param.details...}};
}

/// A struct with a table: the function `fhir_parameters(const T*)` in the namespace of `T` returns its `parameter_table`. It is
/// found by argument-dependent lookup, so the struct itself is not changed:
///
///     constexpr auto fhir_parameters(const Request*) {
///       using namespace fhirops;
///       return parameters(param<"organization", &Request::organization>{},
///                         param<"period", &Request::period>{});
///     }
template <class T>
concept Bound = requires(const T* type) { fhir_parameters(type); };

namespace detail {

template <Bound T>
using table_of = decltype(fhir_parameters(static_cast<const T*>(nullptr)));

template <class Param, class T>
using member_type = std::remove_cvref_t<decltype(std::declval<const T&>().*Param::member)>;

// Whether a value owns its text, so that it may outlive the text that it was read from.
template <class T>
struct owns_text : std::bool_constant<storage_of<T>::owns && !std::ranges::enable_borrowed_range<T>> {};
template <class... T>
struct owns_text<std::variant<T...>> : std::bool_constant<(owns_text<T>::value && ...)> {};
// The type of an item of a parameter's member.
template <class Param, class T>
using item_type = typename occurrence<member_type<Param, T>>::item;

// Whether every item of a struct, and of the structs within it, is a `Leaf`; a struct within itself counts as `Again`. `Outer` are the
// structs around the item.
template <template <class> class Leaf, bool Again, class Item, class... Outer>
constexpr bool every_item();
template <template <class> class Leaf, bool Again, class T, class... Outer, class... Param>
constexpr bool every_member(const parameter_table<Param...>*) {
  return (every_item<Leaf, Again, item_type<Param, T>, T, Outer...>() && ...);
}
template <template <class> class Leaf, bool Again, class Item, class... Outer>
constexpr bool every_item() {
  if constexpr ((std::is_same_v<Item, Outer> || ...))
    return Again;
  else if constexpr (Bound<Item>)
    return every_member<Leaf, Again, Item, Outer...>(static_cast<const table_of<Item>*>(nullptr));
  else
    return Leaf<Item>::value;
}
template <Bound T>
struct owns_text<T> : std::bool_constant<every_item<owns_text, true, T>()> {};

template <class>
struct is_any_item : std::true_type {};
// Whether a struct, or one within it, contains itself. Such a struct is read and written by way of Parameters.
template <class T>
constexpr bool is_recursive() {
  return !every_item<is_any_item, false, T>();
}

// The storage into which a struct is read, and members of these types outside of its table: if any of it is a view, the text must
// stay alive.
template <class T, class... Also>
using reading_storage =
    std::conditional_t<storage_of<T>::owns && !(owns_text<T>::value && ... && owns_text<Also>::value), borrowed, storage_of<T>>;

// Calls `f` with each parameter of the table, and its details.
template <class F, class... Param>
constexpr void for_each_param(const parameter_table<Param...>& table, F&& f) {
  const param_details* details = table.details.data();
  (f.template operator()<Param>(*details++), ...);
}

}  // namespace detail
}  // namespace fhirops
