#pragma once
// Reads bound structs from the entries of a Bundle; the inverse of `to_bundle`.

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {
namespace detail {

template <class T, Storage S>
result<std::vector<T>> entries_of(const Bundle<Parameters<S>>& bundle, read_options options) {
  parameter_reader<S> reader(options);
  reader.modifiers().around_entries(bundle, {"Bundle", ""});
  std::vector<T> all;
  all.reserve(bundle.entry.size());
  for (std::size_t i = 0; i < bundle.entry.size() && !reader.stops(1); ++i) {
    const auto& entry = bundle.entry[i];
    element_path here{"Bundle", ""};
    here.child("entry");
    here.index(i);
    reader.modifiers().entry(entry, here);
    if (!entry.resource) {
      reader.fault(issue_type::required,
                   joined({"resource is missing: each entry must have the Parameters of ", title_of<T>(true)}), here);
      continue;
    }
    here.child("resource");
    entry_parameters<T> read;
    reader.read(entry.resource->parameter, read, here, "parameter");
    const std::string_view id = entry.resource->id;
    T& value = all.emplace_back(std::move(read.value));
    if constexpr (binds_id<T>) {
      const std::string_view bound = id_of(value);
      if (!id.empty() && bound != id && bound != id_of(T{}))
        reader.fault(issue_type::value,
                     joined({"the parameter for the id of the ", title_of<T>(false), " is ", quoted(bound),
                             ", but the id of its Parameters is ", quoted(id), ": make them the same"}),
                     here);
    }
    if (!id.empty()) set_id(value, id);
    if (id.empty())
      reader.fault(issue_type::required, joined({"id is missing: ", title_of<T>(true), " needs one"}), here);
    else if (!entry.fullUrl.empty() && !std::string_view(entry.fullUrl).ends_with(id))
      reader.fault(issue_type::value,
                   joined({"fullUrl ", quoted(entry.fullUrl), " does not end in the id of the ", title_of<T>(false), ", ",
                           quoted(id), ": make them the same"}),
                   here);
  }
  issues found = reader.found().finish();
  if (reader.found().failed()) return result<std::vector<T>>(std::move(found));
  return result<std::vector<T>>(std::move(all), std::move(found));
}

}  // namespace detail

/// Reads the structs of a Bundle, in the order of its entries. Every fault is reported with its path in the Bundle: an entry that
/// is not the Parameters of such a struct; anything that `from_parameters` reports about it; an `id` that is missing, or with
/// which the `fullUrl` does not end; and modifiers that are not understood (`read_options::understand`) in the Bundle, its links
/// and entries, and in the Parameters at any depth. If one of them is an error, there are no structs. The type of the Bundle is
/// not checked. Complexity: that of `from_parameters` for each entry.
///
/// A struct that borrows its text refers to the text of the Bundle, which must outlive it.
///
///     const auto same = from_bundle<Visit>(bundle);
template <BoundEntry T, Storage S>
[[nodiscard]] result<std::vector<T>> from_bundle(const Bundle<Parameters<S>>& bundle, read_options options = {}) {
  return detail::entries_of<T>(bundle, options);
}
// Deleted, since a struct that borrows its text would outlive the temporary.
template <BoundEntry T, Storage S>
  requires(S::owns && !detail::entry_storage<T>::owns)
result<std::vector<T>> from_bundle(const Bundle<Parameters<S>>&& bundle, read_options options = {}) = delete;

}  // namespace fhirops
