#pragma once
// The table of a bound struct, checked at compile time: each rule has a message that says what to write instead.

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <variant>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/validate/format.hpp"

namespace fhirops::detail {

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

// The table of a struct.
template <Bound T>
inline constexpr auto table_value = checked_table<T, table_of<T>>::value;

}  // namespace fhirops::detail
