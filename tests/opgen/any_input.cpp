// For any bytes, opgen reports what is wrong with them, or writes a header.

#include "../../examples/opgen/examine.hpp"
#include "../../examples/opgen/print.hpp"

#include <filesystem>
#include <random>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

namespace {

// How many headers there were.
std::size_t run(const std::string& text) {
  const opgen::examined out =
      opgen::examine(text, {.documentation = true, .untyped = true}, [](const auto&, auto&, const auto&) {});
  const opgen::printer printer("any");
  if (out.found.has_errors() || out.operations.empty()) {
    CHECK_FALSE(out.found.empty());
    return 0;
  }
  for (const opgen::operation& each : out.operations) CHECK(printer.header(each).ends_with("}  // namespace any\n"));
  CHECK_FALSE(printer.table(out.operations, "any/").empty());
  return out.operations.size();
}

}  // namespace

TEST_CASE("a definition that breaks off is refused, wherever it does", "[opgen][any_input]") {
  const std::string text = test::read_file(FHIROPS_TEST_DATA "/../opgen/definitions/nested.json");
  REQUIRE(run(text) == 1);
  for (std::size_t size = 0; size + 2 < text.size(); size += 7) CHECK(run(text.substr(0, size)) == 0);
}

TEST_CASE("randomly changed definitions never crash the generator", "[opgen][any_input]") {
  std::mt19937 random(4);
  const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  static constexpr std::string_view pieces[] = {"{",    "}",    "[",          "]",         "\"",    ",",       ":",
                                                "null", "true", "-1",         "1e9",       "\"\"",  "\\u0000", "\xC3",
                                                "\xFF", "*",    "\"part\":[", "\"name\":", "class", "::",      "\n"};
  std::size_t headers = 0;
  for (const char* name : {"answers", "details", "names", "nested"}) {
    const std::string text = test::read_file(FHIROPS_TEST_DATA "/../opgen/definitions/" + std::string(name) + ".json");
    for (int round = 0; round < 300; ++round) {
      std::string changed = text;
      for (std::size_t i = below(3) + 1; i > 0; --i) {
        const std::size_t at = below(changed.size());
        switch (below(4)) {
          case 0:
            changed[at] = static_cast<char>(random() & 0xFF);
            break;
          case 1:
            changed.erase(at, below(20));
            break;
          case 2:
            changed.insert(at, pieces[below(std::size(pieces))]);
            break;
          default:
            changed.insert(at, changed.substr(below(changed.size()), below(60)));
        }
      }
      headers += run(changed);
    }
  }
  CHECK(headers > 0);
}

TEST_CASE("parts nest only as deep as reading allows", "[opgen][any_input]") {
  const auto nested = [](int depth) {
    std::string text = R"({"resourceType":"OperationDefinition","id":"x","status":"active","kind":"operation","code":"x",)"
                       R"("system":true,"type":false,"instance":false,"parameter":[)";
    for (int i = 0; i < depth; ++i) text += R"({"name":"p","use":"in","min":0,"max":"1","part":[)";
    text += R"({"name":"p","use":"in","min":0,"max":"1","type":"string"})";
    for (int i = 0; i < depth; ++i) text += "]}";
    return text + "]}";
  };
  CHECK(run(nested(90)) == 1);
  CHECK(run(nested(100000)) == 0);
}
