// The tokens of a JSON text as slices of it (RFC 8259).

#include "fhirops/core/scanner.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using namespace fhirops::detail;
using namespace std::literals;

// Each token's slice, with what it is in front of it.
std::string tokens(std::string_view text) {
  std::string all;
  scanner found(text);
  for (;;) {
    const token t = found.next();
    all += static_cast<char>(t);
    if (t == token::end) return all;
    if (found.begin() + found.slice().size() != found.end() || text.substr(found.begin(), found.slice().size()) != found.slice())
      return all + " is elsewhere";
    if (t == token::string || t == token::scalar || t == token::bad) all += '<' + std::string(found.slice()) + '>';
    if (t == token::bad) return all;
  }
}
std::string rest_after_value(std::string_view text) {
  scanner found(text);
  return found.skip(found.next()) ? std::string(text.substr(found.end())) : "none";
}

}  // namespace

TEST_CASE("the tokens of a text") {
  CHECK(tokens("") == "e");
  CHECK(tokens(" \t\r\n") == "e");
  CHECK(tokens(R"({"a":[1,true,null]})") == R"({"<"a">:[s<1>,s<true>,s<null>]}e)");
  CHECK(tokens(" { \"a\"\t:\r[\n-1.50E2 ,\"b\" ] } ") == R"({"<"a">:[s<-1.50E2>,"<"b">]}e)");
  CHECK(tokens("1\"a\"2") == R"(s<1>"<"a">s<2>e)");
  CHECK(tokens("a{b}c[d]e:f,g h") == "s<a>{s<b>}s<c>[s<d>]s<e>:s<f>,s<g>s<h>e");
  // Of the characters that others take for white space, JSON has four.
  CHECK(tokens("1\v2\f3\xC2\xA0") == "s<1\v2\f3\xC2\xA0>e");
}

TEST_CASE("a string ends at its first quotation mark that is not escaped") {
  CHECK(tokens(R"("a\"b" 1)") == R"("<"a\"b">s<1>e)");
  CHECK(tokens(R"("a\\" 1)") == R"("<"a\\">s<1>e)");
  CHECK(tokens(R"("" 1)") == R"("<"">s<1>e)");
  CHECK(tokens(R"("{[:,]}")") == R"("<"{[:,]}">e)");
  for (const auto open : {R"(")"sv, R"("a)"sv, R"("a\")"sv, R"("a\)"sv}) CHECK(tokens(open) == "b<" + std::string(open) + ">");
  scanner found(R"( "a\n")");
  CHECK(found.next() == token::string);
  CHECK(found.inner() == R"(a\n)");
  CHECK(found.begin() == 1);
  CHECK(found.end() == 6);
  CHECK(scanner("1 2", 1).next() == token::scalar);
}

TEST_CASE("a value is skipped as a whole") {
  CHECK(rest_after_value("1 rest") == " rest");
  CHECK(rest_after_value("\"a\"rest") == "rest");
  CHECK(rest_after_value("{}rest") == "rest");
  CHECK(rest_after_value(R"({"a":[{"b":[]},"}]"]}, 2)") == ", 2");
  CHECK(rest_after_value("[[[]]]]") == "]");
  for (const auto none : {""sv, ","sv, ":"sv, "}"sv, "]"sv, "["sv, "[{}"sv, "{\"a\":[]"sv, "[\"a"sv, "\"a"sv}) {
    CAPTURE(none);
    CHECK(rest_after_value(none) == "none");
  }
}

TEST_CASE("numbers, true, false and null") {
  for (const auto good : {"true"sv, "false"sv, "null"sv, "0"sv, "-0"sv, "1.5"sv, "1e5"sv, "1E-5"sv}) CHECK(is_json_scalar(good));
  for (const auto bad : {""sv, "True"sv, "nul"sv, "nulll"sv, "01"sv, "1."sv, ".5"sv, "+1"sv, "NaN"sv, "-"sv, "1e"sv, "0x1"sv}) {
    CAPTURE(bad);
    CHECK_FALSE(is_json_scalar(bad));
  }
}

TEST_CASE("an escape is of four hexadecimal digits, and of no other character") {
  std::string wrong;
  for (unsigned at = 0; at < 4; ++at) {
    for (unsigned c = 0; c < 256; ++c) {
      std::string text = "\\u0000";
      text[2 + at] = static_cast<char>(c);
      const std::size_t digit = "0123456789abcdef0123456789ABCDEF"sv.find(static_cast<char>(c));
      const unsigned expected = digit == std::string_view::npos ? no_unit : static_cast<unsigned>(digit % 16) << (12 - 4 * at);
      if (escaped_unit(text) != expected) wrong += std::to_string(c) + ' ';
    }
  }
  CHECK(wrong == "");
  CHECK(escaped_unit("\\uABCD and more") == 0xABCD);
  for (const auto none : {""sv, "\\"sv, "\\u"sv, "\\u123"sv, "/u1234"sv, "\\U1234"sv, "\\n1234"sv})
    CHECK(escaped_unit(none) == no_unit);
}

TEST_CASE("escapes that FHIR allows: no U+0000, and surrogates in pairs") {
  std::string wrong;
  for (unsigned unit = 0; unit < 65536; ++unit) {
    char text[32];
    std::snprintf(text, sizeof text, "\\u%04x", unit);
    const bool surrogate = unit >= 0xD800 && unit <= 0xDFFF;
    if (unicode_escape(text) != (unit == 0 || surrogate ? 0U : 6U)) wrong += text;
    std::snprintf(text, sizeof text, "\\ud800\\u%04x", unit);
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (unicode_escape(text) != (low ? 12U : 0U)) wrong += text;
    std::snprintf(text, sizeof text, "\\u%04x\\udfff", unit);
    const bool high = unit >= 0xD800 && unit <= 0xDBFF;
    if (unicode_escape(text) != (high ? 12U : unit == 0 || surrogate ? 0U : 6U)) wrong += text;
  }
  CHECK(wrong == "");
  CHECK(unicode_escape("\\ud800") == 0);
  CHECK(unicode_escape("a") == 0);
}

TEST_CASE("strings that FHIR allows") {
  std::string wrong;
  for (const std::size_t before : {0U, 1U, 13U, 14U, 15U, 16U, 17U, 30U, 31U, 32U, 33U}) {
    for (unsigned c = 0; c < 256; ++c) {
      const std::string begin = '"' + std::string(before, 'x');
      const auto as_it_is = begin + static_cast<char>(c) + "b\"";
      const bool plain = c >= 0x20 && c < 0x80;
      // A quotation mark is at the end of a slice alone, and behind a backslash is the next case.
      if (c != '\\' && c != '"' && is_json_string(as_it_is) != plain) wrong += std::to_string(c) + ' ';
      const auto in_escape = begin + '\\' + static_cast<char>(c) + "b\"";
      const bool escape = c != 0 && c != 'u' && "\"\\/bfnrt"sv.find(static_cast<char>(c)) != std::string_view::npos;
      if (is_json_string(in_escape) != escape) wrong += '\\' + std::to_string(c) + ' ';
    }
    if (!is_json_string('"' + std::string(before, 'x') + "\xC3\xA6\xF0\x9F\x98\x80\"")) wrong += "well-formed ";
    if (is_json_string('"' + std::string(before, 'x') + "\xF0\x9F\x98\"")) wrong += "cut ";
  }
  CHECK(wrong == "");
  for (const auto good :
       {R"("")"sv, R"("\u0041")"sv, R"("\ud83d\ude00")"sv, R"("\ud83d\ude00\n")"sv, R"("\u0041\u0041x")"sv, "\"\xC3\xA6\""sv})
    CHECK(is_json_string(good));
  // The last would be whole with the quotation mark, or what is behind it.
  for (const auto bad :
       {R"("\u0000")"sv, R"("\u004")"sv, R"("\u0041\q")"sv, R"("\ud83d")"sv, R"("\ud83d\ude0")"sv, "\"\xC3\""sv, "\"a\x1F\""sv}) {
    CAPTURE(bad);
    CHECK_FALSE(is_json_string(bad));
  }
}

TEST_CASE("only what FHIR does not allow in a string is repaired") {
  const auto mark = "\xEF\xBF\xBD"s;
  CHECK(repaired_json(R"(["\u0000x\\u0000","\ud800","\udc00\ud83d\ude00"])") ==
        "[\"" + mark + "x\\\\u0000\",\"" + mark + "\",\"" + mark + "\\ud83d\\ude00\"]");
  CHECK(repaired_json(R"("\u0041\q\n\"")") == R"("\u0041\q\n\"")");
  CHECK(repaired_json(R"("\u00)") == R"("\u00)");
  CHECK(repaired_json("\"\\") == "\"\\");
  CHECK(repaired_json("\"\xFF\\u0000\\u0000\"") == "\"" + mark + mark + mark + "\"");
}

TEST_CASE("the first special byte is found wherever it is, and none behind the end") {
  using fhirops::detail::find_special;
  for (const char special : {'"', '\\', '\x01', '\x1F', '\x80', '\xFF', '\0'}) {
    for (std::size_t at = 0; at < 50; ++at) {
      std::string text(60, ' ');
      text[at] = special;
      text[at + 3] = '"';
      for (std::size_t size = 0; size <= 50; ++size) CHECK(find_special(text.data(), size) == std::min(at, size));
    }
  }
  for (const char ordinary : {' ', '!', '#', '[', ']', '~', '\x7F', 'a'}) {
    const std::string text(50, ordinary);
    for (std::size_t size = 0; size <= 50; ++size) CHECK(find_special(text.data(), size) == size);
  }
}

TEST_CASE("white space is skipped to its end, and not behind that of the text") {
  using fhirops::detail::skip_space;
  for (const std::string_view white : {"    ", " \n\t\r", "\n   ", "\t\t\t\t"}) {
    std::string text;
    for (int i = 0; i < 15; ++i) text += white;
    for (std::size_t size = 0; size <= text.size(); ++size) {
      CHECK(skip_space(text.data(), text.data() + size) == text.data() + size);
      const std::string ended = text.substr(0, size) + "x \n";
      CHECK(skip_space(ended.data(), ended.data() + ended.size()) == ended.data() + size);
    }
  }
}

TEST_CASE("a number ends with the text that it is in") {
  using fhirops::detail::number_end;
  constexpr std::string_view number = "-12.50e+10";
  for (std::size_t size = 0; size <= number.size(); ++size) {
    const bool whole = size == 2 || size == 3 || size == 5 || size == 6 || size >= 9;
    CHECK(number_end(number.data(), number.data() + size) == (whole ? number.data() + size : nullptr));
  }
  for (const auto other : {"1E5,"sv, "1e5,"sv, "1.5E-7]"sv, "0E+0 "sv})
    CHECK(number_end(other.data(), other.data() + other.size()) == other.data() + other.size() - 1);
}

TEST_CASE("a number goes on with a digit, a point or an exponent, and with nothing else") {
  for (unsigned c = 0; c < 256; ++c)
    if (fhirops::detail::is_of_number(static_cast<char>(c)) !=
        (c != 0 && "0123456789.eE"sv.find(static_cast<char>(c)) != std::string_view::npos))
      FAIL_CHECK("judged wrongly: " << c);
  SUCCEED("all as they are to be");
}

TEST_CASE("names are the same where each byte is, whatever their length") {
  using fhirops::detail::same_text;
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::string text(size, 'a');
    CHECK(same_text(text.data(), std::string(text).data(), size));
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = text;
      other[i] = 'b';
      CHECK_FALSE(same_text(text.data(), other.data(), size));
    }
  }
}
