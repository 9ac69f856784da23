// What we accept as a narrative, seen by another's parsers, of XML and of HTML: both accept it, and find nothing in
// it that acts. Narratives are made at random, from a seed that is always the same.

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "validate/narrative/hostile.hpp"
#include "validate/narrative/seen_by_libxml2.hpp"

namespace {

using test::accepted;
using test::seen;

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
      std::string value(name == "style"                   ? below(4) == 0 ? any(test::hostile_styles) : any(styles)
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
          // clang-format off
        case 0: text.erase(at, 1 + below(3)); break;
        case 1: text.insert(at, text.substr(below(text.size()), below(12))); break;
        case 2: text[at] = static_cast<char>(below(128)); break;
        case 3: text.insert(at, any(pieces)); break;
        case 4: text.insert(at, 1, "<>&;:\"'/!?-=[] \t\n\0\x0B#x"[below(21)]); break;
        // clang-format on
        default:
          if (static_cast<unsigned char>(text[at]) < 0x80)
            text.replace(at, 1, "&#" + std::to_string(static_cast<int>(text[at])) + (below(8) == 0 ? "" : ";"));
      }
    }
    return text;
  }

 private:
  // clang-format off
  static constexpr std::string_view pieces[] = {
      "<b>", "</b>", "<p>", "</p>", "<p class=\"x\">", "<br/>", "<br>", "<!--", "-->", "--!>", "<!-->", "--", "-", ">", "<", "<![CDATA[", "]]>",
      "]]", "<?x ", "?>", "<?", "&lt;", "&amp;", "&#60;", "&#x3C;", "&#62;", "&", ";", "&#", "a", " ", "\n", "\"", "'", "=", "/", "/>",
      "<script>", "</script>", "<img src=x onerror=alert(1)>", "<img src=\"x\"/>", " onclick=\"x\"", "<a href=\"", "javascript:", "\">",
      "<a href='", "'>", "</a>", "<div>", "</div>", "<style>", "<title>", "<textarea>", "<svg>", "<plaintext>", "<!DOCTYPE x>", "<h:p ",
      "xmlns:h=\"http://www.w3.org/1999/xhtml\"", "</h:p>", "xmlns=\"\"", "<p style=\"", "url(x)", "expression(1)", "color:red", "\\", "/*", "*/",
      "\xC3\xA5", "\xE2\x80\x8B", "\xEF\xBF\xBF", "<table>", "</table>", "<td>", "<tr>"};
  static constexpr std::string_view names[] = {"b", "p", "div", "span", "a", "img", "br", "table", "tr", "td", "ul", "li", "pre", "q", "h1", "area", "map", "hr"};
  // clang-format on
  static constexpr std::string_view odd_names[] = {"script", "svg", "h:p", "B", "x-y", "style", "form", "\xC3\xA5", "h:script"};
  // clang-format off
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
  // clang-format on

  std::mt19937 random_;
};

std::string in_div(std::string_view content) {
  return "<div xmlns=\"" + std::string(test::xhtml) + "\">" + std::string(content) + "</div>";
}

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

TEST_CASE("libxml2: hostile markup, with its own fault repaired or not", "[validate][narrative]") {
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
        "<img src=\"data:image/svg+xml,x\"/>", "<p style=\"width:e\\78 pression(1)\">x</p>", "<p style=\"a:u/**/rl(x)\">x</p>",
        "&nbsp;", "<p>x", "<![CDATA[><img src=\"x\" onerror=\"x\">]]>", "<?x ><img src=\"x\" onerror=\"x\"/>?>x",
        "<p xmlns=\"urn:x\">x</p>", "<p id=\"a\" id=\"b\">x</p>", "<x:p>x</x:p>", " "}) {
    CAPTURE(bad);
    CHECK(seen(in_div(bad)) != "");
  }
  for (const std::string_view good :
       {"x", "<p class=\"x\">x</p>", "<a href=\"http://x\">x</a>", "<![CDATA[x]]>", "<img src=\"data:image/png,x\"/>"}) {
    CAPTURE(good);
    CHECK(seen(in_div(good)) == "");
  }
}

TEST_CASE("libxml2: elements may nest as deep as it accepts", "[validate][narrative]") {
  std::string content = "x";
  for (int depth = 2; depth <= 300; ++depth) {
    content = "<b>" + content + "</b>";
    CAPTURE(depth);
    CHECK((!accepted(in_div(content)) || test::seen_as_xml(in_div(content)).empty()));
  }
}
