// The formats of R4's primitives: which texts are right, each for its own type.

#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/checked.hpp"
#include "support/issues.hpp"

using namespace fhirops;
using test::checked;
using test::lines;

namespace {

std::string with(std::string_view type, std::string_view json) {
  return R"({"resourceType":"Parameters","parameter":[{"name":"a","value)" + std::string(type) + "\":" + std::string(json) +
         "}]}";
}
lines reported(std::string_view type, std::string_view json) { return checked<Parameters<>>(with(type, json)); }
lines at_value(std::string_view severity, std::string_view type) {
  return {std::string(severity) + " value Parameters.parameter[0].value /parameter/0/value" + std::string(type)};
}

void check_format(std::string_view type, const std::vector<std::string>& good, const std::vector<std::string>& bad,
                  std::string_view severity = "error") {
  CAPTURE(type);
  const auto json = [type](const std::string& text) {
    const bool is_number = type == "Decimal" || type == "Integer" || type.ends_with("Int");
    return is_number ? text : '"' + text + '"';
  };
  for (const std::string& text : good) {
    CAPTURE(text);
    CHECK(reported(type, json(text)) == lines{});
  }
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK(reported(type, json(text)) == at_value(severity, type));
  }
}

}  // namespace

TEST_CASE("dates and times: the precisions that R4 has, and days of the calendar", "[validate][format]") {
  const std::vector<std::string> no_dates{"0000",       "202",        "20244",      "2024-00",    "2024-13",
                                          "2024-1",     "2024-01-00", "2024-01-32", "2023-02-29", "1900-02-29",
                                          "2024-04-31", "2024-02-30", "2024-06-31", "2024/01/01", "20240101",
                                          "-2024",      " 2024",      "2024 ",      "24-01-01",   "today"};
  const std::vector<std::string> dates{"2024", "0001", "9999", "2024-01", "2024-12", "2024-02-29", "2000-02-29", "2024-12-31"};
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
  check_format(
      "Time", {"00:00:00", "23:59:59", "12:00:00.5", "12:00:00.1234567890123", "23:59:60"},
      {"24:00:00", "12:00", "12", "1:00:00", "12:60:00", "12:00:61", "12:00:00Z", "12:00:00+01:00", "12:00:00.", "noon"});
}

TEST_CASE("numbers: what is allowed, and where it ends", "[validate][format]") {
  check_format("Integer", {"0", "-1", "2147483647", "-2147483648"}, {"2147483648", "-2147483649", "9223372036854775807"});
  check_format("UnsignedInt", {"0", "2147483647"}, {"-1", "2147483648"});
  check_format("PositiveInt", {"1", "2147483647"}, {"0", "-1", "2147483648"});
  check_format("Decimal", {"0", "-0.0", "1.00", "1E2", "1e-400", "123456789012345678901234567890.123456789012345678901234567890"},
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
  check_format("Id", {"a", "-", ".", "A-1.b", std::string(64, 'x')}, {std::string(65, 'x'), "a_b", "a b", "å", "a/b", "#a"});
  check_format("Uri",
               {"a", "http://x", "urn:x:y", "#a", "?a=b", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520", "urn:oid:1.2.3", "å"},
               {"a b", " a", "a\\n", "http://x/a b"});
  check_format("Uri", {},
               {"urn:uuid:C757873D-EC9A-4326-A141-556F43239520", "urn:uuid:1", "urn:oid:3.1", "urn:oid:1.02", "urn:oid:"},
               "warning");
  check_format("Url", {"http://x", "mailto:a@b", "a"}, {"a b"});
  check_format("Canonical", {"http://x/ValueSet/a", "http://x/ValueSet/a|1.0", "urn:oid:1.2.3", "#a"}, {"a b"});
  check_format("Canonical", {}, {"ValueSet/a", "a", "|1.0"}, "warning");
  check_format("Oid", {"urn:oid:0.1", "urn:oid:1.2.840.10008", "urn:oid:2.0"},
               {"1.2.3", "urn:oid:3.1", "urn:oid:1", "urn:oid:1.", "urn:oid:1.01", "urn:oid:1..2", "URN:OID:1.2"});
  check_format("Uuid", {"urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
               {"c757873d-ec9a-4326-a141-556f43239520", "urn:uuid:C757873D-EC9A-4326-A141-556F43239520",
                "urn:uuid:c757873dec9a4326a141556f43239520", "urn:uuid:c757873d-ec9a-4326-a141-556f4323952",
                "urn:uuid:g757873d-ec9a-4326-a141-556f43239520"});
}

TEST_CASE("base64", "[validate][format]") {
  check_format("Base64Binary", {"QUJD", "QUI=", "QQ==", "QUJD QUJD", " QUJD\\nQUJD ", "+/+/"},
               {"Q", "QU", "QUJ", "QUJDQ", "QUJ-", "QQ==QQ==", "Q===", "====", "QQ=A", " ", "QU JD", "QUI=="});
}

TEST_CASE("strings: what is wrong, and what is only unwise", "[validate][format]") {
  for (const std::string_view type : {"String", "Markdown"}) {
    check_format(type, {"a", " a ", "å 😀", "a\\tb\\r\\nc", "\\u007f", "\\ufffd"}, {});
    check_format(type, {}, {" ", "\\t\\n", "a\\u0001", "\\u001f", "\\u00a0", "\\u2003\\u3000"}, "warning");
    check_format(type, {std::string(1048576, 'x')}, {std::string(1048577, 'x')});
  }
  // Characters are counted, not bytes.
  std::string wide;
  for (int i = 0; i < 1048576; ++i) wide += "å";
  check_format("String", {wide}, {wide + 'x'});
}

TEST_CASE("the div of a narrative may be longer than a string", "[validate][format]") {
  const std::string div = R"(<div xmlns="http://www.w3.org/1999/xhtml">)" + std::string(1048577, 'x') + "</div>";
  Narrative<> narrative;
  narrative.status = "generated";
  narrative.div = div;
  CHECK(validate(narrative).empty());
}

TEST_CASE("bytes that are not UTF-8 are reported, with the position in the text", "[validate][format]") {
  HumanName<> name{.text = "a\xFF"};
  name.given = {"b", "\xC3\x28"};
  name.id = "c\xE2\x82";
  const issues found = validate(name);
  CHECK(test::reported(found) ==
        lines{"error value HumanName.id /id", "error value HumanName.text /text", "error value HumanName.given[1] /given/1"});
  REQUIRE(found.size() == 3);
  CHECK_THAT(found[1].text, Catch::Contains("is not UTF-8 at byte 1"));
}

TEST_CASE("the id of an element has no white space", "[validate][format]") {
  CHECK(checked<HumanName<>>(R"({"id":"a b","text":"x"})") == lines{"error value HumanName.id /id"});
  CHECK(checked<HumanName<>>(R"({"id":"a_å/b","_text":{"id":"c d","extension":[{"url":"u","valueCode":"a"}]}})") ==
        lines{"error value HumanName.text.id /_text/id"});
}

TEST_CASE("media types and currencies are known by their form", "[validate][format]") {
  const auto of_type = [](const std::string& code) { return checked<Attachment<>>(R"({"contentType":")" + code + "\"}"); };
  for (const char* good : {"text/plain", "application/fhir+json", "application/fhir+json; fhirVersion=4.0",
                           "text/plain;charset=UTF-8", "image/svg+xml", "x-a/y.b-c"})
    CHECK(of_type(good) == lines{});
  for (const char* bad : {"text", "text/", "/plain", "text/pl ain", "a/b/c", "pdf", "text\\\\plain"})
    CHECK(of_type(bad) == lines{"error code-invalid Attachment.contentType /contentType"});

  const auto of_currency = [](const std::string& code) { return checked<Money<>>(R"({"currency":")" + code + "\"}"); };
  for (const char* good : {"DKK", "EUR", "USD", "XXX"}) CHECK(of_currency(good) == lines{});
  CHECK(of_currency("VES") == lines{"warning code-invalid Money.currency /currency"});
  for (const char* bad : {"dkk", "EURO", "$", "E1R"})
    CHECK(of_currency(bad) == lines{"error code-invalid Money.currency /currency"});
}

TEST_CASE("an invalid code is reported by its form alone", "[validate][format]") {
  CHECK(checked<HumanName<>>(R"({"text":"a","use":" usual"})") == lines{"error value HumanName.use /use"});
  CHECK(checked<HumanName<>>(R"({"text":"a","use":"Usual"})") == lines{"error code-invalid HumanName.use /use"});
  CHECK(checked<HumanName<>>(R"({"text":"a","_use":{"extension":[{"url":"u","valueCode":"unknown"}]}})") == lines{});
}

namespace {

// What others have been known to take for right: white space and controls of all kinds, halves of sequences, numbers
// and dates beyond their ends, digits of other alphabets.
std::vector<std::string> hostile_texts() {
  // clang-format off
  std::vector<std::string> all{
      "a", "A-1.b", "1", "0", "-0", "01", "1.0", "1e1", "+1", ".5", "1.", "-", "1e", "1E+2", "2147483648", "-2147483649", "true", "null", "{}",
      "http://x/a b", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520#a",
      "urn:uuid:C757873D-ec9a-4326-a141-556f43239520", "urn:uuid:", "urn:oid:1.2.3", "urn:oid:1.2.3|1", "urn:oid:3.1", "urn:oid:1.02", "urn:oid:1.",
      "2024", "2024-02", "2024-02-29", "2023-02-29", "2024-00", "2024-13", "2024-1-1", "0000", "0001", "9999-12-31", "10000", "2024-02-29T", "2024T10:00:00Z",
      "2024-02-29T10:00:00", "2024-02-29T10:00:00Z", "2024-02-29T10:00:00z", "2024-02-29T10:00:60Z", "2024-02-29T24:00:00Z", "2024-02-29T10:00Z",
      "2024-02-29T10:00:00.Z", "2024-02-29T10:00:00.123456789012+14:00", "2024-02-29T10:00:00+14:01", "2024-02-29T10:00:00-00:00",
      "2024-02-29T10:00:00+1:00", "2024-02-29 10:00:00Z", "10:00:00", "24:00:00", "10:00", "10:00:00.5", "10:00:00Z", "23:59:60", "10:60:00",
      "AAAA", "AAA=", "AA==", "A===", "AAA", "AA A=", "AAAA AAAA", "AAAA\nAAAA", "=AAA", "AA=A", "AAAA====", "A-_A", "<div>x</div>",
      std::string(64, 'a'), std::string(65, 'a'), std::string(1048576, 'a'), std::string(1048577, 'a')};
  const std::vector<std::string> odd{" ", "  ", "\t", "\n", "\r", "\v", "\f", "\x01", "\x1F", "\x7F", std::string(1, '\0'), "\xC2\x80", "\xC2\x85", "\xC2\xA0",
      "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x83", "\xE2\x80\x8A", "\xE2\x80\x8B", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
      "\xE3\x80\x80", "\xEF\xBB\xBF", "\xEF\xBF\xBD", "\xD9\xA1", "\xEF\xBC\x91", "\xFF", "\xC3", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80", "\xE2\x80"};
  // clang-format on
  const std::vector<std::string> hosts{"ab", "1", "2024-02-29", "10:00:00", "http://x/a", "urn:oid:1.2.3", "AAAA"};
  for (const std::string& each : odd) {
    all.push_back(each);
    all.push_back(each + each);
    for (const std::string& host : hosts) {
      all.push_back(each + host);
      all.push_back(host + each);
      all.push_back(host + each + host);
      all.push_back(host + each + each + host);
    }
  }
  return all;
}

template <class P>
void check_agreement(const std::vector<std::string>& texts, std::size_t& wrong) {
  CAPTURE(to_string(P::fhir_type));
  for (const std::string& text : texts) {
    if (text.size() > 1000 && P::fhir_type != type_id::string && P::fhir_type != type_id::markdown) continue;
    const P primitive(text);
    Parameters<> parameters;
    parameters.parameter.push_back({.name = "a", .value = primitive});
    const issues found = validate(parameters);
    wrong += found.has_errors() ? 1U : 0U;
    if (primitive.ok() == !found.has_errors()) continue;
    CAPTURE(text.substr(0, 100), primitive.ok());
    FAIL_CHECK("ok() and validate disagree");
  }
}

}  // namespace

TEST_CASE("ok() and validate agree on every primitive, whatever the text", "[validate][format]") {
  const std::vector<std::string> texts = hostile_texts();
  CHECK(texts.size() > 1000);
  std::size_t wrong = 0;
  check_agreement<String<>>(texts, wrong);
  check_agreement<Markdown<>>(texts, wrong);
  check_agreement<Code<>>(texts, wrong);
  check_agreement<Id<>>(texts, wrong);
  check_agreement<Uri<>>(texts, wrong);
  check_agreement<Url<>>(texts, wrong);
  check_agreement<Canonical<>>(texts, wrong);
  check_agreement<Oid<>>(texts, wrong);
  check_agreement<Uuid<>>(texts, wrong);
  check_agreement<Base64Binary<>>(texts, wrong);
  check_agreement<Decimal<>>(texts, wrong);
  check_agreement<Date<>>(texts, wrong);
  check_agreement<DateTime<>>(texts, wrong);
  check_agreement<Instant<>>(texts, wrong);
  check_agreement<Time<>>(texts, wrong);
  CHECK(wrong > 5000);
  // ok() of xhtml judges the text alone: markup is for validate.
  for (const std::string& text : texts)
    if (!Xhtml<>(text).ok()) CHECK(validate(Narrative<>{.status = "generated", .div = text}).has_errors());
}

TEST_CASE("ok() and validate agree on every number, and -0 is an integer alone", "[validate][format]") {
  const auto check = []<class N>(N number) {
    Parameters<> parameters;
    parameters.parameter.push_back({.name = "a", .value = number});
    CAPTURE(to_string(N::fhir_type), *number.value, number.minus_zero);
    CHECK(number.ok() == !validate(parameters).has_errors());
  };
  for (const std::int64_t each :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{INT32_MAX}, std::int64_t{INT32_MIN},
        INT32_MAX + std::int64_t{1}, INT32_MIN - std::int64_t{1}, INT64_MAX, INT64_MIN}) {
    for (const bool minus : {false, true}) {
      Integer<> integer(each);
      UnsignedInt<> natural(each);
      PositiveInt<> positive(each);
      integer.minus_zero = natural.minus_zero = positive.minus_zero = minus;
      check(integer);
      check(natural);
      check(positive);
    }
  }
  CHECK(reported("Integer", "-0") == lines{});
  CHECK(to_json(test::value_of<Parameters<>>(with("Integer", "-0"))) == with("Integer", "-0"));
  for (const std::string_view type : {"UnsignedInt", "PositiveInt"}) {
    const auto read = from_json<Parameters<>>(with(type, "-0"));
    REQUIRE_FALSE(read);
    CHECK(test::reported(read.issues()[0]) == at_value("error", type)[0]);
  }
}
