#pragma once
// Reads a type that is known at compile time from text as the writer writes it: compact, in the order of the table. Any other
// text is read again by the table at run time (fast_reader.hpp).

#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/literals.hpp"
#include "fhirops/json/reader/cursor.hpp"
#include "fhirops/json/reader/read_by_table.hpp"
#include "fhirops/json/reader/scalar.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

// How deep objects of types known at compile time may nest; deeper ones are left to the general reader. Each has at most two
// brackets: its own, and that of the list that contains it.
inline constexpr std::size_t deepest_fast_object = 24;
// The largest number of nested brackets read this way; parts that are read by the table count as the deepest possible.
inline constexpr std::size_t deepest_fast_bracket = 100;
// More than the brackets around such an object and in it. If fewer are allowed, the general reader counts them.
inline constexpr std::size_t deepest_fast_text = deepest_fast_bracket + 20;

// Reads one object at the cursor, within `depth` others; false if it is left to the general reader.
template <class T>
bool read_object(fast_cursor& cursor, T& object, std::size_t depth);

// Reads it by comparing literals. False if the text is not as the writer writes it: some of it may have been read by then.
template <Described T>
class fast_object {
 public:
  FHIROPS_DETAIL_INLINED static bool read(fast_cursor& cursor, T& object, std::size_t depth) {
    return as_written(cursor, object, depth, std::make_index_sequence<std::size(describe<T>::fields)>());
  }

 private:
  using S = storage_of<T>;
  static constexpr bool is_resource = T::fhir_type >= type_id::Parameters;
  template <std::size_t I>
  static constexpr field<S> row = describe<T>::fields[I];

  template <std::size_t... I>
  FHIROPS_DETAIL_INLINED static bool as_written(fast_cursor& cursor, T& object, std::size_t depth, std::index_sequence<I...>) {
    text_cursor local = cursor.by_value();
    bool first = true;
    if constexpr (is_resource) {
      constexpr std::string_view name = to_string(T::fhir_type);
      static constexpr auto open = fixed_string("{\"resourceType\":\"") + fixed<name.size()>(name) + fixed_string("\"");
      if (!local.take_literal(open.text)) return false;
      first = false;
    } else if (!local.take_exactly('{')) {
      return false;
    }
    const bool taken = (member<I>(cursor, local, object, depth, first) && ...) && !first && local.take_exactly('}');
    cursor.go_to(local);
    return taken;
  }

  // Also true if the element is absent.
  template <std::size_t I>
  FHIROPS_DETAIL_INLINED static bool member(fast_cursor& cursor, text_cursor& local, T& object, std::size_t depth, bool& first) {
    constexpr const field<S>& f = row<I>;
    constexpr bool is_part = f.type == type_id::ParametersParameter;
    if constexpr (f.kind == shape::complex ? !is_part : f.many || f.kind == shape::attribute || f.kind == shape::resource) {
      return true;  // if it is present after all, the next comparison fails
    } else {
      static constexpr auto key = fixed_string("\"") + fixed<f.name.size()>(f.name);
      text_cursor next = local;
      if ((!first && !next.take_exactly(',')) || !next.take_literal(key.text)) return true;
      local = next;
      first = false;
      void* const member = &at<std::byte>(&object, f.offset);
      if constexpr (f.kind == shape::value) {
        return value<I>(cursor, local, *static_cast<Value<S>*>(member));
      } else if constexpr (is_part) {
        if (!local.take_literal("\":[")) return false;
        cursor.go_to(local);
        const bool taken = parts(cursor, *static_cast<list<ParametersParameter<S>>*>(member), depth + 1);
        local = cursor.by_value();
        return taken;
      } else {
        return local.take_literal("\":") && primitive<f.kind>(cursor, local, member);
      }
    }
  }
  template <shape Kind>
  FHIROPS_DETAIL_INLINED static bool primitive(fast_cursor& cursor, text_cursor& local, void* to) {
    if constexpr (Kind == shape::text || Kind == shape::time) {
      std::string_view text;
      if (!local.take_exactly('"') || !cursor.string(local, text)) return false;
      if constexpr (Kind == shape::text)
        static_cast<text_primitive<S>*>(to)->text = typename S::string(text);
      else
        static_cast<time_primitive<S>*>(to)->text.assign(text);
      return true;
    } else {
      const char* const after = read_scalar(*static_cast<typename shape_type<S, Kind>::type*>(to), local.at, local.end);
      if (after != nullptr) local.at = after;
      return after != nullptr;
    }
  }
  static bool primitive_by_table(fast_cursor& cursor, text_cursor& local, shape kind, void* to) {
    cursor.go_to(local);
    const bool taken = read_by_table<S>(cursor, kind, to);
    local = cursor.by_value();
    return taken;
  }
  template <std::size_t I>
  FHIROPS_DETAIL_INLINED static bool value(fast_cursor& cursor, text_cursor& local, Value<S>& value) {
    std::string_view suffix;
    // Tries the most frequent type first, without looking up its name.
    if constexpr (row<I>.choices.contains(type_id::string)) {
      if (local.take_literal("String\":")) return primitive<shape::text>(cursor, local, &value.template emplace<String<S>>());
    }
    if (!cursor.string(local, suffix) || !local.take_exactly(':')) return false;
    const type_id type = choice_type(suffix);
    if (type == type_id::none || shape_of(type) == shape::complex || !row<I>.choices.contains(type)) return false;
    value.emplace(type, nullptr);
    return primitive_by_table(cursor, local, shape_of(type), value.place());
  }
  // If a part is not as the writer writes it, the whole object is read by the table: part by part, some might be read once for each
  // level of nesting.
  static bool parts(fast_cursor& cursor, list<ParametersParameter<S>>& items, std::size_t depth) {
    if (depth > deepest_fast_object) return false;
    do {
      if (!fast_object<ParametersParameter<S>>::read(cursor, items.emplace_back(), depth)) return false;
    } while (cursor.take_exactly(','));
    return cursor.take_exactly(']');
  }
};

template <class T>
bool read_object(fast_cursor& cursor, T& object, std::size_t depth) {
  if (depth > deepest_fast_object) return false;
  const char* const start = cursor.position();
  if (fast_object<T>::read(cursor, object, depth)) return true;
  cursor.go_to(start);
  object = T{};
  return read_by_table<storage_of<T>>(cursor, type_table<T>(), &object, 2 * depth, {.depth = deepest_fast_bracket});
}

#ifdef FHIROPS_COMPILED
extern template bool read_object(fast_cursor&, Parameters<owned>&, std::size_t);
extern template bool read_object(fast_cursor&, Parameters<borrowed>&, std::size_t);
extern template bool read_object(fast_cursor&, ParametersParameter<owned>&, std::size_t);
extern template bool read_object(fast_cursor&, ParametersParameter<borrowed>&, std::size_t);
#endif

}  // namespace fhirops::detail
