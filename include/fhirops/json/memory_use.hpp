#pragma once
// Counts the memory that a reading needs, before it is allocated.

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

#include "fhirops/core/block.hpp"

namespace fhirops::detail {

// How much memory may be used for a text of this size. Real documents take three to ten times their size; a text that needs more
// than this limit was made to do so. The rest, up to 40 times, is for what is not counted: the stack of the JSON reader, and
// issues.
constexpr std::size_t memory_for(std::size_t text_bytes, std::size_t most) noexcept {
  constexpr std::size_t times = 34;
  constexpr std::size_t least = std::size_t{32} << 10U;  // a short text may contain many types
  const bool huge = text_bytes > (std::numeric_limits<std::size_t>::max() - least) / times;
  return std::min(most, huge ? most : text_bytes * times + least);
}

// Whether a text of this size cannot take more memory than `max_memory` allows, so that it need not be counted.
constexpr bool needs_no_count(std::size_t text_bytes, std::size_t max_memory) noexcept {
  return memory_for(text_bytes, std::numeric_limits<std::size_t>::max()) <= max_memory;
}

inline constexpr std::string_view memory_text =
    "reading this takes more memory than is allowed: 40 times its size, or read_options::max_memory";

class memory_use {
 public:
  explicit memory_use(std::size_t most) noexcept : left_(most) {}

  // Whether more was requested than is allowed. Reading then ends at the next value; until then, lists do not grow.
  [[nodiscard]] bool exceeded() const noexcept { return exceeded_; }
  bool take(std::size_t bytes) noexcept {
    if (bytes > left_) [[unlikely]] {
      exceeded_ = true;
      return false;
    }
    left_ -= bytes;
    return true;
  }
  // Counts an owned string, unless it is so short that it needs no allocation.
  void take_text(std::size_t bytes) noexcept {
    if (bytes > 15) take(bytes + 1);
  }

  // Appends an item to a list, or creates the content of a box.
  void* append(block_handle& items, const block_ops& ops) {
    if (!items.is_full()) return items.append(ops);
    const std::size_t old = items.count();
    // The old items stay allocated until they have been moved.
    const bool fits = take(sizeof(block) + items.next_capacity() * ops.size);
    // The last item is replaced by the new one: the value will not be returned anyway, but the caller needs an item.
    if (!fits && old > 0) items.truncate(old - 1);
    void* item = items.append(ops);
    if (fits && old > 0) left_ += sizeof(block) + old * ops.size;
    return item;
  }
  // Makes room in an empty list for that many items, if they are within the limit.
  void reserve(block_handle& items, const block_ops& ops, std::size_t count) {
    const std::size_t bytes = sizeof(block) + count * ops.size;
    if (bytes > left_ || items.get() != nullptr) return;
    left_ -= bytes;
    items.reserve(count, ops);
  }
  // Releases a list from which all items have been removed.
  void release(block_handle& items) noexcept {
    if (const block* old = items.get(); old != nullptr && !exceeded_) left_ += sizeof(block) + old->capacity * old->ops->size;
    items.reset();
  }
  // Reserves capacity for one more item; returns false if that would exceed the limit.
  template <class T>
  bool fits_one_more(std::vector<T>& items) {
    if (items.size() < items.capacity()) return true;
    const std::size_t old = items.capacity();
    const std::size_t capacity = std::max<std::size_t>(8, old * 2);
    if (!take(capacity * sizeof(T))) return false;
    items.reserve(capacity);
    left_ += old * sizeof(T);
    return true;
  }

 private:
  std::size_t left_;
  bool exceeded_ = false;
};

}  // namespace fhirops::detail
