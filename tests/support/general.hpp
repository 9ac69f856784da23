#pragma once
// Only the general reader, or only a fast one: for tests that compare them.

#include <fhirops/definitions.hpp>
#include <fhirops/json/read.hpp>
#include <fhirops/json/reader/fast_object.hpp>
#include <fhirops/json/reader/fast_reader.hpp>
#include <fhirops/json/reader/read_text.hpp>
#include <optional>
#include <string_view>

namespace test {

/// The result of the general reader, whatever `from_json` tries first.
template <class T>
fhirops::result<T> read_generally(std::string_view text, fhirops::read_options options = {}) {
  return fhirops::detail::from_json_general<T>(text, options);
}

/// The result of the fast reader alone. Decoded strings of a borrowed value are in the pool.
template <class T>
std::optional<T> read_fast(std::string_view text, fhirops::detail::text_pool& pool) {
  fhirops::detail::fast_cursor cursor(text, fhirops::storage_of<T>::owns ? nullptr : &pool);
  T value{};
  const auto root = fhirops::detail::root_of(value);
  if (!fhirops::detail::fast_reader<fhirops::storage_of<T>>(cursor).document(root.info, root.object, root.any)) return {};
  return value;
}
/// The same where the type is known to the compiler.
template <class T>
std::optional<T> read_as_written(std::string_view text) {
  fhirops::detail::fast_cursor cursor(text, nullptr);
  T value{};
  if (!fhirops::detail::read_object(cursor, value, 0) || cursor.rest().find_first_not_of(" \t\r\n") != std::string_view::npos)
    return {};
  return value;
}

}  // namespace test
