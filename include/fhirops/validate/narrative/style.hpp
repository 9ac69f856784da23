#pragma once
// The declarations that the style of a narrative may contain (https://www.w3.org/TR/css-syntax-3/): properties that only format,
// without URLs, and with no functions except those that only compute.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/decode.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/validate/narrative/characters.hpp"
#include "fhirops/validate/narrative/display_markup.hpp"

namespace fhirops::detail {

// Without vendor prefixes such as -webkit-. Sorted.
// clang-format off
inline constexpr std::string_view style_properties[] = {
    "align-content", "align-items", "align-self", "aspect-ratio", "background", "background-attachment",
    "background-clip", "background-color", "background-image", "background-origin", "background-position",
    "background-position-x", "background-position-y", "background-repeat", "background-size", "block-size", "border",
    "border-block", "border-block-end", "border-block-start", "border-bottom", "border-bottom-color",
    "border-bottom-left-radius", "border-bottom-right-radius", "border-bottom-style", "border-bottom-width",
    "border-collapse", "border-color", "border-inline", "border-inline-end", "border-inline-start", "border-left",
    "border-left-color", "border-left-style", "border-left-width", "border-radius", "border-right",
    "border-right-color", "border-right-style", "border-right-width", "border-spacing", "border-style", "border-top",
    "border-top-color", "border-top-left-radius", "border-top-right-radius", "border-top-style", "border-top-width",
    "border-width", "bottom", "box-align", "box-decoration-break", "box-shadow", "box-sizing", "break-after",
    "break-before", "break-inside", "caption-side", "clear", "clip", "color", "color-adjust", "column-count",
    "column-fill", "column-gap", "column-rule", "column-rule-color", "column-rule-style", "column-rule-width",
    "column-span", "column-width", "columns", "counter-increment", "counter-reset", "cursor", "direction", "display",
    "empty-cells", "flex", "flex-basis", "flex-direction", "flex-flow", "flex-grow", "flex-shrink", "flex-wrap",
    "float", "font", "font-family", "font-feature-settings", "font-kerning", "font-size", "font-size-adjust",
    "font-smoothing", "font-stretch", "font-style", "font-variant", "font-variant-caps", "font-variant-ligatures",
    "font-variant-numeric", "font-weight", "gap", "grid", "grid-area", "grid-auto-columns", "grid-auto-flow",
    "grid-auto-rows", "grid-column", "grid-column-end", "grid-column-gap", "grid-column-start", "grid-gap", "grid-row",
    "grid-row-end", "grid-row-gap", "grid-row-start", "grid-template", "grid-template-areas", "grid-template-columns",
    "grid-template-rows", "height", "hyphens", "inline-size", "inset", "justify-content", "justify-items",
    "justify-self", "layout-grid-mode", "left", "letter-spacing", "line-break", "line-height", "list-style",
    "list-style-position", "list-style-type", "margin", "margin-block", "margin-block-end", "margin-block-start",
    "margin-bottom", "margin-inline", "margin-inline-end", "margin-inline-start", "margin-left", "margin-right",
    "margin-top", "max-block-size", "max-height", "max-inline-size", "max-width", "min-block-size", "min-height",
    "min-inline-size", "min-width", "object-fit", "object-position", "opacity", "order", "orphans", "outline",
    "outline-color", "outline-offset", "outline-style", "outline-width", "overflow", "overflow-wrap", "overflow-x",
    "overflow-y", "padding", "padding-block", "padding-block-end", "padding-block-start", "padding-bottom",
    "padding-inline", "padding-inline-end", "padding-inline-start", "padding-left", "padding-right", "padding-top",
    "page-break-after", "page-break-before", "page-break-inside", "place-content", "place-items", "place-self",
    "position", "print-color-adjust", "punctuation-wrap", "quotes", "resize", "right", "row-gap", "ruby-align",
    "ruby-position", "tab-interval", "tab-size", "tab-stops", "table-layout", "text-align", "text-align-last",
    "text-autospace", "text-decoration", "text-decoration-color", "text-decoration-line", "text-decoration-skip-ink",
    "text-decoration-style", "text-decoration-thickness", "text-emphasis", "text-fill-color", "text-indent",
    "text-justify", "text-justify-trim", "text-kashida", "text-orientation", "text-overflow", "text-rendering",
    "text-shadow", "text-size-adjust", "text-stroke-width", "text-transform", "text-underline-offset",
    "text-underline-position", "top", "transform", "transform-origin", "unicode-bidi", "user-select", "vertical-align",
    "visibility", "white-space", "widows", "width", "word-break", "word-spacing", "word-wrap", "writing-mode",
    "z-index", "zoom"};
inline constexpr std::string_view style_functions[] = {
    "calc", "clamp", "color", "conic-gradient", "counter", "counters", "fit-content", "hsl", "hsla", "hwb", "inset",
    "lab", "lch", "linear-gradient", "matrix", "max", "min", "minmax", "oklab", "oklch", "radial-gradient", "rect",
    "repeat", "repeating-linear-gradient", "repeating-radial-gradient", "rgb", "rgba", "rotate", "scale", "scalex",
    "scaley", "skew", "skewx", "skewy", "translate", "translatex", "translatey", "var"};
// clang-format on

// Reads the declarations once. Comments separate words, escapes are decoded, and whatever is not known is refused, so it does not
// matter which syntax errors a browser tolerates.
// A template, so that only units that use it compile it.
template <class = void>
class basic_style_check {
 public:
  // References in `text` have been resolved.
  explicit basic_style_check(std::string_view text) : text_(text) {
    while (fault_.empty() && at_ < text_.size()) declaration();
  }

  // What is not allowed; empty if everything is.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

 private:
  void declaration() {
    std::string property;
    bool has_property = false;
    std::size_t words_before = 0;
    std::size_t open = 0;
    bool after_word = false;
    while (fault_.empty() && skip_space() && at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ';') {
        if (open > 0) return refuse(";");
        ++at_;
        return;
      }
      if (is_word(c)) {
        const bool function = word();
        // Only a minus or a number may precede a parenthesis; a name would be that of a function.
        after_word =
            std::any_of(word_.begin(), word_.end(), [](char each) { return !is_digit(each) && each != '-' && each != '+'; });
        if (function && (!has_property || !is_in_list(style_functions, word_))) return refuse(word_ + '(');
        if (has_property && property == "position" && (word_ == "fixed" || word_.ends_with("sticky")))
          return refuse("position:" + word_);
        if (!has_property && words_before++ == 0) property = word_;
        if (function) ++open, ++at_, after_word = false;
        continue;
      }
      if (c == ':' && !has_property) {
        if (words_before != 1 || !is_property(property)) return refuse(property + ':');
        has_property = true;
        ++at_;
      } else if (c == '"' || c == '\'') {
        string();
      } else if (c == '(' && open > 0 && !after_word) {
        ++open;
        ++at_;
      } else if (c == ')' && open > 0) {
        --open;
        ++at_;
      } else if (has_property ? c == ',' || c == '/' || c == '!' || c == '*' || c == '=' : c == '=') {
        if (!has_property) ++words_before;
        ++at_;
      } else {
        return refuse(text_.substr(at_, 1));
      }
      after_word = false;
    }
  }

  static bool is_property(std::string_view name) {
    // Properties of Microsoft Office, which browsers ignore.
    if (name.starts_with("mso-")) return true;
    for (const std::string_view vendor : {"-webkit-", "-moz-", "-ms-", "-o-"})
      if (name.starts_with(vendor)) {
        name.remove_prefix(vendor.size());
        break;
      }
    return is_in_list(style_properties, name);
  }
  template <std::size_t N>
  static bool is_in_list(const std::string_view (&list)[N], std::string_view name) {
    return std::binary_search(std::begin(list), std::end(list), name);
  }

  // Skips white space and comments; returns false if a comment does not end.
  bool skip_space() {
    while (at_ < text_.size()) {
      if (is_space(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_).starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return refuse("/*"), false;
        at_ = end + 2;
      } else {
        break;
      }
    }
    return true;
  }

  static bool is_plain(char c) noexcept {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  }
  static bool is_word(char c) noexcept { return is_plain(c) || c == '#' || c == '.' || c == '%' || c == '+' || c == '\\'; }
  // Reads a word into `word_`, in lower case; returns whether it is the name of a function.
  bool word() {
    word_.clear();
    while (at_ < text_.size() && is_word(text_[at_]))
      if (!character()) return false;
    return at_ < text_.size() && text_[at_] == '(';
  }
  // Reads a character or an escape. An escape of a character that does not need one is refused: it is meant to deceive.
  bool character() {
    const std::size_t begin = at_;
    if (text_[at_] != '\\') {
      const char c = text_[at_++];
      word_ += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
      return true;
    }
    ++at_;
    std::uint32_t number = 0;
    std::size_t digits = 0;
    for (; digits < 6 && at_ < text_.size() && is_hex(text_[at_]); ++at_, ++digits)
      number = number * 16 + static_cast<std::uint32_t>(is_digit(text_[at_]) ? text_[at_] - '0' : (text_[at_] | 0x20) - 'a' + 10);
    if (digits == 0 && at_ < text_.size()) {
      const code_point next = code_point_at(text_, at_);
      number = next.value;
      at_ += next.length;
    } else if (at_ < text_.size() && is_space(text_[at_])) {
      at_ += text_.substr(at_).starts_with("\r\n") ? 2U : 1U;
    }
    if (number < 0x80 ? !is_plain(static_cast<char>(number)) : !is_xml_character(number))
      return refuse(text_.substr(begin, at_ - begin)), false;
    if (number < 0x80)
      word_ += is_upper(static_cast<char>(number)) ? static_cast<char>(number - 'A' + 'a') : static_cast<char>(number);
    else
      append_utf8(word_, number);
    return true;
  }
  // Reads a string, such as the name of a font. It must not contain characters with a meaning elsewhere in CSS or in a URL.
  void string() {
    const char quote = text_[at_++];
    word_.clear();
    for (;;) {
      if (at_ == text_.size()) return refuse({&quote, 1});
      const char c = text_[at_];
      if (c == quote) break;
      // As in "Calibri (Body)", which Microsoft Office writes.
      const bool of_office = text_.substr(at_).starts_with("(Body)") || text_.substr(at_).starts_with("(Headings)");
      if (std::string_view("(:;@<>{}\n\r\f").find(c) != std::string_view::npos && !of_office) return refuse({&c, 1});
      if (!character()) return;
    }
    ++at_;
  }

  void refuse(std::string_view what) { fault_ = display_markup(what); }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string word_;
  std::string fault_;
};
using style_check = basic_style_check<>;

}  // namespace fhirops::detail
