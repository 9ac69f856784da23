#pragma once
// A plain C++ struct and the Parameters of an operation, bound in one compile-time table
// (https://hl7.org/fhir/R4/parameters.html, https://hl7.org/fhir/R4/operationdefinition.html).

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/operation/natural.hpp"

namespace fhirops {

/// What a parameter's member type does not say. All of it is optional, and only the definition of the
/// operation and the check of types depend on it.
struct param_details {
  /// What the parameter is for, in Markdown.
  std::string_view documentation{};
  /// FHIR's name of the type where the member's C++ type is wider: `Patient` for a `Resource<>`.
  std::string_view type{};
  /// The definition states no type: a `Value<>` that may be anything. R4 does not allow it (opd-1),
  /// but there are such definitions.
  bool untyped = false;
  /// How a `string` is used in search: `reference`, `token`, ...
  std::string_view searchType{};
  /// The profiles that a Reference or canonical may point to.
  std::span<const std::string_view> targetProfile{};
  /// The types that a `Value<>` may have; all 50 where there are none.
  type_set allowed{};
  /// `required`, `extensible`, `preferred` or `example`: how binding `bindingValueSet` is.
  std::string_view bindingStrength{};
  /// The value set that codes are from.
  std::string_view bindingValueSet{};
  /// At least so many, of a list.
  std::uint32_t min = 0;
  /// At most so many, of a list; 0 for any number.
  std::uint32_t max = 0;
};

/// A list of texts for the constants of an operation: `.resource = texts<"Patient", "Group">`.
template <fixed_string... Text>
inline constexpr std::array<std::string_view, sizeof...(Text)> texts{Text.view()...};

/// One parameter of an operation: its name, and the member that holds it. The member's type tells
/// the rest: `T` is 1..1, `std::optional<T>` 0..1, a `std::vector<T>` or `list<T>` 0..*; a datatype
/// is `value[x]`, a bound struct `part`, a resource `resource`. A `std::variant` of datatypes is one of them.
template <fixed_string Name, auto Member>
struct param {
  /// The name of the parameter.
  static constexpr auto name = Name;
  /// The member that holds it.
  static constexpr auto member = Member;
  /// Whether a bound struct travels as a resource, not as parts.
  static constexpr bool as_resource = false;
  /// What the type of the member does not say.
  param_details details{};
};

/// The same for a bound struct that travels as a resource, a Parameters of its own, not as parts.
template <fixed_string Name, auto Member>
struct resource_param {
  /// The name of the parameter.
  static constexpr auto name = Name;
  /// The member that holds it.
  static constexpr auto member = Member;
  /// Whether a bound struct travels as a resource, not as parts.
  static constexpr bool as_resource = true;
  /// What the type of the member does not say.
  param_details details{};
};

namespace detail {

// How often a parameter occurs, and the type of one.
template <class M>
struct occurrence {
  using item = M;
  static constexpr std::size_t min = 1;
  static constexpr bool many = false;
};
template <class T>
struct occurrence<std::optional<T>> {
  using item = T;
  static constexpr std::size_t min = 0;
  static constexpr bool many = false;
};
template <class T>
struct occurrence<std::vector<T>> {
  using item = T;
  static constexpr std::size_t min = 0;
  static constexpr bool many = true;
};
template <class T>
struct occurrence<list<T>> : occurrence<std::vector<T>> {};

// What can be told of a member before the tables of other structs are there.
template <class Member>
inline constexpr bool may_be_member = false;
template <class M, class T>
  requires std::is_object_v<M>
inline constexpr bool may_be_member<M T::*> =
    std::is_class_v<typename occurrence<M>::item> || DatatypeMember<typename occurrence<M>::item>;

template <class... Param>
constexpr bool names_differ() {
  const std::string_view names[] = {Param::name.view()..., {}};
  for (std::size_t i = 0; i < sizeof...(Param); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (names[i] == names[k]) return false;
  return true;
}

}  // namespace detail

/// The parameters of a struct, in the order in which they are written.
template <class... Param>
struct parameter_table {
  static_assert(((Param::name.view() != "") && ...), "fhirops: a parameter of this struct has an empty name");
  static_assert(detail::names_differ<Param...>(), "fhirops: two parameters of this struct have the same name");
  static_assert((detail::may_be_member<std::remove_const_t<decltype(Param::member)>> && ...),
                "fhirops: a bound member's type is no FHIR type, no struct with a fhir_parameters in its namespace, "
                "and no plain type that stands for a FHIR type");
  /// How many parameters there are.
  static constexpr std::size_t size = sizeof...(Param);
  /// What the members' types do not say, of each.
  std::array<param_details, sizeof...(Param)> details{};
};

/// Makes the table of a struct.
///
///     return parameters(param<"device", &Lookup::device>{}, param<"kind", &Lookup::kind>{{.max = 3}});
template <class... Param>
[[nodiscard]] constexpr parameter_table<Param...> parameters(Param... param) {
  return {{param.details...}};
}

/// A struct with a table: a function `fhir_parameters(const T*)` in the namespace of `T` returns its
/// `parameter_table`. It is found by argument-dependent lookup, so the struct itself stays as it is:
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

template <class T, class Param>
concept MemberOf = requires(const T& value) { value.*Param::member; };

template <class T>
constexpr bool alternatives_differ(std::type_identity<T>) {
  return true;
}
template <class... T>
constexpr bool alternatives_differ(std::type_identity<std::variant<T...>>) {
  const type_id types[] = {natural_type_id<T>..., type_id::none};
  for (std::size_t i = 0; i < sizeof...(T); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (types[i] != type_id::none && types[i] == types[k]) return false;
  return true;
}

// What a member of a table must be; each rule says why it refuses.
template <class T, class Param>
struct checked_member {
  static_assert(MemberOf<T, Param>, "fhirops: a parameter's member must be a data member of the struct that the table is for");
};
template <class T, class Param>
  requires MemberOf<T, Param>
struct checked_member<T, Param> {
  using M = member_type<Param, T>;
  using item = typename occurrence<M>::item;
  static constexpr bool is_bound = Bound<item>;
  static constexpr bool is_resource = ResourceMember<item>;
  static constexpr bool is_known = is_bound || is_resource || DatatypeMember<item> || AnyValueMember<item>;

  static_assert(is_known || is_variant<item>,
                "fhirops: a bound member's type is no FHIR type, no struct with a fhir_parameters in its namespace, "
                "and no plain type that stands for a FHIR type");
  static_assert(!is_variant<item> || is_choice<item>,
                "fhirops: the alternatives of a std::variant must be datatypes (value[x]): use a Resource<> for one of "
                "several resources");
  static_assert(alternatives_differ(std::type_identity<item>()),
                "fhirops: two alternatives of a std::variant stand for the same FHIR type");
  static_assert(!Param::as_resource || is_bound || is_resource,
                "fhirops: a resource_param's member must be a bound struct or a resource");
};

constexpr bool limits_are_right(const param_details* details, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    if (details[i].max != 0 && details[i].min > details[i].max) return false;
  return true;
}

template <Bound T, class Table>
struct checked_table {
  static_assert(sizeof(Table) == 0, "fhirops: fhir_parameters must return what parameters(...) makes");
};
template <Bound T, class... Param>
struct checked_table<T, parameter_table<Param...>> : checked_member<T, Param>... {
  static constexpr parameter_table<Param...> value = fhir_parameters(static_cast<const T*>(nullptr));
  static_assert(limits_are_right(value.details.data(), sizeof...(Param)),
                "fhirops: the min of a parameter is more than its max");
};

// Whether a value keeps its text itself, so that it may outlive what it was read from.
template <class T>
struct owns_text : std::bool_constant<storage_of<T>::owns && !std::ranges::enable_borrowed_range<T>> {};
template <class... T>
struct owns_text<std::variant<T...>> : std::bool_constant<(owns_text<T>::value && ...)> {};
template <class T, class Table>
struct members_own_text : std::true_type {};
template <class T, class... Param>
struct members_own_text<T, parameter_table<Param...>>
    : std::bool_constant<(owns_text<typename occurrence<member_type<Param, T>>::item>::value && ...)> {};
template <Bound T>
struct owns_text<T> : members_own_text<T, table_of<T>> {};

// Calls `f` with each parameter of the table, and its details.
template <class F, class... Param>
constexpr void for_each_param(const parameter_table<Param...>& table, F&& f) {
  const param_details* details = table.details.data();
  (f(Param{}, *details++), ...);
}
template <Bound T>
inline constexpr auto table_value = checked_table<T, table_of<T>>::value;

}  // namespace detail
}  // namespace fhirops
