#pragma once
// The answer of `$get-report-job-status` as JSON text, straight from the jobs: pulled chunk by chunk,
// in memory that does not grow with their number.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/operation/fragments.hpp"

namespace fhirops {
namespace detail {

// Room for the text, made without writing it all first. Its bytes are held by hand, as <memory> would be a twentieth of
// what including the library costs.
class chunk_buffer {
 public:
  chunk_buffer() noexcept = default;
  chunk_buffer(chunk_buffer&& other) noexcept
      : bytes_(std::exchange(other.bytes_, nullptr)),
        capacity_(std::exchange(other.capacity_, 0)),
        used_(std::exchange(other.used_, 0)) {}
  chunk_buffer& operator=(chunk_buffer&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(capacity_, other.capacity_);
    std::swap(used_, other.used_);
    return *this;
  }
  ~chunk_buffer() { delete[] bytes_; }

  // A place for `size` more bytes at least.
  fragment_room room(std::size_t size) {
    if (capacity_ - used_ < size) grow(size);
    return {bytes_ + used_, bytes_ + capacity_};
  }
  void commit(const char* end) noexcept { used_ = static_cast<std::size_t>(end - bytes_); }
  void append(const char* text, std::size_t size) {
    char* to = room(size).to;
    std::memcpy(to, text, size);
    commit(to + size);
  }
  [[nodiscard]] std::size_t size() const noexcept { return used_; }
  [[nodiscard]] std::string_view first(std::size_t size) const noexcept { return {bytes_, size}; }
  // Forgets the first bytes.
  void drop(std::size_t size) noexcept {
    used_ -= size;
    std::memmove(bytes_, bytes_ + size, used_);
  }

 private:
  void grow(std::size_t size) {
    const std::size_t capacity = std::max(capacity_ * 2, used_ + size);
    char* grown = new char[capacity];  // not filled, as that of a string would be
    if (used_ > 0) std::memcpy(grown, bytes_, used_);
    delete[] std::exchange(bytes_, grown);
    capacity_ = capacity;
  }

  char* bytes_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;
};

// What an entry's `fullUrl` has before the id.
inline std::string url_prefix(full_url::id) { return {}; }
inline std::string url_prefix(full_url::urn_uuid) { return "urn:uuid:"; }
inline std::string url_prefix(full_url::base base) {
  std::string url;
  set_full_url(url, {}, base);
  return url;
}

// Writes entries, each with what stands before it.
template <class Job, class Url>
class entry_writer {
 public:
  explicit entry_writer(Url url) : url_(url), prefix_(url_prefix(url)) {}

  void begin(chunk_buffer& out) const {
    constexpr std::string_view start = R"({"resourceType":"Bundle","type":"collection")";
    out.append(start.data(), start.size());
  }
  void end(chunk_buffer& out) const {
    const std::string_view rest = separator_ == ',' ? "]}" : "}";
    out.append(rest.data(), rest.size());
  }
  void entry(chunk_buffer& out, const Job& job) {
    if (separator_ == '[') out.append(",\"entry\":", 9);
    if constexpr (has_fragments<Job>()) {
      if (!std::string_view(job.id).empty() && by_fragments(out, job)) [[likely]] {
        separator_ = ',';
        return;
      }
    }
    out.append(&separator_, 1);
    separator_ = ',';
    general(out, job);
  }
  [[nodiscard]] std::size_t replaced() const noexcept { return replaced_; }

 private:
  bool by_fragments(chunk_buffer& out, const Job& job) {
    for (std::size_t size = 16384;; size *= 8) {
      std::size_t replaced = replaced_;
      const fragment_room room = put(out.room(size), job, replaced);
      if (room.to != nullptr) {
        out.commit(room.to);
        replaced_ = replaced;
        return true;
      }
      if (!room.too_small()) return false;
    }
  }
  fragment_room put(fragment_room room, const Job& job, std::size_t& replaced) const noexcept {
    if (!put_entry(room, job, replaced)) room.to = nullptr;
    return room;
  }
  [[gnu::always_inline]] bool put_entry(fragment_room& room, const Job& job, std::size_t& replaced) const noexcept {
    const std::string_view id = job.id;
    *room.to++ = separator_;
    put_constant(room, "{\"fullUrl\":\"");
    if constexpr (!std::same_as<Url, full_url::id>) {
      if (!put_string(room, prefix_, replaced)) return false;
    }
    if (!put_string(room, id, replaced)) return false;
    put_constant(room, "\",\"resource\":{\"resourceType\":\"Parameters\",\"id\":\"");
    if (!put_string(room, id, replaced)) return false;
    put_constant(room, "\",\"parameter\":[{\"name\":\"reportJob\"");
    if (!struct_fragments<Job>::put_list(room, job, replaced, ",\"part\":")) return false;
    put_constant(room, "}]}}");
    return true;
  }
  // By way of a Bundle of this one entry, for what has no fragments.
  void general(chunk_buffer& out, const Job& job) {
    Bundle<Parameters<owned>> one;
    add_entry(one, job, url_);
    text_out<chunk_buffer> text(out, {});
    walker<owned, text_out<chunk_buffer>>(text).object(info_of<BundleEntry<Parameters<owned>>>::value,
                                                       &one.entry.front());
    replaced_ += text.finish().replaced;
  }

  Url url_;
  std::string prefix_;
  char separator_ = '[';  // before the next entry
  std::size_t replaced_ = 0;
};

struct any_user {
  static constexpr bool matches(std::string_view) noexcept { return true; }
};

}  // namespace detail

/// The answer's text in pieces, from `json_chunks`. A single-pass range, and the chunks by hand with
/// `next`. Holds the range of jobs (a reference to it where it was given as an lvalue).
template <class Jobs, class User, class Url>
class job_chunks {
 public:
  job_chunks(Jobs jobs, User user, Url url, std::size_t chunk_bytes)
      : jobs_(std::forward<Jobs>(jobs)),
        user_(user),
        writer_(url),
        chunk_bytes_(std::max<std::size_t>(chunk_bytes, 1)) {}

  /// The next piece, of `chunk_bytes` but for the last; empty at the end. It is valid until the next call.
  [[nodiscard]] std::string_view next() {
    if (given_ > 0) buffer_.drop(given_);
    if (!it_) {
      it_.emplace(std::ranges::begin(jobs_));
      writer_.begin(buffer_);
    }
    while (buffer_.size() < chunk_bytes_ && !ended_) {
      if (*it_ == std::ranges::end(jobs_)) {
        writer_.end(buffer_);
        ended_ = true;
        break;
      }
      {
        auto&& reference = **it_;
        const job& each = reference;
        if (user_.matches(std::string_view(each.userId))) writer_.entry(buffer_, each);
      }
      ++*it_;
    }
    given_ = std::min(buffer_.size(), chunk_bytes_);
    return buffer_.first(given_);
  }
  /// Ill-formed UTF-8 sequences so far, each written as U+FFFD.
  [[nodiscard]] std::size_t replaced() const noexcept { return writer_.replaced(); }

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
    explicit iterator(job_chunks& chunks) : chunks_(&chunks), piece_(chunks.next()) {}
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
    job_chunks* chunks_ = nullptr;
    std::string_view piece_;
  };
  [[nodiscard]] iterator begin() { return iterator(*this); }
  [[nodiscard]] static std::default_sentinel_t end() noexcept { return {}; }

 private:
  using job = detail::report_job_of<std::remove_reference_t<Jobs>>;

  Jobs jobs_;
  User user_;
  detail::entry_writer<job, Url> writer_;
  std::size_t chunk_bytes_;
  std::optional<detail::iterator_of<std::remove_reference_t<Jobs>>> it_;
  detail::chunk_buffer buffer_;
  std::size_t given_ = 0;
  bool ended_ = false;
};

/// The text of `to_json(get_report_job_status(jobs, user))` in pieces of `chunk_bytes`, made as they are
/// asked for: each job is written before the range advances, so that a row may die at the next step,
/// and memory does not grow with the number of jobs.
///
///     auto chunks = json_chunks(jobs, for_user{"anna"}, 16384);
///     for (auto piece = chunks.next(); !piece.empty(); piece = chunks.next()) send(piece);
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
[[nodiscard]] auto json_chunks(Jobs&& jobs, for_user user, std::size_t chunk_bytes = 65536, Url url = {}) {
  return job_chunks<Jobs, for_user, Url>(std::forward<Jobs>(jobs), user, url, chunk_bytes);
}
/// The same for **all jobs of the range, whosever they are**: see `get_report_job_status` without `for_user`.
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
[[nodiscard]] auto json_chunks(Jobs&& jobs, std::size_t chunk_bytes = 65536, Url url = {}) {
  return job_chunks<Jobs, detail::any_user, Url>(std::forward<Jobs>(jobs), {}, url, chunk_bytes);
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
  return report;
}

}  // namespace detail

/// Writes the answer for one user to a sink, piece by piece: `json_chunks` pushed.
template <ReportJobRange Jobs, Sink Out, FullUrl Url = full_url::id>
write_report write_json(Jobs&& jobs, for_user user, Out& sink, Url url = {}) {
  return detail::send_chunks(json_chunks(jobs, user, std::size_t{65536}, url), sink);
}
/// The same for **all jobs of the range, whosever they are**: see `get_report_job_status` without `for_user`.
template <ReportJobRange Jobs, Sink Out, FullUrl Url = full_url::id>
write_report write_json(Jobs&& jobs, Out& sink, Url url = {}) {
  return detail::send_chunks(json_chunks(jobs, std::size_t{65536}, url), sink);
}

}  // namespace fhirops
