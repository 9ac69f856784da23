#pragma once
// The invariants of Narrative (https://hl7.org/fhir/R4/narrative.html): which XHTML R4 allows.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "fhirops/datatype/narrative.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

// Chapters 7 to 11 (not 9.4) and 15 of HTML 4.0, without what is deprecated there. Sorted.
inline constexpr std::string_view xhtml_elements[] = {
    "a", "abbr", "acronym", "address", "area", "b", "bdo", "big", "blockquote", "br", "caption", "cite", "code",
    "col", "colgroup", "dd", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "kbd", "li", "map", "ol", "p", "pre", "q", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "tt", "ul", "var"};
inline constexpr std::string_view xhtml_attributes[] = {
    "abbr", "accesskey", "align", "alt", "axis", "border", "cellpadding", "cellspacing", "char", "charoff",
    "charset", "cite", "class", "colspan", "coords", "dir", "frame", "headers", "height", "href", "hreflang", "id",
    "idref", "ismap", "lang", "longdesc", "name", "nohref", "nowrap", "rel", "rev", "rowspan", "rules", "scope",
    "shape", "span", "src", "start", "style", "summary", "tabindex", "title", "type", "usemap", "valign", "value",
    "width", "xml:base", "xml:lang", "xml:space", "xmlns"};

// A walk through the markup; what it finds is in its members. It looks at tags, attributes and how they
// nest, and does not replace an XML parser.
class xhtml_check {
 public:
  explicit xhtml_check(std::string_view text) : text_(text) { allowed = document() && allowed; }

  bool allowed = true;  // one div, well-formed, of the elements and attributes that R4 allows
  bool content = false;  // text that is not white space, or an image

 private:
  bool document() {
    skip_space();
    if (!text_.substr(at_).starts_with("<div")) return false;
    while (at_ < text_.size()) {
      if (text_[at_] == '<' ? !markup() : !characters()) return false;
      if (open_.empty()) break;
    }
    skip_space();
    return open_.empty() && at_ == text_.size();
  }

  bool markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) return past("-->");
    if (rest.starts_with("<![CDATA[")) return past("]]>");
    return rest.starts_with("</") ? end_tag() : start_tag();
  }
  bool characters() {
    for (; at_ < text_.size() && text_[at_] != '<'; ++at_) {
      if (!is_space(text_[at_])) content = true;
      if (text_[at_] == '&' && !reference()) return false;
    }
    return true;
  }
  // &name; or &#123; or &#xAF;
  bool reference() {
    const std::size_t end = text_.find(';', at_);
    if (end == std::string_view::npos || end < at_ + 2 || end > at_ + 32) return false;
    for (std::size_t i = at_ + 1; i < end; ++i)
      if (!is_letter(text_[i]) && !is_digit(text_[i]) && !(text_[i] == '#' && i == at_ + 1)) return false;
    at_ = end;
    return true;
  }

  bool start_tag() {
    ++at_;
    const std::string_view tag = name();
    if (tag.empty()) return false;
    allowed = allowed && std::binary_search(std::begin(xhtml_elements), std::end(xhtml_elements), tag);
    if (tag == "img") content = true;
    bool in_xhtml = !open_.empty();
    for (;;) {
      const bool space = skip_space();
      if (at_ == text_.size()) return false;
      if (text_[at_] == '>' || text_.substr(at_).starts_with("/>")) break;
      if (!space || !attribute(in_xhtml)) return false;
    }
    allowed = allowed && in_xhtml;
    if (text_[at_] == '/')
      at_ += 2;
    else
      ++at_, open_.push_back(tag);
    return true;
  }
  bool end_tag() {
    at_ += 2;
    if (open_.empty() || name() != open_.back()) return false;
    open_.pop_back();
    skip_space();
    return take('>');
  }
  bool attribute(bool& in_xhtml) {
    const std::string_view key = name();
    skip_space();
    if (key.empty() || !take('=')) return false;
    skip_space();
    if (at_ == text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return false;
    const char quote = text_[at_++];
    const std::size_t begin = at_;
    for (; at_ < text_.size() && text_[at_] != quote; ++at_)
      if (text_[at_] == '<' || (text_[at_] == '&' && !reference())) return false;
    const std::string_view value = text_.substr(begin, at_ - begin);
    if (!take(quote)) return false;
    if (key == "xmlns") in_xhtml = value == "http://www.w3.org/1999/xhtml";
    const bool link = key == "href" || key == "src";
    allowed = allowed && std::binary_search(std::begin(xhtml_attributes), std::end(xhtml_attributes), key) &&
              !(link && is_script(value));
    return true;
  }

  static bool is_script(std::string_view url) noexcept {
    constexpr std::string_view scheme = "script:";
    while (!url.empty() && is_space(url[0])) url.remove_prefix(1);
    url = url.substr(0, url.find(':') == std::string_view::npos ? 0 : url.find(':') + 1);
    if (url.size() < scheme.size()) return false;
    url.remove_prefix(url.size() - scheme.size());
    for (std::size_t i = 0; i < scheme.size(); ++i)
      if ((is_upper(url[i]) ? url[i] - 'A' + 'a' : url[i]) != scheme[i]) return false;
    return true;
  }
  std::string_view name() noexcept {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) || text_[at_] == ':' ||
                                  text_[at_] == '-' || text_[at_] == '_' || text_[at_] == '.'))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }
  bool skip_space() noexcept {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    return at_ > begin;
  }
  bool take(char c) noexcept { return at_ < text_.size() && text_[at_] == c && (++at_, true); }
  bool past(std::string_view end) noexcept {
    const std::size_t found = text_.find(end, at_);
    if (found == std::string_view::npos) return false;
    at_ = found + end.size();
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;
};

template <Storage S>
bool txt_1(const Narrative<S>& narrative) {
  return narrative.div.empty() || xhtml_check(narrative.div).allowed;
}
template <Storage S>
bool txt_2(const Narrative<S>& narrative) {
  if (narrative.div.empty()) return true;
  const xhtml_check div(narrative.div);
  return div.content || !div.allowed;  // what is no XHTML is told by txt-1
}

}  // namespace fhirops::detail
