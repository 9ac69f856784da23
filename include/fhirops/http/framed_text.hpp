#pragma once
// Splits JSON text into the values that it consists of, without reading them, so that a fault within one of them does not affect
// the others. The text is given as a whole, or as the pieces of a body.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/bundle/text_window.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/http/body.hpp"

namespace fhirops::http::detail {

class framed_text {
 public:
  /// A whole text.
  explicit framed_text(std::string_view whole) noexcept : text_(whole), ended_(true) {}
  /// A text that is received in pieces, at most `most` bytes. It is kept from its beginning, until `forget` is called.
  framed_text(body received, std::size_t most) : received_(std::move(received)), most_(most) {}
  framed_text(const framed_text&) = delete;
  framed_text& operator=(const framed_text&) = delete;

  /// From now on, text that has been taken is not kept any more.
  void forget() noexcept { keeps_ = false; }
  /// Whether the text exceeds its maximum length; it ends there.
  [[nodiscard]] bool too_long() const noexcept { return too_long_; }
  /// Whether the text ended because its sender failed.
  [[nodiscard]] bool failed() const noexcept { return received_.failed(); }
  /// The whole text, as far as it is kept.
  [[nodiscard]] std::string_view all() {
    while (more()) continue;
    return text_;
  }
  /// The part at hand; empty only if the text is.
  [[nodiscard]] std::string_view at_hand() {
    while (text_.empty() && more()) continue;
    return text_;
  }

  void take_byte_order_mark() {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    while (rest().size() < mark.size() && mark.starts_with(rest()) && more()) continue;
    if (rest().starts_with(mark)) at_ += mark.size();
  }
  /// The next byte that is not white space; NUL at the end.
  [[nodiscard]] char peek() {
    do {
      const std::string_view text = rest();
      at_ += static_cast<std::size_t>(fhirops::detail::skip_space(text.data(), text.data() + text.size()) - text.data());
      if (at_ < text_.size()) return text_[at_];
    } while (more());
    return '\0';
  }
  /// Takes this byte, if it is the next one that is not white space.
  [[nodiscard]] bool take(char c) {
    if (c == '\0' || peek() != c) return false;
    ++at_;
    return true;
  }
  /// Whether only white space is left.
  [[nodiscard]] bool ended() { return peek() == '\0' && at_ == text_.size(); }
  /// Takes the next value; empty if there is none, or if it does not end. Valid until the next call.
  [[nodiscard]] std::string_view value() {
    static_cast<void>(peek());
    fhirops::detail::value_end end;
    while (!end.find(rest()))
      if (!more()) return {};
    const std::string_view found = rest().substr(0, end.size());
    at_ += found.size();
    return found;
  }

 private:
  [[nodiscard]] std::string_view rest() const noexcept { return text_.substr(at_); }
  bool more() {
    if (ended_) return false;
    const std::string_view piece = received_.next();
    too_long_ = piece.size() > most_ - size_;
    ended_ = piece.empty() || received_.failed() || too_long_;
    if (ended_) return false;
    size_ += piece.size();
    if (!keeps_) {
      held_.erase(0, at_);
      at_ = 0;
    }
    held_ += piece;
    text_ = held_;
    return true;
  }

  body received_{};
  std::size_t most_ = 0;
  std::size_t size_ = 0;  // total size of all pieces so far
  std::string held_{};
  std::string_view text_{};  // the part at hand
  std::size_t at_ = 0;
  bool keeps_ = true;
  bool ended_ = false;
  bool too_long_ = false;
};

}  // namespace fhirops::http::detail
