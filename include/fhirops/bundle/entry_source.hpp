#pragma once
// What the entries of a Bundle are read into: bound structs, or `BundleEntry`.

#include <iterator>
#include <string_view>
#include <vector>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/fast_entry.hpp"
#include "fhirops/bundle/from_bundle.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/reader/cursor.hpp"
#include "fhirops/json/reader/read_by_table.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

template <class T>
inline constexpr bool is_bundle_entry = false;
template <class R>
inline constexpr bool is_bundle_entry<BundleEntry<R>> = true;

template <class T>
struct entry_source {
  static constexpr std::string_view type = entry_table<T>.type;
  static constexpr bool reports_modifiers = true;
  using storage = entry_storage<T>;
  using bundle = Bundle<Parameters<storage>>;

  // Reads one entry at the cursor; false if it is left to the general reader.
  static bool fast(fast_cursor& cursor, T& value, const read_options&) { return fast_entry<T>(cursor).read(value); }
  // Takes the entry out of the one-entry Bundle that the general reader has read.
  static result<std::vector<T>> entries(const bundle& read, const read_options& options) { return entries_of<T>(read, options); }
};
template <class R>
struct entry_source<BundleEntry<R>> {
  using T = BundleEntry<R>;
  static constexpr std::string_view type{};
  static constexpr bool reports_modifiers = false;
  using storage = storage_of<R>;
  using bundle = Bundle<R>;

  static bool fast(fast_cursor& cursor, T& value, const read_options& options) {
    // Whether to stop was asked before the entry.
    fast_limits limits = fast_limits::of(options, cursor.rest().size());
    limits.steps = step_counter(options.stop(), step_counter::between);
    // The list and the Bundle around it are two levels.
    return read_by_table<storage>(cursor, type_table<T>(), &value, 2, limits);
  }
  static result<std::vector<T>> entries(bundle& read, const read_options&) {
    return std::vector<T>(std::make_move_iterator(read.entry.begin()), std::make_move_iterator(read.entry.end()));
  }
};

}  // namespace fhirops::detail
