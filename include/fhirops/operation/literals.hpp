#pragma once
// Writes a bound struct as the JSON text of its Parameters. The compiler joins everything that is the same for all values
// (`"},{"name":"userId","valueString":"`) into literals. The bytes are the same as when its Parameters are written, at about the
// speed of memcpy.

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <variant>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/scan.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/literals.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/primitive/moment_writer.hpp"

namespace fhirops::detail {

// Whether members of this type have literals: plain C++ types, primitives, datatypes, any value, choices of these, Parameters,
// and bound structs of such members. A struct may have optional members of other types; if one of them is present, the struct is
// converted to Parameters and then written.
template <class T>
constexpr bool has_literals();

// A name without characters to escape, short enough for the space that is checked for at once.
constexpr bool is_plain_name(std::string_view name) noexcept {
  for (const char c : name)
    if (is_special(c)) return false;
  return !name.empty() && name.size() <= longest_name;
}

template <class Param, class Item>
constexpr bool param_has_literals() {
  return is_plain_name(Param::name.view()) && has_literals<Item>();
}
template <class T, class... Param>
constexpr bool all_have_literals(const parameter_table<Param...>&) {
  return ((occurrence<member_type<Param, T>>::min == 0 || param_has_literals<Param, item_type<Param, T>>()) && ...);
}
template <class... T>
constexpr bool alternatives_have_literals(std::type_identity<std::variant<T...>>) {
  return ((DatatypeMember<T> || AnyValueMember<T>) && ...);
}
template <class T>
constexpr bool has_literals() {
  if constexpr (Bound<T>)
    return !is_recursive<T>() && all_have_literals<T>(table_value<T>);
  else if constexpr (is_variant<T>)
    return alternatives_have_literals(std::type_identity<T>());
  else if constexpr (AnyValueMember<T>)
    return true;
  else if constexpr (requires { T::fhir_type; })
    return ValueMember<T> || T::fhir_type == type_id::Parameters;
  else
    return DatatypeMember<T> && !std::same_as<T, search_value>;
}

// Whether a member has one of several types, so that the name of its JSON member is written and read with the value.
template <class Item>
inline constexpr bool is_open = AnyValueMember<Item> || is_variant<Item>;

// Whether the value of an item is a JSON string, whose quotes are then part of the literals around it.
template <class Item>
constexpr bool is_quoted() {
  if constexpr (TextMember<Item> || EnumMember<Item> || is_moment<Item>)
    return true;
  else if constexpr (is_open<Item>)
    return false;
  else if constexpr (requires { Item::representation; })
    return Item::representation == shape::text || Item::representation == shape::time;
  else
    return false;
}

// The text before the value of a parameter: `,{"name":"userId","valueString":"`, or `,{"name":"userId","value` if there are
// several types.
template <class Param, class Item>
constexpr auto opening() {
  constexpr auto start = fixed_string(",{\"name\":\"") + Param::name;
  if constexpr (Bound<Item> && Param::as_resource) {
    return start + fixed_string("\",\"resource\":{\"resourceType\":\"Parameters\"");
  } else if constexpr (Bound<Item>) {
    return start + fixed_string("\",\"part\":");
  } else if constexpr (requires { requires Item::fhir_type >= type_id::Parameters; }) {
    return start + fixed_string("\",\"resource\":");
  } else if constexpr (is_open<Item>) {
    return start + fixed_string("\",\"value");
  } else {
    constexpr std::string_view suffix = choice_suffix(natural_type<Item, owned>::fhir_type);
    constexpr auto key = start + fixed_string("\",\"value") + fixed<suffix.size()>(suffix);
    if constexpr (is_quoted<Item>())
      return key + fixed_string("\":\"");
    else
      return key + fixed_string("\":");
  }
}

template <Bound T>
struct struct_literals {
  // Writes the parameters, each after a comma. Returns false if the struct has to be converted to Parameters first, or if there
  // is not enough space.
  FHIROPS_DETAIL_INLINED static bool put(output_cursor& cursor, const T& value, std::size_t& replaced) noexcept {
    return put_all(cursor, value, replaced, table_value<T>);
  }

  // Writes `prefix` and the list of parameters; nothing if there are no parameters.
  template <std::size_t N>
  FHIROPS_DETAIL_INLINED static bool put_list(output_cursor& cursor, const T& value, std::size_t& replaced,
                                              const char (&prefix)[N]) noexcept {
    char* const before = cursor.at;
    put_constant(cursor, prefix);
    char* const list = cursor.at;
    if (!put(cursor, value, replaced)) return false;
    if (cursor.at == list)
      cursor.at = before;
    else
      close_list(cursor, list);
    return true;
  }

 private:
  template <class... Param>
  FHIROPS_DETAIL_INLINED static bool put_all(output_cursor& cursor, const T& value, std::size_t& replaced,
                                             const parameter_table<Param...>&) noexcept {
    return (put_param<Param>(cursor, value, replaced) && ...);
  }

  template <class Param>
  FHIROPS_DETAIL_INLINED static bool put_param(output_cursor& cursor, const T& value, std::size_t& replaced) noexcept {
    using kind = occurrence<member_type<Param, T>>;
    const auto& member = value.*Param::member;
    if constexpr (!param_has_literals<Param, typename kind::item>()) {
      if constexpr (kind::many)
        return member.empty();
      else
        return !member;
    } else if constexpr (kind::many) {
      for (const auto& item : member)
        if (!put_one<Param>(cursor, item, replaced)) return false;
      return true;
    } else if constexpr (kind::min == 0) {
      return !member || put_one<Param>(cursor, *member, replaced);
    } else {
      return put_one<Param>(cursor, member, replaced);
    }
  }
  // Writes a value of one of several types.
  template <class Param, class Item>
  static bool put_open(output_cursor& cursor, const Item& item, std::size_t& replaced) noexcept {
    if constexpr (is_variant<Item>) {
      return !item.valueless_by_exception() &&
             std::visit([&cursor, &replaced](const auto& each) { return put_any<Param>(cursor, each, replaced); }, item);
    } else {
      static constexpr auto open = fixed_string(",{\"name\":\"") + Param::name + fixed_string("\",");
      if (!item.has_value()) return true;
      cursor.at = put_literal(cursor.at, open.text);
      if (!table_literals<typename Item::storage>::put_value(cursor, item, replaced, 0)) return false;
      cursor.at[-1] = '}';
      return cursor.fits(0);
    }
  }
  template <class Param, class Item>
  static bool put_any(output_cursor& cursor, const Item& item, std::size_t& replaced) noexcept {
    return put_one<Param>(cursor, item, replaced);
  }
  template <class Param, class Item>
  FHIROPS_DETAIL_INLINED static bool put_one(output_cursor& cursor, const Item& item, std::size_t& replaced) noexcept {
    static constexpr auto open = opening<Param, Item>();
    static_assert(sizeof open.text < output_cursor::between / 2);
    if constexpr (is_open<Item>) {
      return put_open<Param>(cursor, item, replaced);
    } else if constexpr (Bound<Item>) {
      char* const before = cursor.at;
      if (!cursor.fits(0)) return false;
      cursor.at = put_literal(cursor.at, open.text);
      if constexpr (Param::as_resource) {
        if (!struct_literals<Item>::put_list(cursor, item, replaced, ",\"parameter\":")) return false;
        put_constant(cursor, "}}");
        return cursor.fits(0);
      } else {
        char* const list = cursor.at;
        if (!struct_literals<Item>::put(cursor, item, replaced)) return false;
        if (cursor.at == list) {
          cursor.at = before;  // a parameter with no parts is left out
          return true;
        }
        close_list(cursor, list);
        *cursor.at++ = '}';
        return cursor.fits(0);
      }
    } else if constexpr (is_quoted<Item>()) {
      std::string_view text;
      if constexpr (TextMember<Item>) {
        text = item;
        if (text.empty()) return true;  // an empty string counts as absent
      } else if constexpr (EnumMember<Item>) {
        text = code_of(item);
        if (text.empty()) return true;  // so does an enumerator without a code
      } else if constexpr (is_moment<Item>) {
        // The text has nothing to escape.
        cursor.at = put_literal(cursor.at, open.text);
        if (!cursor.fits(0)) return false;
        cursor.at = moment_writer::put(cursor.at, item);
        put_constant(cursor, "\"}");
        return true;
      } else {
        // A value that is absent or has extensions, or a time that is too long to be stored in place, has no literals.
        if (item.empty() || present(item.element) != 0) return false;
        if constexpr (Item::representation == shape::time) {
          if (!item.text.is_in_place()) return false;
          text = item.text.view_in_place();
        } else {
          text = item;
        }
      }
      cursor.at = put_literal(cursor.at, open.text);
      if (!put_string(cursor, text, replaced)) return false;
      put_constant(cursor, "\"}");
      return true;
    } else {
      cursor.at = put_literal(cursor.at, open.text);
      if (!put_item(cursor, item, replaced)) return false;
      *cursor.at++ = '}';
      return cursor.fits(0);
    }
  }
  template <class Item>
  FHIROPS_DETAIL_INLINED static bool put_item(output_cursor& cursor, const Item& item, std::size_t& replaced) noexcept {
    if constexpr (std::same_as<Item, bool>)
      return cursor.at = put_boolean(cursor.at, item), true;
    else if constexpr (NumberMember<Item>)
      return cursor.at = put_integer(cursor.at, item), true;
    else if constexpr (requires { Item::representation; })
      return present(item.element) == 0 && !item.empty() && primitive_literals<Item::representation>::put(cursor, item, replaced);
    else
      return object_literals<Item>::put_inline(cursor, item, replaced);
  }

  // Turns parameters that begin with a comma into a list.
  FHIROPS_DETAIL_INLINED static void close_list(output_cursor& cursor, char* list) noexcept {
    *list = '[';
    *cursor.at++ = ']';
  }
};

}  // namespace fhirops::detail
