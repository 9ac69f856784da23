// What we accept as a narrative, seen by another's parsers, of XML and of HTML: both accept it, and find nothing in
// it that acts. Narratives are made at random, from a seed that is always the same.

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <cstdint>
#include <fhirops/validate/rules/narrative.hpp>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "validate/narrative/hostile.hpp"

namespace {

constexpr std::string_view name_space = "http://www.w3.org/1999/xhtml";

bool accepted(std::string_view div) {
  const auto found = fhirops::detail::judge_narrative(div);
  return !found || found.severity != fhirops::issue_severity::error;
}

std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

// The scheme as the URL standard has it; empty where the URL is relative.
std::string scheme_of(std::string_view url) {
  std::string text;
  for (const char c : url)
    if (c != '\t' && c != '\n' && c != '\r') text += c;
  std::size_t at = 0;
  while (at < text.size() && static_cast<unsigned char>(text[at]) <= 0x20) ++at;
  const std::size_t begin = at;
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  if (at == text.size() || !is_letter(text[at])) return {};
  while (at < text.size() && (is_letter(text[at]) || (text[at] >= '0' && text[at] <= '9') || text[at] == '+' ||
                              text[at] == '-' || text[at] == '.'))
    ++at;
  return at < text.size() && text[at] == ':' ? lower(text.substr(begin, at - begin)) : std::string();
}

// The style without comments, its escapes decoded, and without white space: what any reader of it might see.
std::string plain_style(std::string_view style) {
  std::string out;
  for (std::size_t i = 0; i < style.size();) {
    if (style.substr(i).starts_with("/*")) {
      const std::size_t end = style.find("*/", i + 2);
      i = end == std::string_view::npos ? style.size() : end + 2;
    } else if (style[i] == '\\') {
      unsigned code = 0;
      std::size_t digits = 0;
      for (++i; i < style.size() && digits < 6 && std::string_view("0123456789abcdefABCDEF").find(style[i]) != std::string_view::npos; ++i, ++digits)
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
        "a",  "abbr", "acronym", "address", "area", "b",     "bdo",  "big",    "blockquote", "br",  "caption", "cite",
        "code", "col", "colgroup", "dd",    "dfn",  "div",   "dl",   "dt",     "em",         "h1",  "h2",      "h3",
        "h4", "h5",   "h6",      "hr",      "i",    "img",   "kbd",  "li",     "map",        "ol",  "p",       "pre",
        "q",  "samp", "small",   "span",    "strong", "sub", "sup",  "table",  "tbody",      "td",  "tfoot",   "th",
        "thead", "tr", "tt",     "ul",      "var"};
    std::string name(text_of(node.name));
    if (html_) {
      if (name == "html" || name == "body") return;
      // To HTML a prefix is part of a name that it does not know; what it knows must be allowed.
      if (name.find(':') != std::string::npos) return attributes(node, {});
    } else if (node.ns == nullptr || text_of(node.ns->href) != name_space) {
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
        if (!scheme.empty() && scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel" && !image)
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
        for (const std::string_view bad : {"expression(", "url(", "@import", "behavior:", "binding:", "script:", "src(", "-link:", "image("})
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

std::string seen_as_xml(std::string_view div) {
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt*)> parser(xmlNewParserCtxt(), xmlFreeParserCtxt);
  const document parsed(xmlCtxtReadMemory(parser.get(), div.data(), static_cast<int>(div.size()), nullptr, "UTF-8",
                                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  // A URI that is not well-formed is an error of namespaces to libxml2, though not to their specification.
  const bool only_odd_uri = parser->errNo == XML_WAR_NS_URI;
  if (parsed == nullptr || parser->wellFormed != 1 || (parser->nsWellFormed != 1 && !only_odd_uri))
    return "libxml2 refuses it: " + std::string(parser->lastError.message == nullptr ? "" : parser->lastError.message);
  return inspection(false).of(xmlDocGetRootElement(parsed.get()));
}

std::string seen_as_html(std::string_view div) {
  // libxml2 reads to the first NUL.
  const std::string page = "<!DOCTYPE html><html><body>" + std::string(div) + "</body></html>";
  const document parsed(htmlReadMemory(page.data(), static_cast<int>(page.size()), nullptr, "UTF-8",
                                       HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING));
  return parsed == nullptr ? "no HTML" : inspection(true).of(xmlDocGetRootElement(parsed.get()));
}

// Both.
std::string seen(std::string_view div) {
  std::string found = seen_as_xml(div);
  return found.empty() ? seen_as_html(div) : "XML: " + found;
}

// Makes narratives. The same seed gives the same ones everywhere: no distribution of the standard library is used.
class generator {
 public:
  explicit generator(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }
  template <std::size_t N>
  std::string_view any(const std::string_view (&list)[N]) {
    return list[below(N)];
  }

  // Pieces of markup in any order.
  std::string soup() {
    std::string out;
    for (std::size_t i = 1 + below(8); i > 0; --i) out += below(3) == 0 ? any(test::hostile_contents) : any(pieces);
    return out;
  }
  // Elements that nest, with attributes of all kinds.
  std::string tree(std::size_t depth = 0) {
    std::string out;
    for (std::size_t i = 1 + below(3); i > 0; --i) {
      if (depth > 4 || below(3) == 0) {
        out += any(texts);
        continue;
      }
      const std::string name(below(40) == 0 ? any(odd_names) : any(names));
      out += '<' + name + attributes();
      if (below(4) == 0)
        out += "/>";
      else
        out += '>' + tree(depth + 1) + "</" + name + (below(8) == 0 ? "\n>" : ">");
    }
    return out;
  }
  std::string attributes() {
    std::string out;
    for (std::size_t i = below(3); i > 0; --i) {
      const char quote = below(4) == 0 ? '\'' : '"';
      std::string_view name = any(attribute_names);
      std::string value(name == "style"                      ? below(4) == 0 ? any(test::hostile_styles) : any(styles)
                        : name == "href" || name == "src" ? below(4) == 0 ? any(test::hostile_urls) : any(urls)
                                                              : any(texts));
      if (quote == '\'') std::replace(value.begin(), value.end(), '\'', '"');
      out += ' ' + std::string(name) + '=' + quote + value + quote;
    }
    return out;
  }
  // Bytes removed, repeated, replaced, and references to characters in place of them.
  std::string mutated(std::string text) {
    for (std::size_t i = below(4); i > 0 && !text.empty(); --i) {
      const std::size_t at = below(text.size());
      switch (below(6)) {
        case 0: text.erase(at, 1 + below(3)); break;
        case 1: text.insert(at, text.substr(below(text.size()), below(12))); break;
        case 2: text[at] = static_cast<char>(below(128)); break;
        case 3: text.insert(at, any(pieces)); break;
        case 4: text.insert(at, 1, "<>&;:\"'/!?-=[] \t\n\0\x0B#x"[below(24)]); break;
        default:
          if (static_cast<unsigned char>(text[at]) < 0x80)
            text.replace(at, 1, "&#" + std::to_string(static_cast<int>(text[at])) + (below(8) == 0 ? "" : ";"));
      }
    }
    return text;
  }

 private:
  static constexpr std::string_view pieces[] = {
      "<b>", "</b>", "<p>", "</p>", "<p class=\"x\">", "<br/>", "<br>", "<!--", "-->", "--!>", "<!-->", "--", "-", ">", "<", "<![CDATA[", "]]>",
      "]]", "<?x ", "?>", "<?", "&lt;", "&amp;", "&#60;", "&#x3C;", "&#62;", "&", ";", "&#", "a", " ", "\n", "\"", "'", "=", "/", "/>",
      "<script>", "</script>", "<img src=x onerror=alert(1)>", "<img src=\"x\"/>", " onclick=\"x\"", "<a href=\"", "javascript:", "\">",
      "<a href='", "'>", "</a>", "<div>", "</div>", "<style>", "<title>", "<textarea>", "<svg>", "<plaintext>", "<!DOCTYPE x>", "<h:p ",
      "xmlns:h=\"http://www.w3.org/1999/xhtml\"", "</h:p>", "xmlns=\"\"", "<p style=\"", "url(x)", "expression(1)", "color:red", "\\", "/*", "*/",
      "\xC3\xA5", "\xE2\x80\x8B", "\xEF\xBF\xBF", "<table>", "</table>", "<td>", "<tr>"};
  static constexpr std::string_view names[] = {"b", "p", "div", "span", "a", "img", "br", "table", "tr", "td", "ul", "li", "pre", "q", "h1", "area", "map", "hr"};
  static constexpr std::string_view odd_names[] = {"script", "svg", "h:p", "B", "x-y", "style", "form", "\xC3\xA5", "h:script"};
  static constexpr std::string_view attribute_names[] = {"class", "title", "href", "src", "style", "id", "alt", "href", "style", "lang", "onclick", "xml:lang", "xmlns:h"};
  static constexpr std::string_view texts[] = {
      "a", "text", " ", "\n", "&lt;b&gt;", "&#60;script&#62;", "a > b", "\xC3\xA5\xF0\x9F\x98\x80", "&#160;", "<!-- c -->", "<![CDATA[x]]>",
      "<![CDATA[a < b]]>", "<![CDATA[a > b]]>", "<?x y?>", "]] >", "- -", "&amp;lt;", "x:y", "javascript:x", "http://www.w3.org/1999/xhtml", "<!-- > -->"};
  static constexpr std::string_view urls[] = {
      "http://x/y?a=1&amp;b=2#c", "https://x", "HTTP://x", "mailto:a@b", "tel:1", "#x", "x/y:z", "", " x ", "../a", "?a=b:c", "//x",
      "data:image/png;base64,AA", "data:image/gif,x", "da&#9;ta:image/jpeg;x", "ht\ntp://x", "&#104;ttp&#58;//x", "\\\\x", "a;b", "data:image/ png;x"};
  static constexpr std::string_view styles[] = {
      "color:red", "color : r\\65 d;", "width:calc(1px + (2px * 3))", "font-family:'x y', z", "margin:-1px 0 2em", "/*x*/color/**/:red", "bold",
      "background:linear-gradient(to right, rgb(1,2,3), #fff)", ";;", "border:1px solid !important", "c\\6fl\\6f r:red", "white-space:pre"};

  std::mt19937 random_;
};

std::string in_div(std::string_view content) { return "<div xmlns=\"" + std::string(name_space) + "\">" + std::string(content) + "</div>"; }

constexpr std::uint32_t seed = 20240229;

// How many were accepted; each of them is seen as we see it.
template <class Make>
std::size_t check_many(std::size_t count, Make make) {
  generator random(seed);
  std::size_t taken = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string div = make(random);
    if (fhirops::detail::find_ill_formed(div) != std::string::npos || !accepted(div)) continue;
    ++taken;
    const std::string wrong = seen(div);
    if (wrong.empty()) continue;
    INFO("seed " << seed << ", narrative " << i << ": " << div);
    CHECK(wrong == "");
  }
  return taken;
}

}  // namespace

TEST_CASE("libxml2: pieces of markup in any order", "[validate][narrative]") {
  CHECK(check_many(20000, [](generator& random) { return in_div(random.soup()); }) > 300);
}

TEST_CASE("libxml2: elements and attributes, right and wrong", "[validate][narrative]") {
  CHECK(check_many(10000, [](generator& random) { return in_div(random.tree()); }) > 1000);
}

TEST_CASE("libxml2: the same with faults put in", "[validate][narrative]") {
  CHECK(check_many(20000, [](generator& random) { return random.mutated(in_div(random.tree())); }) > 1000);
}

TEST_CASE("libxml2: what is hostile, with a fault of its own mended or not", "[validate][narrative]") {
  check_many(20000, [](generator& random) { return in_div(random.mutated(std::string(random.any(test::hostile_contents)))); });
  check_many(10000, [](generator& random) {
    return in_div("<a href=\"" + random.mutated(std::string(random.any(test::hostile_urls))) + "\">x</a>");
  });
  check_many(10000, [](generator& random) {
    return in_div("<img src='" + random.mutated(std::string(random.any(test::hostile_urls))) + "'/>");
  });
  check_many(10000, [](generator& random) {
    return in_div("<p style=\"" + random.mutated(std::string(random.any(test::hostile_styles))) + "\">x</p>");
  });
}

TEST_CASE("libxml2: the inspection finds what is wrong", "[validate][narrative]") {
  // Else the tests above would pass whatever we accept.
  for (const std::string_view bad :
       {"<script>x</script>", "<p onclick=\"x\">x</p>", "<a href=\"javascript:x\">x</a>", "<a href=\" java&#10;script:x\">x</a>",
        "<img src=\"data:image/svg+xml,x\"/>", "<p style=\"width:e\\78 pression(1)\">x</p>", "<p style=\"a:u/**/rl(x)\">x</p>", "&nbsp;", "<p>x",
        "<![CDATA[><img src=\"x\" onerror=\"x\">]]>", "<?x ><img src=\"x\" onerror=\"x\"/>?>x", "<p xmlns=\"urn:x\">x</p>", "<p id=\"a\" id=\"b\">x</p>",
        "<x:p>x</x:p>", " "}) {
    CAPTURE(bad);
    CHECK(seen(in_div(bad)) != "");
  }
  for (const std::string_view good : {"x", "<p class=\"x\">x</p>", "<a href=\"http://x\">x</a>", "<![CDATA[x]]>", "<img src=\"data:image/png,x\"/>"}) {
    CAPTURE(good);
    CHECK(seen(in_div(good)) == "");
  }
}

TEST_CASE("libxml2: elements nest as deep as it takes them", "[validate][narrative]") {
  std::string content = "x";
  for (int depth = 2; depth <= 300; ++depth) {
    content = "<b>" + content + "</b>";
    CAPTURE(depth);
    CHECK((!accepted(in_div(content)) || seen_as_xml(in_div(content)).empty()));
  }
}
