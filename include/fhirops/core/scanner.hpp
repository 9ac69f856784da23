#pragma once
// The tokens of a JSON text, as slices of it: for text that is kept or searched, not read into a
// value (RFC 8259). The reader proper is RapidJSON's.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/decimal.hpp"

namespace fhirops::detail {

enum class token : std::uint8_t {
  begin_object = '{',
  end_object = '}',
  begin_array = '[',
  end_array = ']',
  colon = ':',
  comma = ',',
  string = '"',
  scalar = 's',  // a number, true, false, null: anything else that stands between separators
  end = 'e',
  bad = 'b'
};

class scanner {
 public:
  explicit scanner(std::string_view text, std::size_t from = 0) noexcept : text_(text), end_(from) {}

  // The next token; its characters are `slice()`.
  token next() noexcept {
    begin_ = end_;
    while (begin_ < text_.size() && is_white(text_[begin_])) ++begin_;
    end_ = begin_;
    if (begin_ == text_.size()) return token::end;
    const char c = text_[begin_];
    ++end_;
    if (is_punctuation(c)) return static_cast<token>(c);
    if (c == '"') return string();
    while (end_ < text_.size() && !is_white(text_[end_]) && !is_punctuation(text_[end_]) && text_[end_] != '"')
      ++end_;
    return token::scalar;
  }
  [[nodiscard]] std::string_view slice() const noexcept { return text_.substr(begin_, end_ - begin_); }
  // What stands between the quotes of a string, escapes and all.
  [[nodiscard]] std::string_view inner() const noexcept { return text_.substr(begin_ + 1, end_ - begin_ - 2); }
  [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }

  // Having taken the first token of a value: goes to the end of that value. False where there is none.
  bool skip(token first) noexcept {
    if (first == token::string || first == token::scalar) return true;
    if (first != token::begin_object && first != token::begin_array) return false;
    for (std::size_t depth = 1; depth > 0;) {
      const token t = next();
      if (t == token::begin_object || t == token::begin_array)
        ++depth;
      else if (t == token::end_object || t == token::end_array)
        --depth;
      else if (t == token::end || t == token::bad)
        return false;
    }
    return true;
  }

 private:
  static bool is_white(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  static bool is_punctuation(char c) noexcept {
    return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',';
  }
  token string() noexcept {
    for (; end_ < text_.size(); ++end_) {
      if (text_[end_] == '"') return ++end_, token::string;
      if (text_[end_] == '\\') ++end_;
    }
    end_ = text_.size();
    return token::bad;
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_;
};

// Whether a slice is a number, `true`, `false` or `null`.
inline bool is_json_scalar(std::string_view slice) noexcept {
  return slice == "true" || slice == "false" || slice == "null" || split_decimal(slice).ok;
}

// Whether the quoted slice has only whole escapes and no control characters.
inline bool is_json_string(std::string_view slice) noexcept {
  for (std::size_t i = 1; i + 1 < slice.size(); ++i) {
    if (static_cast<unsigned char>(slice[i]) < 0x20) return false;
    if (slice[i] != '\\') continue;
    ++i;
    if (std::string_view("\"\\/bfnrt").find(slice[i]) != std::string_view::npos) continue;
    if (slice[i] != 'u' || i + 5 >= slice.size()) return false;
    for (std::size_t digits = 0; digits < 4; ++digits) {
      const char c = slice[++i];
      if (!is_digit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) return false;
    }
  }
  return find_ill_formed(slice) == std::string_view::npos;
}

// Whether the text is one JSON value and nothing else, in UTF-8. Without recursion.
inline bool is_json(std::string_view text) {
  scanner tokens(text);
  std::string nesting;
  enum class expect : std::uint8_t { value, value_or_end, key, key_or_end, colon, comma_or_end } next = expect::value;
  for (;;) {
    const token t = tokens.next();
    const bool value = next == expect::value || next == expect::value_or_end;
    switch (t) {
      case token::begin_object:
      case token::begin_array:
        if (!value) return false;
        nesting += static_cast<char>(t);
        next = t == token::begin_object ? expect::key_or_end : expect::value_or_end;
        continue;
      case token::end_object:
        if (nesting.empty() || nesting.back() != '{' || (next != expect::key_or_end && next != expect::comma_or_end))
          return false;
        nesting.pop_back();
        break;
      case token::end_array:
        if (nesting.empty() || nesting.back() != '[' || (next != expect::value_or_end && next != expect::comma_or_end))
          return false;
        nesting.pop_back();
        break;
      case token::colon:
        if (next != expect::colon) return false;
        next = expect::value;
        continue;
      case token::comma:
        if (next != expect::comma_or_end || nesting.empty()) return false;
        next = nesting.back() == '{' ? expect::key : expect::value;
        continue;
      case token::string:
        if (!is_json_string(tokens.slice())) return false;
        if (next == expect::key || next == expect::key_or_end) {
          next = expect::colon;
          continue;
        }
        if (!value) return false;
        break;
      case token::scalar:
        if (!value || !is_json_scalar(tokens.slice())) return false;
        break;
      case token::end:
        return nesting.empty() && next == expect::comma_or_end;
      default:
        return false;
    }
    next = expect::comma_or_end;
  }
}

}  // namespace fhirops::detail
