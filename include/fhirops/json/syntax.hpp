#pragma once
// Explains why a text is not JSON (RFC 8259) to the person who has to correct it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

struct syntax_fault {
  std::size_t offset;  // in bytes from the start of the text
  std::string text;
};

// Explains a fault that a parser found at an offset, by the token there, the one before it, and the innermost open object or
// array. Takes time linear in the offset.
// A template, so that only units that use it compile it.
template <class = void>
class basic_syntax_explainer {
 public:
  basic_syntax_explainer(std::string_view text, std::size_t offset)
      : text_(text), offset_(offset < text.size() ? offset : text.size()) {}

  [[nodiscard]] syntax_fault explain() {
    if (find_begin()) return fault_of_begin();
    find_context();
    if (inside_string_) return {offset_, fault_in_string()};
    if (offset_ == text_.size()) return {offset_, fault_of_end()};
    const char c = text_[offset_];
    if (c == '\0') return {offset_, "a NUL byte: remove it, or send the text as UTF-8"};
    if (c == '/' || c == '#') return {offset_, "comments are not JSON: remove them"};
    if (inside_scalar_ || expects_value()) return fault_of_value(c);
    if (open_.empty()) return {offset_, fault_after_document(c)};
    if (last_ == token::begin_object || (last_ == token::comma && in_object())) return fault_of_key(c);
    if (last_ == token::string && last_is_key_) return {offset_, fault_of_colon(c)};
    return {offset_, fault_after_value(c)};
  }

 private:
  // Determines whether the fault is at the first byte that is not white space.
  bool find_begin() noexcept {
    scanner tokens(text_, text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const token first = tokens.next();
    begin_ = tokens.begin();
    return first == token::end || tokens.begin() >= offset_;
  }
  [[nodiscard]] syntax_fault fault_of_begin() const {
    if (begin_ == text_.size()) return {begin_, "the document is empty: expected a JSON object"};
    const std::string_view rest = text_.substr(begin_);
    if (rest.starts_with('<')) return {begin_, "this begins with \"<\": HTML or XML, not JSON"};
    if (rest.starts_with('\0') || rest.starts_with("\xFF\xFE") || rest.starts_with("\xFE\xFF"))
      return {begin_, "this is not UTF-8 (it looks like UTF-16): FHIR's JSON is UTF-8"};
    if (rest.starts_with('/') || rest.starts_with('#')) return {begin_, "comments are not JSON: remove them"};
    if (rest.starts_with("PK") || rest.starts_with("\x1F\x8B"))
      return {begin_, "this is compressed data, not JSON: decompress it first"};
    return {begin_, joined({"this begins with ", quoted_part(rest), ": expected a JSON object, which begins with \"{\""})};
  }

  // Reads the tokens up to and including the one at the fault.
  void find_context() {
    scanner tokens(text_, begin_);
    for (;;) {
      const token t = tokens.next();
      if (t == token::end || tokens.begin() >= offset_) {
        // RapidJSON usually gives the offset of the token. If it gives that of the white space before it, moves on to the token.
        if (t != token::end && tokens.begin() > offset_) offset_ = tokens.begin();
        return;
      }
      if (tokens.end() > offset_ || t == token::bad) {
        token_ = tokens.begin();
        inside_string_ = t == token::string || t == token::bad;
        inside_scalar_ = t == token::scalar;
        return;
      }
      if (t == token::scalar && tokens.end() == offset_ && !is_json_scalar(tokens.slice())) {
        token_ = tokens.begin();
        inside_scalar_ = true;
        return;
      }
      take(t, tokens);
    }
  }
  void take(token t, const scanner& tokens) {
    if (t == token::string) last_is_key_ = in_object() && (last_ == token::begin_object || last_ == token::comma);
    if (t == token::begin_object || t == token::begin_array) open_.push_back(tokens.begin());
    if ((t == token::end_object || t == token::end_array) && !open_.empty()) open_.pop_back();
    last_ = t;
    last_at_ = tokens.begin();
    last_text_ = tokens.slice();
  }
  [[nodiscard]] bool in_object() const noexcept { return !open_.empty() && text_[open_.back()] == '{'; }
  [[nodiscard]] bool expects_value() const noexcept {
    return last_ == token::colon || (!open_.empty() && !in_object() && (last_ == token::begin_array || last_ == token::comma));
  }

  // --- strings

  [[nodiscard]] std::string fault_in_string() const {
    if (offset_ >= text_.size()) return "the text ends inside a string: it was cut off, or a closing quotation mark is missing";
    const char c = text_[offset_];
    if (c == '\\') return fault_of_escape(text_.substr(offset_));
    if (c == '\0') return "a NUL byte in a string: remove it";
    if (c == '\n' || c == '\r') return "a line break in a string: write \\n, or close the string with a quotation mark before it";
    if (c == '\t') return "a tab in a string: write \\t";
    if (static_cast<unsigned char>(c) < 0x20) return joined({"the control character ", unicode(c), " in a string: remove it"});
    return "the text ends inside a string: it was cut off, or a closing quotation mark is missing";
  }
  static std::string fault_of_escape(std::string_view escape) {
    if (escape.size() < 2) return "the text ends inside a string: it was cut off";
    if (escape[1] != 'u')
      return joined({quoted_part(escape.substr(0, 2)), " is not an escape of JSON: write \\\\ for a backslash"});
    const std::string_view whole_escape = escape.substr(0, 6);
    for (std::size_t i = 2; i < 6; ++i)
      if (i >= escape.size() || !is_hex(escape[i]))
        return joined(
            {quoted_part(whole_escape.substr(0, i + 1)), " is not an escape of JSON: \\u needs four hexadecimal digits"});
    return joined({quoted_part(whole_escape), " is half of a surrogate pair: the other half must follow it"});
  }
  static std::string unicode(char c) { return code_point_name(static_cast<unsigned char>(c)); }

  // --- values

  [[nodiscard]] syntax_fault fault_of_value(char c) const {
    if (!inside_scalar_) {
      if (c == ',' && last_ == token::comma) return {offset_, "two commas in a row: remove one"};
      if (c == ',') return {offset_, last_ == token::colon ? value_missing() : "a comma before the first item: remove it"};
      if (c == ':') return {offset_, "a colon where a value is expected: remove it, or use an object"};
      if (c == '}' || c == ']') {
        if (last_ == token::comma) return {last_at_, joined({"a comma before \"", {&c, 1}, "\": remove it"})};
        return {offset_, last_ == token::colon ? value_missing() : mismatched(c)};
      }
    }
    const std::size_t begin = inside_scalar_ ? token_ : offset_;
    std::size_t end = begin + 1;
    while (end < text_.size() && !is_separator(text_[end])) ++end;
    return {offset_, fault_of_word(text_.substr(begin, end - begin))};
  }
  static bool is_separator(char c) noexcept {
    return is_json_space(c) || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']' || c == '"';
  }
  static std::string fault_of_word(std::string_view word) {
    if (word.starts_with('\'')) return "a string in single quotes: JSON's strings are in double quotes";
    const std::string name = quoted_part(word);
    if (is_digit(word[0]) || word[0] == '-' || word[0] == '+' || word[0] == '.') return fault_of_number(word, name);
    for (const std::string_view right : {"true", "false"})
      if (same_letters(word, right)) return joined({name, " is not a JSON value: write ", right});
    if (same_letters(word, "null") || same_letters(word, "none") || same_letters(word, "nil") || same_letters(word, "undefined"))
      return joined({name, " is not a JSON value: leave the element out"});
    if (same_letters(word, "nan") || same_letters(word, "infinity") || same_letters(word, "inf"))
      return joined({name, " is not a JSON number: leave the element out"});
    if (std::string_view("true").starts_with(word) || std::string_view("false").starts_with(word) ||
        std::string_view("null").starts_with(word))
      return joined({name, " is not a JSON value: it was cut off"});
    return joined({name, " is not a JSON value: strings are in double quotes"});
  }
  static std::string fault_of_number(std::string_view word, const std::string& name) {
    if (word[0] == '+') return joined({name, " is not a JSON number: write it without the plus sign"});
    const std::string_view number = word.substr(word[0] == '-' ? 1 : 0);
    if (number.starts_with('.')) return joined({name, " is not a JSON number: write a zero before the point"});
    if (number.size() > 1 && number[0] == '0' && is_digit(number[1]))
      return joined({name, " is not a JSON number: remove the leading zero"});
    if (same_letters(number, "infinity") || same_letters(number, "nan"))
      return joined({name, " is not a JSON number: leave the element out"});
    std::size_t digits = 0;
    while (digits < number.size() && is_digit(number[digits])) ++digits;
    if (digits == 0) return joined({name, " is not a JSON number: digits are missing"});
    const std::string_view rest = number.substr(digits);
    if (rest.starts_with('.') && (rest.size() == 1 || !is_digit(rest[1])))
      return joined({name, " is not a JSON number: digits are missing after the point"});
    if (rest.ends_with('e') || rest.ends_with('E') || rest.ends_with('-') || rest.ends_with('+'))
      return joined({name, " is not a JSON number: digits are missing after the exponent"});
    return joined({name, " is not a JSON number: put it in double quotes if it is a string"});
  }
  [[nodiscard]] std::string value_missing() const { return "a value is missing after the colon"; }

  // --- members

  [[nodiscard]] syntax_fault fault_of_key(char c) const {
    if (c == '}') return {last_at_, "a comma before \"}\": remove it"};
    if (c == ',')
      return {offset_, last_ == token::comma ? "two commas in a row: remove one" : "a comma before the first member: remove it"};
    if (c == '\'') return {offset_, "a name in single quotes: names are in double quotes"};
    if (c == ']') return {offset_, mismatched(c)};
    std::size_t end = offset_;
    while (end < text_.size() && !is_separator(text_[end])) ++end;
    if (end > offset_)
      return {offset_, joined({"the name ", quoted_part(text_.substr(offset_, end - offset_)), " must be in double quotes"})};
    return {offset_,
            joined({quoted_part(text_.substr(offset_, 1)), " where the name of a member is expected, in double quotes"})};
  }
  [[nodiscard]] std::string fault_of_colon(char c) const {
    const std::string name = quoted_part(last_text_.substr(1, last_text_.size() - 2));
    if (c == '}' || c == ',' || c == ']') return joined({name, " has no value: write a colon and the value after the name"});
    return joined({"a colon is missing after the name ", name});
  }
  [[nodiscard]] std::string fault_after_value(char c) const {
    if (c == '}' || c == ']') return mismatched(c);
    if (c == ':') return "a colon after a value: remove it";
    if (c == '"' || c == '{' || c == '[' || is_digit(c) || c == '-' || c == 't' || c == 'f' || c == 'n')
      return joined({"a comma is missing before ", quoted_part(token_at(offset_))});
    return joined({quoted_part(token_at(offset_)),
                   in_object() ? " where a comma or \"}\" is expected" : " where a comma or \"]\" is expected"});
  }
  [[nodiscard]] std::string mismatched(char c) const {
    return joined({"\"",
                   {&c, 1},
                   "\" where ",
                   in_object() ? "\"}\"" : "\"]\"",
                   " is expected: ",
                   in_object() ? "the object that begins" : "the array that begins",
                   " at byte ",
                   digits(open_.back()),
                   " is still open"});
  }

  // --- the end

  [[nodiscard]] std::string fault_of_end() const {
    if (open_.empty()) return "the text ends before the document does: it was cut off";
    return joined({"the text ends inside ", in_object() ? "the object that begins" : "the array that begins", " at byte ",
                   digits(open_.back()), ": it was cut off, or ", in_object() ? "\"}\"" : "\"]\"", " is missing"});
  }
  [[nodiscard]] std::string fault_after_document(char c) const {
    if (c == '{' || c == '[') return "a second document begins here: one text holds one resource";
    if (c == '}' || c == ']' || c == ',') return joined({"\"", {&c, 1}, "\" after the end of the document: remove it"});
    return joined({quoted_part(token_at(offset_)), " after the end of the document: remove it"});
  }

  // --- quoting

  [[nodiscard]] std::string_view token_at(std::size_t from) const noexcept {
    scanner tokens(text_, from);
    const token t = tokens.next();
    return t == token::end ? std::string_view() : t == token::string ? tokens.inner() : tokens.slice();
  }
  // Puts a part of the text in quotation marks; it is cut if it is long, and before a byte that is not printable ASCII.
  static std::string quoted_part(std::string_view text) {
    constexpr std::size_t longest = 40;
    std::size_t size = 0;
    while (size < text.size() && size < longest && text[size] >= 0x20 && text[size] < 0x7F) ++size;
    if (size == 0 && !text.empty()) return joined({"the byte 0x", unicode(text[0]).substr(4)});
    return joined({"\"", text.substr(0, size), size < text.size() ? "...\"" : "\""});
  }

  std::string_view text_;
  std::size_t offset_;
  std::size_t begin_ = 0;
  std::vector<std::size_t> open_;  // offsets of the open objects and arrays
  token last_ = token::end;        // the token before the current one
  std::size_t last_at_ = 0;
  std::string_view last_text_;
  bool last_is_key_ = false;
  bool inside_string_ = false;  // the fault is in the token at token_
  bool inside_scalar_ = false;
  std::size_t token_ = 0;
};
using syntax_explainer = basic_syntax_explainer<>;

}  // namespace fhirops::detail
