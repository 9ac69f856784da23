#pragma once
// Splits a JSON text (RFC 8259) into tokens, as slices of the text. For text that is kept or searched; to read values, the
// library uses RapidJSON.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/utf8.hpp"
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
  scalar = 's',  // a number, true, false or null: anything else between separators
  end = 'e',
  bad = 'b'
};

class scanner {
 public:
  explicit scanner(std::string_view text, std::size_t from = 0) noexcept : text_(text), end_(from) {}

  // Advances to the next token; `slice()` returns its characters.
  token next() noexcept {
    begin_ = end_;
    while (begin_ < text_.size() && is_json_space(text_[begin_])) ++begin_;
    end_ = begin_;
    if (begin_ == text_.size()) return token::end;
    const char c = text_[begin_];
    ++end_;
    if (is_punctuation(c)) return static_cast<token>(c);
    if (c == '"') return string();
    while (end_ < text_.size() && !is_json_space(text_[end_]) && !is_punctuation(text_[end_]) && text_[end_] != '"') ++end_;
    return token::scalar;
  }
  [[nodiscard]] std::string_view slice() const noexcept { return text_.substr(begin_, end_ - begin_); }
  // The text between the quotes of a string, escapes not decoded.
  [[nodiscard]] std::string_view inner() const noexcept { return text_.substr(begin_ + 1, end_ - begin_ - 2); }
  [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }

  // Skips the rest of a value whose first token is `first`. False if the text ends before the value does.
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
  static bool is_punctuation(char c) noexcept { return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ','; }
  token string() noexcept {
    const char* const end = text_.data() + text_.size();
    const char* const quote = string_end(text_.data() + end_, end);
    end_ = static_cast<std::size_t>((quote == nullptr ? end : quote + 1) - text_.data());
    return quote == nullptr ? token::bad : token::string;
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_;
};

// Whether a slice is a number, `true`, `false` or `null`.
inline bool is_json_scalar(std::string_view slice) noexcept {
  return slice == "true" || slice == "false" || slice == "null" || split_decimal(slice).ok;
}

// Whether the quoted slice is a string that FHIR allows (see checked_string_end).
inline bool is_json_string(std::string_view slice) noexcept {
  bool escaped = false;
  const char* const end = slice.data() + slice.size();
  return slice.size() > 1 && checked_string_end(slice.data() + 1, end, escaped) == end - 1;
}

// Replaces everything that FHIR does not allow in strings by U+FFFD: ill-formed sequences, U+0000 and lone surrogates.
inline std::string repaired_json(std::string_view json) {
  std::string text = repaired(json);
  for (std::size_t i = text.find('\\'); i != std::string::npos; i = text.find('\\', i)) {
    const std::string_view rest = std::string_view(text).substr(i);
    const std::size_t length = unicode_escape(rest);
    const bool replace = length == 0 && escaped_unit(rest) != no_unit;
    if (replace) text.replace(i, 6, "\xEF\xBF\xBD");
    i += replace ? 3 : length > 0 ? length : 2;
  }
  return text;
}

}  // namespace fhirops::detail
