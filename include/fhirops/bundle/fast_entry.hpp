#pragma once
// The fast reader of an entry whose Parameters have one parameter, a bound struct. Compact text in the order in which the library
// writes it is compared with literals; text with white space, or in another order, is read token by token; anything else is left
// to the general reader.

#include <string>
#include <string_view>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/core/fixed_string.hpp"
#include "fhirops/json/reader/cursor.hpp"
#include "fhirops/operation/fast_parameters.hpp"
#include "fhirops/operation/fast_struct.hpp"

namespace fhirops::detail {

template <BoundEntry T>
class fast_entry {
 public:
  explicit fast_entry(fast_cursor& cursor) noexcept : cursor_(cursor) {}

  // Reads `{"fullUrl":"...","resource":{"resourceType":"Parameters","id":"...","parameter":[...]}}`.
  bool read(T& value) {
    std::string_view url;
    std::string_view id;
    text_cursor local = cursor_.by_value();
    if (!local.take_literal("{\"fullUrl\":\"")) return in_any_order(value);
    if (!cursor_.string(local, url) || cursor_.is_temporary(url) ||
        !local.take_literal(",\"resource\":{\"resourceType\":\"Parameters\",\"id\":\"") || !cursor_.string(local, id))
      return false;
    cursor_.go_to(local);
    set_id(value, id);
    return url.ends_with(id) && cursor_.take_literal(",\"parameter\":") && parameter(value, id) && cursor_.take('}') &&
           cursor_.take('}');
  }

 private:
  static constexpr auto name = entry_table<T>.name;
  static constexpr bool id_is_bound = binds_id<T>;

  bool in_any_order(T& value) {
    if (!cursor_.take('{')) return false;
    std::string url;
    bool has_url = false;
    bool has_resource = false;
    do {
      std::string_view key;
      if (!cursor_.key(key)) return false;
      if (key == "fullUrl" && !has_url) {
        has_url = true;
        std::string_view text;
        if (!cursor_.take('"') || !cursor_.string(text)) return false;
        url = text;
      } else if (key == "resource" && !has_resource) {
        has_resource = true;
        if (!resource(value)) return false;
      } else {
        return false;
      }
    } while (cursor_.take(','));
    return cursor_.take('}') && has_resource && (!has_url || std::string_view(url).ends_with(id_of(value)));
  }
  bool resource(T& value) {
    // If the id is also a parameter, the general reader has to tell the two apart.
    if constexpr (id_is_bound) return false;
    bool has_id = false;  // which a default would hide
    const auto id = [&value, &has_id](std::string_view text) { return has_id = true, set_id(value, text); };
    return take_parameters(cursor_, id, [this, &value] { return parameter(value, {}); }) && has_id && !id_of(value).empty();
  }
  // Reads the list with the one parameter, from `[` to `]`.
  bool parameter(T& value, [[maybe_unused]] std::string_view id) {
    // If a parameter sets the id too, the two must be the same.
    if constexpr (id_is_bound)
      if (cursor_.is_temporary(id)) return false;
    static constexpr auto open = fixed_string("[{\"name\":\"") + name + fixed_string("\",\"part\":");
    if (!is_plain_name(name.view()) || !cursor_.take_literal(open.text)) {
      std::string_view key;
      if (!cursor_.take('[') || !cursor_.take('{') || !cursor_.key(key) || key != "name" || !cursor_.take('"') ||
          !cursor_.string(key) || key != name.view() || !cursor_.take(',') || !cursor_.key(key) || key != "part")
        return false;
    }
    if (!fast_struct<T, entry_storage<T>>(cursor_).list(value) || !cursor_.take('}') || !cursor_.take(']')) return false;
    if constexpr (id_is_bound) return id_of(value) == id;
    return true;
  }

  fast_cursor& cursor_;
};

}  // namespace fhirops::detail
