// An issue as a test expects it.

#include <fhirops/testing/expected_issue.hpp>
#include <string>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("each member of an expected issue counts, except those not given", "[testing][expected_issue]") {
  issue found{issue_severity::error, issue_type::value, "words", "Bundle.type", "/type"};
  found.line = 1;
  found.offset = 7;
  const expected_issue all{issue_severity::error, issue_type::value, "Bundle.type", "/type", 7};
  CHECK(all.matches(found));
  CHECK(expected_issue{issue_severity::error, issue_type::value, "Bundle.type"}.matches(found));
  CHECK(expected_issue{issue_severity::error, issue_type::value, "Bundle.type", "/type"}.matches(found));
  CHECK(expected_issue{issue_severity::error, issue_type::value, "Bundle.type", {}, 7}.matches(found));
  for (const expected_issue& other : {expected_issue{issue_severity::warning, issue_type::value, "Bundle.type", "/type", 7},
                                      {issue_severity::error, issue_type::structure, "Bundle.type", "/type", 7},
                                      {issue_severity::error, issue_type::value, "Bundle", "/type", 7},
                                      {issue_severity::error, issue_type::value, "", "/type", 7},
                                      {issue_severity::error, issue_type::value, "Bundle.type", "/typ", 7},
                                      {issue_severity::error, issue_type::value, "Bundle.type", "", 7},
                                      {issue_severity::error, issue_type::value, "Bundle.type", "/type", 8},
                                      {issue_severity::error, issue_type::value, "Bundle.type", "/type", 0}}) {
    CAPTURE(to_string(other));
    CHECK_FALSE(other.matches(found));
    CHECK(other != all);
  }
  // An issue without a place in the text has no offset.
  found.line = 0;
  CHECK_FALSE(all.matches(found));
  CHECK(expected_issue{issue_severity::error, issue_type::value, "Bundle.type", "/type"}.matches(found));
}

TEST_CASE("an expected issue is a line", "[testing][expected_issue]") {
  CHECK(to_string(expected_issue{issue_severity::warning, issue_type::value, "Bundle.type"}) == "warning value Bundle.type");
  CHECK(to_string(expected_issue{issue_severity::error, issue_type::value}) == "error value");
  CHECK(to_string(expected_issue{issue_severity::error, issue_type::value, "Bundle", "/a"}) == "error value Bundle (/a)");
  CHECK(to_string(expected_issue{issue_severity::error, issue_type::value, "Bundle", ""}) == "error value Bundle (the document)");
  CHECK(to_string(expected_issue{issue_severity::error, issue_type::value, "Bundle", {}, 5}) == "error value Bundle (offset 5)");
  CHECK(to_string(expected_issue{issue_severity::error, issue_type::value, "", "/a", 5}) == "error value (/a, offset 5)");
}
