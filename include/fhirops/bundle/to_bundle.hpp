#pragma once
// Converts bound structs to a Bundle (https://hl7.org/fhir/R4/bundle.html), by their `fhir_entry`.

#include <concepts>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/to_parameters.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {
namespace detail {

template <class String>
void set_full_url(String& url, std::string_view id, full_url::id) {
  url = String(id);
}
inline void set_full_url(std::string& url, std::string_view id, full_url::urn_uuid) { (url = "urn:uuid:") += id; }
inline void set_full_url(std::string& url, std::string_view id, full_url::base base) {
  url = base.url;
  if (!url.ends_with('/')) url += '/';
  (url += "Parameters/") += id;
}

// A primitive whose text is such a string. It is a named concept because clang 22 evaluates the same expression within `if
// constexpr` to true for a view.
template <class M, class String>
concept KeepsTextAs = requires(M& member) {
  { member.text } -> std::same_as<String&>;
};

// Moves the id of an rvalue, unless it is also a parameter.
template <class T, class String>
void put_id(String& to, T&& value) {
  using entry_type = std::remove_cvref_t<T>;
  auto& member = id_member(value);
  using M = std::remove_reference_t<decltype(member)>;
  if constexpr (std::is_lvalue_reference_v<T> || binds_id<entry_type>)
    to = String(id_of(value));
  else if constexpr (std::same_as<M, String>)
    to = std::move(member);
  else if constexpr (KeepsTextAs<M, String>)
    to = std::move(member.text);
  else
    to = String(id_of(value));
}

// Adds the entry of a struct; an rvalue is moved from.
template <Storage S, class T, class Url>
void add_entry(Bundle<Parameters<S>>& bundle, T&& value, Url url) {
  using entry_type = std::remove_cvref_t<T>;
  auto& entry = bundle.entry.emplace_back();
  if (const std::string_view id = id_of(value); !id.empty()) set_full_url(entry.fullUrl.text, id, url);
  Parameters<S>& parameters = entry.resource.emplace();
  put_id(parameters.id.text, std::forward<T>(value));
  auto& parameter = parameters.parameter.emplace_back();
  parameter.name.text = typename S::string(entry_table<entry_type>.name.view());
  parameter.part.reserve(table_of<entry_type>::size);
  put_parts(parameter.part, std::forward<T>(value));
}

template <class Range, class Url, class Where>
Bundle<Parameters<answer_storage<Range, Url>>> answer(std::remove_reference_t<Range>& range, Url url, const Where& where) {
  using T = entry_of<Range>;
  Bundle<Parameters<answer_storage<Range, Url>>> bundle;
  bundle.type = entry_table<T>.type;
  auto end = std::ranges::end(range);
  for (auto it = std::ranges::begin(range); it != end; ++it) {
    auto&& reference = *it;
    const T& value = reference;
    if (!selects(where, value)) continue;
    if constexpr (gives_away<Range>)
      add_entry(bundle, std::move(reference), url);
    else
      add_entry(bundle, value, url);
  }
  return bundle;
}

}  // namespace detail

/// Converts a range of structs to a Bundle of the type that their table states, with one entry for each struct, in the same
/// order.
///
/// The Bundle owns its text, unless the structs borrow theirs and the range can be read again: then it borrows from the same
/// memory. For a temporary range of structs that borrow, the call does not compile. Text of rvalue structs (`std::move` of a
/// container, move iterators, temporary values) is moved, all other text is copied.
///
/// Complexity: linear. An entry costs about six allocations, plus one for each copied string that is not short. Throws what the
/// range throws, and `std::bad_alloc`; some of the rvalue structs have then been moved from.
///
///     const auto bundle = to_bundle(visits);
///     const auto urls = to_bundle(visits, full_url::base{"https://example.org/fhir"});
template <EntryRange Range, FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
  requires detail::Answerable<Range, Url>
[[nodiscard]] Bundle<Parameters<detail::answer_storage<Range, Url>>> to_bundle(
    Range&& range, Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  return detail::answer<Range>(range, url, detail::every_entry{});
}

/// The same for the structs that `where` selects.
///
///     const auto of_ward = to_bundle(visits, [](const Visit& visit) { return visit.ward == "3B"; });
template <EntryRange Range, EntryFilter<Range> Where, FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
  requires detail::Answerable<Range, Url>
[[nodiscard]] Bundle<Parameters<detail::answer_storage<Range, Url>>> to_bundle(
    Range&& range, Where where, Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  return detail::answer<Range>(range, url, where);
}

}  // namespace fhirops
