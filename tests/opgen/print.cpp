// Text of a definition in C++: literals of any bytes, and comments of what can be seen.

#include "../../examples/opgen/print.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

TEST_CASE("a literal has any bytes, in ASCII", "[opgen][print]") {
  CHECK(opgen::literal("") == R"("")");
  CHECK(opgen::literal("a b~ ") == R"("a b~ ")");
  CHECK(opgen::literal("\"\\") == R"("\"\\")");
  CHECK(opgen::literal("a\nb\t") == R"("a\nb\011")");
  CHECK(opgen::literal("?"
                       "?=?") == "\"?\\?=?\"");
  CHECK(opgen::literal(std::string_view("\0\x1F\x7F\xFF", 4)) == R"("\000\037\177\377")");
}

TEST_CASE("a row of a table is one line where it fits into the columns, and several where it does not", "[opgen][print]") {
  for (const bool own : {false, true}) {
    std::size_t longest = 0;
    std::size_t broken = 0;
    for (std::size_t size = 1; size <= 120; ++size) {
      opgen::operation op;
      op.code = "x";
      op.type_name = "X";
      op.file_name = "x.hpp";
      opgen::member one;
      one.parameter = std::string(size, 'p');
      one.identifier = "a";
      one.type = "std::string";
      one.details = {{"max", "1", {}, {}}, {"type", "\"t\"", {}, {}}};
      op.request = {one};
      const std::string text = opgen::printer(own ? "fhirops::x" : "x").header(op);
      CAPTURE(text);
      const std::size_t at = text.find("param<\"");
      REQUIRE(at != std::string::npos);
      const std::size_t begin = text.rfind('\n', at) + 1;
      const std::string line = text.substr(begin, text.find('\n', at) - begin);
      if (line.ends_with("{{")) {
        ++broken;
        CHECK(text.find(".max = 1,\n") != std::string::npos);
        CHECK(text.find(".type = \"t\",\n") != std::string::npos);
        continue;
      }
      CHECK(broken == 0);
      CHECK(line.find("{{.max = 1, .type = \"t\"}}") != std::string::npos);
      longest = std::max(longest, line.size());
    }
    CHECK(longest == opgen::columns);
    CHECK(broken > 0);
  }
}

TEST_CASE("an item of several lines has its lines to itself", "[opgen][print]") {
  CHECK(opgen::fill("f(", {"a", "b", "c"}, ");", 2) == "f(a, b, c);");
  CHECK(opgen::fill("f(", {"a\nb", "c"}, ");", 2) == "f(a\nb,\n  c);");
  CHECK(opgen::fill("f(", {"a", "b\nc"}, ");", 2) == "f(a,\n  b\nc);");
  CHECK(opgen::fill("f(", {"a\nb", "c", "d"}, ");", 2) == "f(a\nb,\n  c, d);");
}

TEST_CASE("a long literal is cut after a space, or else after a slash, or not at all", "[opgen][print]") {
  using pieces = std::vector<std::string>;
  CHECK(opgen::pieces("\"aaa bbb ccc\"", 8) == pieces{"\"aaa \"", "\"bbb \"", "\"ccc\""});
  CHECK(opgen::pieces("\"aaa/bbb/ccc\"", 8) == pieces{"\"aaa/\"", "\"bbb/\"", "\"ccc\""});
  CHECK(opgen::pieces("\"a bb/ccc\"", 8) == pieces{"\"a \"", "\"bb/ccc\""});
  CHECK(opgen::pieces("\"aaabbbccc\"", 8) == pieces{"\"aaabbbccc\""});
  CHECK(opgen::pieces("\"aaa bb\"", 8) == pieces{"\"aaa bb\""});
}

TEST_CASE("comments contain only visible characters, and none that change the direction of text", "[opgen][print]") {
  for (const char32_t seen :
       {0x21U,   0x7EU,   0xA1U,   0xACU,   0xAEU,   0x61BU,  0x61DU,  0x1FFFU, 0x2010U, 0x2027U, 0x2030U,  0x205EU,
        0x2070U, 0x2FFFU, 0x3001U, 0xD7FFU, 0xF900U, 0xFDFFU, 0xFE10U, 0xFEFEU, 0xFF00U, 0xFFEFU, 0x10000U, 0xDFFFFU}) {
    CAPTURE(static_cast<unsigned long>(seen));
    CHECK(opgen::is_visible(seen));
  }
  for (const char32_t hidden : {0x0U,    0x20U,   0x7FU,   0xA0U,   0xADU,   0x61CU,  0x2000U, 0x200FU, 0x2028U, 0x202FU, 0x205FU,
                                0x206FU, 0x3000U, 0xD800U, 0xF8FFU, 0xFE00U, 0xFE0FU, 0xFEFFU, 0xFFF0U, 0xFFFFU, 0xE0000U}) {
    CAPTURE(static_cast<unsigned long>(hidden));
    CHECK_FALSE(opgen::is_visible(hidden));
  }
  CHECK(opgen::plain("  a \n\tb\xE2\x80\xAE  c\\ \\ ") == "a b c");
  CHECK(opgen::plain("\xC3\xA6\xF0\x9F\x98\x80") == "\xC3\xA6\xF0\x9F\x98\x80");
  CHECK(opgen::plain(" \\").empty());
}

TEST_CASE("no line of a comment ends with what would join the next one to it", "[opgen][print]") {
  CHECK(opgen::comment("", "//", "a b\\") == "// a b\\.\n");
  CHECK(opgen::comment("", "//", "a b?\?/") == "// a b?\?/.\n");
  CHECK(opgen::comment("", "//", "a?\?/ b") == "// a?\?/. b\n");
}
