#pragma once
// Builds text from pieces, such as the text of an issue. Not inlined: messages are rare, and have many pieces.

#include <charconv>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/attributes.hpp"

namespace fhirops::detail {

using text_pieces = std::initializer_list<std::string_view>;

[[gnu::noinline]] inline void append(std::string& to, text_pieces pieces) {
  for (const std::string_view piece : pieces) to.append(piece);
}
inline std::string joined(text_pieces pieces) {
  std::string text;
  append(text, pieces);
  return text;
}

// The largest number of bytes that an issue shows of a name, or of another text of the document.
inline constexpr std::size_t longest_name_in_issue = 200;

// The part of a text that an issue shows. Well-formed UTF-8 stays well-formed.
class shortened_name {
 public:
  explicit shortened_name(std::string_view text) noexcept : text_(text), cut_(text.size() > longest_name_in_issue) {
    if (!cut_) return;
    std::size_t end = longest_name_in_issue;
    for (int back = 0; back < 3 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U; ++back) --end;
    text_ = text.substr(0, end);
  }
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] bool is_cut() const noexcept { return cut_; }
  // `...` if the text was cut.
  [[nodiscard]] std::string_view rest() const noexcept { return cut_ ? "..." : ""; }
  [[nodiscard]] std::string str() const { return joined({text_, rest()}); }

 private:
  std::string_view text_;
  bool cut_;
};

// `a ` or `an `, to precede the name of a type.
constexpr std::string_view article_of(std::string_view type) noexcept {
  if (type.starts_with("un")) return "an ";  // unsignedInt; a uri, a uuid
  return std::string_view("aeioAEIO").find(type.empty() ? 'x' : type[0]) == std::string_view::npos ? "a " : "an ";
}

// A list of choices: `a, b or c`.
class choices_text {
 public:
  void add(std::string text) {
    if (!last_.empty()) append(all_, {all_.empty() ? "" : ", ", last_});
    last_ = std::move(text);
  }
  [[nodiscard]] std::string text() const { return all_.empty() ? last_ : joined({all_, " or ", last_}); }

 private:
  std::string all_;
  std::string last_;
};

// An integer of at most 64 bits in decimal digits.
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
