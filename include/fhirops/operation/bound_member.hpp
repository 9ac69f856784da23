#pragma once
// What the type of a bound member says: how often its parameter may occur, and whether it can be bound at all, as far as that is
// known before the tables of other structs are declared.

#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "fhirops/core/list.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/natural.hpp"

namespace fhirops::detail {

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

}  // namespace fhirops::detail
