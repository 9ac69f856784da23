#pragma once
// A Bundle of bound structs as JSON text, straight from a range of them: pulled chunk by chunk, in memory that does not grow
// with their number.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/bundle/chunk_buffer.hpp"
#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/entry_writer.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/write.hpp"

namespace fhirops {

/// The text of a Bundle in pieces, from `json_chunks`. A single-pass range, and the chunks by hand with `next`. Holds the
/// range (a reference to it where it was given as an lvalue), and what writes of it; so it may be moved before the first
/// `next`, and not after it.
template <class Range, class Writer>
class entry_chunks {
 public:
  entry_chunks(Range range, Writer writer, std::size_t chunk_bytes)
      : range_(std::forward<Range>(range)), writer_(std::move(writer)), chunk_bytes_(std::max<std::size_t>(chunk_bytes, 1)) {}

  /// The next piece, of `chunk_bytes` but for the last; empty at the end. It is valid until the next call.
  [[nodiscard]] std::string_view next() {
    buffer_.pass(chunk_bytes_);
    if (!it_ && !buffer_.is_closed()) {
      it_.emplace(std::ranges::begin(range_));
      writer_.begin(buffer_);
    }
    while (buffer_.left() < chunk_bytes_ && !buffer_.is_closed()) {
      if (*it_ == std::ranges::end(range_)) {
        writer_.end(buffer_);
        buffer_.close();
        break;
      }
      writer_.entry(buffer_, **it_);
      ++*it_;
    }
    return buffer_.give(chunk_bytes_);
  }
  /// Ill-formed UTF-8 sequences so far, each written as U+FFFD.
  [[nodiscard]] std::size_t replaced() const noexcept { return writer_.written().replaced; }
  /// Values so far that were left out, as JSON has no form for them.
  [[nodiscard]] std::size_t unrepresentable() const noexcept { return writer_.written().unrepresentable; }

  class iterator {
   public:
    /// A piece of the text.
    using value_type = std::string_view;
    /// As iterators have it; pieces are not counted.
    using difference_type = std::ptrdiff_t;
    /// What was passed is gone: there is one way over the pieces.
    using iterator_concept = std::input_iterator_tag;

    /// At the end.
    iterator() = default;
    /// At the first piece that `chunks` has left, which is made here. `chunks` has to outlive it.
    explicit iterator(entry_chunks& chunks) : chunks_(&chunks), piece_(chunks.next()) {}
    /// The piece, valid until the next `++`; empty at the end.
    [[nodiscard]] std::string_view operator*() const noexcept { return piece_; }
    /// Makes the next piece.
    iterator& operator++() {
      piece_ = chunks_->next();
      return *this;
    }
    /// Makes the next piece; there is no copy of where it was.
    void operator++(int) { ++*this; }
    /// Whether there are no more pieces.
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return it.piece_.empty(); }

   private:
    entry_chunks* chunks_ = nullptr;
    std::string_view piece_;
  };
  [[nodiscard]] iterator begin() { return iterator(*this); }
  [[nodiscard]] static std::default_sentinel_t end() noexcept { return {}; }

 private:
  Range range_;
  Writer writer_;
  std::size_t chunk_bytes_;
  std::optional<detail::iterator_of<std::remove_reference_t<Range>>> it_;
  detail::chunk_buffer buffer_;
};

/// The text of `to_json(to_bundle(range, where))` in pieces of `chunk_bytes`, made as they are asked for: each struct is
/// written before the range advances, so that a row may die at the next step, and memory does not grow with their number.
///
///     auto chunks = json_chunks(visits, [](const Visit& visit) { return visit.ward == "3B"; });
template <EntryRange Range, EntryFilter<Range> Where,
          FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
[[nodiscard]] auto json_chunks(Range&& range, Where where, std::size_t chunk_bytes = 65536,
                               Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  using Writer = detail::entry_writer<detail::entry_of<Range>, Url, Where>;
  return entry_chunks<Range, Writer>(std::forward<Range>(range), Writer(url, std::move(where)), chunk_bytes);
}
/// The same of all of the range: the text of `to_json(to_bundle(range))`.
///
///     auto chunks = json_chunks(visits, 16384);
///     for (auto piece = chunks.next(); !piece.empty(); piece = chunks.next()) send(piece);
template <EntryRange Range, FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
[[nodiscard]] auto json_chunks(Range&& range, std::size_t chunk_bytes = 65536,
                               Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  return json_chunks(std::forward<Range>(range), detail::every_entry{}, chunk_bytes, url);
}

namespace detail {

template <class Chunks, Sink Out>
write_report send_chunks(Chunks chunks, Out& sink) {
  write_report report;
  for (const std::string_view piece : chunks) {
    report.complete = hand_over(sink, piece.data(), piece.size());
    if (!report.complete) break;
    report.bytes += piece.size();
  }
  report.replaced = chunks.replaced();
  report.unrepresentable = chunks.unrepresentable();
  return report;
}

}  // namespace detail

/// Writes a range of structs to a sink as a Bundle, piece by piece: `json_chunks` pushed.
///
///     const write_report report = write_json(visits, sink);
template <EntryRange Range, Sink Out, FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
write_report write_json(Range&& range, Out& sink, Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  return detail::send_chunks(json_chunks(range, std::size_t{65536}, url), sink);
}
/// The same of those that `where` selects.
template <EntryRange Range, EntryFilter<Range> Where, Sink Out,
          FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
write_report write_json(Range&& range, Where where, Out& sink, Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  return detail::send_chunks(json_chunks(range, std::move(where), std::size_t{65536}, url), sink);
}

}  // namespace fhirops
