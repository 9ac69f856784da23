#pragma once
// Reads XML 1.0 with namespaces, token by token (https://www.w3.org/TR/xml/, https://www.w3.org/TR/xml-names/). Supports what a
// narrative may contain, which excludes a document type.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/validate/narrative/characters.hpp"
#include "fhirops/validate/narrative/display_markup.hpp"
#include "fhirops/validate/narrative/namespaces.hpp"

namespace fhirops::detail {

enum class xml_token : std::uint8_t { start_tag, end_tag, text, cdata, comment, instruction, end, fault };

// Name and value as they are in the text. References in the value are valid, and not resolved.
struct xml_attribute {
  std::string_view name;
  std::string_view value;
};

// Reads well-formed UTF-8. Time is linear in the text, O(n log n) in the attributes of one tag; memory is linear too. Elements
// may nest as deep as common XML parsers allow.
// A template, so that only units that use it compile it.
template <class = void>
class basic_xml_reader {
 public:
  static constexpr std::size_t max_depth = 256;
  static constexpr std::size_t max_name = 1000;
  static constexpr std::size_t max_digits = 10;  // in a reference

  explicit basic_xml_reader(std::string_view text) : text_(text) {}

  xml_token next() {
    if (empty_element_) close();
    begin_ = at_;
    if (at_ == text_.size()) return finish();
    if (text_[at_] != '<') return characters();
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '<';
    if (next == '/') return end_tag();
    if (next == '!') return declaration();
    return next == '?' ? instruction() : start_tag();
  }

  // The name of a start tag.
  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  [[nodiscard]] std::string_view local_name() const noexcept { return name_.substr(prefixed_ ? name_.find(':') + 1 : 0); }
  [[nodiscard]] const std::vector<xml_attribute>& attributes() const noexcept { return attributes_; }
  [[nodiscard]] std::string_view name_space() const noexcept { return name_space_; }
  // The content of text, CDATA, a comment or an instruction.
  [[nodiscard]] std::string_view content() const noexcept { return content_; }

  [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
  [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
  [[nodiscard]] std::size_t offset_of(std::string_view part) const noexcept {
    return static_cast<std::size_t>(part.data() - text_.data());
  }
  // The message about the fault, with its byte, counted from 1.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }
  xml_token fail(std::size_t at, text_pieces pieces) {
    fault_ = joined(pieces);
    append(fault_, {" (byte ", digits(at + 1), ")"});
    return xml_token::fault;
  }

 private:
  enum class stop : std::uint8_t { none = 0, text = 1, double_quoted = 2, single_quoted = 4 };

  // The bytes at which ordinary text or a value may end. U+FFFE and U+FFFF begin with 0xEF.
  static constexpr std::array<std::uint8_t, 256> stops = [] {
    std::array<std::uint8_t, 256> all{};
    for (std::size_t c = 0; c < 0x20; ++c) all[c] = is_xml_space(static_cast<char>(c)) ? 0 : 7;
    all['<'] = all['&'] = all[0xEF] = 7;
    all[']'] = 1;
    all['"'] = 2;
    all['\''] = 4;
    return all;
  }();
  void skip_ordinary(stop where) noexcept {
    std::size_t at = at_;
#if defined(__SSE2__) || defined(_M_X64)
    while (text_.size() - at >= 16) {
      const unsigned found = perhaps_stops(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text_.data() + at)));
      at += found == 0 ? 16 : static_cast<std::size_t>(std::countr_zero(found));
      if (found == 0) continue;
      if ((stops[byte_at(text_, at)] & static_cast<std::uint8_t>(where)) != 0) break;
      ++at;  // not a stop here: a quote in text, or white space
    }
#endif
    while (at < text_.size() && (stops[byte_at(text_, at)] & static_cast<std::uint8_t>(where)) == 0) ++at;
    at_ = at;
  }
#if defined(__SSE2__) || defined(_M_X64)
  // A bit for each byte that is in `stops`, and for white space other than blanks.
  static unsigned perhaps_stops(__m128i bytes) noexcept {
    const auto is = [bytes](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i marks = _mm_or_si128(_mm_or_si128(is('<'), is('&')), _mm_or_si128(is(']'), is('\xEF')));
    const __m128i quotes = _mm_or_si128(is('"'), is('\''));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(marks, quotes))));
  }
#endif

  xml_token finish() {
    if (!open_.empty()) return not_closed(open_.back());
    if (!had_root_) return fail(0, {"a narrative is a <div xmlns=\"http://www.w3.org/1999/xhtml\">: there is none"});
    return xml_token::end;
  }
  xml_token not_closed(std::string_view name) {
    return fail(offset_of(name) - 1, {"<", display_markup(name), "> is not closed"});
  }

  xml_token characters() {
    for (;;) {
      skip_ordinary(stop::text);
      if (at_ == text_.size() || text_[at_] == '<') break;
      if (text_[at_] == '&' ? !reference() : !character()) return xml_token::fault;
    }
    content_ = text_.substr(begin_, at_ - begin_);
    if (!open_.empty()) return xml_token::text;
    for (std::size_t i = 0; i < content_.size(); ++i)
      if (!is_xml_space(content_[i]))
        return fail(begin_ + i,
                    {"\"", display_markup(content_.substr(i)), "\" is outside of the <div>: a narrative is one <div>"});
    return xml_token::text;
  }
  // Reads a character that is not ordinary.
  bool character() {
    if (text_[at_] == ']' && text_.substr(at_).starts_with("]]>"))
      return fail(at_, {"]]> is not allowed in text: write ]]&gt;"}), false;
    const code_point c = code_point_at(text_, at_);
    if (!is_xml_character(c.value)) return not_a_character(at_, c.value), false;
    at_ += c.length;
    return true;
  }
  void not_a_character(std::size_t at, std::uint32_t c) {
    fail(at, {code_point_name(c), " is not a character of XML: remove it"});
  }
  bool legal_to(std::size_t end) {
    for (;;) {
      while (at_ < end && (stops[byte_at(text_, at_)] & 1U) == 0) ++at_;
      if (at_ >= end) return true;
      const code_point c = code_point_at(text_, at_);
      if (!is_xml_character(c.value)) return not_a_character(at_, c.value), false;
      at_ += c.length;
    }
  }
  bool reference() {
    const xml_reference found = read_reference(text_, at_);
    if (found.length == 0) return fail(at_, {"& begins no reference: write &amp;, or end the reference with ;"}), false;
    if (found.name[0] != '#' && found.character == 0xFFFF) {
      const std::uint32_t character = html_entity(found.name);
      const std::string name = display_markup(found.name);
      if (character == 0)
        fail(at_, {"&", name, "; is not an entity of XML: write the character itself"});
      else
        fail(at_, {"&", name, "; is not an entity of XML: write &#", digits(character), ";"});
      return false;
    }
    if (!is_xml_character(found.character))
      return fail(at_, {"&", display_markup(found.name), "; is not a character of XML: remove it"}), false;
    // libxml2 accepts some of these, but not others.
    const bool is_hexadecimal = found.name.starts_with("#x");
    if (found.name.size() > max_digits + (is_hexadecimal ? 2 : 1)) {
      fail(at_, {"&", display_markup(found.name), "; has more than ", digits(max_digits),
                 " digits: leave zeros at its beginning out"});
      return false;
    }
    at_ += found.length;
    return true;
  }

  // Reads the content between `open`, where the reader is, and `close`.
  bool enclosed(std::string_view open, std::string_view close, std::string_view what) {
    const std::size_t end = text_.find(close, at_ + open.size());
    if (end == std::string_view::npos) return fail(at_, {what, " is not closed: ", close, " is missing"}), false;
    at_ += open.size();
    content_ = text_.substr(at_, end - at_);
    if (!legal_to(end)) return false;
    at_ = end + close.size();
    return true;
  }
  xml_token declaration() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) return comment();
    if (rest.starts_with("<![CDATA[")) return cdata();
    if (rest.starts_with("<!DOCTYPE")) return fail(at_, {"a document type is not allowed in a narrative: remove <!DOCTYPE"});
    return fail(at_, {"<! begins neither a comment nor CDATA: write &lt;!"});
  }
  xml_token comment() {
    if (!enclosed("<!--", "-->", "the comment")) return xml_token::fault;
    const std::size_t dashes = content_.find("--");
    if (dashes != std::string_view::npos || content_.ends_with('-'))
      return fail(offset_of(content_) + std::min(dashes, content_.size() - 1), {"-- is not allowed in a comment: remove one -"});
    return xml_token::comment;
  }
  xml_token cdata() {
    if (open_.empty()) return fail(at_, {"CDATA is outside of the <div>: a narrative is one <div>"});
    return enclosed("<![CDATA[", "]]>", "CDATA") ? xml_token::cdata : xml_token::fault;
  }
  xml_token instruction() {
    if (!enclosed("<?", "?>", "the processing instruction")) return xml_token::fault;
    const std::size_t end = at_;
    at_ = begin_ + 2;
    const std::string_view target = part_of_name();
    const std::size_t rest = target.size();
    at_ = end;
    if (target.empty() || target.size() > max_name || (rest < content_.size() && !is_xml_space(content_[rest])))
      return fail(begin_, {"<? is not followed by the name of a processing instruction: write &lt;?"});
    if (target.size() >= 3 && (target[0] | 0x20) == 'x' && (target[1] | 0x20) == 'm' && (target[2] | 0x20) == 'l')
      return fail(begin_, {"<?", display_markup(target), " is not allowed in a narrative: remove it"});
    return xml_token::instruction;
  }

  xml_token start_tag() {
    ++at_;
    name_ = qualified_name();
    prefixed_ = has_prefix_;
    if (name_.empty()) return no_name("<");
    if (open_.empty() && had_root_)
      return fail(begin_, {"<", display_markup(name_), "> is outside of the <div>: a narrative is one <div>"});
    if (open_.size() == max_depth)
      return fail(begin_, {"<", display_markup(name_), "> is nested too deep: at most ", digits(max_depth), " levels"});
    had_root_ = true;
    attributes_.clear();
    for (;;) {
      const bool space = skip_space();
      if (at_ == text_.size() || text_[at_] == '<')
        return fail(begin_, {"the tag <", display_markup(name_), " is not closed: > is missing"});
      if (text_[at_] == '>' || (text_[at_] == '/' && text_.substr(at_).starts_with("/>"))) break;
      if (!attribute(space)) return xml_token::fault;
    }
    open_.push_back(name_);
    empty_element_ = text_[at_] == '/';
    at_ += empty_element_ ? 2U : 1U;
    if (!once_each() || !bind() || !find_name_space()) return xml_token::fault;
    return xml_token::start_tag;
  }
  xml_token end_tag() {
    at_ += 2;
    const std::string_view name = qualified_name();
    if (name.empty()) return no_name("</");
    if (open_.empty() || name != open_.back()) {
      if (std::find(open_.begin(), open_.end(), name) != open_.end()) return not_closed(open_.back());
      return fail(begin_, {"</", display_markup(name), "> closes nothing: ",
                           open_.empty() ? "no element" : joined({"<", display_markup(open_.back()), ">"}), " is open"});
    }
    skip_space();
    if (at_ == text_.size() || text_[at_] != '>')
      return fail(begin_, {"the tag </", display_markup(name), " is not closed: > is missing"});
    ++at_;
    close();
    return xml_token::end_tag;
  }
  void close() {
    empty_element_ = false;
    namespaces_.leave(open_.size());
    open_.pop_back();
  }
  xml_token no_name(std::string_view after) {
    return fail(begin_, {after, " is not followed by the name of an element: write &lt; for a less-than sign"});
  }

  bool attribute(bool after_space) {
    const std::size_t begin = at_;
    const std::string_view name = qualified_name();
    if (name.empty()) {
      const code_point c = code_point_at(text_, begin);
      fail(begin, {is_invisible(c.value) ? code_point_name(c.value) : joined({"\"", text_.substr(begin, c.length), "\""}),
                   " in the tag <", display_markup(name_), " begins no attribute: remove it"});
      return false;
    }
    const auto key = [name] { return display_markup(name); };
    if (!after_space) return fail(begin, {"the attribute \"", key(), "\" needs white space before it"}), false;
    skip_space();
    if (at_ == text_.size() || text_[at_] != '=')
      return fail(begin, {"the attribute \"", key(), "\" has no value: write ", key(), "=\"...\""}), false;
    ++at_;
    skip_space();
    if (at_ == text_.size() || (text_[at_] != '"' && text_[at_] != '\''))
      return fail(begin, {"the value of the attribute \"", key(), "\" is not in quotes: write ", key(), "=\"...\""}), false;
    const char quote = text_[at_++];
    const std::size_t value = at_;
    for (;;) {
      skip_ordinary(quote == '"' ? stop::double_quoted : stop::single_quoted);
      if (at_ == text_.size())
        return fail(begin, {"the value of the attribute \"", key(), "\" does not end: a quote is missing"}), false;
      if (text_[at_] == quote) break;
      if (text_[at_] == '<')
        return fail(at_, {"< is not allowed in the value of the attribute \"", key(), "\": write &lt;"}), false;
      if (text_[at_] == '&' ? !reference() : !character()) return false;
    }
    attributes_.push_back({name, text_.substr(value, at_ - value)});
    ++at_;
    return true;
  }
  bool once_each() {
    const std::size_t count = attributes_.size();
    if (count < 2) return true;
    constexpr std::size_t few = 8;
    const xml_attribute* twice = nullptr;
    std::vector<xml_attribute> sorted;
    if (count <= few) {
      for (std::size_t i = 1; i < count; ++i)
        for (std::size_t k = 0; k < i; ++k)
          if (attributes_[k].name == attributes_[i].name) twice = &attributes_[i];
    } else {
      sorted = attributes_;
      std::sort(sorted.begin(), sorted.end(), [](const xml_attribute& a, const xml_attribute& b) {
        return a.name != b.name ? a.name < b.name : a.name.data() < b.name.data();
      });
      for (std::size_t i = 1; i < count; ++i)
        if (sorted[i - 1].name == sorted[i].name) twice = &sorted[i];
    }
    if (twice == nullptr) return true;
    return fail(offset_of(twice->name),
                {"the attribute \"", display_markup(twice->name), "\" appears twice in one tag: remove one"}),
           false;
  }

  // Namespaces.

  bool bind() {
    for (const xml_attribute& each : attributes_) {
      const bool is_default = each.name == "xmlns";
      if (!is_default && !each.name.starts_with("xmlns:")) continue;
      const std::string_view prefix = is_default ? std::string_view() : each.name.substr(6);
      const std::string_view uri = without_references(each.value, buffer_);
      if (!xml_namespaces::is_allowed(prefix, uri)) {
        fail(offset_of(each.name),
             {display_markup(each.name), "=\"", display_markup(uri), "\" is not a declaration that XML allows: remove it"});
        return false;
      }
      if (prefix == "xml" || namespaces_.bind(prefix, uri, open_.size())) continue;
      fail(offset_of(each.name), {"more than ", digits(xml_namespaces::max_prefixes), " namespaces are declared: remove some"});
      return false;
    }
    return true;
  }
  bool find_name_space() {
    const std::string_view prefix = prefixed_ ? name_.substr(0, name_.find(':')) : std::string_view();
    const std::string* bound = namespaces_.find(prefix);
    name_space_ = bound == nullptr ? std::string_view() : std::string_view(*bound);
    if (bound != nullptr || prefix.empty()) return true;
    fail(begin_, {"the prefix of <", display_markup(name_), "> is not declared: add xmlns:", display_markup(prefix), "=\"...\""});
    return false;
  }

  // Names.

  std::string_view part_of_name() noexcept {
    const std::size_t begin = at_;
    // Most names consist of letters only.
    std::size_t at = at_;
    while (at < text_.size() && is_letter(text_[at])) ++at;
    at_ = at;
    while (at_ < text_.size()) {
      const code_point c = code_point_at(text_, at_);
      if (!(at_ == begin ? starts_xml_name(c.value) : continues_xml_name(c.value))) break;
      at_ += c.length;
    }
    return text_.substr(begin, at_ - begin);
  }
  // Reads a qualified name; empty if there is none.
  std::string_view qualified_name() noexcept {
    const std::size_t begin = at_;
    if (part_of_name().empty()) return {};
    has_prefix_ = at_ < text_.size() && text_[at_] == ':';
    if (has_prefix_) {
      ++at_;
      if (part_of_name().empty()) return {};
    }
    return at_ - begin > max_name ? std::string_view() : text_.substr(begin, at_ - begin);
  }
  bool skip_space() noexcept {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_xml_space(text_[at_])) ++at_;
    return at_ > begin;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::string_view name_;
  bool prefixed_ = false;    // name_ has a prefix
  bool has_prefix_ = false;  // the last name that was read has a prefix
  std::string_view name_space_;
  std::string_view content_;
  std::vector<xml_attribute> attributes_;
  std::vector<std::string_view> open_;  // at most `max_depth` elements
  xml_namespaces namespaces_;
  std::string buffer_;
  std::string fault_;
  bool had_root_ = false;
  bool empty_element_ = false;
};
using xml_reader = basic_xml_reader<>;

}  // namespace fhirops::detail
