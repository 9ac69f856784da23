#pragma once
// Text from pieces, such as what an issue says. Not inlined: a message is rare, and its pieces are many.

#include <charconv>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace fhirops::detail {

using words = std::initializer_list<std::string_view>;

[[gnu::noinline]] inline void append(std::string& to, words pieces) {
  for (const std::string_view piece : pieces) to.append(piece);
}
inline std::string joined(words pieces) {
  std::string text;
  append(text, pieces);
  return text;
}

// A whole number of at most 64 bits, in decimal digits.
class digits {
 public:
  explicit digits(std::integral auto number) noexcept : end_(std::to_chars(text_, text_ + sizeof text_, number).ptr) {}
  digits(const digits&) = delete;
  digits& operator=(const digits&) = delete;

  operator std::string_view() const noexcept {  // NOLINT(google-explicit-constructor): a piece among words
    return {text_, static_cast<std::size_t>(end_ - text_)};
  }

 private:
  char text_[20];
  const char* end_;
};

}  // namespace fhirops::detail
