// The issues of a reading: collected up to the limit, in the order of the text, with lines and columns.

#include "fhirops/json/report.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

using lines = std::vector<std::string>;

issue at(std::size_t offset, issue_severity severity = issue_severity::error, std::string text = "x") {
  issue made{severity, issue_type::value, std::move(text), "P", "/p"};
  made.offset = offset;
  return made;
}

}  // namespace

TEST_CASE("issues are in the order of the text, with lines and columns from 1", "[json][report]") {
  detail::issue_collector all(10);
  for (const std::size_t offset : {5U, 0U, 3U, 5U}) all.add(at(offset, issue_severity::warning, std::to_string(offset)));
  CHECK_FALSE(all.failed());
  all.add(at(4));
  CHECK(all.failed());
  CHECK(test::reported_at(all.finish("a\nbc\nd")) == lines{"0 1:1 warning value P /p", "3 2:2 warning value P /p",
                                                           "4 2:3 error value P /p", "5 3:1 warning value P /p",
                                                           "5 3:1 warning value P /p"});
}

TEST_CASE("beyond the limit issues are counted, as severe as the worst of them, but a fatal one is listed", "[json][report]") {
  detail::issue_collector all(2);
  all.add(at(0, issue_severity::warning));
  CHECK(all.lists(issue_severity::warning));
  all.add(at(1, issue_severity::warning));
  CHECK(all.full());
  CHECK_FALSE(all.lists(issue_severity::error));
  all.add(at(2, issue_severity::warning));
  CHECK_FALSE(all.closed());
  all.add(at(3, issue_severity::error));
  CHECK(all.closed());
  all.add(at(4, issue_severity::fatal));
  const issues found = all.finish();
  REQUIRE(found.size() == 4);
  CHECK(found[2].severity == issue_severity::fatal);
  CHECK(found[3].severity == issue_severity::error);
  CHECK(found[3].code == issue_type::incomplete);
}

TEST_CASE("long texts end the list earlier: three times the input, and 1 KiB for each issue that may be listed",
          "[json][report]") {
  detail::issue_collector all(1000);
  all.limit_texts(100, 2);
  std::size_t listed = 0;
  while (all.lists(issue_severity::error) && listed < 1000)
    all.add(at(0, issue_severity::error, std::string(100, 'x'))), ++listed;
  CHECK(listed == (300 + 2048 + 102) / 103);
}

TEST_CASE("an issue is well-formed, whatever it quotes", "[json][report]") {
  detail::issue_collector all(1);
  issue wrong = at(0, issue_severity::error, "a\xFF");
  wrong.expression = "P.\xC3";
  wrong.pointer = "/\xE2\x82";
  all.add(std::move(wrong));
  const issues found = all.finish();
  CHECK(found[0].text == "a\xEF\xBF\xBD");
  CHECK(found[0].expression == "P.\xEF\xBF\xBD");
  CHECK(found[0].pointer == "/\xEF\xBF\xBD");
}

TEST_CASE("pairs are sorted from an index on, in any order that they have", "[json][report]") {
  std::vector<std::pair<int, int>> pairs{{9, 9}, {3, 1}, {1, 2}, {3, 0}, {2, 2}};
  detail::sort_pairs(pairs, 1);
  CHECK(pairs == std::vector<std::pair<int, int>>{{9, 9}, {1, 2}, {2, 2}, {3, 0}, {3, 1}});
  detail::sort_pairs(pairs);
  CHECK(pairs.back() == std::pair(9, 9));
}
