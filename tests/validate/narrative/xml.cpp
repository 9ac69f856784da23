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
        lines{"text  ", "<a> {} x=1 y=&lt;\n", "text b&amp;", "comment c", "<c> {}", "instruction d e",
              "cdata <f>", "end tag, depth 0", "text \n", "end"});
}

TEST_CASE("an element is in the namespace that is declared around it", "[validate][narrative]") {
  CHECK(tokens("<a xmlns='urn:a' xmlns:p='urn:&#98;'><p:b/><b xmlns=''><c/></b><b/></a>") ==
        lines{"<a> {urn:a} xmlns=urn:a xmlns:p=urn:&#98;", "<p:b> {urn:b}", "<b> {} xmlns=", "<c> {}",
              "end tag, depth 1", "<b> {urn:a}", "end tag, depth 0", "end"});
  CHECK(tokens("<a><p:b xmlns:p='urn:b'/><p:b/></a>") ==
        lines{"<a> {}", "<p:b> {urn:b} xmlns:p=urn:b",
              "the prefix of <p:b> is not declared: add xmlns:p=\"...\" (byte 26)"});
}

TEST_CASE("a fault has its byte, which counts from 1", "[validate][narrative]") {
  CHECK(tokens("<a>x</b>") == lines{"<a> {}", "text x", "</b> closes nothing: <a> is open (byte 5)"});
  CHECK(tokens("<a>\xC3\xA5&x;</a>") ==
        lines{"<a> {}", "&x; is not an entity of XML: write the character itself (byte 6)"});
  CHECK(tokens("<a") == lines{"the tag <a is not closed: > is missing (byte 1)"});
}

TEST_CASE("a name has at most 1,000 bytes", "[validate][narrative]") {
  const std::string name(1000, 'a');
  CHECK(tokens("<" + name + "/>").back() == "end");
  CHECK(tokens("<" + name + "a/>").back() ==
        "< is not followed by the name of an element: write &lt; for a less-than sign (byte 1)");
}
