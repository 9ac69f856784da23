#pragma once
// The part of a text that is at hand, either all of it or the buffers received so far, and the end of a value in it.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/scan.hpp"

namespace fhirops::detail {

// Finds the end of a value in a text that may grow meanwhile; each byte is examined once. A mismatched bracket ends the value
// too, since its content is then wrong anyway.
class value_end {
 public:
  // `text` begins with the value, or with white space before it. False if the text ends before the value does.
  bool find(std::string_view text) noexcept {
    for (; at_ < text.size(); ++at_) {
      if (in_string_) {
        at_ += find_special(text.data() + at_, text.size() - at_);
        if (at_ == text.size()) return false;
        if (text[at_] == '\\') {
          ++at_;  // the escaped byte, which may not have been received yet
        } else if (text[at_] == '"') {
          in_string_ = false;
          if (depth_ == 0) return ++at_, true;
        }
        continue;
      }
      const char c = text[at_];
      const bool white = is_json_space(c);
      if (!begun_ && white) continue;
      begun_ = true;
      if (c == '"') {
        in_string_ = true;
      } else if (c == '{' || c == '[') {
        ++depth_;
      } else if (c == '}' || c == ']') {
        if (depth_ == 0) return true;
        if (--depth_ == 0) return ++at_, true;
      } else if (depth_ == 0 && (white || c == ',')) {
        return true;
      }
    }
    return false;
  }
  // The size of the value, once its end has been found.
  [[nodiscard]] std::size_t size() const noexcept { return at_; }

 private:
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool begun_ = false;
  bool in_string_ = false;
};

// A text that is available as a whole.
class text_window {
 public:
  explicit text_window(std::string_view text) noexcept : text_(text) {}
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] static std::size_t begins() noexcept { return 0; }
  static bool more(std::size_t) noexcept { return false; }
  static constexpr bool whole = true;
  // The number of values to reserve capacity for, if each takes `bytes` of text and `memory` bytes: together at most twice the
  // size of the text.
  [[nodiscard]] std::size_t values_of(std::size_t bytes, std::size_t memory) const noexcept {
    return std::min(text_.size() / (bytes + 1), 2 * text_.size() / memory) + 1;
  }

 private:
  std::string_view text_;
};

// The part at hand of a text that comes in buffers.
template <class It, class End>
class buffer_window {
 public:
  buffer_window(It first, End last) : it_(std::move(first)), end_(std::move(last)) {}
  [[nodiscard]] std::string_view text() const noexcept { return held_; }
  // The offset of that part in the whole text.
  [[nodiscard]] std::size_t begins() const noexcept { return begins_; }
  [[nodiscard]] static std::size_t values_of(std::size_t, std::size_t) noexcept { return 0; }
  static constexpr bool whole = false;
  // Adds a buffer, and removes the text before `from`.
  bool more(std::size_t from) {
    while (it_ != end_) {
      auto&& reference = *it_;  // a temporary text lives as long as the reference
      const std::string_view buffer = std::forward<decltype(reference)>(reference);
      if (buffer.empty()) {
        ++it_;
        continue;
      }
      held_.erase(0, from - begins_);
      begins_ = from;
      held_ += buffer;
      ++it_;
      return true;
    }
    return false;
  }

 private:
  It it_;
  End end_;
  std::string held_;
  std::size_t begins_ = 0;
};

}  // namespace fhirops::detail
