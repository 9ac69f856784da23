#pragma once
// Writes values by literals. For each type the compiler joins all that its table states into constant text
// (`{"name":"`, `","value`), so that what is left to do is to copy a constant, copy a string, and so on.
//
// A value that has extensions, or parts without literals, or that does not fit into the free space, is refused:
// walk.hpp then writes it, and the bytes are the same.

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

// Not zero if a box or list has content.
template <class T>
[[gnu::always_inline]] inline std::uintptr_t present(const T& box) noexcept {
  return reinterpret_cast<std::uintptr_t>(at<block_handle>(&box, 0).get());
}

// Parts that nest deeper than this are written by walk.hpp.
inline constexpr unsigned deepest_fragment = 16;
inline constexpr std::size_t number_room = 24;

template <std::size_t N>
constexpr fixed_string<N + 1> fixed(std::string_view text) noexcept {
  fixed_string<N + 1> copy;
  for (std::size_t i = 0; i < N; ++i) copy.text[i] = text[i];
  return copy;
}

inline char* put_boolean(char* to, bool truth) noexcept {
  return truth ? put_literal(to, "true") : put_literal(to, "false");
}
inline char* put_integer(char* to, std::int64_t number) noexcept {
  return std::to_chars(to, to + number_room, number).ptr;
}

// Writes constants and strings at the output cursor; false if there is not enough space.
template <std::size_t N>
[[gnu::always_inline]] inline void put_constant(fragment_room& room, const char (&literal)[N]) noexcept {
  static_assert(N < fragment_room::between / 4, "a constant is longer than what there is room for between strings");
  room.to = put_literal(room.to, literal);
}
[[gnu::always_inline]] inline bool put_string(fragment_room& room, std::string_view text, std::size_t& replaced) noexcept {
  if (!room.fits(text.size())) [[unlikely]]
    return false;
  room.to = put_text(room.to, text, replaced);
  return true;
}
[[gnu::always_inline]] inline bool put_quoted(fragment_room& room, std::string_view text, std::size_t& replaced) noexcept {
  *room.to++ = '"';
  const bool done = put_string(room, text, replaced);
  *room.to++ = '"';
  return done;
}

// A primitive, by its shape in memory.
template <shape Kind>
struct primitive_fragments {
  // Writes the value if it has no extensions; false if it is not a value of its kind, or if there is not enough space.
  template <class P>
  [[gnu::always_inline]] static bool put(fragment_room& room, const P& primitive, std::size_t& replaced) noexcept {
    if constexpr (Kind == shape::boolean) {
      room.to = put_boolean(room.to, *primitive.value);
      return room.fits(0);
    } else if constexpr (Kind == shape::integer) {
      room.to = primitive.is_minus_zero() ? put_literal(room.to, "-0") : put_integer(room.to, *primitive.value);
      return room.fits(0);
    } else if constexpr (Kind == shape::decimal) {
      const std::string_view text = primitive;
      const char* const end = text.data() + text.size();
      if (!room.fits(text.size()) || text.empty() || number_end(text.data(), end) != end) return false;
      room.to = put_as_is(room.to, text);
      return true;
    } else if constexpr (Kind == shape::time) {
      return primitive.text.is_in_place() && put_quoted(room, primitive.text.view_in_place(), replaced);
    } else {
      return put_quoted(room, primitive, replaced);
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

// `"valueDateTime":` for each type of value[x].
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

// For types that are known by their tables alone: there are many datatypes, and most answers use few of them.
template <Storage S>
struct table_fragments {
  // Writes `{"code":"..."}`, as `object_fragments` does.
  static fragment_room put(fragment_room room, const type_info<S>& info, const void* object, std::size_t& replaced,
                           unsigned depth) noexcept {
    if (depth > deepest_fragment || present(at<block_handle>(object, info.unknown)) != 0) return refused(room);
    *room.to++ = '{';
    const char* const start = room.to;
    for (const field<S>& f : info.fields) {
      if (!room.fits(0)) return refused(room);
      if (f.in_block())
        room = put_items(room, f, at<block_handle>(object, f.offset).get(), replaced, depth);
      else
        room = put_single(room, f, &at<std::byte>(object, f.offset), replaced, depth);
      if (room.to == nullptr) return room;
    }
    if (room.to == start) return refused(room);
    room.to[-1] = '}';
    return room;
  }

  // Writes `"valueString":"...",`.
  [[gnu::always_inline]] static bool put_value(fragment_room& room, const Value<S>& value, std::size_t& replaced,
                                               unsigned depth) noexcept {
    if (!room.fits(0)) return false;
    const value_key& key = value_keys[static_cast<std::size_t>(value.type())];
    std::memcpy(room.to, key.text, sizeof key.text);
    room.to += key.size;
    const shape kind = shape_of(value.type());
    if (kind == shape::complex) {
      room = put_content(room, kind, value_info<S>(value.type()), value.place(), replaced, depth);
      return room.to != nullptr;
    }
    if (!put_primitive(room, kind, value.place(), replaced)) return false;
    *room.to++ = ',';
    return true;
  }

 private:
  static fragment_room refused(fragment_room room) noexcept { return {nullptr, room.end}; }

  template <shape Kind>
  [[gnu::always_inline]] static bool put_as(fragment_room& room, const void* place, std::size_t& replaced) noexcept {
    const auto& primitive = *static_cast<const typename shape_type<S, Kind>::type*>(place);
    return present(primitive.element) == 0 && !primitive.empty() &&
           primitive_fragments<Kind>::put(room, primitive, replaced);
  }
  [[gnu::always_inline]] static bool put_primitive(fragment_room& room, shape kind, const void* place,
                                                   std::size_t& replaced) noexcept {
    switch (kind) {
      case shape::text:
        return put_as<shape::text>(room, place, replaced);
      case shape::time:
        return put_as<shape::time>(room, place, replaced);
      case shape::boolean:
        return put_as<shape::boolean>(room, place, replaced);
      case shape::integer:
        return put_as<shape::integer>(room, place, replaced);
      case shape::decimal:
        return put_as<shape::decimal>(room, place, replaced);
      default:
        return false;
    }
  }
  // Writes what follows the name of a complex type's element, and a comma. Not inlined: it is rarely needed.
  [[gnu::noinline]] static fragment_room put_content(fragment_room room, shape kind, const type_info<S>* info,
                                                     const void* place, std::size_t& replaced,
                                                     unsigned depth) noexcept {
    if (kind == shape::complex)
      room = put(room, *info, place, replaced, depth + 1);
    else if (!put_primitive(room, kind, place, replaced))
      return refused(room);
    if (room.to != nullptr) *room.to++ = ',';
    return room;
  }
  static void put_key(fragment_room& room, std::string_view name, std::string_view suffix) noexcept {
    *room.to++ = '"';
    room.to = put_as_is(put_as_is(room.to, name), suffix);
    put_constant(room, "\":");
  }
  static fragment_room put_items(fragment_room room, const field<S>& f, const block* items, std::size_t& replaced,
                                 unsigned depth) noexcept {
    if (items == nullptr || items->size == 0) return room;
    if (f.kind != shape::complex && !is_primitive(f.kind)) return refused(room);
    put_key(room, f.name, {});
    if (f.many) *room.to++ = '[';
    for (std::size_t i = 0; i < items->size; ++i) {
      room = put_content(room, f.kind, f.kind == shape::complex ? &f.info() : nullptr, items->at(i), replaced, depth);
      if (room.to == nullptr) return room;
    }
    if (f.many) {
      room.to[-1] = ']';
      *room.to++ = ',';
    }
    return room;
  }
  static fragment_room put_single(fragment_room room, const field<S>& f, const void* place, std::size_t& replaced,
                                  unsigned depth) noexcept {
    if (f.kind == shape::value) {
      const auto& value = *static_cast<const Value<S>*>(place);
      if (!value.has_value()) return room;
      put_key(room, f.name, choice_suffix(value.type()));
      return put_content(room, shape_of(value.type()), value_info<S>(value.type()), value.place(), replaced, depth);
    }
    if (!is_primitive(f.kind)) return refused(room);
    const primitive_view<S> view(f.kind, place);
    if (!view.has_value()) return present(view.element()) == 0 ? room : refused(room);
    put_key(room, f.name, {});
    return put_content(room, f.kind, nullptr, place, replaced, depth);
  }
};

// The complex types that have literals as elements of these types: those that long lists are made of.
inline constexpr type_set fragment_datatypes{type_id::CodeableConcept, type_id::Coding, type_id::Period,
                                             type_id::Quantity};

template <Storage S, type_id Type>
struct fragment_type : std::type_identity<void> {};
template <Storage S>
struct fragment_type<S, type_id::ParametersParameter> : std::type_identity<ParametersParameter<S>> {};
template <Storage S>
struct fragment_type<S, type_id::Parameters> : std::type_identity<Parameters<S>> {};

// For types whose table the compiler knows: those that most of an answer consists of.
template <Described T>
struct object_fragments {
  using S = storage_of<T>;

  // Writes `{"reference":"..."}`; refused if a part has no literals, if there is no content, or if there is not enough
  // space.
  static fragment_room put(fragment_room room, const T& object, std::size_t& replaced, unsigned depth = 0) noexcept {
    if (depth > deepest_fragment || !put_inline(room, object, replaced, depth)) room.to = nullptr;
    return room;
  }
  [[gnu::always_inline]] static bool put_inline(fragment_room& room, const T& object, std::size_t& replaced,
                                                unsigned depth = 0) noexcept {
    return put_fields(room, object, replaced, depth, std::make_index_sequence<std::size(describe<T>::fields)>());
  }

 private:
  static constexpr std::string_view type_name = to_string(T::fhir_type);
  static constexpr bool is_resource = T::fhir_type >= type_id::Parameters;

  template <std::size_t I>
  static constexpr field<S> row = describe<T>::fields[I];
  template <std::size_t I>
  using item_type = typename fragment_type<S, row<I>.type>::type;
  template <std::size_t I>
  static constexpr auto key = fixed_string("\"") + fixed<row<I>.name.size()>(row<I>.name) + fixed_string("\":");
  template <std::size_t I>
  static constexpr bool has_items = row<I>.kind == shape::complex &&
                                    (!std::is_void_v<item_type<I>> || fragment_datatypes.contains(row<I>.type));

  template <std::size_t... I>
  [[gnu::always_inline]] static bool put_fields(fragment_room& room, const T& object, std::size_t& replaced,
                                                unsigned depth, std::index_sequence<I...>) noexcept {
    if (((present(at<block_handle>(&object, describe<T>::unknown)) | ... | beyond<I>(object)) != 0) || !room.fits(0))
      [[unlikely]]
      return put_by_table(room, object, replaced, depth);
    if constexpr (is_resource) {
      static constexpr auto open =
          fixed_string("{\"resourceType\":\"") + fixed<type_name.size()>(type_name) + fixed_string("\",");
      put_constant(room, open.text);
    } else {
      *room.to++ = '{';
    }
    const char* const start = room.to;
    if (!(put_field<I>(room, object, replaced, depth) && ...) || (!is_resource && room.to == start)) return false;
    room.to[-1] = '}';
    return true;
  }

  // Writes a datatype with other elements, such as the lists of a HumanName, by its table.
  [[gnu::noinline]] static bool put_by_table(fragment_room& room, const T& object, std::size_t& replaced,
                                             unsigned depth) noexcept {
    if constexpr (static_cast<std::size_t>(T::fhir_type) > value_type_count) {
      return false;
    } else {
      if (room.too_small()) return false;
      room = table_fragments<S>::put(room, info_of<T>::value, &object, replaced, depth);
      return room.to != nullptr;
    }
  }
  // Not zero if there is an element without literals.
  template <std::size_t I>
  [[gnu::always_inline]] static std::uintptr_t beyond(const T& object) noexcept {
    constexpr const field<S>& f = row<I>;
    if constexpr (f.in_block() && !has_items<I>)
      return present(at<block_handle>(&object, f.offset));
    else if constexpr (is_primitive(f.kind) && !f.in_block())
      return present(at<typename shape_type<S, f.kind>::type>(&object, f.offset).element);
    else
      return 0;
  }
  template <std::size_t I>
  [[gnu::always_inline]] static bool put_field(fragment_room& room, const T& object, std::size_t& replaced,
                                               unsigned depth) noexcept {
    constexpr const field<S>& f = row<I>;
    if constexpr (has_items<I>) {
      const block* const items = at<block_handle>(&object, f.offset).get();
      if (items == nullptr || items->size == 0) return true;
      put_constant(room, key<I>.text);
      if constexpr (f.many) *room.to++ = '[';
      const std::size_t count = items->size;
      for (std::size_t i = 0; i < count; ++i) {
        if (!put_item<I>(room, *items, i, replaced, depth + 1)) return false;
        *room.to++ = ',';
      }
      if constexpr (f.many) {
        room.to[-1] = ']';
        *room.to++ = ',';
      }
      return room.fits(0);
    } else if constexpr (f.in_block()) {
      return true;
    } else if constexpr (f.kind == shape::value) {
      const auto& value = at<Value<S>>(&object, f.offset);
      return !value.has_value() || table_fragments<S>::put_value(room, value, replaced, depth);
    } else if constexpr (f.kind == shape::resource) {
      const auto& any = at<Resource<S>>(&object, f.offset);
      if (!any.has_value()) return true;
      const auto* parameters = any.template get_if<Parameters<S>>();
      if (parameters == nullptr) return false;
      put_constant(room, key<I>.text);
      room = object_fragments<Parameters<S>>::put(room, *parameters, replaced, depth + 1);
      if (room.to == nullptr) return false;
      *room.to++ = ',';
      return true;
    } else {
      const auto& primitive = at<typename shape_type<S, f.kind>::type>(&object, f.offset);
      if (primitive.empty()) return true;
      put_constant(room, key<I>.text);
      if (!primitive_fragments<f.kind>::put(room, primitive, replaced)) return false;
      *room.to++ = ',';
      return true;
    }
  }
  template <std::size_t I>
  [[gnu::always_inline]] static bool put_item(fragment_room& room, const block& items, std::size_t i,
                                              std::size_t& replaced, unsigned depth) noexcept {
    if constexpr (std::is_void_v<item_type<I>>) {
      room = table_fragments<S>::put(room, row<I>.info(), items.at(i), replaced, depth);
    } else {
      // Inlined except where a type contains itself: items of one list resemble each other, and the branch predictor
      // learns that.
      const auto& item = static_cast<const item_type<I>*>(items.data())[i];
      if constexpr (!std::same_as<item_type<I>, T>)
        return object_fragments<item_type<I>>::put_inline(room, item, replaced, depth);
      else
        room = object_fragments<item_type<I>>::put(room, item, replaced, depth);
    }
    return room.to != nullptr;
  }
};

}  // namespace fhirops::detail
