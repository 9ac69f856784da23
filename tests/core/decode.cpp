// Escapes of JSON strings become the characters that RFC 8259, section 7, says they are.

#include "fhirops/core/decode.hpp"

#include <cstdio>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using namespace fhirops::detail;
using namespace std::literals;

// UTF-8 by division, as RFC 3629, section 3, describes it.
std::string utf8(unsigned code) {
  const auto bytes = [](std::initializer_list<unsigned> values) {
    std::string text;
    for (const unsigned each : values) text += static_cast<char>(each);
    return text;
  };
  const unsigned last = 128 + code % 64;
  const unsigned third = 128 + code / 64 % 64;
  const unsigned second = 128 + code / 4096 % 64;
  if (code < 128) return bytes({code});
  if (code < 2048) return bytes({192 + code / 64, last});
  if (code < 65536) return bytes({224 + code / 4096, third, last});
  return bytes({240 + code / 262144, second, third, last});
}
std::string unit(unsigned value, bool upper) {
  char text[8];
  std::snprintf(text, sizeof text, upper ? "\\u%04X" : "\\u%04x", value);
  return text;
}
std::string escaped(unsigned code, bool upper) {
  if (code < 65536) return unit(code, upper);
  return unit(0xD800 + (code - 65536) / 1024, upper) + unit(0xDC00 + (code - 65536) % 1024, upper);
}

}  // namespace

TEST_CASE("every escape denotes its character, in lower and upper case digits") {
  const unsigned edges[] = {0x1,    0x7F,   0x80,   0x7FF,   0x800,   0xFFF,   0x1000,  0xCFFF,   0xD000,   0xD7FF,  0xE000,
                            0xFFFD, 0xFFFF, 0xFFFE, 0x10000, 0x103FF, 0x10400, 0xFFFFF, 0x100000, 0x10FC00, 0x10FFFF};
  std::string wrong;
  const auto check = [&wrong](unsigned code) {
    if (code >= 0xD800 && code < 0xE000) return;
    for (const bool upper : {false, true})
      if (decode_string("<" + escaped(code, upper) + ">") != "<" + utf8(code) + ">") wrong += escaped(code, upper);
  };
  for (const unsigned code : edges) check(code);
  for (unsigned code = 1; code < 0x110000; code += 97) check(code);
  CHECK(wrong == "");
}

TEST_CASE("the escapes of one character") {
  CHECK(decode_string(R"(a\"b\\c\/d\be\ff\ng\rh\ti)") == "a\"b\\c/d\be\ff\ng\rh\ti");
  CHECK(decode_string("") == "");
  CHECK(decode_string("plain \xC3\xA6") == "plain \xC3\xA6");
  CHECK(decode_string(R"(\\u0041\u0041)") == "\\u0041A");
}

TEST_CASE("a lone surrogate becomes U+FFFD, and nothing else is lost") {
  const std::string gone = utf8(0xFFFD);
  CHECK(decode_string(R"(\ud800)") == gone);
  CHECK(decode_string(R"(\udbff\n)") == gone + "\n");
  CHECK(decode_string(R"(\udc00)") == gone);
  CHECK(decode_string(R"(\udfff\ud800)") == gone + gone);
  CHECK(decode_string(R"(\udc00\udc00)") == gone + gone);
  CHECK(decode_string(R"(\ud800\ud800\udc00)") == gone + utf8(0x10000));
  CHECK(decode_string(R"(\ud800\udbff)") == gone + gone);
  CHECK(decode_string(R"(\ud800\ue000)") == gone + utf8(0xE000));
  CHECK(decode_string(R"(\ud800A)") == gone + "A");
  CHECK(decode_string(R"(\ud800\tdc00)") == gone + "\tdc00");
  CHECK(decode_string(R"(\ud7ff\udc00)") == utf8(0xD7FF) + gone);
}

TEST_CASE("the text of a string is a view of it, but for one with escapes") {
  std::string room = "before";
  const auto text = R"("plain")"sv;
  CHECK(string_text(text, room) == "plain");
  CHECK(string_text(text, room).data() == text.data() + 1);
  CHECK(room == "before");
  CHECK(string_text(R"("a\u00e6\n")", room) == "a\xC3\xA6\n");
  CHECK(room == "a\xC3\xA6\n");
  CHECK(string_text(R"("")", room) == "");
}

TEST_CASE("JSON that is not a string has no text") {
  for (const auto other :
       {std::string_view(), ""sv, "\""sv, "1"sv, "null"sv, "{}"sv, "a\""sv, R"("\q")"sv, R"("\u12")"sv, R"("a\ud800")"sv}) {
    CAPTURE(other);
    std::string room;
    CHECK(string_text(other, room).empty());
  }
}
