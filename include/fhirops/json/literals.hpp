#pragma once
// Writes values with literals. For each type the compiler joins everything that its table states into constant text (`{"name":"`,
// `","value`), so that writing consists of copying constants and strings in turn.
//
// Refuses values that have extensions, contain parts without literals, or do not fit into the free space: walk.hpp then writes
// them, with the same bytes.

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/block.hpp"
#include "fhirops/core/digit_pairs.hpp"
#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/primitive/time_primitive.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

// Not zero if a box or list has content.
template <class T>
FHIROPS_DETAIL_INLINED inline std::uintptr_t present(const T& box) noexcept {
  return reinterpret_cast<std::uintptr_t>(at<block_handle>(&box, 0).get());
}

// Parts that nest deeper than this are written by walk.hpp. Without optimization, each level takes 14 KB of stack.
inline constexpr unsigned deepest_literal = 8;
inline constexpr std::size_t number_room = 24;

template <std::size_t N>
constexpr fixed_string<N + 1> fixed(std::string_view text) noexcept {
  fixed_string<N + 1> copy;
  for (std::size_t i = 0; i < N; ++i) copy.text[i] = text[i];
  return copy;
}

// Booleans and short integers are written without a branch on their value, which nobody could predict: more bytes are copied than
// belong to the text.
inline char* put_boolean(char* to, bool truth) noexcept {
  std::memcpy(to, truth ? "true\0\0\0" : "false\0\0", 8);
  return to + (truth ? 4 : 5);
}
// Not inlined: few integers are written, and the registers are needed for text.
[[gnu::noinline]] inline char* put_integer(char* to, std::int64_t number) noexcept {
  if (number < 0 || number >= 10000) return std::to_chars(to, to + number_room, number).ptr;
  const auto few = static_cast<std::uint32_t>(number);
  const unsigned zeros = (few < 1000 ? 1U : 0U) + (few < 100 ? 1U : 0U) + (few < 10 ? 1U : 0U);
  put_four(to, few, zeros);
  return to + (4 - zeros);
}

// Writes constants and strings at the output cursor; returns false if there is not enough space.
template <std::size_t N>
FHIROPS_DETAIL_INLINED inline void put_constant(output_cursor& cursor, const char (&literal)[N]) noexcept {
  static_assert(N < output_cursor::between / 4, "a literal is longer than the space that is checked for at once");
  cursor.at = put_literal(cursor.at, literal);
}
FHIROPS_DETAIL_INLINED inline bool put_string(output_cursor& cursor, std::string_view text, std::size_t& replaced) noexcept {
  if (!cursor.fits(text.size())) [[unlikely]]
    return false;
  cursor.at = put_text(cursor.at, text, replaced);
  return true;
}
FHIROPS_DETAIL_INLINED inline bool put_quoted(output_cursor& cursor, std::string_view text, std::size_t& replaced) noexcept {
  *cursor.at++ = '"';
  const bool done = put_string(cursor, text, replaced);
  *cursor.at++ = '"';
  return done;
}

// Writes a primitive of the given shape.
template <shape Kind>
struct primitive_literals {
  // Writes the value if it has no extensions; false if it is not a value of its kind, or if there is not enough space.
  template <class P>
  FHIROPS_DETAIL_INLINED static bool put(output_cursor& cursor, const P& primitive, std::size_t& replaced) noexcept {
    if constexpr (Kind == shape::boolean) {
      cursor.at = put_boolean(cursor.at, *primitive.value);
      return cursor.fits(0);
    } else if constexpr (Kind == shape::integer) {
      cursor.at = primitive.is_minus_zero() ? put_literal(cursor.at, "-0") : put_integer(cursor.at, *primitive.value);
      return cursor.fits(0);
    } else if constexpr (Kind == shape::decimal) {
      const std::string_view text = primitive;
      const char* const end = text.data() + text.size();
      if (!cursor.fits(text.size()) || text.empty() || number_end(text.data(), end) != end) return false;
      cursor.at = put_as_is(cursor.at, text);
      return true;
    } else if constexpr (Kind == shape::time) {
      return primitive.text.is_in_place() && put_quoted(cursor, primitive.text.view_in_place(), replaced);
    } else {
      return put_quoted(cursor, primitive, replaced);
    }
  }
};

template <Storage S, shape Kind>
struct shape_type;
template <Storage S>
struct shape_type<S, shape::boolean> : std::type_identity<Boolean<S>> {};
template <Storage S>
struct shape_type<S, shape::integer> : std::type_identity<integer_primitive<S>> {};
template <Storage S>
struct shape_type<S, shape::decimal> : std::type_identity<Decimal<S>> {};
template <Storage S>
struct shape_type<S, shape::time> : std::type_identity<time_primitive<S>> {};
template <Storage S>
struct shape_type<S, shape::text> : std::type_identity<text_primitive<S>> {};

// The text `"valueDateTime":` for each type of value[x].
struct value_key {
  char text[32];
  std::uint8_t size;
};
inline constexpr auto value_keys = [] {
  std::array<value_key, value_type_count + 1> keys{};
  for (std::size_t i = 1; i < keys.size(); ++i) {
    std::size_t size = 0;
    const auto put = [&](std::string_view text) {
      for (const char c : text) keys[i].text[size++] = c;
    };
    put("\"value");
    put(choice_suffix(static_cast<type_id>(i)));
    put("\":");
    keys[i].size = static_cast<std::uint8_t>(size);
  }
  return keys;
}();

// For types that are handled by their tables at run time: there are many datatypes, and most answers use few of them.
template <Storage S>
struct table_literals {
  // Writes `{"code":"..."}`, as `object_literals` does.
  static output_cursor put(output_cursor cursor, const type_info<S>& info, const void* object, std::size_t& replaced,
                           unsigned depth) noexcept {
    if (depth > deepest_literal || present(at<block_handle>(object, info.unknown)) != 0) return refused(cursor);
    *cursor.at++ = '{';
    const char* const start = cursor.at;
    for (const field<S>& f : info.fields) {
      if (!cursor.fits(0)) return refused(cursor);
      if (f.in_block())
        cursor = put_items(cursor, f, at<block_handle>(object, f.offset).get(), replaced, depth);
      else
        cursor = put_single(cursor, f, &at<std::byte>(object, f.offset), replaced, depth);
      if (cursor.at == nullptr) return cursor;
    }
    if (cursor.at == start) return refused(cursor);
    cursor.at[-1] = '}';
    return cursor;
  }

  // Writes `"valueString":"...",`.
  FHIROPS_DETAIL_INLINED static bool put_value(output_cursor& cursor, const Value<S>& value, std::size_t& replaced,
                                               unsigned depth) noexcept {
    if (!cursor.fits(0)) return false;
    const value_key& key = value_keys[static_cast<std::size_t>(value.type())];
    std::memcpy(cursor.at, key.text, sizeof key.text);
    cursor.at += key.size;
    const shape kind = shape_of(value.type());
    if (kind == shape::complex) {
      cursor = put_content(cursor, kind, value_info<S>(value.type()), value.place(), replaced, depth);
      return cursor.at != nullptr;
    }
    if (!put_primitive(cursor, kind, value.place(), replaced)) return false;
    *cursor.at++ = ',';
    return true;
  }

 private:
  static output_cursor refused(output_cursor cursor) noexcept { return {nullptr, cursor.end}; }

  template <shape Kind>
  FHIROPS_DETAIL_INLINED static bool put_as(output_cursor& cursor, const void* slot, std::size_t& replaced) noexcept {
    const auto& primitive = *static_cast<const typename shape_type<S, Kind>::type*>(slot);
    return present(primitive.element) == 0 && !primitive.empty() && primitive_literals<Kind>::put(cursor, primitive, replaced);
  }
  FHIROPS_DETAIL_INLINED static bool put_primitive(output_cursor& cursor, shape kind, const void* slot,
                                                   std::size_t& replaced) noexcept {
    switch (kind) {
      case shape::text:
        return put_as<shape::text>(cursor, slot, replaced);
      case shape::time:
        return put_as<shape::time>(cursor, slot, replaced);
      case shape::boolean:
        return put_as<shape::boolean>(cursor, slot, replaced);
      case shape::integer:
        return put_as<shape::integer>(cursor, slot, replaced);
      case shape::decimal:
        return put_as<shape::decimal>(cursor, slot, replaced);
      default:
        return false;
    }
  }
  // Writes what follows the name of a complex type's element, and a comma. Not inlined: it is rarely needed.
  [[gnu::noinline]] static output_cursor put_content(output_cursor cursor, shape kind, const type_info<S>* info, const void* slot,
                                                     std::size_t& replaced, unsigned depth) noexcept {
    if (kind == shape::complex)
      cursor = put(cursor, *info, slot, replaced, depth + 1);
    else if (!put_primitive(cursor, kind, slot, replaced))
      return refused(cursor);
    if (cursor.at != nullptr) *cursor.at++ = ',';
    return cursor;
  }
  static void put_key(output_cursor& cursor, std::string_view name, std::string_view suffix) noexcept {
    *cursor.at++ = '"';
    cursor.at = put_as_is(put_as_is(cursor.at, name), suffix);
    put_constant(cursor, "\":");
  }
  static output_cursor put_items(output_cursor cursor, const field<S>& f, const block* items, std::size_t& replaced,
                                 unsigned depth) noexcept {
    if (items == nullptr || items->size == 0) return cursor;
    if (f.kind != shape::complex && !is_primitive(f.kind)) return refused(cursor);
    put_key(cursor, f.name, {});
    if (f.many) *cursor.at++ = '[';
    for (std::size_t i = 0; i < items->size; ++i) {
      cursor = put_content(cursor, f.kind, f.kind == shape::complex ? &f.info() : nullptr, items->at(i), replaced, depth);
      if (cursor.at == nullptr) return cursor;
    }
    if (f.many) {
      cursor.at[-1] = ']';
      *cursor.at++ = ',';
    }
    return cursor;
  }
  static output_cursor put_single(output_cursor cursor, const field<S>& f, const void* slot, std::size_t& replaced,
                                  unsigned depth) noexcept {
    if (f.kind == shape::value) {
      const auto& value = *static_cast<const Value<S>*>(slot);
      if (!value.has_value()) return cursor;
      put_key(cursor, f.name, choice_suffix(value.type()));
      return put_content(cursor, shape_of(value.type()), value_info<S>(value.type()), value.place(), replaced, depth);
    }
    if (!is_primitive(f.kind)) return refused(cursor);
    const primitive_view<S> view(f.kind, slot);
    if (!view.has_value()) return present(view.element()) == 0 ? cursor : refused(cursor);
    put_key(cursor, f.name, {});
    return put_content(cursor, f.kind, nullptr, slot, replaced, depth);
  }
};

// The complex types that have literals when they are elements of these types: those that occur in long lists.
inline constexpr type_set literal_datatypes{type_id::CodeableConcept, type_id::Coding, type_id::Period, type_id::Quantity};

template <Storage S, type_id Type>
struct literal_type : std::type_identity<void> {};
template <Storage S>
struct literal_type<S, type_id::ParametersParameter> : std::type_identity<ParametersParameter<S>> {};
template <Storage S>
struct literal_type<S, type_id::Parameters> : std::type_identity<Parameters<S>> {};

// For types whose table is used at compile time: those that make up most of an answer.
template <Described T>
struct object_literals {
  using S = storage_of<T>;

  // Writes `{"reference":"..."}`. Refuses if a part has no literals, if there is no content, or if there is not enough space.
  static output_cursor put(output_cursor cursor, const T& object, std::size_t& replaced, unsigned depth = 0) noexcept {
    if (depth > deepest_literal || !put_inline(cursor, object, replaced, depth)) cursor.at = nullptr;
    return cursor;
  }
  FHIROPS_DETAIL_INLINED static bool put_inline(output_cursor& cursor, const T& object, std::size_t& replaced,
                                                unsigned depth = 0) noexcept {
    return put_fields(cursor, object, replaced, depth, std::make_index_sequence<std::size(describe<T>::fields)>());
  }

 private:
  static constexpr std::string_view type_name = to_string(T::fhir_type);
  static constexpr bool is_resource = T::fhir_type >= type_id::Parameters;

  template <std::size_t I>
  static constexpr field<S> row = describe<T>::fields[I];
  template <std::size_t I>
  using item_type = typename literal_type<S, row<I>.type>::type;
  template <std::size_t I>
  static constexpr auto key = fixed_string("\"") + fixed<row<I>.name.size()>(row<I>.name) + fixed_string("\":");
  template <std::size_t I>
  static constexpr bool has_items =
      row<I>.kind == shape::complex && (!std::is_void_v<item_type<I>> || literal_datatypes.contains(row<I>.type));

  template <std::size_t... I>
  FHIROPS_DETAIL_INLINED static bool put_fields(output_cursor& cursor, const T& object, std::size_t& replaced, unsigned depth,
                                                std::index_sequence<I...>) noexcept {
    if (((present(at<block_handle>(&object, describe<T>::unknown)) | ... | without_literals<I>(object)) != 0) || !cursor.fits(0))
        [[unlikely]]
      return put_by_table(cursor, object, replaced, depth);
    if constexpr (is_resource) {
      static constexpr auto open =
          fixed_string("{\"resourceType\":\"") + fixed<type_name.size()>(type_name) + fixed_string("\",");
      put_constant(cursor, open.text);
    } else {
      *cursor.at++ = '{';
    }
    const char* const start = cursor.at;
    if (!(put_field<I>(cursor, object, replaced, depth) && ...) || (!is_resource && cursor.at == start)) return false;
    cursor.at[-1] = '}';
    return true;
  }

  // Writes, by its table, a datatype with other elements, such as the lists of a HumanName.
  [[gnu::noinline]] static bool put_by_table(output_cursor& cursor, const T& object, std::size_t& replaced,
                                             unsigned depth) noexcept {
    if constexpr (static_cast<std::size_t>(T::fhir_type) > value_type_count) {
      return false;
    } else {
      if (cursor.too_small()) return false;
      cursor = table_literals<S>::put(cursor, type_table<T>(), &object, replaced, depth);
      return cursor.at != nullptr;
    }
  }
  // Not zero if there is an element without literals.
  template <std::size_t I>
  FHIROPS_DETAIL_INLINED static std::uintptr_t without_literals(const T& object) noexcept {
    constexpr const field<S>& f = row<I>;
    if constexpr (f.in_block() && !has_items<I>)
      return present(at<block_handle>(&object, f.offset));
    else if constexpr (is_primitive(f.kind) && !f.in_block())
      return present(at<typename shape_type<S, f.kind>::type>(&object, f.offset).element);
    else
      return 0;
  }
  template <std::size_t I>
  FHIROPS_DETAIL_INLINED static bool put_field(output_cursor& cursor, const T& object, std::size_t& replaced,
                                               unsigned depth) noexcept {
    constexpr const field<S>& f = row<I>;
    if constexpr (has_items<I>) {
      const block* const items = at<block_handle>(&object, f.offset).get();
      if (items == nullptr || items->size == 0) return true;
      put_constant(cursor, key<I>.text);
      if constexpr (f.many) *cursor.at++ = '[';
      const std::size_t count = items->size;
      for (std::size_t i = 0; i < count; ++i) {
        if (!put_item<I>(cursor, *items, i, replaced, depth + 1)) return false;
        *cursor.at++ = ',';
      }
      if constexpr (f.many) {
        cursor.at[-1] = ']';
        *cursor.at++ = ',';
      }
      return cursor.fits(0);
    } else if constexpr (f.in_block()) {
      return true;
    } else if constexpr (f.kind == shape::value) {
      const auto& value = at<Value<S>>(&object, f.offset);
      return !value.has_value() || table_literals<S>::put_value(cursor, value, replaced, depth);
    } else if constexpr (f.kind == shape::resource) {
      const auto& any = at<Resource<S>>(&object, f.offset);
      if (!any.has_value()) return true;
      const auto* parameters = any.template get_if<Parameters<S>>();
      if (parameters == nullptr) return false;
      put_constant(cursor, key<I>.text);
      cursor = object_literals<Parameters<S>>::put(cursor, *parameters, replaced, depth + 1);
      if (cursor.at == nullptr) return false;
      *cursor.at++ = ',';
      return true;
    } else {
      const auto& primitive = at<typename shape_type<S, f.kind>::type>(&object, f.offset);
      if (primitive.empty()) return true;
      put_constant(cursor, key<I>.text);
      if (!primitive_literals<f.kind>::put(cursor, primitive, replaced)) return false;
      *cursor.at++ = ',';
      return true;
    }
  }
  template <std::size_t I>
  FHIROPS_DETAIL_INLINED static bool put_item(output_cursor& cursor, const block& items, std::size_t i, std::size_t& replaced,
                                              unsigned depth) noexcept {
    if constexpr (std::is_void_v<item_type<I>>) {
      cursor = table_literals<S>::put(cursor, row<I>.info(), items.at(i), replaced, depth);
    } else {
      // Inlined unless a type contains itself: the items of one list resemble each other, and the branch predictor learns their
      // pattern.
      const auto& item = static_cast<const item_type<I>*>(items.data())[i];
      if constexpr (!std::same_as<item_type<I>, T>)
        return object_literals<item_type<I>>::put_inline(cursor, item, replaced, depth);
      else
        cursor = object_literals<item_type<I>>::put(cursor, item, replaced, depth);
    }
    return cursor.at != nullptr;
  }
};

}  // namespace fhirops::detail
