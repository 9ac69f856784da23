// XML, token by token; what is not well-formed is in tests/validate/rules/narrative.cpp.

#include "fhirops/validate/narrative/xml.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops::detail;

namespace {

// One line for each token.
std::vector<std::string> tokens(std::string_view text) {
  xml_reader reader(text);
  std::vector<std::string> all;
  for (;;) {
    const xml_token token = reader.next();
    const std::string content(reader.content());
    switch (token) {
      case xml_token::start_tag: {
        std::string line = "<" + std::string(reader.name()) + "> {" + std::string(reader.name_space()) + "}";
        for (const xml_attribute& each : reader.attributes())
          line += ' ' + std::string(each.name) + '=' + std::string(each.value);
        all.push_back(line);
        break;
      }
      case xml_token::end_tag:
        all.push_back("end tag, depth " + std::to_string(reader.depth()));
        break;
      case xml_token::text:
        all.push_back("text " + content);
        break;
      case xml_token::cdata:
        all.push_back("cdata " + content);
        break;
      case xml_token::comment:
        all.push_back("comment " + content);
        break;
      case xml_token::instruction:
        all.push_back("instruction " + content);
        break;
      case xml_token::end:
        return all.push_back("end"), all;
      case xml_token::fault:
        return all.push_back(reader.fault()), all;
    }
  }
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a text is read token by token", "[validate][narrative]") {
  CHECK(tokens(" <a x='1' y = \"&lt;\n\">b&amp;<!--c--><c/><?d e?><![CDATA[<f>]]></a >\n") ==
        lines{"text  ", "<a> {} x=1 y=&lt;\n", "text b&amp;", "comment c", "<c> {}", "instruction d e", "cdata <f>",
              "end tag, depth 0", "text \n", "end"});
}

TEST_CASE("an element is in the namespace that is declared around it", "[validate][narrative]") {
  CHECK(tokens("<a xmlns='urn:a' xmlns:p='urn:&#98;'><p:b/><b xmlns=''><c/></b><b/></a>") ==
        lines{"<a> {urn:a} xmlns=urn:a xmlns:p=urn:&#98;", "<p:b> {urn:b}", "<b> {} xmlns=", "<c> {}", "end tag, depth 1",
              "<b> {urn:a}", "end tag, depth 0", "end"});
  CHECK(tokens("<a><p:b xmlns:p='urn:b'/><p:b/></a>") ==
        lines{"<a> {}", "<p:b> {urn:b} xmlns:p=urn:b", "the prefix of <p:b> is not declared: add xmlns:p=\"...\" (byte 26)"});
}

TEST_CASE("a fault has its byte, which counts from 1", "[validate][narrative]") {
  CHECK(tokens("<a>x</b>") == lines{"<a> {}", "text x", "</b> closes nothing: <a> is open (byte 5)"});
  CHECK(tokens("<a>\xC3\xA5&x;</a>") == lines{"<a> {}", "&x; is not an entity of XML: write the character itself (byte 6)"});
  CHECK(tokens("<a") == lines{"the tag <a is not closed: > is missing (byte 1)"});
}

TEST_CASE("a name has at most 1,000 bytes", "[validate][narrative]") {
  const std::string name(1000, 'a');
  CHECK(tokens("<" + name + "/>").back() == "end");
  CHECK(tokens("<" + name + "a/>").back() ==
        "< is not followed by the name of an element: write &lt; for a less-than sign (byte 1)");
}

TEST_CASE("wherever XML ends or breaks, the message says what is missing, and where", "[validate][narrative]") {
  struct row {
    std::string_view text;
    std::string_view last;  // the last token, or the fault
  };
  const row rows[] = {
      {"", "a narrative is a <div xmlns=\"http://www.w3.org/1999/xhtml\">: there is none (byte 1)"},
      {" \x0A", "a narrative is a <div xmlns=\"http://www.w3.org/1999/xhtml\">: there is none (byte 1)"},
      {"x", "\"x\" is outside of the <div>: a narrative is one <div> (byte 1)"},
      {" \x0A x", "\"x\" is outside of the <div>: a narrative is one <div> (byte 4)"},
      {"<", "< is not followed by the name of an element: write &lt; for a less-than sign (byte 1)"},
      {"<a", "the tag <a is not closed: > is missing (byte 1)"},
      {"<a ", "the tag <a is not closed: > is missing (byte 1)"},
      {"<a b", "the attribute \"b\" has no value: write b=\"...\" (byte 4)"},
      {"<a b ", "the attribute \"b\" has no value: write b=\"...\" (byte 4)"},
      {"<a b=", "the value of the attribute \"b\" is not in quotes: write b=\"...\" (byte 4)"},
      {"<a b= ", "the value of the attribute \"b\" is not in quotes: write b=\"...\" (byte 4)"},
      {"<a b='", "the value of the attribute \"b\" does not end: a quote is missing (byte 4)"},
      {"<a b='c", "the value of the attribute \"b\" does not end: a quote is missing (byte 4)"},
      {"<a b='&", "& begins no reference: write &amp;, or end the reference with ; (byte 7)"},
      {"<a b='&lt", "& begins no reference: write &amp;, or end the reference with ; (byte 7)"},
      {"<a b='c'", "the tag <a is not closed: > is missing (byte 1)"},
      {"<a b='c' ", "the tag <a is not closed: > is missing (byte 1)"},
      {"<a/", "\"/\" in the tag <a begins no attribute: remove it (byte 3)"},
      {"<a /", "\"/\" in the tag <a begins no attribute: remove it (byte 4)"},
      {"<a>", "<a> is not closed (byte 1)"},
      {"<a></", "</ is not followed by the name of an element: write &lt; for a less-than sign (byte 4)"},
      {"<a></a", "the tag </a is not closed: > is missing (byte 4)"},
      {"<a></a ", "the tag </a is not closed: > is missing (byte 4)"},
      {"<a></a >", "end"},
      {"<a></a b>", "the tag </a is not closed: > is missing (byte 4)"},
      {"<a></ a>", "</ is not followed by the name of an element: write &lt; for a less-than sign (byte 4)"},
      {"<a></b>", "</b> closes nothing: <a> is open (byte 4)"},
      {"</a>", "</a> closes nothing: no element is open (byte 1)"},
      {"<a/></a>", "</a> closes nothing: no element is open (byte 5)"},
      {"<a/><b/>", "<b> is outside of the <div>: a narrative is one <div> (byte 5)"},
      {"<a/>x", "\"x\" is outside of the <div>: a narrative is one <div> (byte 5)"},
      {"<a/> \x0A", "end"},
      {"<a/> \x0A &#32;", "\"&#32;\" is outside of the <div>: a narrative is one <div> (byte 8)"},
      {"<a/><!---->", "end"},
      {"<a/><?b?>", "end"},
      {"<a/><![CDATA[]]>", "CDATA is outside of the <div>: a narrative is one <div> (byte 5)"},
      {"<!-", "<! begins neither a comment nor CDATA: write &lt;! (byte 1)"},
      {"<!--", "the comment is not closed: --> is missing (byte 1)"},
      {"<!-- -", "the comment is not closed: --> is missing (byte 1)"},
      {"<!-- --", "the comment is not closed: --> is missing (byte 1)"},
      {"<!-- a --->", "-- is not allowed in a comment: remove one - (byte 8)"},
      {"<!-- a -- b-->", "-- is not allowed in a comment: remove one - (byte 8)"},
      {"<!--->", "the comment is not closed: --> is missing (byte 1)"},
      {"<!---->", "a narrative is a <div xmlns=\"http://www.w3.org/1999/xhtml\">: there is none (byte 1)"},
      {"<?", "the processing instruction is not closed: ?> is missing (byte 1)"},
      {"<?a", "the processing instruction is not closed: ?> is missing (byte 1)"},
      {"<?a?", "the processing instruction is not closed: ?> is missing (byte 1)"},
      {"<?a?>", "a narrative is a <div xmlns=\"http://www.w3.org/1999/xhtml\">: there is none (byte 1)"},
      {"<?\?>", "<? is not followed by the name of a processing instruction: write &lt;? (byte 1)"},
      {"<?1?>", "<? is not followed by the name of a processing instruction: write &lt;? (byte 1)"},
      {"<?a+b?>", "<? is not followed by the name of a processing instruction: write &lt;? (byte 1)"},
      {"<?a b?><a/>", "end"},
      {"<?xml?>", "<?xml is not allowed in a narrative: remove it (byte 1)"},
      {"<?XML ?>", "<?XML is not allowed in a narrative: remove it (byte 1)"},
      {"<?xMl a?>", "<?xMl is not allowed in a narrative: remove it (byte 1)"},
      {"<?xm?><a/>", "end"},
      {"<?xma?><a/>", "end"},
      {"<?axml?><a/>", "end"},
      {"<?yml?><a/>", "end"},
      {"<?xnl?><a/>", "end"},
      {"<?xll?><a/>", "end"},
      {"<?mml?><a/>", "end"},
      {"<?xmm?><a/>", "end"},
      {"<a x='' y='' z=''><b z='' w=''/></a>", "end"},
      {"<?xmla?>", "<?xmla is not allowed in a narrative: remove it (byte 1)"},
      {"<a><b></a>", "<b> is not closed (byte 4)"},
      {"<a><b></a></b>", "<b> is not closed (byte 4)"},
      {"<a><b><c></b></a>", "<c> is not closed (byte 7)"},
      {"<a:>", "< is not followed by the name of an element: write &lt; for a less-than sign (byte 1)"},
      {"<:a>", "< is not followed by the name of an element: write &lt; for a less-than sign (byte 1)"},
      {"<a:b:c>", "\":\" in the tag <a:b begins no attribute: remove it (byte 5)"},
      {"<1>", "< is not followed by the name of an element: write &lt; for a less-than sign (byte 1)"},
      {"<a b:='x'/>", "\"b\" in the tag <a begins no attribute: remove it (byte 4)"},
      {"<a b:c:d='x'/>", "the attribute \"b:c\" has no value: write b:c=\"...\" (byte 4)"},
      {"<a 1='x'/>", "\"1\" in the tag <a begins no attribute: remove it (byte 4)"},
      {"<a b='x'c='y'/>", "the attribute \"c\" needs white space before it (byte 9)"},
      {"<a b = 'x'\x0A"
       "c\x09=\x0D'y'/>",
       "end"},
      {"<a b=x/>", "the value of the attribute \"b\" is not in quotes: write b=\"...\" (byte 4)"},
      {"<a b='<'/>", "< is not allowed in the value of the attribute \"b\": write &lt; (byte 7)"},
      {"<a b='\"'/>", "end"},
      {"<a b=\"'\"/>", "end"},
      {"<a b=']]>'/>", "end"},
      {"<a>]]></a>", "]]> is not allowed in text: write ]]&gt; (byte 4)"},
      {"<a>]]</a>", "end"},
      {"<a>]></a>", "end"},
      {"<a>]</a>", "end"},
      {"<a a0='' a1='' a2='' a3='' a4='' a5='' a6='' a7=''/>", "end"},
      {"<a a0='' a1='' a2='' a3='' a4='' a5='' a6='' a7='' a0=''/>",
       "the attribute \"a0\" appears twice in one tag: remove one (byte 52)"},
      {"<a a0='' a1='' a2='' a3='' a4='' a5='' a6='' a7='' a8=''/>", "end"},
      {"<a a0='' a1='' a2='' a3='' a4='' a5='' a6='' a7='' a3='' a1='' a0=''/>",
       "the attribute \"a3\" appears twice in one tag: remove one (byte 52)"},
      {"<a a0='' a0='' a1='' a1=''/>", "the attribute \"a1\" appears twice in one tag: remove one (byte 22)"},
      {"<a>&#1234567890;</a>", "&#1234567890; is not a character of XML: remove it (byte 4)"},
      {"<a>&#0000000065;</a>", "end"},
      {"<a>&#00000000065;</a>", "&#00000000065; has more than 10 digits: leave zeros at its beginning out (byte 4)"},
      {"<a>&#x0000000041;</a>", "end"},
      {"<a>&#x00000000041;</a>", "&#x00000000041; has more than 10 digits: leave zeros at its beginning out (byte 4)"},
      {"<a>&lt</a>", "& begins no reference: write &amp;, or end the reference with ; (byte 4)"},
      {"<a>&l</a>", "& begins no reference: write &amp;, or end the reference with ; (byte 4)"},
      {"<a>&euro;</a>", "&euro; is not an entity of XML: write &#8364; (byte 4)"},
      {"<a>&foo;</a>", "&foo; is not an entity of XML: write the character itself (byte 4)"},
      {"<a>&#x110000;</a>", "&#x110000; is not a character of XML: remove it (byte 4)"},
      {"<a>&#xD800;</a>", "&#xD800; is not a character of XML: remove it (byte 4)"},
      {"<a>\x01</a>", "U+0001 is not a character of XML: remove it (byte 4)"},
      {"<a>\xEF\xBF\xBE</a>", "U+FFFE is not a character of XML: remove it (byte 4)"},
      {"<a>\xEF\xBF\xBD</a>", "end"},
      {"<a b='\x1F'/>", "U+001F is not a character of XML: remove it (byte 7)"},
      {"<a \xF0\x9F\x98\x80/>", "the attribute \"\xF0\x9F\x98\x80\" has no value: write \xF0\x9F\x98\x80=\"...\" (byte 4)"},
      {"<a \xE2\x80\xA8/>", "U+2028 in the tag <a begins no attribute: remove it (byte 4)"},
      {"<a xmlns:b='urn:b'><b:c xmlns:b='urn:c'/><b:d/></a>", "end"},
      {"<a xmlns:xml='urn:x'/>", "xmlns:xml=\"urn:x\" is not a declaration that XML allows: remove it (byte 4)"},
      {"<a xmlns:xmlns='urn:x'/>", "xmlns:xmlns=\"urn:x\" is not a declaration that XML allows: remove it (byte 4)"},
      {"<xml:a/>", "the prefix of <xml:a> is not declared: add xmlns:xml=\"...\" (byte 1)"},
      {"<a><xml:b/></a>", "the prefix of <xml:b> is not declared: add xmlns:xml=\"...\" (byte 4)"}};
  for (const row& each : rows) {
    CAPTURE(each.text);
    CHECK(tokens(each.text).back() == each.last);
  }
}

TEST_CASE("the name of a processing instruction has at most 1,000 bytes", "[validate][narrative]") {
  const std::string name(1000, 'a');
  CHECK(tokens("<?" + name + "?><a/>").back() == "end");
  CHECK(tokens("<?" + name + "a?><a/>").back() ==
        "<? is not followed by the name of a processing instruction: write &lt;? (byte 1)");
}
