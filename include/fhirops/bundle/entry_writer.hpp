#pragma once
// Writes the entries of a Bundle from bound structs, with literals: only the values differ from one entry to the next.

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/bundle/to_bundle.hpp"
#include "fhirops/core/attributes.hpp"
#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/literals.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/json/writer/chunk_buffer.hpp"
#include "fhirops/operation/literals.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

// The part of an entry's `fullUrl` before the id.
inline std::string url_prefix(full_url::id) { return {}; }
inline std::string url_prefix(full_url::urn_uuid) { return "urn:uuid:"; }
inline std::string url_prefix(full_url::base base) {
  std::string url;
  set_full_url(url, {}, base);
  return url;
}

// Adds the counts of a part of the text to those of the whole.
inline void add_counts(write_report& all, const write_report& part) noexcept {
  all.replaced += part.replaced;
  all.unrepresentable += part.unrepresentable;
}

// Writes an entry with literals. One for all filters, since it is large.
template <BoundEntry T, bool HasPrefix>
struct entry_literals {
  static output_cursor put(output_cursor cursor, const T& value, std::string_view prefix, char separator,
                           std::size_t& replaced) noexcept {
    if (!put_entry(cursor, value, prefix, separator, replaced)) cursor.at = nullptr;
    return cursor;
  }

 private:
  FHIROPS_DETAIL_INLINED static bool put_entry(output_cursor& cursor, const T& value, std::string_view prefix, char separator,
                                               std::size_t& replaced) noexcept {
    const std::string_view id = id_of(value);
    *cursor.at++ = separator;
    put_constant(cursor, "{\"fullUrl\":\"");
    if constexpr (HasPrefix) {
      if (!put_string(cursor, prefix, replaced)) return false;
    }
    if (!put_string(cursor, id, replaced)) return false;
    put_constant(cursor, "\",\"resource\":{\"resourceType\":\"Parameters\",\"id\":\"");
    if (!put_string(cursor, id, replaced)) return false;
    static constexpr auto open = fixed_string("\",\"parameter\":[{\"name\":\"") + entry_table<T>.name + fixed_string("\"");
    put_constant(cursor, open.text);
    if (!struct_literals<T>::put_list(cursor, value, replaced, ",\"part\":")) return false;
    put_constant(cursor, "}]}}");
    return true;
  }
};

// Writes the entries that a filter selects, each after its separator.
template <BoundEntry T, class Url, class Where>
class entry_writer {
 public:
  entry_writer(Url url, Where where) : prefix_(url_prefix(url)), where_(std::move(where)) {}

  void begin(chunk_buffer& out) const {
    constexpr std::string_view type = entry_table<T>.type;
    static constexpr auto start =
        fixed_string("{\"resourceType\":\"Bundle\",\"type\":\"") + fixed<type.size()>(type) + fixed_string("\"");
    out.append(start.text, start.size());
  }
  void end(chunk_buffer& out) const {
    const std::string_view rest = separator_ == ',' ? "]}" : "}";
    out.append(rest.data(), rest.size());
  }
  void entry(chunk_buffer& out, const T& value) {
    if (!selects(where_, value)) return;
    if (separator_ == '[') out.append(",\"entry\":", 9);
    if constexpr (has_literals<T>() && is_plain_name(name.view())) {
      if (!id_of(value).empty() && by_literals(out, value)) [[likely]] {
        separator_ = ',';
        return;
      }
    }
    out.append(&separator_, 1);
    separator_ = ',';
    general(out, value);
  }
  // The report so far, except for the number of bytes.
  [[nodiscard]] const write_report& written() const noexcept { return written_; }

 private:
  static constexpr auto name = entry_table<T>.name;

  bool by_literals(chunk_buffer& out, const T& value) {
    return put_growing(out, written_.replaced, [this, &value](output_cursor cursor, std::size_t& replaced) {
      return entry_literals<T, !std::same_as<Url, full_url::id>>::put(cursor, value, prefix_, separator_, replaced);
    });
  }
  // Writes a Bundle with only this entry, and extracts the entry from it; for values without literals.
  void general(chunk_buffer& out, const T& value) {
    Bundle<Parameters<owned>> one;
    add_entry(one, value, full_url::id{});
    // The string of the base URL need not outlive the constructor.
    if (!prefix_.empty() && !id_of(value).empty()) one.entry.front().fullUrl = prefix_ + std::string(id_of(value));
    add_counts(written_, write_part(one.entry.front(), out, deepest_entry));
  }

  std::string prefix_;
  Where where_;
  char separator_ = '[';  // written before the next entry
  write_report written_{};
};

}  // namespace fhirops::detail
