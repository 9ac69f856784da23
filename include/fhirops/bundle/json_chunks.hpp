#pragma once
// Writes a range of bound structs as the JSON text of a Bundle, pulled chunk by chunk; memory does not grow with the number of
// structs.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/entry_writer.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/sink.hpp"
#include "fhirops/json/writer/chunk_buffer.hpp"

namespace fhirops {

/// The text of a Bundle in pieces, returned by `json_chunks`. It is a single-pass range; `next` returns the pieces without
/// iterators. It holds the range (or a reference, if the range is an lvalue) and the state of writing: move it only before the
/// first `next`. Only one thread may use it at a time.
template <class Range, class Writer>
class entry_chunks {
 public:
  entry_chunks(Range range, Writer writer, std::size_t chunk_bytes)
      : range_(std::forward<Range>(range)),
        writer_(std::move(writer)),
        chunk_bytes_(std::max<std::size_t>(chunk_bytes, 1)),
        buffer_(chunk_bytes_) {}

  /// The next piece, which has `chunk_bytes` bytes unless it is the last; empty at the end. Valid until the next call. Throws
  /// what the range and the filter throw, and `std::bad_alloc`. If the filter throws, or the range when it is dereferenced or
  /// before it has advanced, the next call tries the same again. After any other exception the text cannot be completed.
  /// Complexity: linear in the number of structs that are examined, which may be many if the filter selects few.
  [[nodiscard]] std::string_view next() {
    buffer_.pass(chunk_bytes_);
    if (!it_ && !buffer_.is_closed()) {
      it_.emplace(std::ranges::begin(range_));
      writer_.begin(buffer_);
    }
    while (buffer_.left() < chunk_bytes_ && !buffer_.is_closed()) {
      if (written_) [[unlikely]]
        advance();
      if (*it_ == std::ranges::end(range_)) {
        writer_.end(buffer_);
        buffer_.close();
        break;
      }
      writer_.entry(buffer_, **it_);
      written_ = true;
      advance();
    }
    return buffer_.give(chunk_bytes_);
  }
  /// The number of ill-formed UTF-8 sequences so far; each was written as U+FFFD.
  [[nodiscard]] std::size_t replaced() const noexcept { return writer_.written().replaced; }
  /// The number of values so far that were left out because they cannot be written as JSON.
  [[nodiscard]] std::size_t unrepresentable() const noexcept { return writer_.written().unrepresentable; }

  class iterator {
   public:
    /// A piece of the text.
    using value_type = std::string_view;
    /// Required of iterators; not used.
    using difference_type = std::ptrdiff_t;
    /// A single pass: earlier pieces are no longer valid.
    using iterator_concept = std::input_iterator_tag;

    /// The end.
    iterator() = default;
    /// Gets the first piece of `chunks`, which must outlive the iterator.
    explicit iterator(entry_chunks& chunks) : chunks_(&chunks), piece_(chunks.next()) {}
    /// The piece, valid until the next `++`; empty at the end.
    [[nodiscard]] std::string_view operator*() const noexcept { return piece_; }
    /// Gets the next piece.
    iterator& operator++() {
      piece_ = chunks_->next();
      return *this;
    }
    /// Gets the next piece; returns nothing, since the previous one is no longer valid.
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
  void advance() {
    ++*it_;
    written_ = false;
  }

  Range range_;
  Writer writer_;
  std::size_t chunk_bytes_;
  std::optional<detail::iterator_of<std::remove_reference_t<Range>>> it_;
  bool written_ = false;  // what the iterator is at: its `++` has thrown
  detail::chunk_buffer buffer_;
};

/// The text of `to_json(to_bundle(range, where))` in pieces of `chunk_bytes` bytes (0 counts as 1), each made when it is
/// requested. A struct is written before the range advances, so it need not live longer, and memory does not grow with the number
/// of structs: it holds one piece and the largest entry.
///
///     auto chunks = json_chunks(visits, [](const Visit& visit) { return visit.ward == "3B"; });
template <EntryRange Range, EntryFilter<Range> Where, FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
[[nodiscard]] auto json_chunks(Range&& range, Where where, std::size_t chunk_bytes = 65536,
                               Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  using Writer = detail::entry_writer<detail::entry_of<Range>, Url, Where>;
  return entry_chunks<Range, Writer>(std::forward<Range>(range), Writer(url, std::move(where)), chunk_bytes);
}
/// The same for the whole range: the text of `to_json(to_bundle(range))`.
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

/// Writes a range of structs to a sink as a Bundle, in pieces of 64 KiB: the same text as `json_chunks`. If the range or the sink
/// throws, the sink has received the beginning of the text.
///
///     const write_report report = write_json(visits, sink);
template <EntryRange Range, Sink Out, FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
write_report write_json(Range&& range, Out& sink, Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  return detail::send_chunks(json_chunks(range, std::size_t{65536}, url), sink);
}
/// The same for the structs that `where` selects.
///
///     write_json(visits, [](const Visit& visit) { return visit.urgent; }, sink);
template <EntryRange Range, EntryFilter<Range> Where, Sink Out,
          FullUrl Url = decltype(detail::default_full_url<detail::entry_of<Range>>())>
write_report write_json(Range&& range, Where where, Out& sink, Url url = detail::default_full_url<detail::entry_of<Range>>()) {
  return detail::send_chunks(json_chunks(range, std::move(where), std::size_t{65536}, url), sink);
}

}  // namespace fhirops
