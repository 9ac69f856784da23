#pragma once
// Writes a Bundle as JSON text whose entries come from a range of `BundleEntry`s or resources: a page of a search, a history, the
// answer to a batch. It is pulled chunk by chunk; memory does not grow with the number of entries.

#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

#include "fhirops/bundle/json_chunks.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/bundle/resource_writer.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/sink.hpp"
#include "fhirops/resource/bundle.hpp"

namespace fhirops {
namespace detail {

template <class Range>
using item_of = std::remove_cvref_t<std::unwrap_reference_t<std::remove_cvref_t<reference_of<Range>>>>;

}  // namespace detail

/// What can be an entry without a conversion: a `BundleEntry`, a typed resource, a `Resource<>`, a `RawResource<>`.
template <class T>
concept BundleItem = detail::is_bundle_entry<T> || requires { requires T::representation == detail::shape::resource; } ||
                     requires { requires T::fhir_type >= type_id::Parameters; };

/// A range of `BundleEntry`s or resources, or of `std::reference_wrapper`s of them. It is read once, in order, and
/// never moved from.
template <class Range>
concept BundleItemRange = requires(Range& range) {
  std::ranges::begin(range);
  std::ranges::end(range);
  requires std::input_iterator<detail::iterator_of<Range>>;
  requires BundleItem<detail::item_of<Range>>;
};

/// The text of `bundle` in pieces of `chunk_bytes` bytes, with additional entries from a range: the Bundle's own entries come
/// first, then those of the range, each written before the range advances. The elements of the Bundle (type, total, links) are
/// written before the entries, a signature after them. A resource becomes an entry with nothing else; to set `fullUrl`, `search`
/// or `request`, use a `BundleEntry`.
///
///     Bundle<> page{.type = "searchset", .total = 2};
///     auto chunks = json_chunks(page, found, 16384);
///
/// Together the pieces have the bytes of `to_json` of the Bundle with all these entries. After an exception of the range the text
/// cannot be completed, unless it was thrown when the range was dereferenced, or before it advanced (see `entry_chunks::next`).
template <class R, BundleItemRange Range>
[[nodiscard]] auto json_chunks(Bundle<R> bundle, Range&& range, std::size_t chunk_bytes = 65536) {
  using Writer = detail::resource_writer<R, detail::item_of<Range>>;
  return entry_chunks<Range, Writer>(std::forward<Range>(range), Writer(std::move(bundle)), chunk_bytes);
}
/// Writes the same to a sink, in pieces of 64 KiB. If the range or the sink throws, the sink has received the beginning of the
/// text.
///
///     const write_report report = write_json(page, found, sink);
template <class R, BundleItemRange Range, Sink Out>
write_report write_json(Bundle<R> bundle, Range&& range, Out& sink) {
  return detail::send_chunks(json_chunks(std::move(bundle), range), sink);
}

}  // namespace fhirops
