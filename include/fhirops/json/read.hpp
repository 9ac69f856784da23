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

// What was found in reading, beside the value.
struct reading {
  bool failed;
  issues found;
  text_pool pool;
};

// The value, or the issues where one of them is an error.
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

// Reads into the root, of whatever type: every fault is reported, and nothing else says what a text means.
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
// As if nothing had been read.
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
// Most texts have nothing to report: the fast reader takes them. What it does not take is read from the start.
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

// What from_json gives where the fast reader takes nothing: the tests compare the two.
template <class T>
result<T> from_json_general(std::string_view text, read_options options = {}) {
  T value{};
  reading done = read_generally(text, root_of(value), options);
  return conclude(std::move(value), std::move(done));
}

}  // namespace detail

/// Reads a value from JSON text: a resource that is known, `Resource<>` for any, or a datatype.
///
/// Every fault is told with its place, not the first alone; where one is an error there is no value.
/// Strict reading (the default) refuses what R4's JSON format forbids: unknown elements, wrong types,
/// repeated members, null, empty strings, arrays and objects, a second `value[x]`. Lenient reading
/// tells the same as warnings, and leaves out what it warned of as empty or wrong: what it gives, written and
/// read again strictly, is the same value with the same verdict. Text that is no JSON is refused either way. A number may
/// have any size and any number of digits. Cardinalities, codes and invariants are for `validate`.
///
/// A value of *borrowed* storage refers to `text`, and to the result for what had escapes.
/// Reads in memory proportional to the text, and without recursion below 200 levels.
/// A text with nothing to report is read at several times the speed of one with an issue, which is gone over twice.
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
