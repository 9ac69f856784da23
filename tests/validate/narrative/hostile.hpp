#pragma once
// What a narrative must not have: markup that would do something, or that a browser would read in another way than
// a parser of XML does.

#include <string_view>

namespace test {

using namespace std::string_view_literals;

/// In a div.
inline constexpr std::string_view hostile_contents[] = {
    // Elements that act, load, or change how the text after them is read.
    // clang-format off
    "<script>alert(1)</script>", "<script/>x", "<script src=\"http://x\"/>x", "<SCRIPT>alert(1)</SCRIPT>",
    "<ScRiPt>alert(1)</ScRiPt>", "<style>*{}</style>", "<link rel=\"stylesheet\" href=\"x\"/>x",
    "<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\"/>x", "<base href=\"javascript:/\"/>x",
    "<iframe src=\"javascript:alert(1)\"/>x", "<iframe srcdoc=\"&lt;script>\"/>x", "<frame src=\"x\"/>x",
    "<frameset onload=\"x\"/>x", "<object data=\"javascript:alert(1)\"/>x", "<embed src=\"x\"/>x", "<applet code=\"x\"/>x",
    "<form action=\"javascript:alert(1)\"><b>x</b></form>", "<input onfocus=\"x\"/>x", "<input type=\"image\" src=\"x\"/>x",
    "<button formaction=\"javascript:alert(1)\">x</button>", "<isindex action=\"x\"/>x", "<select><option>x</option></select>",
    "<textarea>x</textarea>", "<title>x</title>", "<plaintext>x</plaintext>", "<xmp>x</xmp>", "<noscript>x</noscript>",
    "<noembed>x</noembed>", "<noframes>x</noframes>", "<listing>x</listing>", "<template>x</template>",
    "<svg onload=\"alert(1)\"/>x", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>",
    "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"/>x", "<math href=\"javascript:x\">x</math>",
    "<m:mi xmlns:m=\"http://www.w3.org/1998/Math/MathML\">x</m:mi>", "<video src=\"x\"/>x", "<audio src=\"x\"/>x",
    "<source src=\"x\"/>x", "<track src=\"x\"/>x", "<picture>x</picture>", "<canvas>x</canvas>", "<details open=\"open\">x</details>",
    "<summary>x</summary>", "<dialog>x</dialog>", "<marquee onstart=\"x\">x</marquee>", "<bgsound src=\"x\"/>x",
    "<layer src=\"x\"/>x", "<ilayer src=\"x\"/>x", "<blink>x</blink>", "<keygen/>x", "<image src=\"x\"/>x", "<xml>x</xml>",
    "<font color=\"red\">x</font>", "<center>x</center>", "<u>x</u>", "<ins>x</ins>", "<del>x</del>", "<html>x</html>",
    "<head>x</head>", "<body onload=\"x\">x</body>", "<portal src=\"x\"/>x", "<slot>x</slot>", "<custom-element>x</custom-element>",
    "<a.b>x</a.b>", "<import href=\"x\"/>x", "<set attributeName=\"onload\"/>x", "<animate/>x", "<use href=\"#x\"/>x",
    // By prefixes and namespaces.
    "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">x</h:script>", "<h:p xmlns:h=\"http://www.w3.org/1999/xhtml\" onclick=\"x\">x</h:p>",
    "<h:p xmlns:h=\"http://www.w3.org/1999/xhtml\" h:onclick=\"x\">x</h:p>", "<h:p xmlns:h=\"http://www.w3.org/1999/xhtml\" h:class=\"x\">x</h:p>",
    "<h:a xmlns:h=\"http://www.w3.org/1999/xhtml\" href=\"javascript:x\">x</h:a>",
    "<p xmlns:a=\"urn:x\" xmlns:b=\"urn:x\" a:c=\"1\" b:c=\"2\">x</p>", "<p xmlns=\"\">x</p>", "<p xmlns=\"urn:x\">x</p>",
    "<p xmlns=\"http://www.w3.org/1999/xhtml \">x</p>", "<p xmlns=\"HTTP://www.w3.org/1999/xhtml\">x</p>",
    "<p xlink:href=\"javascript:x\">x</p>", "<p xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"javascript:x\">x</p>",
    "<h:p>x</h:p>", "<p:>x</p:>", "<:p>x</:p>", "<p:p:p>x</p:p:p>", "<p xmlns:=\"x\">x</p>", "<p xmlns:h=\"\">x</p>",
    "<p xmlns:xml=\"urn:x\">x</p>", "<p xmlns:xmlns=\"urn:x\">x</p>", "<p xmlns:h=\"http://www.w3.org/XML/1998/namespace\">x</p>",
    "<p xmlns=\"http://www.w3.org/2000/xmlns/\">x</p>", "<p xmlns:h=\"urn:a\" xmlns:h=\"urn:b\">x</p>", "<xml:p>x</xml:p>",
    "<xmlns:p>x</xmlns:p>", "<p xml:id=\"x\">x</p>", "<b xmlns:h=\"http://www.w3.org/1999/xhtml\">x</b><h:b>y</h:b>",
    // Attributes that act or load.
    "<p onclick=\"x\">x</p>", "<p ONCLICK=\"x\">x</p>", "<p onClick='x'>x</p>", "<p onmouseover = \"x\">x</p>", "<p\nonload=\"x\">x</p>",
    "<img src=\"x\" onerror=\"alert(1)\"/>", "<p onpointerenter=\"x\">x</p>", "<p onfocus=\"x\" tabindex=\"1\">x</p>", "<p on=\"x\">x</p>",
    "<p onanything=\"x\">x</p>", "<p on-x=\"x\">x</p>", "<p formaction=\"x\">x</p>", "<p action=\"x\">x</p>", "<img srcset=\"x 1x\"/>x",
    "<img lowsrc=\"x\"/>x", "<img dynsrc=\"x\"/>x", "<table background=\"javascript:x\"><tr><td>x</td></tr></table>", "<td background=\"x\">x</td>",
    "<p data=\"x\">x</p>", "<p data-x=\"x\">x</p>", "<p src=\"x\">x</p>", "<p href=\"x\">x</p>", "<div src=\"x\">x</div>", "<td href=\"x\">x</td>",
    "<img href=\"x\" src=\"x\"/>", "<a src=\"x\">x</a>", "<a ping=\"http://x\">x</a>", "<a target=\"_blank\">x</a>", "<a download=\"x\">x</a>",
    "<a manifest=\"x\">x</a>", "<p contenteditable=\"true\">x</p>", "<p autofocus=\"autofocus\">x</p>", "<p srcdoc=\"x\">x</p>",
    "<p seeksegmenttime=\"x\">x</p>", "<p fscommand=\"x\">x</p>", "<p is=\"x\">x</p>", "<p slot=\"x\">x</p>", "<p profile=\"x\">x</p>",
    "<p classid=\"x\">x</p>", "<p codebase=\"x\">x</p>", "<p cite=\"x\">x</p>", "<p usemap=\"#x\">x</p>", "<p longdesc=\"x\">x</p>",
    "<p value=\"x\">x</p>", "<p name=\"x\">x</p>", "<p datasrc=\"x\">x</p>", "<p datafld=\"x\">x</p>", "<p dataformatas=\"html\">x</p>",
    "<p itemprop=\"x\">x</p>", "<p poster=\"x\">x</p>", "<p style\xC2\xA0=\"x\">x</p>", "<p popover=\"x\">x</p>", "<p role=\"x\">x</p>",
    // What is not well-formed, and read in one way here and in another there.
    "<p class=\"a\" class=\"b\">x</p>", "<p class='a' title='b' class='c'>x</p>", "<p class=x>x</p>", "<p class>x</p>", "<p class=>x</p>",
    "<p class=\"x\"id=\"y\">x</p>", "<p class=\"x>x</p>", "<p class='x>x</p>", "<p class=\"<\">x</p>", "<p class=`x`>x</p>",
    "<p/class=\"x\">x</p>", "<p /class=\"x\">x</p>", "<p / >x</p>", "<p \"\">x</p>", "<p \"onclick=x\">x</p>", "<p =\"x\">x</p>",
    "<p <b>x</b></p>", "<p<b>x</b></p>", "<p\x0C""class=\"x\">x</p>", "<p\x0B""class=\"x\">x</p>", "<p\xC2\xA0""class=\"x\">x</p>",
    "< p>x</p>", "<p>x</ p>", "<p>x< /p>", "<p>x</p class=\"x\">", "<p>x</p/>", "<p>x</P>", "<p>x", "x</p>", "<b><i>x</b></i>", "</div>x<div>",
    "</div><div xmlns=\"http://www.w3.org/1999/xhtml\">x", "<br>x", "x</br>", "<1>x</1>", "<-p>x</-p>", "<.p>x</.p>", "<>x</>", "<p", "<",
    "x<", "</", "</p", "<p title=\"", "<p title", "a < b", "a<b", "a<3", "<\xC3\x97>x</\xC3\x97>", "<p\xCC\x80>x</p>",
    "a & b", "a &", "&;", "&#;", "&#x;", "&#xg;", "&#a;", "&#X41;", "&#65", "&lt", "&lt b", "& lt;", "&LT;", "&Amp;", "&nbsp;", "&copy;",
    "&Tab;", "&NewLine;", "&colon;", "&lpar;", "&foo;x", "&a.b;", "%x;&x", "&#0;x", "&#x0;x", "&#00;x", "&#8;x", "&#11;x", "&#x1F;x",
    "&#xD800;x", "&#xDFFF;x", "&#xFFFE;x", "&#xFFFF;x", "&#x110000;x", "&#99999999999999999999;x", "&#4294967361;x", "&#x100000041;x",
    "&#-65;", "&#+65;", "&# 65;", "&#65 ;", "&#00000000065;", "&#x000000606aa;", "<p title=\"&\">x</p>", "<p title=\"&foo;\">x</p>", "<p title=\"&#0;\">x</p>",
    "<p title=\"&lt\">x</p>", "<a href=\"javascript&colon;x\">x</a>", "<a href=\"java&Tab;script:x\">x</a>", "x]]>", "]]>x", "a ]]]> b",
    "<!ENTITY x \"y\">x", "<!DOCTYPE html>x", "<!doctype html>x", "<!ELEMENT p ANY>x", "<!x>x", "<!>x", "<!->x", "<!- x ->x", "<!-x-->x",
    "<![cdata[x]]>", "<![CDATA [x]]>", "<![CDATA[x]]", "<![CDATA[x]>", "<![CDATA[x", "<![INCLUDE[x]]>", "<![if IE]>x<![endif]>",
    // Comments.
    "<!-- a -- b -->x", "<!-- a --->x", "<!-- a ---->x", "<!----->x", "<!------>x", "<!-- a --!>x", "<!-- x", "<!-- x --", "<!-- x ->",
    "<!-->x", "<!--->x", "<!--><img src=\"x\" onerror=\"alert(1)\"/>-->x", "<!---><img src=\"x\" onerror=\"alert(1)\"/>-->x",
    "<!--><script>alert(1)</script>-->x", "<!-- --!><img src=x onerror=alert(1)> -->x", "<!--x--!><script>alert(1)</script>-->x",
    "<!-- <!-- x --> -->x", "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->x", "<!-- [if IE]>x<![endif]-->x",
    // CDATA, which HTML ends at the first >.
    "<![CDATA[><img src=x onerror=alert(1)>]]>", "<![CDATA[<img src=x onerror=alert(1)><b>]]>", "<![CDATA[<x><script>alert(1)</script>]]>",
    "<![CDATA[ > <script>alert(1)</script>]]>", "<![CDATA[></div><script>alert(1)</script>]]>", "<![CDATA[><!--]]>x", "<![CDATA[><?x ]]>x",
    "<![CDATA[-->]]><![CDATA[><svg onload=alert(1)>]]>", "<![CDATA[><a href=javascript:alert(1)>x</a>]]>", "<![CDATA[a><b>x</b>]]>",
    "<![CDATA[><plaintext>]]>", "<![CDATA[<textarea>]]>x", "<![CDATA[<b]]>", "<![CDATA[</b]]>", "<![CDATA[><textarea>]]>x", "<![CDATA[x]]]]><![CDATA[>]]><script/>",
    // Processing instructions, which HTML ends there too.
    "<?x ><script>alert(1)</script>?>x", "<?x ><img src=x onerror=alert(1)>?>x", "<?x >?>x", "<?x?><?y > ?>x", "<?x", "<?x>x", "<? x?>x", "<?\?>x",
    "<?xml version=\"1.0\"?>x", "<?XML version=\"1.0\"?>x", "<?xml-stylesheet href=\"javascript:alert(1)\"?>x", "<?xml-stylesheet type=\"text/xsl\" href=\"#x\"?>x",
    "<?import namespace=\"t\" implementation=\"#x\">x", "<?x:y z?>x", "<?php echo '<script>'; ?>x<", "<%x%>x",
    // Images.
    "<img src=\"data:text/html,x\"/>", "<img src=\"data:image/svg+xml,x\"/>", "<img src=\"data:image/svg+xml;base64,x\"/>", "<img src=\"data:,x\"/>",
    "<img src=\"data:image/pngx,x\"/>", "<img src=\"data:image/png\"/>", "<img src=\"data:image/webp,x\"/>", "<img src=\"data:image/p,ng\"/>",
    "<img src=\"mailto:x\"/>", "<img src=\"tel:1\"/>", "<a href=\"data:image/png,x\">x</a>", "<img usemap=\"x\"/>x", "<img usemap=\"javascript:x#y\"/>x",
    // clang-format on
};

/// As a URL, wherever one may be.
inline constexpr std::string_view hostile_urls[] = {
    // clang-format off
    "javascript:alert(1)", "JavaScript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)", "\njavascript:x",
    "java\tscript:x", "java\nscript:x", "java\r\nscript:x", "javascript :x", "javascript\t:x", "javascript\n:x", "&#106;avascript:x",
    "&#x6A;avascript:x", "&#x6a;avascript:x", "&#0000106;avascript:x", "&#x0000006a;avascript:x", "java&#115;cript:x", "javascript&#58;x",
    "javascript&#x3A;x", "javascript&#0058;x", "java&#9;script:x", "java&#x9;script:x", "java&#10;script:x", "java&#xA;script:x",
    "java&#xD;script:x", "java&#x0D;&#x0A;script:x", "&#32;javascript:x", "&#x20;&#9;javascript:x", "&#160;javascript:x", "&#x2028;javascript:x",
    "&#xFEFF;javascript:x", "\xEF\xBB\xBFjavascript:x", "java\xC2\xADscript:x", "java\xE2\x80\x8Bscript:x", "java&#x200B;script:x", "java&#x7F;script:x",
    "java&#x80;script:x", "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)", 
    "vbscript:x", "VBScript:msgbox(1)", "livescript:x", "mocha:x", "jscript:x", "data:text/html,&lt;script>alert(1)&lt;/script>",
    "data:text/html;base64,PHNjcmlwdD4=", "data:,x", "DATA:text/html,x", "da\tta:text/html,x", "data&#58;text/html,x", "data:application/xhtml+xml,x",
    "data:image/svg+xml,x", "data:text/xml,x", "blob:x", "filesystem:x", "file:///etc/passwd", "about:blank", "view-source:x", "jar:x", "feed:javascript:x",
    "feed:x", "chrome:x", "resource:x", "ms-its:x", "mhtml:x", "mk:x", "res:x", "ws:x", "wss:x", "ftp:x", "intent:x", "urn:x", "x:y", "1:2", ":x",
    "+javascript:x", "-javascript:x", "javascript\\:x", "\\javascript:x", "java\\0script:x", "java%73cript:x", "%6Aavascript:x", "jav\xC3\xA6script:x",
    "\xEF\xBD\x8A""avascript:x", "http&#58;javascript:x&#0;", "httpx:x", "htt p&#xB;:x", "mailto;:x", "javascript:/*--&gt;&lt;/title&gt;*/x", "javascript:http://x",
    "javascript:#x", "javascript:?", "javascript:/", "javascript:",
    // clang-format on
};

/// As the value of style="".
inline constexpr std::string_view hostile_styles[] = {
    // clang-format off
    "width:expression(alert(1))", "width: EXPRESSION(alert(1))", "width:expression (alert(1))", "width:exp/**/ression(alert(1))",
    "width:e\\xpression(alert(1))", "width:\\65xpression(alert(1))", "width:\\65 xpression(alert(1))", "width:\\000065xpression(x)",
    "width:\\45xpression(x)", "width:expr\\65 ssion(x)", "width:&#101;xpression(x)", "width:&#92;65xpression(x)", "width:e&#x78;pression(x)",
    "xss:expr/*XSS*/ession(alert(1))", "color:red;width:expression(1)", "width:calc(expression(1))", "width:calc(1px + expression (1))",
    "background:url(javascript:x)", "background: URL(x)", "background:u\\72l(x)", "background:\\75\\72\\6c(x)", "background:ur/**/l(x)",
    "background:url (x)", "background:url\\28x)", "background-image:url(http://x)", "background:url('x')", "background:url(&quot;x&quot;)",
    "background:image-set('x' 1x)", "background:-webkit-image-set(x)", "background:image(x)", "background:cross-fade(x)", "background:element(#x)",
    "background:src('x')", "list-style-image:url(x)", "list-style:url(x)", "cursor:url(x)", "content:url(x)", "content:'x'", "border-image:url(x)",
    "behavior:url(x)", "BEHAVIOR:x", "behaviour:x", "beh\\61vior:x", "be/**/havior:x", "-ms-behavior:x", "-moz-binding:url(x)", "-moz-binding:x",
    "-MOZ-BINDING:x", "-m\\6fz-binding:x", "-o-link:'javascript:x'", "-o-link-source:current", "filter:progid:DXImageTransform.Microsoft.x()",
    "filter:alpha(opacity=1)", "-ms-filter:'progid:x'", "filter:url(x)", "src:x", "--x:url(y)", "--x:y", "mask:url(x)", "mask-image:x",
    "clip-path:url(x)", "shape-outside:url(x)", "@import 'x'", "@import url(x)", "\\40import 'x'", "color:red;@import 'x'", "@charset 'x'",
    "}*{color:red", "{color:red}", "color:red}", "&lt;!-- color:red", "color:red --&gt;", "color:&lt;/style&gt;", "color:r\\3a d", "color:red:blue",
    "color:javascript:x", "font-family:'javascript:x'", "font-family:'url(x)'", "font-family:'url (x)'", "font-family:'u\\72l  (x)'", "font-family:'expression (x)'", "font-family:'url\t(x)'", "font-family:'expression(x)'", "font-family:'\\", "font-family:'x",
    "font-family:'x\\'; behavior:x", "font-family:'&#10;'", "color:red\\", "color:\\0", "color:\\110000", "color:\\d800", "/*", "/* x", "color:red/*",
    "width:attr(x)", "width:env(x)", "width:alert(1)", "width:(1)", "width:1)", "width:calc(1;2)", "color(red)", "alert(1)", "a b:c", ":red",
    "'color':red", "width=expression(1)", "position:fixed", "position:\\66ixed", "POSITION:Fixed", "position:sticky", "position:-webkit-sticky",
    "_width:1px", "*width:1px", "animation:x", "transition:x", "color:red!ie&gt;", "color:[x]", "color:`x`", "color:$x", "color:a|b", "color:a&amp;b",
    "color:\xEF\xBC\x88""expression(1)", "width:\xEF\xBD\x85xpression(1)", "constructor:x", "zoom:\\@x", "-webkit-mso-x:y", "-webkit--moz-binding:x",
    // clang-format on
};

}  // namespace test
