#pragma once
// The fast reader of a Parameters resource that is read as a bound struct.

#include <string_view>
#include <utility>

#include "fhirops/core/text_pool.hpp"
#include "fhirops/json/reader/cursor.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/fast_struct.hpp"

namespace fhirops::detail {

// Takes a Parameters resource whose only elements are an id and the parameters, in any order. Calls `id` with the id, and
// `parameters`, which takes the list, from `[` to `]`. False if the resource is left to the general reader.
template <class Id, class Parameters>
bool take_parameters(fast_cursor& cursor, const Id& id, const Parameters& parameters) {
  if (!cursor.take('{')) return false;
  bool typed = false;
  bool identified = false;
  bool listed = false;
  do {
    std::string_view key;
    std::string_view text;
    if (!cursor.key(key)) return false;
    if (key == "parameter") {
      if (std::exchange(listed, true) || !parameters()) return false;
    } else if (!cursor.take('"') || !cursor.string(text)) {
      return false;
    } else if (key == "resourceType") {
      if (std::exchange(typed, true) || text != "Parameters") return false;
    } else if (key == "id" && !std::exchange(identified, true)) {
      id(text);
    } else {
      return false;
    }
  } while (cursor.take(','));
  return cursor.take('}') && typed && listed;
}

// Reads a text that is the Parameters of a struct, and nothing else. Decoded strings are kept in the pool, if there is one. If the
// text is left to the general reader, it returns false, and some of the struct may have been read.
template <Bound T>
bool read_struct(std::string_view text, T& value, text_pool* pool) {
  fast_cursor cursor(text, pool);
  const auto parameters = [&cursor, &value] { return fast_struct<T, reading_storage<T>>(cursor).list(value); };
  return take_parameters(
             cursor, [](std::string_view) {}, parameters) &&
         cursor.rest().find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace fhirops::detail
