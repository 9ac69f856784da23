// What is around the entries of a Bundle, of any type.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace {

constexpr std::string_view entry =
    R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"bed","part":[{"name":"code","valueString":"1"},{"name":"room","valueString":"2"}]}]}})";

std::string found_in(const std::string& text, read_options options = {}) {
  std::size_t seen = 0;
  const issues found = for_each_entry<ward::Bed>(text, [&seen](ward::Bed&&) { ++seen; }, options);
  return std::to_string(seen) + '\n' + test::lines_of(found);
}

}  // namespace

TEST_CASE("a Bundle of any type, with links and a total before or behind its entries", "[bundle][bundle_envelope]") {
  const std::string entries = R"("entry":[)" + std::string(entry) + ',' + std::string(entry) + ']';
  for (const std::string_view type : {"collection", "searchset", "history", "batch-response"}) {
    const std::string head = R"({"resourceType":"Bundle","type":")" + std::string(type) + "\",";
    CHECK(found_in(head + entries + '}') == "2\n");
    CHECK(found_in(head + R"("total":2,"link":[{"relation":"self","url":"u"}],)" + entries + '}') == "2\n");
    CHECK(found_in(head + entries + R"(,"total":2})") == "2\n");
  }
  CHECK(found_in("{" + entries + R"(,"resourceType":"Bundle"})") == "2\n");
  CHECK(found_in(R"({"resourceType":"Bundle","type":"collection"})") == "0\n");
}

TEST_CASE("an issue around the entries has its position", "[bundle][bundle_envelope]") {
  const std::string before = R"({"resourceType":"Bundle",)";
  const std::string entries = R"("entry":[)" + std::string(entry) + ']';
  const std::string text = before + entries + R"(,"unheard":1})";
  CHECK(found_in(text) == "1\n" + std::to_string(before.size() + entries.size() + 1) +
                              " 1:" + std::to_string(before.size() + entries.size() + 2) +
                              " error structure Bundle.unheard /unheard: \"unheard\" is not an element of Bundle\n");
  CHECK(found_in(text, read_options{}.lenient()).starts_with("1\n"));
  CHECK(found_in(before + R"("type":1,)" + entries + "}").starts_with("1\n"));
  CHECK(found_in(R"({"resourceType":"Patient",)" + entries + "}") ==
        "1\n0 1:1 fatal structure Bundle : resourceType is \"Patient\", but \"Bundle\" is expected\n");
  CHECK(found_in(before + entries).find("fatal") != std::string::npos);
  CHECK(found_in("[]").starts_with("0\n"));
}
