// The invariants of Narrative: which XHTML R4 allows, judged as a browser sees it.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/checked.hpp"
#include "validate/narrative/hostile.hpp"

using namespace fhirops;
using test::lines;

namespace {

issues judged(std::string_view div) {
  Narrative<> narrative;
  narrative.status = "generated";
  narrative.div = div;
  return validate(narrative);
}
std::string in_div(std::string_view content) {
  return R"(<div xmlns="http://www.w3.org/1999/xhtml">)" + std::string(content) + "</div>";
}
lines reported(std::string_view div) { return test::keyed(judged(div)); }
// The same of what is in the div.
lines inside(std::string_view content) { return reported(in_div(content)); }
// The whole message of the only issue.
std::string message(std::string_view div) {
  const issues found = judged(div);
  return found.size() == 1 ? found[0].text : std::to_string(found.size()) + " issues";
}
const lines forbidden{"txt-1 error invariant Narrative.`div` /div"};
const lines without_content{"txt-2 error invariant Narrative.`div` /div"};

}  // namespace

TEST_CASE("txt-1: one well-formed div", "[validate][rules]") {
  for (const std::string_view good :
       {R"(<div xmlns="http://www.w3.org/1999/xhtml">a</div>)",
        " \n<div  xmlns = 'http://www.w3.org/1999/xhtml' lang=\"da\">a</div >\n",
        R"(<!-- b --><div xmlns="http://www.w3.org/1999/xhtml">a</div><!-- c -->)",
        R"(<n:div xmlns:n="http://www.w3.org/1999/xhtml"><n:p>a</n:p></n:div>)",
        R"(<a:div xmlns:a="http://www.w3.org/1999/xhtml" xmlns:b="http://www.w3.org/1999/xhtml"><b:p>a</b:p></a:div>)",
        R"(<div xmlns="http&#58;//www.w3.org/1999/xhtml" xmlns:other="urn:x">a</div>)",
        R"(<æ:div xmlns:æ="http://www.w3.org/1999/xhtml">a</æ:div>)"}) {
    CAPTURE(good);
    CHECK(reported(good) == lines{});
  }
  for (const std::string_view bad :
       {"a", " ", "<div>a</div>", R"(<div xmlns="http://www.w3.org/1999/xhtmlx">a</div>)",
        R"(<p xmlns="http://www.w3.org/1999/xhtml">a</p>)", R"(<div xmlns="http://www.w3.org/1999/xhtml">a)",
        R"(<div xmlns="http://www.w3.org/1999/xhtml">a</div><div>b</div>)",
        R"(<div xmlns="http://www.w3.org/1999/xhtml">a</div>b)", R"(<div xmlns="http://www.w3.org/1999/xhtml">a</div>&#32;)",
        R"(<div xmlns="http://www.w3.org/1999/xhtml">a</div><![CDATA[ ]]>)",
        R"(<DIV xmlns="http://www.w3.org/1999/xhtml">a</DIV>)", R"(<n:div xmlns="http://www.w3.org/1999/xhtml">a</n:div>)",
        R"(<n:div xmlns:n="http://www.w3.org/1999/xhtml"><p>a</p></n:div>)",
        R"(<n:div xmlns:n="http://www.w3.org/1999/xhtml">a</div>)",
        R"(<?xml version="1.0"?><div xmlns="http://www.w3.org/1999/xhtml">a</div>)",
        R"(<!DOCTYPE div [<!ENTITY x "y">]><div xmlns="http://www.w3.org/1999/xhtml">&x;</div>)"}) {
    CAPTURE(bad);
    CHECK(reported(bad) == forbidden);
  }
}

TEST_CASE("txt-1: what R4 allows is not an error", "[validate][rules]") {
  for (const std::string_view good :
       {"a<br/>b", "a<br></br>b", "<p class=\"x\" style=\"color:red\">a</p>",
        "<table border=\"1\" cellpadding=\"2\" cellspacing='0' summary=\"\" width=\"100%\" frame=\"box\" "
        "rules=\"all\">"
        "<caption>c</caption><colgroup span=\"2\"><col width=\"1\" align=\"char\" char=\".\"/></colgroup>"
        "<thead><tr bgcolor=\"#fff\"><th colspan=\"2\" scope=\"col\" abbr=\"x\" axis=\"y\">a</th></tr></thead>"
        "<tbody><tr><td rowspan=\"2\" nowrap=\"nowrap\" valign=\"top\" headers=\"h\" "
        "height=\"1\">b</td></tr></tbody></table>",
        "<a href=\"http://x?a=1&amp;b=2\">a</a>", "<a name='here'>a</a>", "<a name=\"x\"/>a",
        "<a href=\"Patient/1\" title=\"a > b\" rel=\"nofollow\" hreflang=\"da\" charset=\"utf-8\" "
        "type=\"text/html\">a</a>",
        "<a href=\"\">a</a><a href=\"#x:y\">b</a><a href=\"../a?b=c:d\">c</a><a "
        "href=\"//example.org/a:b\">d</a>",
        "<a href=\"HTTPS://x\">a</a><a href=\" mailto:a@b \">b</a><a href=\"tel:+45\">c</a><a "
        "href=\"htt&#112;:x\">d</a>",
        "<img src=\"#pic\" alt=\"\" height=\"1\" width=\"2\" border=\"0\" hspace=\"1\" usemap=\"#m\" "
        "ismap=\"ismap\"/>",
        "<img src=\"data:image/png;base64,AAAA\" longdesc=\"x.html\"/><img src=\"data:image/JPEG,x\"/><img "
        "src=\"data:image/gif;x\"/>",
        "<map name=\"m\"><area shape=\"rect\" coords=\"1,2,3,4\" href=\"#x\" alt=\"x\"/></map>a",
        "a &lt; b &#160; c &#xA0; &#x1F600; &amp;&gt;&quot;&apos; &#0000000065; &#x000001F600;", "<!-- a comment - not two --> a",
        "<!--[x]-->a", "<!---->a", "<!-- > -->a", "<pre xml:space=\"preserve\">a\n  b</pre>",
        "<span title=\"&gt;\" xml:lang=\"da\" lang=\"da\" dir=\"ltr\" id=\"x\">å 😀</span>",
        "<ol start=\"3\" type=\"a\" compact=\"compact\"><li value=\"3\">a</li></ol>",
        "<blockquote cite=\"http://x\"><q cite=\"x\">a</q></blockquote>",
        "<dl><dt>a</dt><dd>b</dd></dl><hr size=\"1\" noshade=\"noshade\"/><bdo dir=\"rtl\">x</bdo>",
        "<h1>a</h1><h6>b</h6><tt>c</tt><kbd>d</kbd><samp>e</samp><var>f</var><acronym>g</acronym><dfn>h</dfn>", "a ]] > b ]] c",
        "a > b", "\xEF\xBF\xBD \xEF\xBF\xAD", "<?target data?>a", "<?target?>a", "<![CDATA[a]]>", "<![CDATA[a < b && c]]>",
        "<![CDATA[a > b, a < b]]>", "<![CDATA[]]>a",
        // What is escaped twice is a relative URL to a browser.
        "<a href=\"java&amp;#115;cript:x\">a</a>", "<p xmlns=\"http://www.w3.org/1999/xhtml\">a</p>",
        "<p xmlns:a=\"urn:a\" xmlns:b=\"urn:b\">a</p>", "<p xmlns:xml=\"http://www.w3.org/XML/1998/namespace\">a</p>"}) {
    CAPTURE(good);
    CHECK(inside(good) == lines{});
  }
}

TEST_CASE("txt-1: styles that only format", "[validate][rules]") {
  for (const std::string_view good : {"",
                                      " ; ",
                                      "color:red",
                                      "COLOR : RED ;",
                                      "border: 1px solid #F0F0F0 !important; padding:0px 4px",
                                      "font-family: 'Times New Roman', \"Calibri (Body)\", serif",
                                      "width: calc(100% - (2 * 4px) / 3)",
                                      "background: none repeat scroll 0 0 rgba(1, 2, 3, .5)",
                                      "margin: -1em +2px 1.5E3px",
                                      "bold",
                                      "width=50%",
                                      "/* why */ color /* x */ : /**/ red",
                                      "-webkit-border-radius: 3px",
                                      "mso-spacerun:yes; color:red",
                                      "background-image: linear-gradient(to right, #fff 0%, #000 100%)",
                                      "col\\6fr: r\\65 d",
                                      "position:relative",
                                      "font-size:80%;;text-align : left",
                                      "white-space: pre-wrap",
                                      "quotes: '\xC2\xAB' '\xC2\xBB'",
                                      "display:none"}) {
    CAPTURE(good);
    std::string quoted;
    for (const char c : good) quoted += c == '"' ? "&quot;" : std::string(1, c);
    CHECK(inside("<p style=\"" + quoted + "\">a</p>") == lines{});
  }
}

TEST_CASE("txt-1: hostile markup is an error", "[validate][rules]") {
  CHECK(std::size(test::hostile_contents) >= 200);
  for (const std::string_view bad : test::hostile_contents) {
    CAPTURE(bad);
    CHECK(inside(bad) == forbidden);
  }
  for (const std::string_view style : test::hostile_styles) {
    CAPTURE(style);
    CHECK(inside("<p style=\"" + std::string(style) + "\">a</p>") == forbidden);
  }
  for (const std::string_view url : test::hostile_urls) {
    CAPTURE(url);
    for (const std::string_view before : {"<a href=", "<area href=", "<img src=", "<img longdesc=", "<q cite=",
                                          "<blockquote cite=", "<p xml:base=", "<img usemap="}) {
      const std::string_view name = before.substr(1, before.find(' ') - 1);
      CHECK(inside(std::string(before) + '"' + std::string(url) + "\">a</" + std::string(name) + '>') == forbidden);
    }
  }
}

TEST_CASE("txt-1: no byte of a well-formed narrative can be left out of the check", "[validate][rules]") {
  // Each character that XML does not have, in each kind of content.
  for (const std::string_view character :
       {std::string_view("\0", 1), std::string_view("\x01"), std::string_view("\x0B"), std::string_view("\x0C"),
        std::string_view("\x1F"), std::string_view("\xEF\xBF\xBE"), std::string_view("\xEF\xBF\xBF")})
    for (const auto& [before, after] : std::vector<std::pair<std::string_view, std::string_view>>{{"", "a"},
                                                                                                  {"<![CDATA[", "]]>a"},
                                                                                                  {"<!--", "-->a"},
                                                                                                  {"<?x ", "?>a"},
                                                                                                  {"<p title=\"", "\">a</p>"},
                                                                                                  {"<p", ">a</p>"},
                                                                                                  {"<p title='", "'>a</p>"}}) {
      const std::string content = std::string(before) + std::string(character) + std::string(after);
      CAPTURE(content);
      CHECK(inside(content) == forbidden);
    }
  CHECK(inside("a\xFF") == lines{"error value Narrative.`div` /div"});  // UTF-8 comes first, and alone
}

TEST_CASE("txt-2: a narrative has some content", "[validate][rules]") {
  for (const std::string_view empty : {"",
                                       " \n\t",
                                       "<p> </p><br/>",
                                       "<!-- a -->",
                                       "<img alt=\"x\"/>",
                                       "<img src=\"\"/>",
                                       "<img src=\" &#160;\"/>",
                                       "<hr/>",
                                       "\xC2\xA0",
                                       "&#160;",
                                       "&#xA0;&#32;&#9;",
                                       "\xE2\x80\x8B",
                                       "&#x200B;&#xFEFF;",
                                       "\xE3\x80\x80",
                                       "&#x2003;&#x2028;&#x205F;&#x1680;&#x85;",
                                       "<![CDATA[ ]]>",
                                       "<![CDATA[]]>",
                                       "<?a b?>",
                                       "<a name=\"x\"/>",
                                       "<table><tr><td title=\"x\"> </td></tr></table>"}) {
    CAPTURE(empty);
    CHECK(inside(empty) == without_content);
  }
  CHECK(reported(R"(<div xmlns="http://www.w3.org/1999/xhtml"/>)") == without_content);
  for (const std::string_view full : {"<p>a</p>", "<img src=\"#a\"/>", "<![CDATA[x]]>", "&#65;", "\xE2\x80\x8B.", "&amp;"}) {
    CAPTURE(full);
    CHECK(inside(full) == lines{});
  }
}

TEST_CASE("> in an attribute of the outer div is a warning", "[validate][rules]") {
  const std::string div = R"(<div xmlns="http://www.w3.org/1999/xhtml" title="a>b">x</div>)";
  CHECK(reported(div) == lines{"warning value Narrative.`div` /div"});
  CHECK(message(div) == "\">\" in an attribute of the outer <div> ends its tag for some readers: write &gt; (byte 51)");
  CHECK(inside("<p title=\"a>b\">x</p>") == lines{});
}

TEST_CASE("the rules of a narrative are reported at its div", "[validate][rules]") {
  CHECK(
      test::checked<OperationOutcome<>>(
          R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<p/>"},"issue":[{"severity":"error","code":"invalid"}]})") ==
      lines{"txt-1 error invariant OperationOutcome.text.`div` /text/div"});
}

TEST_CASE("a message about a narrative has the value, what is wrong, what would be right", "[validate][rules]") {
  const std::vector<std::pair<std::string_view, std::string_view>> all{
      {"<br>", "<br> is not closed (byte 43)"},
      {"<p>a", "<p> is not closed (byte 43)"},
      {"<b><i>a</b></i>", "<i> is not closed (byte 46)"},
      {"a</p>", "</p> closes nothing: <div> is open (byte 44)"},
      {"<p", "the tag <p is not closed: > is missing (byte 43)"},
      {"<script>a</script>", "<script> is not allowed in a narrative (byte 43)"},
      {"<P>a</P>", "<P> is not XHTML: write <p> in lower case (byte 43)"},
      {"<n:p>a</n:p>", "the prefix of <n:p> is not declared: add xmlns:n=\"...\" (byte 43)"},
      {"<p xmlns=\"urn:x\">a</p>", "<p> is in the namespace \"urn:x\": write xmlns=\"http://www.w3.org/1999/xhtml\" (byte 43)"},
      {"<p xmlns:n=\"\">a</p>", "xmlns:n=\"\" is not a declaration that XML allows: remove it (byte 46)"},
      {"<p onclick=\"x\">a</p>", "the attribute \"onclick\" is not allowed in a narrative: remove it (byte 46)"},
      {"<p Title=\"x\">a</p>", "the attribute \"Title\" is not XHTML: write title in lower case (byte 46)"},
      {"<p href=\"x\">a</p>", "the attribute \"href\" is not allowed on <p>: remove it (byte 46)"},
      {"<p id=\"a\" id=\"b\">a</p>", "the attribute \"id\" appears twice in one tag: remove one (byte 53)"},
      {"<p id=a>a</p>", "the value of the attribute \"id\" is not in quotes: write id=\"...\" (byte 46)"},
      {"<p id>a</p>", "the attribute \"id\" has no value: write id=\"...\" (byte 46)"},
      {"<p id=\"a\"lang=\"b\">a</p>", "the attribute \"lang\" needs white space before it (byte 52)"},
      {"<p id=\"<\">a</p>", "< is not allowed in the value of the attribute \"id\": write &lt; (byte 50)"},
      {"<p id=\"a>a</p>", "< is not allowed in the value of the attribute \"id\": write &lt; (byte 53)"},
      {"<p \xC2\xA0>a</p>", "U+00A0 in the tag <p begins no attribute: remove it (byte 46)"},
      {"<p =\"a\">a</p>", "\"=\" in the tag <p begins no attribute: remove it (byte 46)"},
      {"<a href=\"java&#115;cript:x\">a</a>",
       "\"javascript:x\" is not allowed as href: a link is http:, https:, mailto:, tel:, urn:uuid:, relative, or #id "
       "(byte 46)"},
      {"<img src=\"data:text/html,x\"/>",
       "\"data:text/html,x\" is not allowed as src: an image is http:, https:, urn:uuid:, relative, #id, or data: of "
       "image/png, gif "
       "or jpeg (byte 48)"},
      {"<img usemap=\"x\"/>", "\"x\" is not allowed as usemap: a map is #id (byte 48)"},
      {"<p style=\"width:\\65xpression(x)\">a</p>",
       "\"expression(\" is not allowed in a style of a narrative: remove it (byte 46)"},
      {"<p style=\"behavior:x\">a</p>", "\"behavior:\" is not allowed in a style of a narrative: remove it (byte 46)"},
      {"a &nbsp; b", "&nbsp; is not an entity of XML: write &#160; (byte 45)"},
      {"&foo;", "&foo; is not an entity of XML: write the character itself (byte 43)"},
      {"&#0;", "&#0; is not a character of XML: remove it (byte 43)"},
      {"&#x0000001F600;", "&#x0000001F600; has more than 10 digits: leave zeros at its beginning out (byte 43)"},
      {"a & b", "& begins no reference: write &amp;, or end the reference with ; (byte 45)"},
      {"a < b", "< is not followed by the name of an element: write &lt; for a less-than sign (byte 45)"},
      {"a ]]> b", "]]> is not allowed in text: write ]]&gt; (byte 45)"},
      {"a\x01", "U+0001 is not a character of XML: remove it (byte 44)"},
      {"\xEF\xBF\xBF", "U+FFFF is not a character of XML: remove it (byte 43)"},
      {"<!-- a -- b -->", "-- is not allowed in a comment: remove one - (byte 50)"},
      {"<!-- a", "the comment is not closed: --> is missing (byte 43)"},
      {"<!--> x -->", "a comment must not begin with \">\", which ends it in HTML: put a blank before it (byte 43)"},
      {"<!--[if IE]>a<![endif]-->", "a comment with a condition is not allowed in a narrative: remove it (byte 43)"},
      {"<![CDATA[a", "CDATA is not closed: ]]> is missing (byte 43)"},
      {"<![CDATA[><b>]]>", "\"<b>\" in CDATA is markup to a reader of HTML: write &lt; without CDATA (byte 53)"},
      {"<?a >?>", "\">\" ends a processing instruction in HTML: remove the processing instruction (byte 47)"},
      {"<?xml-stylesheet href='x'?>", "<?xml-stylesheet is not allowed in a narrative: remove it (byte 43)"},
      {"<!DOCTYPE div>", "a document type is not allowed in a narrative: remove <!DOCTYPE (byte 43)"},
      {"<!x>", "<! begins neither a comment nor CDATA: write &lt;! (byte 43)"}};
  for (const auto& [content, text] : all) {
    CAPTURE(content);
    CHECK(message(in_div(content)) == "txt-1: " + std::string(text));
  }
  CHECK(message("hello") == "txt-1: \"hello\" is outside of the <div>: a narrative is one <div> (byte 1)");
  CHECK(message("<div>x</div>") ==
        "txt-1: <div> is without its namespace: write <div xmlns=\"http://www.w3.org/1999/xhtml\"> (byte 1)");
  CHECK(message("<p xmlns=\"http://www.w3.org/1999/xhtml\">x</p>") ==
        "txt-1: <p> is not a narrative: put it into <div xmlns=\"http://www.w3.org/1999/xhtml\"> (byte 1)");
  CHECK(message(" ") == "txt-1: a narrative is a <div xmlns=\"http://www.w3.org/1999/xhtml\">: there is none (byte 1)");
  CHECK(message(in_div("")) == "txt-2: the narrative has neither text nor an <img> with a src: write some text, or leave it out");
}

TEST_CASE("a message about a narrative is one short line of UTF-8, whatever is in it", "[validate][rules]") {
  for (const std::string& div :
       {in_div("<p a" + std::string(900, 'x') + "=\"\">a</p>"),
        in_div("<a href=\"java&#10;&#27;script:" + std::string(5000, 'x') + "\">a</a>"), in_div("<a href=\"x:\n\r\t\x7F\">a</a>"),
        std::string("a\n\r b"), in_div("<p style=\"\xC3\xA5(\">a</p>"), in_div("<p\xC2\xA0>a</p>"), in_div("<p \x1B>a</p>"),
        in_div("<p style=\"color:\xE2\x82\xAC(1)\">a</p>"),
        in_div("<a href=\"x:" + std::string(57, 'a') + "\xF0\x9F\x98\x80\">a</a>")}) {
    CAPTURE(div);
    const std::string text = message(div);
    CHECK(text.size() < 300);
    CHECK(text.starts_with("txt-1: "));
    CHECK(detail::find_ill_formed(text) == std::string::npos);
    for (const char c : text) CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
    CHECK(text.find("\xC2\x9B") == std::string::npos);
  }
}

TEST_CASE("elements of a narrative may nest as deep as XML parsers allow", "[validate][rules]") {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 1; i < depth; ++i) text += "<b>";
    text += 'a';
    for (std::size_t i = 1; i < depth; ++i) text += "</b>";
    return in_div(text);
  };
  CHECK(reported(nested(256)) == lines{});
  CHECK(message(nested(257)) == "txt-1: <b> is nested too deep: at most 256 levels (byte 808)");
  CHECK(reported(nested(200000)) == forbidden);
}

TEST_CASE("checking a narrative takes linear time", "[validate][rules]") {
  const auto repeated = [](std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
  };
  CHECK(inside(repeated("<b>&amp;</b>", 200000)) == lines{});
  CHECK(inside(repeated("<b xmlns:a='urn:a'>x</b>", 100000)) == lines{});
  CHECK(inside(repeated("<![CDATA[< ]]>", 200000)) == lines{});
  CHECK(inside("<![CDATA[>" + repeated("< ", 1000000) + "]]>") == lines{});
  CHECK(inside(repeated("]", 2000000)) == lines{});
  CHECK(inside(repeated("&#32;", 400000)) == without_content);
  CHECK(inside("<p style=\"" + repeated("a;", 1000000) + "\">x</p>") == lines{});
  CHECK(inside("<p style=\"width:calc(1" + repeated(" + (1", 500000) + "\">x</p>") == lines{});
  CHECK(inside(std::string(2000000, '&')) == forbidden);
  CHECK(inside(std::string(2000000, '<')) == forbidden);
  CHECK(inside(repeated("<!--", 500000)) == forbidden);
  CHECK(inside(repeated("<![CDATA[", 200000)) == forbidden);
  // Many attributes in one tag, all different, or the last one twice.
  std::string many = "<p";
  for (int i = 0; i < 60; ++i) many += " xmlns:a" + std::to_string(i) + "='urn:x'";
  CHECK(inside(many + ">x</p>") == lines{});
  for (int i = 60; i < 100000; ++i) many += " xmlns:a" + std::to_string(i) + "='urn:x'";
  CHECK(inside(many + ">x</p>") == forbidden);
  CHECK(message(in_div(many + " xmlns:a1='urn:x'>x</p>")).find("\"xmlns:a1\" appears twice") != std::string::npos);
}
