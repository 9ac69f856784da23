#pragma once
// A buffer to which text is written before it is returned in pieces.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

#include "fhirops/json/put.hpp"

namespace fhirops::detail {

// Allocates with `new`: including <memory> would lengthen the compilation of the library by a twentieth.
class chunk_buffer {
 public:
  chunk_buffer() noexcept = default;
  // For text that is taken in pieces of that size.
  explicit chunk_buffer(std::size_t piece) noexcept : enough_(std::min(piece, most_at_once - room_for_entry) + room_for_entry) {}
  chunk_buffer(chunk_buffer&& other) noexcept : closed_(true) { *this = std::move(other); }
  chunk_buffer& operator=(chunk_buffer&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(capacity_, other.capacity_);
    std::swap(used_, other.used_);
    std::swap(passed_, other.passed_);
    std::swap(given_, other.given_);
    std::swap(enough_, other.enough_);
    std::swap(closed_, other.closed_);
    return *this;
  }
  ~chunk_buffer() { delete[] bytes_; }

  // The space in which an entry is first attempted.
  static constexpr std::size_t room_for_entry = 16384;

  // An output cursor with space for at least `size` bytes.
  output_cursor reserve(std::size_t size) {
    if (capacity_ - used_ < size) grow(size);
    return {bytes_ + used_, bytes_ + capacity_};
  }
  void commit(const char* end) noexcept { used_ = static_cast<std::size_t>(end - bytes_); }
  void append(const char* text, std::size_t size) {
    char* to = reserve(size).at;
    if (size > 0) std::memcpy(to, text, size);  // memcpy must not get a null pointer
    commit(to + size);
  }
  [[nodiscard]] std::size_t size() const noexcept { return used_; }
  // Removes everything after the first `size` bytes.
  void take_back(std::size_t size) noexcept { used_ = size; }

  // The next piece, of at most `most` bytes; valid until `pass`.
  [[nodiscard]] std::string_view give(std::size_t most) noexcept {
    given_ = std::min(most, left());
    return given_ == 0 ? std::string_view() : std::string_view(bytes_ + passed_, given_);
  }
  // Removes the piece that was returned last. The rest is moved to the front only if it is shorter than a piece, so that a large
  // entry is not moved once for every piece.
  void pass(std::size_t piece) noexcept {
    passed_ += std::exchange(given_, 0);
    if (passed_ == 0 || left() >= piece) return;
    used_ = left();
    std::memmove(bytes_, bytes_ + std::exchange(passed_, 0), used_);
  }
  // The number of bytes that have not been returned.
  [[nodiscard]] std::size_t left() const noexcept { return used_ - passed_; }
  // Nothing more will be added. A buffer that was moved from is closed too.
  void close() noexcept { closed_ = true; }
  [[nodiscard]] bool is_closed() const noexcept { return closed_; }

 private:
  void grow(std::size_t size) {
    if (used_ == 0) {
      delete[] std::exchange(bytes_, nullptr);  // before there is another
      capacity_ = 0;
    }
    // A text that does not fit into the first block gets the space of a piece at once. Doubled, the space for a piece of 64 KiB would be
    // 128 KiB, which malloc often returns to the system: each text would then take its pages again, a third of its time.
    std::size_t capacity = std::max(capacity_ * 2, used_ + size);
    if (capacity_ >= room_for_entry && capacity < enough_) capacity = enough_;
    char* grown = new char[capacity];  // not initialized, unlike the characters of a string
    if (used_ > 0) std::memcpy(grown, bytes_, used_);
    delete[] std::exchange(bytes_, grown);
    capacity_ = capacity;
  }

  static constexpr std::size_t most_at_once = 98304;

  char* bytes_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t enough_ = 0;  // the space for a piece and the entry that completes it; 0 if the text is not taken in pieces
  std::size_t used_ = 0;
  std::size_t passed_ = 0;
  std::size_t given_ = 0;  // the end of the piece that was returned last
  bool closed_ = false;
};

// Calls `put`, enlarging the buffer until there is enough space. Returns false, with nothing written, if it refuses for another
// reason.
template <class Put>
bool put_growing(chunk_buffer& out, std::size_t& replaced, const Put& put) {
  constexpr std::size_t large = std::size_t{1} << 20U;
  for (std::size_t size = chunk_buffer::room_for_entry;; size *= size < large ? 8 : 2) {
    std::size_t found = replaced;
    const output_cursor cursor = put(out.reserve(size), found);
    if (cursor.at != nullptr) {
      out.commit(cursor.at);
      replaced = found;
      return true;
    }
    if (!cursor.too_small()) return false;
  }
}

}  // namespace fhirops::detail
