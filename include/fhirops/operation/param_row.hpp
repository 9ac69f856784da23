#pragma once
// The table of a bound struct as data: code for all structs iterates over these rows, and is compiled only once.

#include <array>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

#include "fhirops/core/type_info.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/search_value.hpp"

namespace fhirops::detail {

// What the table and the member's type state about one parameter.
struct param_row {
  std::string_view name;
  const param_details* details;
  std::string_view type;                           // FHIR's name; empty for parts
  std::span<const std::string_view> alternatives;  // the types that a `std::variant` may have, if they narrow its type
  std::span<const param_row> (*parts)();           // for a bound struct that is not sent as a resource; otherwise null
  type_id url_type;                                // the primitive type of a value that a URL can contain; otherwise none
  bool required;
  bool many;
  bool has_modifier;  // a search parameter, whose name may have a modifier
  bool is_resource;   // or may be one
  bool (*is_given)(const void* object) noexcept;

  [[nodiscard]] bool is_named(std::string_view other) const noexcept {
    if (has_modifier) other = other.substr(0, other.find(':'));
    return other == name;
  }
};

// The row with this name; null if there is none.
inline const param_row* find_row(std::span<const param_row> rows, std::string_view name) noexcept {
  for (const param_row& row : rows)
    if (row.is_named(name)) return &row;
  return nullptr;
}

// FHIR's name of the type of a member, or of the type it is mapped to; empty if the table is refused.
template <class T>
constexpr std::string_view fhir_name() {
  if constexpr (AnyValueMember<T>)
    return "Element";
  else if constexpr (AnyResourceMember<T>)
    return "Resource";
  else if constexpr (ResourceMember<T>)
    return to_string(T::fhir_type);
  else
    return to_string(natural_type_id<T>);
}

// FHIR's name of the type of a parameter; empty for parts.
template <class Param, class Item>
constexpr std::string_view type_name(const param_details& details) {
  if (!details.type.empty()) return details.type;
  if constexpr (Bound<Item>)
    return Param::as_resource ? "Parameters" : "";
  else if constexpr (is_choice<Item>)
    return !may_be_resource<Item> ? "Element" : may_be_value<Item> ? "Any" : "Resource";
  else if constexpr (is_raw_parameter<Item>)
    return "Any";
  else
    return details.untyped ? "" : fhir_name<Item>();
}

template <class T>
struct alternatives {
  static constexpr std::array<std::string_view, 0> names{};
};
template <class... T>
  requires((is_choice<std::variant<T...>>) && !((AnyValueMember<T> || ...) && (AnyResourceMember<T> || ...)))
struct alternatives<std::variant<T...>> {  // a variant with both a Value<> and a Resource<> is `Any`
  static constexpr std::array<std::string_view, sizeof...(T)> names{fhir_name<T>()...};
};

template <class Param, class T>
bool is_given(const void* object) noexcept {
  using M = member_type<Param, T>;
  [[maybe_unused]] const M& member = static_cast<const T*>(object)->*Param::member;
  if constexpr (occurrence<M>::many)
    return !member.empty();
  else if constexpr (occurrence<M>::min == 0)
    return member.has_value();
  else
    return true;
}

template <Bound T>
struct bound_rows;

template <class Param, class T>
constexpr param_row row_of(const param_details& details) {
  using kind = occurrence<member_type<Param, T>>;
  using item = typename kind::item;
  std::span<const param_row> (*parts)() = nullptr;
  if constexpr (Bound<item> && !Param::as_resource) parts = &bound_rows<item>::all;
  return {Param::name.view(),
          &details,
          type_name<Param, item>(details),
          alternatives<item>::names,
          parts,
          is_primitive_member<member_type<Param, T>> ? natural_type_id<item> : type_id::none,
          kind::min > 0,
          kind::many,
          std::is_same_v<item, search_value>,
          is_resource_member<member_type<Param, T>>,
          &is_given<Param, T>};
}
template <Bound T, class... Param>
constexpr std::array<param_row, sizeof...(Param)> make_rows(const parameter_table<Param...>& table) {
  [[maybe_unused]] const param_details* details = table.details.data();
  return {row_of<Param, T>(*details++)...};
}
// A struct may contain others of its own type, so the rows of parts are looked up only when they are needed.
template <Bound T>
struct bound_rows {
  static constexpr std::array<param_row, table_of<T>::size> value = make_rows<T>(table_value<T>);
  static std::span<const param_row> all() noexcept { return value; }
};

}  // namespace fhirops::detail
