#pragma once
// JSON text to values (https://hl7.org/fhir/R4/json.html).

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/result.hpp"
#include "fhirops/json/builder.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/reader/fast_reader.hpp"
#include "fhirops/json/text_source.hpp"
#include "fhirops/json/write.hpp"

namespace fhirops {
namespace detail {

template <class T>
root_target<storage_of<T>> root_of(T& value) {
  if constexpr (is_any_resource<T>)
    return {nullptr, nullptr, &value};
  else
    return {&info_of<T>::value, &value, nullptr};
}

// What a reading returns beside the value.
struct reading {
  bool failed;
  issues found;
  text_pool pool;
};

// The value, or the issues if one of them is an error.
template <class T>
result<T> conclude(T&& value, reading&& done) {
  if (done.failed) return result<T>(std::move(done.found));
  if constexpr (storage_of<T>::owns)
    return result<T>(std::move(value), std::move(done.found));
  else
    return result<T>(std::move(value), std::move(done.found), std::move(done.pool));
}

inline issue whole_text(issue_severity severity, issue_type code, std::string_view text) {
  return {severity, code, std::string(text), {}, {}, 0, 0, 0};
}

// Reads into the root by the general reader, which reports every fault and alone defines what a text means.
template <Storage S>
reading read_generally(std::string_view text, root_target<S> root, read_options options) {
  constexpr std::string_view bom = "\xEF\xBB\xBF";
  text_source source(text);
  builder<S, text_source> builder(source, root, options);
  if (text.size() > options.max_bytes()) {
    builder.found().add(whole_text(issue_severity::fatal, issue_type::too_long,
                                   too_long_text(text.size(), options.max_bytes())));
  } else {
    if (text.starts_with(bom)) {
      builder.found().add(whole_text(issue_severity::warning, issue_type::structure,
                                     "a byte order mark was skipped: JSON should not have one"));
      source.skip(bom.size());
    }
    parse(source, builder);
  }
  return {builder.found().failed(), builder.found().finish(text), builder.pool()};
}
// Clears whatever has been read.
template <Storage S>
void clear(root_target<S> root) {
  if (root.any != nullptr) {
    *root.any = Resource<S>();
    return;
  }
  const block_ops& ops = *root.info->ops;
  releasing work;
  ops.destroy(ops, root.object, 1, work);
  block_handle::finish(work);
  ops.construct(ops, root.object);
}
// Tries the fast reader, since most texts have nothing to report. What it gives up on is read again from the start.
template <Storage S>
reading read_text(std::string_view text, root_target<S> root, read_options options) {
  if (text.size() <= options.max_bytes()) {
    text_pool pool;
    fast_cursor cursor(text, S::owns ? nullptr : &pool);
    fast_reader<S> reader(cursor, fast_limits::of(options, text.size()));
    if (reader.document(root.info, root.object, root.any)) return {false, {}, std::move(pool)};
    clear(root);
    if (reader.stopped()) options.stop_when(stops_at_once);
  }
  return read_generally(text, root, options);
}

// The result of `from_json` without the fast reader. Tests compare the two.
template <class T>
result<T> from_json_general(std::string_view text, read_options options = {}) {
  T value{};
  reading done = read_generally(text, root_of(value), options);
  return conclude(std::move(value), std::move(done));
}

}  // namespace detail

/// Reads a value from JSON text: a typed resource, `Resource<>` for any resource, or a datatype.
///
/// Every fault is reported with its path and position; if one of them is an error there is no value. Strict reading,
/// the default, refuses what R4's JSON format forbids: unknown elements, wrong types, repeated members, null, empty
/// strings, arrays and objects, a second `value[x]`. Lenient reading reports these as warnings and drops what is empty
/// or wrong: its value, written and read again strictly, is the same value with the same result of `validate`. Text
/// that is not JSON is refused by both. Numbers may have any size and any number of digits. Cardinalities, codes and
/// invariants are checked by `validate`.
///
/// A value of *borrowed* storage refers to `text`, and to the result for strings that had escapes.
///
/// Complexity: memory linear in the text, no recursion beyond 200 levels. A text with something to report is read
/// twice, at a fraction of the speed. Throws nothing but `std::bad_alloc`.
///
///     const auto read = from_json<Parameters<>>(text);
///     if (!read) return static_cast<int>(read.issues().size());
template <JsonValue T>
  requires(!detail::is_raw_resource<T>)
result<T> from_json(std::string_view text, read_options options = {}) {
  T value{};
  detail::reading done = detail::read_text(text, detail::root_of(value), options);
  return detail::conclude(std::move(value), std::move(done));
}
// A view of a temporary would outlive it.
template <JsonValue T, std::same_as<std::string> Text>
  requires(!storage_of<T>::owns)
result<T> from_json(Text&& text, read_options options = {}) = delete;

}  // namespace fhirops
