// Issues of a part of a text, moved to where the part is.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

detail::text_position behind(std::string_view text) {
  detail::text_position position;
  position.pass(text);
  return position;
}

}  // namespace

TEST_CASE("a position counts lines and columns", "[bundle][text_position]") {
  const detail::text_position position = behind("ab\ncd\n\nx");
  CHECK(position.offset == 8);
  CHECK(position.line == 4);
  CHECK(position.column() == 2);
  CHECK(behind("").column() == 1);
}

TEST_CASE("an issue moves with its part; what is before the part stays", "[bundle][text_position]") {
  const detail::text_position here = behind("[");
  const detail::text_position there = behind("one\ntwo ");
  issue first{issue_severity::error, issue_type::value, "x", {}, {}, 4, 1, 5};
  detail::move_issue(first, here, there);
  CHECK(first.offset == 11);
  CHECK(first.line == 2);
  CHECK(first.column == 8);
  issue second_line{issue_severity::error, issue_type::value, "x", {}, {}, 9, 2, 3};
  detail::move_issue(second_line, here, there);
  CHECK(second_line.line == 3);
  CHECK(second_line.column == 3);
  issue before{issue_severity::error, issue_type::value, "x", {}, {}, 0, 1, 1};
  detail::move_issue(before, here, there);
  CHECK(before.offset == 0);
}

TEST_CASE("an entry's index is that of the whole, or none", "[bundle][text_position]") {
  issue found{issue_severity::error, issue_type::value, "x", "Bundle.entry[0].resource", "/entry/0/resource", 0, 0, 0};
  detail::number_entry(found, '0', 41);
  CHECK(found.expression == "Bundle.entry[41].resource");
  CHECK(found.pointer == "/entry/41/resource");
  issue lone{issue_severity::error, issue_type::value, "x", "Bundle.entry[0].resource", "/entry/0/resource", 0, 0, 0};
  detail::number_entry(lone, '0', 0, true);
  CHECK(lone.expression == "Bundle.entry.resource");
  CHECK(lone.pointer == "/entry/resource");
  issue link{issue_severity::error, issue_type::value, "x", "Bundle.link[0]", "/link/0", 0, 0, 0};
  detail::number_entry(link, '0', 41);
  CHECK(link.expression == "Bundle.link[0]");
  // As long as a path of an entry, with a number where that has its index.
  issue other{issue_severity::error, issue_type::value, "x", "Bundle.other[0].a", "/other/0/a", 0, 0, 0};
  detail::number_entry(other, '0', 41);
  CHECK(other.expression == "Bundle.other[0].a");
  issue pointer{issue_severity::error, issue_type::value, "x", "Bundle.links[0].a", "/links/0/a", 0, 0, 0};
  detail::number_entry(pointer, '0', 41);
  CHECK(pointer.pointer == "/links/0/a");
  CHECK(pointer.expression == "Bundle.links[0].a");
}

TEST_CASE("the byte that a syntax error names is converted too", "[bundle][text_position]") {
  std::string text = "the text ends inside the object that begins at byte 12: a closing brace is missing";
  detail::move_byte(text, behind("0123456789"), behind("01234"), 2);
  CHECK(text == "the text ends inside the object that begins at byte 7: a closing brace is missing");
  std::string other = "the value that begins at byte 12";
  detail::move_byte(other, behind("0123456789"), behind("01234"), 2);
  CHECK(other == "the value that begins at byte 12");
  std::string before = "the text ends inside the object that begins at byte 3: a closing brace is missing";
  detail::move_byte(before, behind("0123456789"), behind("01234"), 2);
  CHECK(before == "the text ends inside the object that begins at byte 3: a closing brace is missing");
  std::string first = "the text ends inside the object that begins at byte 10";
  detail::move_byte(first, behind("0123456789"), behind("01234"), 2);
  CHECK(first == "the text ends inside the object that begins at byte 5");
  std::string list = "the text ends inside the array that begins at byte 9";
  detail::move_byte(list, behind("0123456789"), behind("01234"), 2);
  CHECK(list == "the text ends inside the array that begins at byte 2");
}
