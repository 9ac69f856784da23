#pragma once
// Memory that text is written to before it is handed on in pieces.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

#include "fhirops/json/put.hpp"

namespace fhirops::detail {

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
  // Forgets all behind the first bytes.
  void take_back(std::size_t size) noexcept { used_ = size; }
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

}  // namespace fhirops::detail
