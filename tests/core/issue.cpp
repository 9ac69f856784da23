// What was found wrong: FHIR's codes for it, and one line of text.

#include "fhirops/core/issue.hpp"

#include <string>
#include <string_view>

#include "fhirops/datatype/codes.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

issue at_line_3() {
  issue found;
  found.code = issue_type::structure;
  found.text = "unknown element";
  found.expression = "Bundle.entry[0]";
  found.offset = 40;
  found.line = 3;
  found.column = 14;
  return found;
}
issue of(issue_severity severity) {
  issue found;
  found.severity = severity;
  return found;
}

static_assert(to_string(issue_type::code_invalid) == "code-invalid");
static_assert(to_string(issue_severity::information) == "information");

}  // namespace

TEST_CASE("every severity and type has FHIR's code, in FHIR's order") {
  std::size_t i = 0;
  for (const std::string_view code : codes::issue_severity.codes) CHECK(to_string(static_cast<issue_severity>(i++)) == code);
  CHECK(i == static_cast<std::size_t>(issue_severity::information) + 1);
  i = 0;
  for (const std::string_view code : codes::issue_type.codes) CHECK(to_string(static_cast<issue_type>(i++)) == code);
  CHECK(i == static_cast<std::size_t>(issue_type::informational) + 1);
}

TEST_CASE("fatal and error make a document unacceptable, warnings do not") {
  CHECK(of(issue_severity::fatal).is_error());
  CHECK(of(issue_severity::error).is_error());
  CHECK_FALSE(of(issue_severity::warning).is_error());
  CHECK_FALSE(of(issue_severity::information).is_error());

  issues found;
  CHECK_FALSE(found.has_errors());
  found.push_back(of(issue_severity::warning));
  CHECK_FALSE(found.has_errors());
  found.push_back(of(issue_severity::error));
  CHECK(found.has_errors());
}

TEST_CASE("an issue as one line, with its position in the text") {
  CHECK(to_string(at_line_3()) == "3:14: error structure Bundle.entry[0]: unknown element");
}

TEST_CASE("an issue as one line, of a value in memory") {
  issue found = at_line_3();
  found.line = 0;
  CHECK(to_string(found) == "error structure Bundle.entry[0]: unknown element");
  found.expression.clear();
  CHECK(to_string(found) == "error structure: unknown element");
}

TEST_CASE("issues are appended in order, also to themselves") {
  issues first{at_line_3()};
  issues more{of(issue_severity::warning), of(issue_severity::fatal)};
  first.append(more);
  REQUIRE(first.size() == 3);
  CHECK(first[0] == at_line_3());
  CHECK(first[2].severity == issue_severity::fatal);
  CHECK(more.size() == 2);
  first.append(first);
  CHECK(first.size() == 6);
  first.append({});
  CHECK(first.size() == 6);
}

TEST_CASE("issues are equal if all their members are") {
  CHECK(at_line_3() == at_line_3());
  issue other = at_line_3();
  other.pointer = "/entry/0";
  CHECK(other != at_line_3());
}
