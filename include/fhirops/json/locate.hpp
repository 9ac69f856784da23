#pragma once
// Finds the positions in a JSON text for issues that only have a path.

#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/options.hpp"

namespace fhirops {
namespace detail {

// What `locate` does. `root` is the type that the text was read as; null if only the paths of the issues tell.
template <Storage S>
void locate_in(issues& found, std::string_view text, const type_info<S>* root, read_options how);

}  // namespace detail

/// Gives `offset`, `line` and `column` to issues that have a path but no line, such as those of `validate` and
/// `report_jobs`: the position of the path in the text that the value was read from.
///
/// An issue about a missing element gets the position of the nearest enclosing element that is present. If a member appears
/// twice, the last one is meant. Issues that already have a line, or have neither expression nor pointer, are left as they are;
/// the order of issues does not change. In text that is not JSON, positions are found up to the syntax error.
///
/// Items that lenient reading drops are not counted: after a null in a list, indexes are those of the value. `how` must match the
/// options with which the value was read, as far as they decide what is dropped (`keep_unknown`, `max_depth`).
///
/// Complexity: linear in the text, which is scanned twice; O(n log n) in the number of issues. If memory runs out, `found` is
/// unchanged.
///
///     fhirops::issues found = fhirops::validate(*value);
///     fhirops::locate(found, text);
///
/// `S` is the storage of the reader that determines what was dropped. Specify it only in a program that reads only borrowed
/// values, so that it does not have to compile a second reader.
template <Storage S = owned>
void locate(issues& found, std::string_view text, read_options how = read_options{}) {
  detail::locate_in<S>(found, text, nullptr, how);
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/json/reader/find_positions.hpp"  // IWYU pragma: export
#endif
