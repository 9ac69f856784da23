#pragma once
// Writing values by fragments: for each type the compiler makes constants of all that its table says
// (`{"name":"`, `","value`), and what is left is to copy a constant, copy a string, and so on.
//
// What has extensions, or parts that no fragments are made for, and what has no room, is refused: such a
// value goes the general way (walk.hpp), which writes the same bytes.

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

// Not zero where a box or list has anything.
template <class T>
[[gnu::always_inline]] inline std::uintptr_t present(const T& box) noexcept {
  return reinterpret_cast<std::uintptr_t>(at<block_handle>(&box, 0).get());
}

// Parts nested deeper than this go the general way.
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

// Constants and strings at the place; false where there is no room.
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

// The same, not inlined: where its type is not among the strings of every job. No place: no room.
[[gnu::noinline]] inline fragment_room put_quoted_apart(fragment_room room, std::string_view text,
                                                        std::size_t& replaced) noexcept {
  if (!put_quoted(room, text, replaced)) room.to = nullptr;
  return room;
}

// A primitive, as its shape has it in memory.
template <shape Kind>
struct primitive_fragments {
  // The value, where it has no extensions; false where it is none of its kind, or has no room.
  template <class P>
  [[gnu::always_inline]] static bool put(fragment_room& room, const P& primitive, std::size_t& replaced) noexcept {
    if constexpr (Kind == shape::boolean) {
      room.to = put_boolean(room.to, *primitive.value);
      return room.fits(0);
    } else if constexpr (Kind == shape::integer) {
      room.to = put_integer(room.to, *primitive.value);
      return room.fits(0);
    } else if constexpr (Kind == shape::decimal) {
      const std::string_view text = primitive;
      if (!room.fits(text.size()) || !split_decimal(text).ok) return false;
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

template <Described T>
struct object_fragments;

template <Storage S>
struct value_fragments {
  // The complex types that operations pass most; the others go the general way.
  using complexes = type_list<Reference<S>, Coding<S>, CodeableConcept<S>, Identifier<S>, Period<S>, Quantity<S>>;

  template <shape Kind>
  [[gnu::always_inline]] static const auto& as(const Value<S>& value) noexcept {
    return *static_cast<const typename shape_type<S, Kind>::type*>(value.place());
  }
  template <shape Kind>
  [[gnu::always_inline]] static bool put_as(fragment_room& room, const Value<S>& value, std::size_t& replaced) noexcept {
    const auto& primitive = as<Kind>(value);
    return present(primitive.element) == 0 && !primitive.empty() &&
           primitive_fragments<Kind>::put(room, primitive, replaced);
  }
  // `"valueString":"...",`
  [[gnu::always_inline]] static bool put(fragment_room& room, const Value<S>& value, std::size_t& replaced) noexcept {
    if (!room.fits(0)) return false;
    const value_key& key = value_keys[static_cast<std::size_t>(value.type())];
    std::memcpy(room.to, key.text, sizeof key.text);
    room.to += key.size;
    bool done = false;
    switch (shape_of(value.type())) {
      case shape::text:
        done = put_as<shape::text>(room, value, replaced);
        break;
      case shape::time:
        done = put_as<shape::time>(room, value, replaced);
        break;
      case shape::boolean:
        done = put_as<shape::boolean>(room, value, replaced);
        break;
      case shape::integer:
        done = put_as<shape::integer>(room, value, replaced);
        break;
      case shape::decimal:
        done = put_as<shape::decimal>(room, value, replaced);
        break;
      default:
        room = put_complex(room, value, replaced, complexes());
        if (room.to == nullptr) return false;
        done = true;
    }
    *room.to++ = ',';
    return done;
  }

 private:
  template <class... T>
  static fragment_room put_complex(fragment_room room, const Value<S>& value, std::size_t& replaced, type_list<T...>) noexcept {
    const auto put_as = [&]<class One>(std::type_identity<One>) {
      if (value.type() != One::fhir_type) return false;
      room = object_fragments<One>::put(room, *static_cast<const One*>(value.place()), replaced);
      return true;
    };
    if (!(put_as(std::type_identity<T>()) || ...)) room.to = nullptr;
    return room;
  }
};

template <std::size_t Index, class List>
struct type_at;
template <std::size_t Index, class First, class... Rest>
struct type_at<Index, type_list<First, Rest...>> : type_at<Index - 1, type_list<Rest...>> {};
template <class First, class... Rest>
struct type_at<0, type_list<First, Rest...>> : std::type_identity<First> {};

// The complex types that have fragments where they are elements of others: what stands in long lists.
inline constexpr type_set fragment_datatypes{type_id::CodeableConcept, type_id::Coding, type_id::Period,
                                             type_id::Quantity};

template <Storage S, type_id Type>
struct fragment_type : std::type_identity<void> {};
template <Storage S, type_id Type>
requires(fragment_datatypes.contains(Type)) struct fragment_type<S, Type>
    : type_at<static_cast<std::size_t>(Type) - first_complex, value_complexes<S>> {
};
template <Storage S>
struct fragment_type<S, type_id::ParametersParameter> : std::type_identity<ParametersParameter<S>> {};
template <Storage S>
struct fragment_type<S, type_id::Parameters> : std::type_identity<Parameters<S>> {};

// A type with a table.
template <Described T>
struct object_fragments {
  using S = storage_of<T>;

  // `{"reference":"..."}`; not where there is something without fragments, nothing at all, or no room.
  static fragment_room put(fragment_room room, const T& object, std::size_t& replaced, unsigned depth = 0) noexcept {
    if (depth > deepest_fragment || !put_inline(room, object, replaced, depth)) room.to = nullptr;
    return room;
  }
  [[gnu::always_inline]] static bool put_inline(fragment_room& room, const T& object, std::size_t& replaced,
                                                unsigned depth = 0) noexcept {
    return put_fields(room, object, replaced, depth, std::make_index_sequence<std::size(describe<T>::fields)>());
  }

 private:
  template <Described>
  friend struct object_fragments;

  static constexpr std::string_view type_name = to_string(T::fhir_type);
  static constexpr bool is_resource = T::fhir_type >= type_id::Parameters;
  // What is inlined is as fast as it can be, and long: not the datatypes that most answers have none of.
  static constexpr bool is_inlined =
      static_cast<std::size_t>(T::fhir_type) > value_type_count || T::fhir_type == type_id::Reference;

  template <std::size_t I>
  static constexpr field<S> row = describe<T>::fields[I];
  template <std::size_t I>
  using item_type = typename fragment_type<S, row<I>.type>::type;
  template <std::size_t I>
  static constexpr auto key = fixed_string("\"") + fixed<row<I>.name.size()>(row<I>.name) + fixed_string("\":");
  template <std::size_t I>
  static constexpr bool has_items = row<I>.kind == shape::complex && !std::is_void_v<item_type<I>>;

  template <std::size_t... I>
  [[gnu::always_inline]] static bool put_fields(fragment_room& room, const T& object, std::size_t& replaced,
                                                unsigned depth, std::index_sequence<I...>) noexcept {
    if (((present(at<block_handle>(&object, describe<T>::unknown)) | ... | beyond<I>(object)) != 0) || !room.fits(0))
      [[unlikely]]
      return false;
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

  // Not zero where an element is there that has no fragments.
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
      const auto* const first = static_cast<const item_type<I>*>(items->data());
      const auto* const last = first + items->size;
      for (const auto* each = first; each != last; ++each) {
        const auto& item = *each;
        // Inlined but where a type holds itself.
        if constexpr (std::same_as<item_type<I>, T> || !object_fragments<item_type<I>>::is_inlined) {
          room = object_fragments<item_type<I>>::put(room, item, replaced, depth + 1);
          if (room.to == nullptr) return false;
        } else {
          if (!object_fragments<item_type<I>>::put_inline(room, item, replaced, depth + 1)) return false;
        }
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
      return !value.has_value() || value_fragments<S>::put(room, value, replaced);
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
      if constexpr (!is_inlined && f.kind == shape::text) {
        room = put_quoted_apart(room, primitive, replaced);
        if (room.to == nullptr) return false;
      } else if (!primitive_fragments<f.kind>::put(room, primitive, replaced)) {
        return false;
      }
      *room.to++ = ',';
      return true;
    }
  }
};

}  // namespace fhirops::detail
