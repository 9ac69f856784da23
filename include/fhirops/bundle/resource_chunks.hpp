#pragma once
// A Bundle as JSON text whose entries come from a range of `BundleEntry`s, or of resources: a page of a search, a history, the
// answer to a batch. Pulled chunk by chunk, in memory that does not grow with their number.

#include <concepts>
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

#include "fhirops/bundle/json_chunks.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/bundle/resource_writer.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/resource/bundle.hpp"

namespace fhirops {
namespace detail {

template <class Range>
using item_of = std::remove_cvref_t<std::unwrap_reference_t<std::remove_cvref_t<reference_of<Range>>>>;

}  // namespace detail

/// What may be an entry of a Bundle as it is: a `BundleEntry`, a resource of a known type, a `Resource<>`, a `RawResource<>`.
template <class T>
concept BundleItem = detail::is_bundle_entry<T> || requires { requires T::representation == detail::shape::resource; } ||
                     requires { requires T::fhir_type >= type_id::Parameters; };

/// A range of `BundleEntry`s or of resources, or of `std::reference_wrapper`s of them. It is read once, in order, and nothing
/// is moved out of it.
template <class Range>
concept BundleItemRange = requires(Range& range) {
  std::ranges::begin(range);
  std::ranges::end(range);
  requires std::input_iterator<detail::iterator_of<Range>>;
  requires BundleItem<detail::item_of<Range>>;
};

/// The text of `bundle` in pieces of `chunk_bytes`, with entries from a range: those that the Bundle has itself come first,
/// then each of the range, written before the range advances. All that a Bundle has before its entries (type, total, links) is
/// written first, a signature last. A resource is an entry with nothing else; with `fullUrl`, `search` or `request` it is a
/// `BundleEntry`.
///
///     Bundle<> page{.type = "searchset", .total = 2};
///     auto chunks = json_chunks(page, found, 16384);
///
/// All pieces together are the bytes of `to_json` of the Bundle with these entries.
template <class R, BundleItemRange Range>
[[nodiscard]] auto json_chunks(Bundle<R> bundle, Range&& range, std::size_t chunk_bytes = 65536) {
  using Writer = detail::resource_writer<R, detail::item_of<Range>>;
  return entry_chunks<Range, Writer>(std::forward<Range>(range), Writer(std::move(bundle)), chunk_bytes);
}
/// Writes the same to a sink, piece by piece: `json_chunks` pushed.
template <class R, BundleItemRange Range, Sink Out>
write_report write_json(Bundle<R> bundle, Range&& range, Out& sink) {
  return detail::send_chunks(json_chunks(std::move(bundle), range), sink);
}

}  // namespace fhirops
