#pragma once
// The fast reader of a bound struct, from the JSON text of its parameters. Compact text in the order of the table is compared
// with the writer's literals (literals.hpp); text with white space, or in another order, is read token by token; anything else is
// left to the general reader.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/literals.hpp"
#include "fhirops/json/reader/cursor.hpp"
#include "fhirops/json/reader/fast_object.hpp"
#include "fhirops/json/reader/read_by_table.hpp"
#include "fhirops/json/reader/scalar.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/literals.hpp"
#include "fhirops/operation/modifiers.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/primitive/calendar.hpp"

namespace fhirops::detail {

template <Bound T, Storage S>
class fast_struct {
 public:
  explicit fast_struct(fast_cursor& cursor) noexcept : cursor_(cursor) {}

  // Reads the list of parameters, or parts, from `[` to `]`.
  bool list(T& value, std::size_t depth = 0) {
    if (depth > deepest_fast_object) return false;
    std::array<std::uint32_t, table_of<T>::size + 1> seen{};
    as_written(value, seen, depth, table_value<T>, std::make_index_sequence<table_of<T>::size>());
    if (failed_) return false;
    // Then reads the parameters that are in another order, or have white space.
    if (!cursor_.take(']')) {
      do {
        if (!cursor_.take(first_ ? '[' : ',')) return false;
        first_ = false;
        if (!any(value, seen, depth)) return false;
      } while (!cursor_.take(']'));
    } else if (first_) {
      return false;
    }
    return complete(seen, table_value<T>, std::make_index_sequence<table_of<T>::size>());
  }

 private:
  template <class Param>
  using kind = occurrence<member_type<Param, T>>;
  using counts = std::array<std::uint32_t, table_of<T>::size + 1>;

  // Reads the parameters in the order of the table, as the writer writes them.
  template <class... Param, std::size_t... I>
  FHIROPS_DETAIL_INLINED void as_written(T& value, counts& seen, std::size_t depth, const parameter_table<Param...>&,
                                         std::index_sequence<I...>) {
    text_cursor local = cursor_.by_value();
    char separator = '[';
    static_cast<void>((written<Param>(local, separator, value, seen[I], depth) && ...));
    first_ = separator == '[';
    cursor_.go_to(local);
  }
  // The writer's literals begin with a comma, but there is none before the first parameter.
  template <std::size_t N>
  static constexpr auto without_first(const fixed_string<N>& constant) noexcept {
    return fixed<N - 2>(constant.view().substr(1));
  }
  // Returns false if nothing more can be read this way.
  template <class Param>
  FHIROPS_DETAIL_INLINED bool written(text_cursor& local, char& separator, T& value, std::uint32_t& seen, std::size_t depth) {
    using Item = typename kind<Param>::item;
    if constexpr (has_opening<Param, Item>()) {
      static constexpr auto open = without_first(opening<Param, Item>());
      do {
        text_cursor next = local;
        if (!next.take_exactly(separator) || !next.take_literal(open.text)) return true;
        local = next;
        separator = ',';
        count<Param>(value, seen);
        failed_ = !(take_written<Param>(local, value, depth) && end_of_one(local));
        if (failed_) return false;
      } while (kind<Param>::many);
    }
    return true;
  }
  template <class Param>
  FHIROPS_DETAIL_INLINED bool take_written(text_cursor& local, T& value, std::size_t depth) {
    using Item = typename kind<Param>::item;
    if constexpr (is_quoted<Item>()) {
      std::string_view text;
      return cursor_.string(local, text) && add_text<Param>(value, text);
    } else if constexpr (is_scalar<Item>()) {
      return add_scalar<Param>(local, value);
    } else {
      cursor_.go_to(local);
      bool taken = false;
      if constexpr (is_open<Item>) {
        std::string_view suffix;
        if (!cursor_.string(suffix)) return false;
        const type_id type = choice_type(suffix);
        taken = cursor_.take(':') && take_open<Param>(slot<Param>(value), type, depth);
      } else {
        taken = take_one<Param, true>(value, depth);
      }
      local = cursor_.by_value();
      return taken;
    }
  }
  FHIROPS_DETAIL_INLINED bool end_of_one(text_cursor& local) {
    if (local.take_exactly('}')) [[likely]]
      return true;
    cursor_.go_to(local);
    const bool taken = cursor_.take('}');
    local = cursor_.by_value();
    return taken;
  }

  // Reads one parameter of any name: `{"name":"...",...}`, with its members in any order.
  bool any(T& value, counts& seen, std::size_t depth) {
    if (!cursor_.take('{')) return false;
    const char* const start = cursor_.position();
    std::string_view key;
    std::string_view name;
    if (!cursor_.key(key)) return false;
    const char* content = nullptr;
    if (key == "name") {
      if (!cursor_.take('"') || !cursor_.string(name)) return false;
    } else {
      // The value came before the name, which determines how to read it.
      content = start;
      if (!cursor_.take_value() || !cursor_.take(',') || !cursor_.key(key) || key != "name" || !cursor_.take('"') ||
          !cursor_.string(name))
        return false;
    }
    const char* const after_name = cursor_.position();
    if (content == nullptr) {
      if (!cursor_.take(',')) return false;
    } else {
      cursor_.go_to(content);
    }
    if (!named(name, value, seen, depth, table_value<T>, std::make_index_sequence<table_of<T>::size>())) return false;
    if (content != nullptr) {
      // What was skipped before the name ends with the comma; what has been read must end there, too.
      if (!cursor_.take(',')) return false;
      cursor_.go_to(after_name);
    }
    return cursor_.take('}');
  }
  template <class... Param, std::size_t... I>
  bool named(std::string_view name, T& value, counts& seen, std::size_t depth, const parameter_table<Param...>&,
             std::index_sequence<I...>) {
    bool taken = false;
    static_cast<void>(((name == Param::name.view() && (taken = content<Param>(value, seen[I], depth), true)) || ...));
    return taken;
  }
  // Reads the other member: `"valueString":"..."`, `"part":[...]` or `"resource":{...}`.
  template <class Param>
  bool content(T& value, std::uint32_t& seen, std::size_t depth) {
    using Item = typename kind<Param>::item;
    if constexpr (has_opening<Param, Item>()) {
      std::string_view key;
      count<Param>(value, seen);
      if (seen > 1 && !kind<Param>::many) return false;
      if (!cursor_.key(key)) return false;
      if constexpr (is_open<Item>) {
        return key.starts_with("value") && take_open<Param>(slot<Param>(value), choice_type(key.substr(5)), depth);
      } else {
        if (key != key_of<Item, Param>()) return false;
        if constexpr (is_quoted<Item>()) {
          if (!cursor_.take('"')) return false;
        }
        return take_one<Param, false>(value, depth);
      }
    } else {
      return false;
    }
  }

  // The first item that is sent replaces the default items of a list.
  template <class Param>
  FHIROPS_DETAIL_INLINED static void count(T& value, std::uint32_t& seen) {
    ++seen;
    if constexpr (kind<Param>::many)
      if (seen == 1) (value.*Param::member).clear();
  }

  template <class Param, class Item>
  static constexpr bool has_opening() {
    return param_has_literals<Param, Item>();
  }
  template <class Item, class Param>
  static constexpr std::string_view key_of() {
    if constexpr (Bound<Item>) {
      return Param::as_resource ? "resource" : "part";
    } else if constexpr (requires { requires Item::fhir_type >= type_id::Parameters; }) {
      return "resource";
    } else {
      return std::string_view(value_keys[static_cast<std::size_t>(natural_type<Item, owned>::fhir_type)].text + 1,
                              value_keys[static_cast<std::size_t>(natural_type<Item, owned>::fhir_type)].size - 3U);
    }
  }

  // The item to read into, made of this text if there is one; a new item if the member is a list.
  template <class Param, class... Text>
  FHIROPS_DETAIL_INLINED static auto& slot(T& value, Text... text) {
    auto& member = value.*Param::member;
    if constexpr (kind<Param>::many)
      return make_room(member), member.emplace_back(text...);
    else if constexpr (kind<Param>::min == 0 && Bound<typename kind<Param>::item>)
      return member.emplace(empty_value<typename kind<Param>::item>());
    else if constexpr (kind<Param>::min == 0)
      return member.emplace(text...);
    else if constexpr (sizeof...(Text) == 0)
      return clear(member), member;
    else
      return member = typename kind<Param>::item(text...);
  }
  // Nothing of a member's default stays where the text has a value. What reading replaces as a whole is left alone.
  template <class Item>
  FHIROPS_DETAIL_INLINED static void clear(Item& item) {
    if constexpr (requires { item.element; })
      item.element = {};
    else if constexpr (!is_open<Item> && !is_scalar<Item>() && !is_quoted<Item>())
      item = Item{};
  }
  // Gives a vector space for several small items: most lists are short, and would otherwise grow with every item.
  template <class Items>
  FHIROPS_DETAIL_INLINED static void make_room(Items& items) {
    constexpr std::size_t first_bytes = 128;
    constexpr std::size_t several = first_bytes / sizeof(typename Items::value_type);
    if constexpr (several > 1 && requires { items.reserve(items.capacity()); })
      if (items.capacity() == 0) items.reserve(several);
  }
  template <class Param>
  FHIROPS_DETAIL_INLINED static bool add_text(T& value, std::string_view text) {
    if constexpr (TextMember<typename kind<Param>::item>)
      return static_cast<void>(slot<Param>(value, text)), true;
    else
      return set_text(slot<Param>(value), text);
  }
  // Returns false if the item cannot hold the value.
  template <class Item>
  FHIROPS_DETAIL_INLINED static bool set_text(Item& item, std::string_view text) {
    if constexpr (TextMember<Item>) {
      item = Item(text);
    } else if constexpr (EnumMember<Item>) {
      const auto known = enum_of<Item>(text);
      if (!known) return false;
      item = *known;
    } else if constexpr (is_moment<Item>) {
      const auto moment = to_sys_time<typename Item::duration>(text);
      if (!moment) return false;
      item = *moment;
    } else if constexpr (Item::representation == shape::time) {
      item.text.assign(text);
    } else {
      item.text = typename Item::storage::string(text);
    }
    return true;
  }
  // Whether the item is a JSON number or boolean.
  template <class Item>
  static constexpr bool is_scalar() {
    if constexpr (requires { Item::representation; })
      return Item::representation == shape::boolean || Item::representation == shape::integer ||
             Item::representation == shape::decimal;
    else
      return std::same_as<Item, bool> || NumberMember<Item>;
  }
  template <class Param>
  FHIROPS_DETAIL_INLINED static bool add_scalar(text_cursor& local, T& value) {
    if constexpr (kind<Param>::many && std::same_as<typename kind<Param>::item, bool>) {
      bool item{};  // a std::vector<bool> has no items to refer to
      if (!take_scalar(local, item)) return false;
      (value.*Param::member).push_back(item);
      return true;
    } else {
      return take_scalar(local, slot<Param>(value));
    }
  }
  template <class Item>
  FHIROPS_DETAIL_INLINED static bool take_scalar(text_cursor& local, Item& item) {
    const char* p = skip_space(local.at, local.end);
    if constexpr (std::same_as<Item, bool>) {
      p = read_boolean(item, p, local.end);
    } else if constexpr (NumberMember<Item>) {
      std::int64_t number = 0;
      p = read_integer(number, p, local.end);
      if (number < std::numeric_limits<Item>::min() || number > std::numeric_limits<Item>::max()) return false;
      item = static_cast<Item>(number);
    } else {
      p = read_scalar(item, p, local.end);
    }
    if (p != nullptr) local.at = p;
    return p != nullptr;
  }
  template <class Param, bool Written>
  FHIROPS_DETAIL_INLINED bool take_one(T& value, std::size_t depth) {
    if constexpr (is_scalar<typename kind<Param>::item>()) {
      text_cursor local = cursor_.by_value();
      if (!add_scalar<Param>(local, value)) return false;
      cursor_.go_to(local);
      return true;
    } else {
      return take_item<Param, Written>(slot<Param>(value), depth);
    }
  }
  template <class Param, bool Written, class Item>
  FHIROPS_DETAIL_INLINED bool take_item(Item& item, std::size_t depth) {
    if constexpr (Bound<Item> && Param::as_resource) {
      return nested_resource<Written>(item, depth);
    } else if constexpr (Bound<Item>) {
      return fast_struct<Item, S>(cursor_).list(item, depth + 1);
    } else if constexpr (is_quoted<Item>()) {
      std::string_view text;
      return cursor_.string(text) && set_text(item, text);
    } else if constexpr (is_scalar<Item>()) {
      text_cursor local = cursor_.by_value();
      const bool taken = take_scalar(local, item);
      cursor_.go_to(local);
      return taken;
    } else if constexpr (requires { Item::representation; }) {
      return read_by_table<typename Item::storage>(cursor_, Item::representation, &item);
    } else if constexpr (Item::fhir_type == type_id::Parameters) {
      return read_object(cursor_, item, depth + 1) && !has_modifiers(item);
    } else {
      return read_object(cursor_, item, depth + 1);
    }
  }
  // Reads a value of one of several types, after the name of its member.
  template <class Param, class Item>
  bool take_open(Item& item, type_id type, std::size_t depth) {
    constexpr const param_details& details = details_of<Param>();
    if (type == type_id::none) return false;
    if constexpr (is_variant<Item>) {
      return take_alternative<Param>(item, type, depth, std::make_index_sequence<std::variant_size_v<Item>>());
    } else {
      using V = typename Item::storage;
      if (!(details.allowed.empty() ? details.allowedResource.empty() : details.allowed.contains(type))) return false;
      const type_info<V>* info = value_info<V>(type);
      item.emplace(type, info == nullptr ? nullptr : info->ops);
      if (info == nullptr) return read_by_table<V>(cursor_, shape_of(type), item.place());
      return read_by_table<V>(cursor_, *info, item.place(), 2 * deepest_fast_object, {.depth = deepest_fast_bracket});
    }
  }
  // Reads into the first alternative that can hold the type, as the general reader does.
  template <class Param, class Item, std::size_t... I>
  bool take_alternative(Item& item, type_id type, std::size_t depth, std::index_sequence<I...>) {
    bool taken = false;
    const auto attempt = [&]<std::size_t Index>(std::integral_constant<std::size_t, Index>) {
      using Alternative = std::variant_alternative_t<Index, Item>;
      if constexpr (AnyValueMember<Alternative>) {
        taken = take_open<Param>(item.template emplace<Index>(), type, depth);
        return true;
      } else {
        if (natural_type_id<Alternative> != type) return false;
        if constexpr (is_quoted<Alternative>())
          if (!cursor_.take('"')) return true;
        taken = take_item<Param, false>(item.template emplace<Index>(), depth);
        return true;
      }
    };
    static_cast<void>((attempt(std::integral_constant<std::size_t, I>()) || ...));
    return taken;
  }
  template <class Param>
  static constexpr const param_details& details_of() noexcept {
    const param_details* found = nullptr;
    for_each_param(table_value<T>, [&found]<class P>(const param_details& details) {
      if constexpr (std::same_as<P, Param>) found = &details;
    });
    return *found;
  }
  // Reads a bound struct that is a Parameters of its own; in compact text its resourceType has already been compared.
  template <bool Written, class Item>
  bool nested_resource(Item& item, std::size_t depth) {
    if constexpr (!Written) {
      std::string_view key;
      std::string_view type;
      if (!cursor_.take('{') || !cursor_.key(key) || key != "resourceType" || !cursor_.take('"') || !cursor_.string(type) ||
          type != "Parameters")
        return false;
    }
    std::string_view key;
    return cursor_.take(',') && cursor_.key(key) && key == "parameter" && fast_struct<Item, S>(cursor_).list(item, depth + 1) &&
           cursor_.take('}');
  }

  template <class... Param, std::size_t... I>
  static bool complete(const counts& seen, const parameter_table<Param...>& table, std::index_sequence<I...>) {
    return (often_enough<Param>(seen[I], table.details[I]) && ...);
  }
  template <class Param>
  static bool often_enough(std::uint32_t times, const param_details& details) {
    if constexpr (kind<Param>::many)
      return times >= details.min && (details.max == 0 || times <= details.max);
    else
      return times >= kind<Param>::min;
  }

  fast_cursor& cursor_;
  bool first_ = true;
  bool failed_ = false;
};

}  // namespace fhirops::detail
