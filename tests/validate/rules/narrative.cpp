// The invariants of Narrative: which XHTML R4 allows.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/checked.hpp"

using namespace fhirops;
using test::lines;

namespace {

lines told(std::string_view div) {
  Narrative<> narrative;
  narrative.status = "generated";
  narrative.div = div;
  return test::keyed(validate(narrative));
}
// The same of what stands in the div.
lines inside(std::string_view content) {
  return told(R"(<div xmlns="http://www.w3.org/1999/xhtml">)" + std::string(content) + "</div>");
}
const lines forbidden{"txt-1 error invariant Narrative "};
const lines without_content{"txt-2 error invariant Narrative "};

}  // namespace

TEST_CASE("txt-1: one well-formed div", "[validate][rules]") {
  CHECK(told(R"(<div xmlns="http://www.w3.org/1999/xhtml">a</div>)") == lines{});
  CHECK(told(" \n<div  xmlns = 'http://www.w3.org/1999/xhtml' lang=\"da\">a</div >\n") == lines{});
  for (const std::string_view bad :
       {"a", "<div>a</div>", R"(<div xmlns="http://www.w3.org/1999/xhtmlx">a</div>)",
        R"(<p xmlns="http://www.w3.org/1999/xhtml">a</p>)", R"(<div xmlns="http://www.w3.org/1999/xhtml">a)",
        R"(<div xmlns="http://www.w3.org/1999/xhtml">a</div><div>b</div>)",
        R"(<div xmlns="http://www.w3.org/1999/xhtml">a</div>b)",
        R"(<DIV xmlns="http://www.w3.org/1999/xhtml">a</DIV>)",
        R"(<?xml version="1.0"?><div xmlns="http://www.w3.org/1999/xhtml">a</div>)",
        R"(<!DOCTYPE div [<!ENTITY x "y">]><div xmlns="http://www.w3.org/1999/xhtml">&x;</div>)"}) {
    CAPTURE(bad);
    CHECK(told(bad) == forbidden);
  }
}

TEST_CASE("txt-1: elements, attributes and how they nest", "[validate][rules]") {
  for (const std::string_view good :
       {"a<br/>b", "<p class=\"x\" style=\"color:red\">a</p>",
        "<table><thead><tr><th colspan=\"2\">a</th></tr></thead></table>",
        "<a href=\"http://x?a=1&amp;b=2\">a</a>", "<a name='here'>a</a>", "<img src=\"#pic\" alt=\"\"/>",
        "a &lt; b &#160; c &#xA0; &nbsp;", "<!-- a comment --> a", "<pre>a\n  b</pre>",
        "<span title=\"&gt;\">å 😀</span>", "<ol start=\"3\"><li value=\"3\">a</li></ol>"}) {
    CAPTURE(good);
    CHECK(inside(good) == lines{});
  }
  for (const std::string_view bad : {"<script>a</script>",
                                     "<object value=\"x\"/>a",
                                     "<form>a</form>",
                                     "<input/>a",
                                     "<iframe src=\"x\"/>a",
                                     "<style>a</style>",
                                     "<font>a</font>",
                                     "<p onClick=\"x()\">a</p>",
                                     "<p onclick=\"x()\">a</p>",
                                     "<p target=\"_blank\">a</p>",
                                     "<a href=\"javascript:x()\">a</a>",
                                     "<a href=\" JavaScript:x()\">a</a>",
                                     "<img src=\"vbscript:x\"/>",
                                     "<p>a</pa>",
                                     "<p>a",
                                     "a</p>",
                                     "<b><i>a</b></i>",
                                     "<p class=x>a</p>",
                                     "<p class>a</p>",
                                     "<p class=\"x>a</p>",
                                     "<p class=\"<\">a</p>",
                                     "a & b",
                                     "a &; b",
                                     "a &lt b",
                                     "a < b",
                                     "<>a</>",
                                     "<p",
                                     "<!-- a"}) {
    CAPTURE(bad);
    CHECK(inside(bad) == forbidden);
  }
}

TEST_CASE("txt-2: a narrative has some content", "[validate][rules]") {
  CHECK(inside("") == without_content);
  CHECK(inside(" \n\t") == without_content);
  CHECK(inside("<p> </p><br/>") == without_content);
  CHECK(inside("<!-- a -->") == without_content);
  CHECK(told(R"(<div xmlns="http://www.w3.org/1999/xhtml"/>)") == without_content);
  CHECK(inside("<p>a</p>") == lines{});
  CHECK(inside("<img src=\"#a\"/>") == lines{});
}

TEST_CASE("the rules of a narrative are told at the narrative", "[validate][rules]") {
  CHECK(
      test::checked<OperationOutcome<>>(
          R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<p/>"},"issue":[{"severity":"error","code":"invalid"}]})") ==
      lines{"txt-1 error invariant OperationOutcome.text /text"});
}

TEST_CASE("checking a narrative takes time in proportion to it", "[validate][rules]") {
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<div>";
  deep += 'a';
  for (int i = 0; i < 200000; ++i) deep += "</div>";
  CHECK(inside(deep) == lines{});
  std::string wide;
  for (int i = 0; i < 200000; ++i) wide += "<b>&amp;</b>";
  CHECK(inside(wide) == lines{});
  CHECK(inside(std::string(2000000, '&')) == forbidden);
  CHECK(inside(std::string(2000000, '<')) == forbidden);
}
