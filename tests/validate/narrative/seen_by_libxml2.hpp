#pragma once
// A narrative as libxml2 sees it, by its parser of XML and by that of HTML: whether it takes it, and whether there is
// anything in it that acts. Written apart from the library's own check, to be compared with it.

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <cstddef>
#include <fhirops/validate/rules/narrative.hpp>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace test {

inline constexpr std::string_view xhtml = "http://www.w3.org/1999/xhtml";

inline bool accepted(std::string_view div) {
  const auto found = fhirops::detail::judge_narrative(div);
  return !found || found.severity != fhirops::issue_severity::error;
}

inline std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

inline std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

// The scheme as the URL standard has it; empty where the URL is relative.
inline std::string scheme_of(std::string_view url) {
  std::string text;
  for (const char c : url)
    if (c != '\t' && c != '\n' && c != '\r') text += c;
  std::size_t at = 0;
  while (at < text.size() && static_cast<unsigned char>(text[at]) <= 0x20) ++at;
  const std::size_t begin = at;
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  if (at == text.size() || !is_letter(text[at])) return {};
  while (at < text.size() &&
         (is_letter(text[at]) || (text[at] >= '0' && text[at] <= '9') || text[at] == '+' || text[at] == '-' || text[at] == '.'))
    ++at;
  return at < text.size() && text[at] == ':' ? lower(text.substr(begin, at - begin)) : std::string();
}

// The style without comments, its escapes decoded, and without white space: what any reader of it might see.
inline std::string plain_style(std::string_view style) {
  std::string out;
  for (std::size_t i = 0; i < style.size();) {
    if (style.substr(i).starts_with("/*")) {
      const std::size_t end = style.find("*/", i + 2);
      i = end == std::string_view::npos ? style.size() : end + 2;
    } else if (style[i] == '\\') {
      unsigned code = 0;
      std::size_t digits = 0;
      for (++i;
           i < style.size() && digits < 6 && std::string_view("0123456789abcdefABCDEF").find(style[i]) != std::string_view::npos;
           ++i, ++digits)
        code = code * 16 + static_cast<unsigned>(style[i] <= '9' ? style[i] - '0' : (style[i] | 0x20) - 'a' + 10);
      if (digits > 0 && i < style.size() && style[i] == ' ') ++i;
      if (digits > 0) out += code < 0x80 ? static_cast<char>(code) : '?';
    } else {
      if (static_cast<unsigned char>(style[i]) > 0x20) out += style[i];
      ++i;
    }
  }
  return lower(out);
}

// What is wrong with what a parser found in an accepted narrative; empty where nothing is.
class inspection {
 public:
  explicit inspection(bool html) : html_(html) {}

  std::string of(const xmlNode* root) {
    // Without recursion, in the order of the document.
    for (const xmlNode* node = root; node != nullptr && fault_.empty();) {
      look_at(*node);
      if (node->type == XML_ELEMENT_NODE && node->children != nullptr) {
        node = node->children;
        continue;
      }
      while (node != root && node->next == nullptr) node = node->parent;
      node = node == root ? nullptr : node->next;
    }
    if (!content_ && fault_.empty()) fault_ = "nothing to see";
    return fault_;
  }

 private:
  void look_at(const xmlNode& node) {
    switch (node.type) {
      case XML_ELEMENT_NODE:
        return element(node);
      case XML_TEXT_NODE:
      case XML_CDATA_SECTION_NODE:
        for (const char c : text_of(node.content)) content_ = content_ || static_cast<unsigned char>(c) > 0x20;
        return;
      case XML_COMMENT_NODE:
      case XML_PI_NODE:
        return;
      default:
        fault_ = "a node of the type " + std::to_string(node.type);
    }
  }
  void element(const xmlNode& node) {
    static const std::set<std::string_view> allowed{
        "a",     "abbr", "acronym", "address",  "area",  "b",     "bdo",  "big",    "blockquote", "br",  "caption",
        "cite",  "code", "col",     "colgroup", "dd",    "dfn",   "div",  "dl",     "dt",         "em",  "h1",
        "h2",    "h3",   "h4",      "h5",       "h6",    "hr",    "i",    "img",    "kbd",        "li",  "map",
        "ol",    "p",    "pre",     "q",        "samp",  "small", "span", "strong", "sub",        "sup", "table",
        "tbody", "td",   "tfoot",   "th",       "thead", "tr",    "tt",   "ul",     "var"};
    std::string name(text_of(node.name));
    if (html_) {
      if (name == "html" || name == "body") return;
      // To HTML a prefix is part of a name that it does not know; what it knows must be allowed.
      if (name.find(':') != std::string::npos) return attributes(node, {});
    } else if (node.ns == nullptr || text_of(node.ns->href) != xhtml) {
      fault_ = "not in the namespace: " + name;
      return;
    }
    if (!allowed.contains(name)) fault_ = "element " + name;
    attributes(node, name);
  }
  void attributes(const xmlNode& node, std::string_view element) {
    for (const xmlAttr* each = node.properties; each != nullptr && fault_.empty(); each = each->next) {
      const std::string name = lower(text_of(each->name));
      std::string value;
      for (const xmlNode* part = each->children; part != nullptr; part = part->next) value += text_of(part->content);
      if (name.starts_with("on") || name == "srcdoc" || name == "srcset" || name == "formaction" || name == "action" ||
          name == "background" || name == "data" || name == "ping" || name == "poster" || name == "target")
        fault_ = "attribute " + name;
      const std::string scheme = scheme_of(value);
      if (name == "href" || name == "src" || name == "cite" || name == "longdesc" || name == "base" || name == "usemap") {
        const bool image = name == "src" && scheme == "data" && element == "img";
        if (!scheme.empty() && scheme != "http" && scheme != "https" && scheme != "urn" && scheme != "mailto" &&
            scheme != "tel" && !image)
          fault_ = name + " is " + value;
        if (image) {
          std::string type = lower(value).substr(lower(value).find(':') + 1);
          type = type.substr(0, type.find_first_of(";,"));
          std::erase_if(type, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
          if (type != "image/png" && type != "image/gif" && type != "image/jpeg") fault_ = name + " is " + value;
        }
        if (name == "src") content_ = true;
      }
      if (name == "style")
        for (const std::string_view bad :
             {"expression(", "url(", "@import", "behavior:", "binding:", "script:", "src(", "-link:", "image("})
          if (plain_style(value).find(bad) != std::string::npos) fault_ = "style is " + value;
    }
  }

  bool html_;
  bool content_ = false;
  std::string fault_;
};

struct free_document {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using document = std::unique_ptr<xmlDoc, free_document>;

inline std::string seen_as_xml(std::string_view div) {
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt*)> parser(xmlNewParserCtxt(), xmlFreeParserCtxt);
  const document parsed(xmlCtxtReadMemory(parser.get(), div.data(), static_cast<int>(div.size()), nullptr, "UTF-8",
                                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  // A URI that is not well-formed is an error of namespaces to libxml2, though not to their specification.
  const bool only_odd_uri = parser->errNo == XML_WAR_NS_URI;
  if (parsed == nullptr || parser->wellFormed != 1 || (parser->nsWellFormed != 1 && !only_odd_uri))
    return "libxml2 refuses it: " + std::string(parser->lastError.message == nullptr ? "" : parser->lastError.message);
  return inspection(false).of(xmlDocGetRootElement(parsed.get()));
}

inline std::string seen_as_html(std::string_view div) {
  // libxml2 reads to the first NUL.
  const std::string page = "<!DOCTYPE html><html><body>" + std::string(div) + "</body></html>";
  const document parsed(htmlReadMemory(page.data(), static_cast<int>(page.size()), nullptr, "UTF-8",
                                       HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING));
  return parsed == nullptr ? "no HTML" : inspection(true).of(xmlDocGetRootElement(parsed.get()));
}

// Both.
inline std::string seen(std::string_view div) {
  std::string found = seen_as_xml(div);
  return found.empty() ? seen_as_html(div) : "XML: " + found;
}

}  // namespace test
