// The formats of R4's primitives: which texts are right, each for its own type.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/checked.hpp"

using namespace fhirops;
using test::checked;
using test::lines;

namespace {

std::string with(std::string_view type, std::string_view json) {
  return R"({"resourceType":"Parameters","parameter":[{"name":"a","value)" + std::string(type) +
         "\":" + std::string(json) + "}]}";
}
lines told(std::string_view type, std::string_view json) { return checked<Parameters<>>(with(type, json)); }
lines at_value(std::string_view severity, std::string_view type) {
  return {std::string(severity) + " value Parameters.parameter[0].value /parameter/0/value" +
          std::string(type)};
}

void check_format(std::string_view type, const std::vector<std::string>& good,
                  const std::vector<std::string>& bad, std::string_view severity = "error") {
  CAPTURE(type);
  const auto json = [type](const std::string& text) {
    const bool is_number = type == "Decimal" || type == "Integer" || type.ends_with("Int");
    return is_number ? text : '"' + text + '"';
  };
  for (const std::string& text : good) {
    CAPTURE(text);
    CHECK(told(type, json(text)) == lines{});
  }
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK(told(type, json(text)) == at_value(severity, type));
  }
}

}  // namespace

TEST_CASE("dates and times: the precisions that R4 has, and days of the calendar", "[validate][format]") {
  const std::vector<std::string> no_dates{
      "0000",       "202",        "20244",      "2024-00",    "2024-13",    "2024-1",     "2024-01-00",
      "2024-01-32", "2023-02-29", "1900-02-29", "2024-04-31", "2024-02-30", "2024-06-31", "2024/01/01",
      "20240101",   "-2024",      " 2024",      "2024 ",      "24-01-01",   "today"};
  const std::vector<std::string> dates{"2024",    "0001",       "9999",       "2024-01",
                                       "2024-12", "2024-02-29", "2000-02-29", "2024-12-31"};
  const std::vector<std::string> moments{
      "2024-01-01T00:00:00Z",      "2024-12-31T23:59:59+14:00",         "2024-01-01T00:00:00-14:00",
      "2024-01-01T00:00:00.0Z",    "2024-01-01T00:00:00.123456789012Z", "2016-12-31T23:59:60Z",
      "2024-01-01T00:00:00-00:00", "2024-02-29T12:30:15.5+01:30"};
  const std::vector<std::string> no_moments{"2024-01-01T00:00Z",
                                            "2024-01-01T00:00:00",
                                            "2024-01-01T24:00:00Z",
                                            "2024-01-01T00:60:00Z",
                                            "2024-01-01T00:00:61Z",
                                            "2024-01-01T00:00:00.Z",
                                            "2024-01-01T00:00:00,5Z",
                                            "2024-01-01T00:00:00+14:01",
                                            "2024-01-01T00:00:00+15:00",
                                            "2024-01-01T00:00:00+01",
                                            "2024-01-01T00:00:00+0100",
                                            "2024-01-01T00:00:00z",
                                            "2024-01-01t00:00:00Z",
                                            "2024-01-01 00:00:00Z",
                                            "2024-02-30T00:00:00Z",
                                            "2024-01T00:00:00Z",
                                            "2024-01-01T0:00:00Z",
                                            "2024-01-01T00:00:00Z ",
                                            "2024-01-01T",
                                            "2024-01-01T00:00:00+01:60"};
  check_format("Date", dates, no_dates);
  check_format("Date", {}, moments);
  check_format("DateTime", dates, no_dates);
  check_format("DateTime", moments, no_moments);
  check_format("Instant", moments, no_moments);
  check_format("Instant", {}, dates);
  check_format("Time", {"00:00:00", "23:59:59", "12:00:00.5", "12:00:00.1234567890123", "23:59:60"},
               {"24:00:00", "12:00", "12", "1:00:00", "12:60:00", "12:00:61", "12:00:00Z", "12:00:00+01:00",
                "12:00:00.", "noon"});
}

TEST_CASE("numbers: what is allowed, and where it ends", "[validate][format]") {
  check_format("Integer", {"0", "-1", "2147483647", "-2147483648"},
               {"2147483648", "-2147483649", "9223372036854775807"});
  check_format("UnsignedInt", {"0", "2147483647"}, {"-1", "2147483648"});
  check_format("PositiveInt", {"1", "2147483647"}, {"0", "-1", "2147483648"});
  check_format(
      "Decimal",
      {"0", "-0.0", "1.00", "1E2", "1e-400", "123456789012345678901234567890.123456789012345678901234567890"},
      {});
  // Made, not read: JSON has no such numbers.
  for (const char* text : {"+1", "01", ".5", "1.", "1e", "NaN", "1,5", " 1"}) {
    Parameters<> parameters;
    parameters.parameter.push_back({.name = "a", .value = Decimal<>(text)});
    CHECK(test::keyed(validate(parameters)) == at_value("error", "Decimal"));
  }
}

TEST_CASE("codes, ids and URIs", "[validate][format]") {
  check_format("Code", {"a", "a b", "a b c", "å", "<="}, {" a", "a ", "a  b", "\\ta", "a\\n", " "});
  check_format("Id", {"a", "-", ".", "A-1.b", std::string(64, 'x')},
               {std::string(65, 'x'), "a_b", "a b", "å", "a/b", "#a"});
  check_format("Uri",
               {"a", "http://x", "urn:x:y", "#a", "?a=b", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
                "urn:oid:1.2.3", "å"},
               {"a b", " a", "a\\n", "http://x/a b"});
  check_format("Uri", {},
               {"urn:uuid:C757873D-EC9A-4326-A141-556F43239520", "urn:uuid:1", "urn:oid:3.1", "urn:oid:1.02",
                "urn:oid:"},
               "warning");
  check_format("Url", {"http://x", "mailto:a@b", "a"}, {"a b"});
  check_format("Canonical", {"http://x/ValueSet/a", "http://x/ValueSet/a|1.0", "urn:oid:1.2.3", "#a"},
               {"a b"});
  check_format("Canonical", {}, {"ValueSet/a", "a", "|1.0"}, "warning");
  check_format(
      "Oid", {"urn:oid:0.1", "urn:oid:1.2.840.10008", "urn:oid:2.0"},
      {"1.2.3", "urn:oid:3.1", "urn:oid:1", "urn:oid:1.", "urn:oid:1.01", "urn:oid:1..2", "URN:OID:1.2"});
  check_format("Uuid", {"urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
               {"c757873d-ec9a-4326-a141-556f43239520", "urn:uuid:C757873D-EC9A-4326-A141-556F43239520",
                "urn:uuid:c757873dec9a4326a141556f43239520", "urn:uuid:c757873d-ec9a-4326-a141-556f4323952",
                "urn:uuid:g757873d-ec9a-4326-a141-556f43239520"});
}

TEST_CASE("base64", "[validate][format]") {
  check_format(
      "Base64Binary", {"QUJD", "QUI=", "QQ==", "QUJD QUJD", " QUJD\\nQUJD ", "+/+/"},
      {"Q", "QU", "QUJ", "QUJDQ", "QUJ-", "QQ==QQ==", "Q===", "====", "QQ=A", " ", "QU JD", "QUI=="});
}

TEST_CASE("strings: what is wrong, and what is only unwise", "[validate][format]") {
  for (const std::string_view type : {"String", "Markdown"}) {
    check_format(type, {"a", " a ", "å 😀", "a\\tb\\r\\nc", "\\u007f", "\\ufffd"}, {});
    check_format(type, {}, {" ", "\\t\\n", "a\\u0001", "\\u001f", "\\u0000"}, "warning");
    check_format(type, {std::string(1048576, 'x')}, {std::string(1048577, 'x')});
  }
  // Characters are counted, not bytes.
  std::string wide;
  for (int i = 0; i < 1048576; ++i) wide += "å";
  check_format("String", {wide}, {wide + 'x'});
}

TEST_CASE("the div of a narrative may be longer than a string", "[validate][format]") {
  const std::string div =
      R"(<div xmlns="http://www.w3.org/1999/xhtml">)" + std::string(1048577, 'x') + "</div>";
  Narrative<> narrative;
  narrative.status = "generated";
  narrative.div = div;
  CHECK(validate(narrative).empty());
}

TEST_CASE("bytes that are no UTF-8 are told of, with the place in the text", "[validate][format]") {
  HumanName<> name{.text = "a\xFF"};
  name.given = {"b", "\xC3\x28"};
  name.id = "c\xE2\x82";
  const issues found = validate(name);
  CHECK(test::told(found) == lines{"error value HumanName.id /id", "error value HumanName.text /text",
                                   "error value HumanName.given[1] /given/1"});
  REQUIRE(found.size() == 3);
  CHECK_THAT(found[1].text, Catch::Contains("from byte 1 of it"));
}

TEST_CASE("the id of an element has no white space", "[validate][format]") {
  CHECK(checked<HumanName<>>(R"({"id":"a b","text":"x"})") == lines{"error value HumanName.id /id"});
  CHECK(checked<HumanName<>>(
            R"({"id":"a_å/b","_text":{"id":"c d","extension":[{"url":"u","valueCode":"a"}]}})") ==
        lines{"error value HumanName.text.id /_text/id"});
}

TEST_CASE("media types and currencies are known by their form", "[validate][format]") {
  const auto of_type = [](const std::string& code) {
    return checked<Attachment<>>(R"({"contentType":")" + code + "\"}");
  };
  for (const char* good : {"text/plain", "application/fhir+json", "application/fhir+json; fhirVersion=4.0",
                           "text/plain;charset=UTF-8", "image/svg+xml", "x-a/y.b-c"})
    CHECK(of_type(good) == lines{});
  for (const char* bad : {"text", "text/", "/plain", "text/pl ain", "a/b/c", "pdf", "text\\\\plain"})
    CHECK(of_type(bad) == lines{"error code-invalid Attachment.contentType /contentType"});

  const auto of_currency = [](const std::string& code) {
    return checked<Money<>>(R"({"currency":")" + code + "\"}");
  };
  for (const char* good : {"DKK", "EUR", "USD", "XXX"}) CHECK(of_currency(good) == lines{});
  CHECK(of_currency("VES") == lines{"warning code-invalid Money.currency /currency"});
  for (const char* bad : {"dkk", "EURO", "$", "E1R"})
    CHECK(of_currency(bad) == lines{"error code-invalid Money.currency /currency"});
}

TEST_CASE("a code that is none is told of by its form alone", "[validate][format]") {
  CHECK(checked<HumanName<>>(R"({"text":"a","use":" usual"})") == lines{"error value HumanName.use /use"});
  CHECK(checked<HumanName<>>(R"({"text":"a","use":"Usual"})") ==
        lines{"error code-invalid HumanName.use /use"});
  CHECK(checked<HumanName<>>(R"({"text":"a","_use":{"extension":[{"url":"u","valueCode":"unknown"}]}})") ==
        lines{});
}
