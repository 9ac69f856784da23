#pragma once
// Short text stored without allocation: for date-times and decimals, which are kept as they were written.

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/stream.hpp"

namespace fhirops {

/// Stores up to 38 bytes in place (a date-time with nine fraction digits and an offset has 35), and longer text on the heap, as
/// invalid and overly precise content is kept too. Always owns its bytes.
class small_text {
 public:
  /// The number of bytes that fit in place.
  static constexpr std::size_t in_place = 38;

  constexpr small_text() noexcept = default;
  /// A copy of this text.
  constexpr explicit small_text(std::string_view text) { set(text); }
  /// Has value semantics.
  /// @{
  constexpr small_text(const small_text& other) : bytes_{}, size_(0) {
    if (other.size_ <= in_place)
      copy_in_place(other);
    else
      set(other.view());
  }
  constexpr small_text(small_text&& other) noexcept { take(other); }
  constexpr small_text& operator=(const small_text& other) {
    if (this != &other) {
      small_text copy(other);
      release();
      take(copy);
    }
    return *this;
  }
  constexpr small_text& operator=(small_text&& other) noexcept {
    if (this != &other) {
      release();
      take(other);
    }
    return *this;
  }
  /// @}
  /// Replaces the text. The argument may be a part of the present text.
  template <class U>
    requires(!std::same_as<std::remove_cvref_t<U>, small_text> && std::convertible_to<U, std::string_view>)
  constexpr small_text& operator=(U&& text) {
    assign(std::string_view(std::forward<U>(text)));
    return *this;
  }
  constexpr ~small_text() { release(); }

  /// The text; valid until the object is changed or destroyed.
  /// @{
  [[nodiscard]] constexpr std::string_view view() const noexcept {
    if (size_ <= in_place) return {bytes_, size_};
    return on_heap();
  }
  constexpr operator std::string_view() const noexcept { return view(); }  // NOLINT(google-explicit-constructor)
  /// @}
  /// A copy of the text.
  operator std::string() const { return std::string(view()); }  // NOLINT(google-explicit-constructor)
  /// Its length in bytes.
  [[nodiscard]] constexpr std::size_t size() const noexcept { return view().size(); }
  friend constexpr bool operator==(const small_text& a, const small_text& b) noexcept { return a.view() == b.view(); }
  /// Compares byte by byte.
  template <class U>
    requires(!std::same_as<U, small_text> && std::convertible_to<const U&, std::string_view>)
  friend constexpr bool operator==(const small_text& a, const U& b) {
    return a.view() == std::string_view(b);
  }
  /// Whether the text is empty.
  [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
  /// Whether the text is stored in place: then `view_in_place` is the same as `view`, without a branch.
  [[nodiscard]] constexpr bool is_in_place() const noexcept { return size_ <= in_place; }
  /// The text. Requires `is_in_place()`.
  [[nodiscard]] constexpr std::string_view view_in_place() const noexcept { return {bytes_, size_}; }
  /// Replaces the text. The argument may be a part of the present text.
  constexpr void assign(std::string_view text) {
    if (text.size() <= in_place && is_in_place()) {
      move_in_place(text);
      return;
    }
    small_text fresh(text);
    release();
    take(fresh);
  }

 private:
  static constexpr unsigned char heap_mark = 0xFF;

  constexpr void set(std::string_view text) {
    if (text.size() <= in_place) {
      std::copy_n(text.data(), text.size(), bytes_);
      size_ = static_cast<unsigned char>(text.size());
    } else {
      keep_on_heap(text);
    }
  }
  // The argument may be a part of the present text.
  constexpr void move_in_place(std::string_view text) noexcept {
    if (std::is_constant_evaluated()) {
      char copy[in_place]{};
      std::copy_n(text.data(), text.size(), copy);
      std::copy_n(copy, text.size(), bytes_);
    } else if (!text.empty()) {
      std::memmove(bytes_, text.data(), text.size());
    }
    size_ = static_cast<unsigned char>(text.size());
  }
  constexpr void take(small_text& other) noexcept {
    copy_in_place(other);
    other.size_ = 0;
  }
  constexpr void copy_in_place(const small_text& other) noexcept {
    std::copy_n(other.bytes_, in_place, bytes_);
    size_ = other.size_;
  }
  constexpr void release() noexcept {
    if (size_ == heap_mark) release_heap();
    size_ = 0;
  }
  void keep_on_heap(std::string_view text) {
    char* copy = new char[text.size()];
    std::memcpy(copy, text.data(), text.size());
    const std::size_t size = text.size();
    std::memcpy(bytes_, &copy, sizeof copy);
    std::memcpy(bytes_ + sizeof copy, &size, sizeof size);
    size_ = heap_mark;
  }
  [[nodiscard]] std::string_view on_heap() const noexcept {
    const char* text = nullptr;
    std::size_t size = 0;
    std::memcpy(&text, bytes_, sizeof text);
    std::memcpy(&size, bytes_ + sizeof text, sizeof size);
    return {text, size};
  }
  void release_heap() noexcept { delete[] on_heap().data(); }

  char bytes_[in_place]{};
  unsigned char size_ = 0;
};

}  // namespace fhirops
