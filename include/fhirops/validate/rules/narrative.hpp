#pragma once
// The invariants of Narrative (https://hl7.org/fhir/R4/narrative.html): txt-1, which defines the allowed XHTML, and txt-2, which
// requires visible content. The text is judged as a browser would interpret it, whether it reads it as XML or as HTML.

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/validate/narrative/characters.hpp"
#include "fhirops/validate/narrative/display_markup.hpp"
#include "fhirops/validate/narrative/link.hpp"
#include "fhirops/validate/narrative/style.hpp"
#include "fhirops/validate/narrative/xhtml.hpp"
#include "fhirops/validate/narrative/xml.hpp"

namespace fhirops::detail {

// The first fault, if any.
struct narrative_verdict {
  std::string text{};  // begins with the key of the invariant; empty if there is no fault
  issue_type code = issue_type::invariant;
  issue_severity severity = issue_severity::error;

  explicit operator bool() const noexcept { return !text.empty(); }
};

// A template, so that only units that use it compile it.
template <class = void>
class basic_narrative_check {
 public:
  // `div` is well-formed UTF-8.
  explicit basic_narrative_check(std::string_view div) : xml_(div), div_(div) {}

  narrative_verdict run() {
    xml_token token = xml_.next();
    for (; token != xml_token::end; token = xml_.next()) {
      bool allowed = token != xml_token::fault;
      if (token == xml_token::start_tag)
        allowed = element();
      else if (token == xml_token::text)
        content_ = content_ || is_visible(without_references(xml_.content(), buffer_));
      else if (token == xml_token::cdata)
        allowed = cdata();
      else if (token == xml_token::comment)
        allowed = comment();
      else if (token == xml_token::instruction)
        allowed = instruction();
      if (!allowed) return {"txt-1: " + xml_.fault()};
    }
    if (!content_) return {"txt-2: the narrative has neither text nor an <img> with a src: write some text, or leave it out"};
    return {advice_, issue_type::value, issue_severity::warning};
  }

 private:
  bool refuse(std::string_view where, text_pieces pieces) {
    xml_.fail(xml_.offset_of(where), pieces);
    return false;
  }
  bool refuse(text_pieces pieces) { return refuse(div_.substr(xml_.begin()), pieces); }

  bool element() {
    const std::string_view name = xml_.local_name();
    const bool is_root = xml_.depth() == 1;
    if (!is_xhtml_element(name) || (is_root && name != "div") || xml_.name_space() != xhtml_name_space)
      return refuse_element(is_root);
    for (const xml_attribute& each : xml_.attributes()) {
      if (!attribute(name, each)) return false;
      const std::size_t greater = is_root && advice_.empty() ? each.value.find('>') : std::string_view::npos;
      if (greater == std::string_view::npos) continue;
      append(advice_, {"\">\" in an attribute of the outer <div> ends its tag for some readers: write &gt; (byte ",
                       digits(xml_.offset_of(each.value) + greater + 1), ")"});
    }
    return true;
  }
  bool refuse_element(bool is_root) {
    const std::string shown = display_markup(xml_.name());
    const std::string_view name = xml_.local_name();
    const std::string lower = in_lower_case(name);
    if (lower != name && is_xhtml_element(lower))
      return refuse({"<", shown, "> is not XHTML: write <", lower, "> in lower case"});
    if (!is_xhtml_element(name)) return refuse({"<", shown, "> is not allowed in a narrative"});
    if (is_root && name != "div")
      return refuse({"<", shown, "> is not a narrative: put it into <div xmlns=\"", xhtml_name_space, "\">"});
    const std::size_t prefix = xml_.name().size() - name.size();
    const std::string declaration = prefix == 0 ? "xmlns" : "xmlns:" + display_markup(xml_.name().substr(0, prefix - 1));
    if (xml_.name_space().empty())
      return refuse({"<", shown, "> is without its namespace: write <", shown, " ", declaration, "=\"", xhtml_name_space, "\">"});
    return refuse({"<", shown, "> is in the namespace \"", display_markup(xml_.name_space()), "\": write ", declaration, "=\"",
                   xhtml_name_space, "\""});
  }

  bool attribute(std::string_view element, const xml_attribute& attribute) {
    const std::string_view name = attribute.name;
    if (name == "xmlns" || name.starts_with("xmlns:")) return true;
    const xhtml_attribute* known = find_xhtml_attribute(name);
    if (known == nullptr) {
      const std::string lower = in_lower_case(name);
      if (find_xhtml_attribute(lower) != nullptr)
        return refuse(name, {"the attribute \"", display_markup(name), "\" is not XHTML: write ", lower, " in lower case"});
      return refuse(name, {"the attribute \"", display_markup(name), "\" is not allowed in a narrative: remove it"});
    }
    if (!may_have(element, *known))
      return refuse(name, {"the attribute \"", name, "\" is not allowed on <", element, ">: remove it"});
    if (known->value == xhtml_value::plain) return true;
    const std::string_view value = without_references(attribute.value, buffer_);
    if (known->value == xhtml_value::style) {
      const style_check style(value);
      return style.fault().empty() ||
             refuse(name, {"\"", style.fault(), "\" is not allowed in a style of a narrative: remove it"});
    }
    if (known->value == xhtml_value::image && is_visible(value)) content_ = true;
    return link(name, value, known->value);
  }
  bool link(std::string_view name, std::string_view value, xhtml_value use) {
    if (is_allowed_link(value, use)) return true;
    return refuse(name, {"\"", display_markup(value), "\" is not allowed as ", name, ": ",
                         use == xhtml_value::image
                             ? "an image is http:, https:, urn:uuid:, relative, #id, or data: of image/png, gif or jpeg"
                         : use == xhtml_value::fragment ? "a map is #id"
                                                        : "a link is http:, https:, mailto:, tel:, urn:uuid:, relative, or #id"});
  }

  // HTML has no CDATA. A browser that reads HTML treats it as a comment that ends at the first >, and other readers treat it as
  // text, so what looks like a tag may be one to them.
  bool cdata() {
    const std::string_view text = xml_.content();
    content_ = content_ || is_visible(text);
    for (std::size_t i = text.find('<'); i != std::string_view::npos; i = text.find('<', i + 1)) {
      const char next = i + 1 < text.size() ? text[i + 1] : ']';
      if (is_letter(next) || next == '/' || next == '!' || next == '?')
        return refuse(text.substr(i), {"\"", display_markup(text.substr(i)),
                                       "\" in CDATA is markup to a reader of HTML: write &lt; without CDATA"});
    }
    return true;
  }
  // HTML ends these comments at once, and old browsers read the content of a comment that begins with a condition.
  bool comment() {
    const std::string_view text = xml_.content();
    if (text.starts_with('>') || text.starts_with("->"))
      return refuse({"a comment must not begin with \"", text.substr(0, text.find('>') + 1),
                     "\", which ends it in HTML: put a blank before it"});
    std::size_t begin = 0;
    while (begin < text.size() && is_space(text[begin])) ++begin;
    if (text.substr(begin).starts_with("[if"))
      return refuse({"a comment with a condition is not allowed in a narrative: remove it"});
    return true;
  }
  bool instruction() {
    const std::size_t end = xml_.content().find('>');
    return end == std::string_view::npos ||
           refuse(xml_.content().substr(end), {"\">\" ends a processing instruction in HTML: remove the processing instruction"});
  }

  static bool is_visible(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size();) {
      const code_point c = code_point_at(text, i);
      if (!is_invisible(c.value)) return true;
      i += c.length;
    }
    return false;
  }
  static std::string in_lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
      if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
    return out;
  }

  xml_reader xml_;
  std::string_view div_;
  bool content_ = false;
  std::string advice_;
  std::string buffer_;
};
using narrative_check = basic_narrative_check<>;

// Checks well-formed UTF-8. Takes time linear in the text, O(n log n) in the attributes of one tag.
// A template, so that only units that use it compile it.
template <class = void>
narrative_verdict judge_narrative(std::string_view div) {
  return narrative_check(div).run();
}

}  // namespace fhirops::detail
