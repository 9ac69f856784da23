#pragma once
// Binds a plain C++ struct to the Parameters of an operation with a compile-time table (https://hl7.org/fhir/R4/parameters.html,
// https://hl7.org/fhir/R4/operationdefinition.html).

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
#include "fhirops/datatype/codes.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/validate/format.hpp"

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

namespace detail {

// How often a parameter may occur, and the type of one occurrence.
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

// What is known about a member's type before the tables of other structs are declared.
template <class Member>
inline constexpr bool may_be_member = false;
template <class M, class T>
  requires std::is_object_v<M>
inline constexpr bool may_be_member<M T::*> =
    std::is_class_v<typename occurrence<M>::item> || DatatypeMember<typename occurrence<M>::item>;

// Types that are refused with their own message, which says what to use instead.
template <class T>
inline constexpr bool has_float = std::is_floating_point_v<T>;
template <class... T>
inline constexpr bool has_float<std::variant<T...>> = (has_float<T> || ...);
template <class Member>
inline constexpr bool is_float_member = false;
template <class M, class T>
inline constexpr bool is_float_member<M T::*> = has_float<typename occurrence<M>::item>;
template <class Member>
inline constexpr bool is_bare_enum = false;
template <class M, class T>
inline constexpr bool is_bare_enum<M T::*> =
    std::is_enum_v<typename occurrence<M>::item> && !EnumMember<typename occurrence<M>::item>;
template <class Member>
inline constexpr bool is_wide_integer = false;
template <class M, class T>
inline constexpr bool is_wide_integer<M T::*> =
    std::integral<typename occurrence<M>::item> && sizeof(typename occurrence<M>::item) > 4;

// A distinct type for each member, since members themselves cannot be compared. (Their addresses could be, but are not constant
// expressions if the compiler has to check for null pointers, as g++ does with -fsanitize=undefined.)
template <auto Member>
struct member_mark {};

template <class... Mark>
inline constexpr bool marks_differ = true;
template <class First, class... Rest>
inline constexpr bool marks_differ<First, Rest...> = !(std::is_same_v<First, Rest> || ...) && marks_differ<Rest...>;

template <class... Param>
constexpr bool members_differ() {
  return marks_differ<member_mark<Param::member>...>;
}

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

template <class T, class Param>
concept MemberOf = requires(const T& value) { value.*Param::member; };

// Identifies the type of an alternative of a variant; any value, and any resource, count as types of their own.
template <class T>
constexpr unsigned alternative_key() {
  if constexpr (AnyValueMember<T>)
    return 1000;
  else if constexpr (AnyResourceMember<T>)
    return 1001;
  else if constexpr (ResourceMember<T>)
    return static_cast<unsigned>(T::fhir_type);
  else
    return static_cast<unsigned>(natural_type_id<T>);
}
template <class T>
constexpr bool alternatives_differ(std::type_identity<T>) {
  return true;
}
template <class... T>
constexpr bool alternatives_differ(std::type_identity<std::variant<T...>>) {
  const unsigned types[] = {alternative_key<T>()..., 0};
  for (std::size_t i = 0; i < sizeof...(T); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (types[i] != 0 && types[i] == types[k]) return false;
  return true;
}
// Whether the alternatives for any value or any resource come last: alternatives after them would never be chosen.
template <class T>
constexpr bool alternatives_are_reached(std::type_identity<T>) {
  return true;
}
template <class... T>
constexpr bool alternatives_are_reached(std::type_identity<std::variant<T...>>) {
  bool value = true;
  bool resource = true;
  bool reached = true;
  const auto next = [&](bool of_value, bool any) {
    bool& open = of_value ? value : resource;
    reached = reached && open;
    open = open && !any;
  };
  (next(!ResourceMember<T>, AnyValueMember<T> || AnyResourceMember<T>), ...);
  return reached;
}

// The rules for a member of a table, each with the message for a violation.
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
  static constexpr bool is_known =
      is_bound || is_resource || DatatypeMember<item> || AnyValueMember<item> || is_raw_parameter<item>;

  static_assert(is_known || is_variant<item>,
                "fhirops: the type of a bound member is not a FHIR type, nor a struct with a fhir_parameters in its namespace, "
                "nor a C++ type that maps to a FHIR type, such as bool or std::string");
  static_assert(!is_variant<item> || is_choice<item>,
                "fhirops: the alternatives of a std::variant must be datatypes (value[x]) and resources");
  static_assert(alternatives_differ(std::type_identity<item>()),
                "fhirops: two alternatives of a std::variant stand for the same FHIR type");
  static_assert(alternatives_are_reached(std::type_identity<item>()),
                "fhirops: in a std::variant a Value<> or Resource<> comes after the values or resources of one type");
  static_assert(!Param::as_resource || is_bound || is_resource,
                "fhirops: a resource_param's member must be a bound struct or a resource");
};

constexpr bool limits_are_right(const param_details* details, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    if (details[i].max != 0 && details[i].min > details[i].max) return false;
  return true;
}

// Whether `.type` agrees with the type of the member.
template <class Item>
constexpr bool type_fits(std::string_view type) {
  if (type.empty()) return true;
  if constexpr (Bound<Item> || is_raw_parameter<Item>)
    return has_code(codes::all_types, type);
  else if constexpr (AnyResourceMember<Item>)
    return names_resource_type(type);
  else if constexpr (is_variant<Item>)
    return (type == "Any") || (may_be_value<Item> && (type == "Element" || type == "Type")) ||
           (may_be_resource<Item> && is_abstract_resource(type));
  else if constexpr (AnyValueMember<Item>)
    return type == "Element" || type == "Type";
  else if constexpr (ResourceMember<Item>)
    return type == to_string(Item::fhir_type);
  else if constexpr (DatatypeMember<Item>)
    return type == to_string(natural_type_id<Item>) ||
           (natural_type_id<Item> == type_id::Quantity && (type == "SimpleQuantity" || type == "MoneyQuantity"));
  else
    return true;  // refused by another rule
}

// What is wrong with the details of a parameter, if anything.
enum class detail_fault : unsigned char {
  // clang-format off
  none, max_of_one, min_of_one, type, searchType, no_searchType, targetProfile, allowed, allowedResource, not_a_resource,
  untyped, bindingStrength, bindingValueSet, scope
  // clang-format on
};
template <class Param, class M>
constexpr detail_fault fault_of_details(const param_details& details) {
  using item = typename occurrence<M>::item;
  if (!occurrence<M>::many && details.max != 0) return detail_fault::max_of_one;
  if (!occurrence<M>::many && details.min != 0 && !(details.min == 1 && occurrence<M>::min == 0 && !details.scope.empty()))
    return detail_fault::min_of_one;
  if (!type_fits<item>(details.type)) return detail_fault::type;
  if (!details.searchType.empty() && !has_code(codes::search_param_type, details.searchType)) return detail_fault::searchType;
  if (std::same_as<item, search_value> && details.searchType.empty()) return detail_fault::no_searchType;
  if (!all_urls(details.targetProfile)) return detail_fault::targetProfile;
  if (!details.allowed.empty() && !has_any_value<item>) return detail_fault::allowed;
  if (!details.allowedResource.empty() && !has_any_resource<item>) return detail_fault::allowedResource;
  for (const std::string_view each : details.allowedResource)
    if (!names_resource_type(each)) return detail_fault::not_a_resource;
  if (details.untyped && !AnyValueMember<item>) return detail_fault::untyped;
  if (!details.bindingStrength.empty() && !has_code(codes::binding_strength, details.bindingStrength))
    return detail_fault::bindingStrength;
  if (details.bindingStrength.empty() ? !details.bindingValueSet.empty() : !is_url(details.bindingValueSet))
    return detail_fault::bindingValueSet;
  if (!all_levels(details.scope)) return detail_fault::scope;
  return detail_fault::none;
}

template <detail_fault Found>
struct checked_details {
  static_assert(Found != detail_fault::max_of_one,
                "fhirops: .max is for lists: a member that is not one holds at most one value");
  static_assert(Found != detail_fault::min_of_one, "fhirops: .min is for lists: a T is required, a std::optional<T> is not");
  static_assert(Found != detail_fault::type,
                "fhirops: the .type of a parameter is not one that its member can hold: a type of resource is for a Resource<>");
  static_assert(Found != detail_fault::searchType,
                "fhirops: .searchType is not one of number, date, string, token, reference, composite, quantity, uri, special");
  static_assert(Found != detail_fault::no_searchType, "fhirops: a search_value needs a .searchType: token, reference, ...");
  static_assert(Found != detail_fault::targetProfile, "fhirops: a .targetProfile is not a URL");
  static_assert(Found != detail_fault::allowed, "fhirops: .allowed is for a Value<> or an Any<>");
  static_assert(Found != detail_fault::allowedResource, "fhirops: .allowedResource is for a Resource<> or an Any<>");
  static_assert(Found != detail_fault::not_a_resource,
                "fhirops: .allowedResource names a type that is not a resource type of R4");
  static_assert(Found != detail_fault::untyped, "fhirops: .untyped is for a Value<>");
  static_assert(Found != detail_fault::bindingStrength,
                "fhirops: .bindingStrength is not one of required, extensible, preferred, example");
  static_assert(Found != detail_fault::bindingValueSet,
                "fhirops: a binding needs both: its .bindingStrength, and a .bindingValueSet that is a URL");
  static_assert(Found != detail_fault::scope, "fhirops: a .scope is not one of system, type, instance");
  static constexpr bool value = true;
};

// The first fault in the details of a table.
template <class T, class... Param>
constexpr detail_fault first_fault(const parameter_table<Param...>& table) {
  detail_fault found = detail_fault::none;
  const param_details* details = table.details.data();
  [[maybe_unused]] const auto look = [&]<class P>(P) {
    if constexpr (MemberOf<T, P>)
      if (found == detail_fault::none) found = fault_of_details<P, member_type<P, T>>(*details);
    ++details;
  };
  (look(Param{}), ...);
  return found;
}

template <Bound T, class Table>
struct checked_table {
  static_assert(sizeof(Table) == 0, "fhirops: fhir_parameters must return what parameters(...) makes");
};
template <Bound T, class... Param>
struct checked_table<T, parameter_table<Param...>> : checked_member<T, Param>... {
  static constexpr parameter_table<Param...> value = fhir_parameters(static_cast<const T*>(nullptr));
  static_assert(limits_are_right(value.details.data(), sizeof...(Param)), "fhirops: the min of a parameter is more than its max");
  static_assert(checked_details<first_fault<T>(value)>::value);
};

// Whether a value owns its text, so that it may outlive the text that it was read from.
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
