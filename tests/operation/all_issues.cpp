// One fault is one issue, whether the rules or the table found it first, and no more are listed than is asked for.

#include "fhirops/operation/all_issues.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

issue of(issue_type code, std::string_view text, std::string_view expression, std::string_view pointer) {
  return {issue_severity::error, code, std::string(text), std::string(expression), std::string(pointer), 0, 0, 0};
}
// The texts of both, after those of the table have been added to those of the rules.
std::string both(const issue& rule, const issue& of_table) {
  issues found{rule};
  detail::add_of_table(found, {of_table});
  std::string texts;
  for (const issue& each : found) texts += each.text + '\n';
  return texts;
}
const issue rule = of(issue_type::value, "rule", "Parameters.parameter[0].value", "/parameter/0/valueCode");

}  // namespace

TEST_CASE("a fault that both the rules and the table find is listed once", "[operation][all_issues]") {
  issue same = rule;
  same.text = "table";
  CHECK(both(rule, same) == "rule\n");
}

TEST_CASE("issues with another path or code, and warnings of the rules, are different issues", "[operation][all_issues]") {
  CHECK(both(rule, of(rule.code, "table", rule.expression, "/parameter/0/valueString")) == "rule\ntable\n");
  CHECK(both(rule, of(rule.code, "table", "Parameters.parameter[1].value", rule.pointer)) == "rule\ntable\n");
  CHECK(both(rule, of(issue_type::structure, "table", rule.expression, rule.pointer)) == "rule\ntable\n");
  issue warning = rule;
  warning.severity = issue_severity::warning;
  CHECK(both(warning, of(rule.code, "table", rule.expression, rule.pointer)) == "rule\ntable\n");
}

TEST_CASE("issues of the table are never merged with each other", "[operation][all_issues]") {
  issues found;
  detail::add_of_table(found, {rule, rule});
  CHECK(found.size() == 2);
}

TEST_CASE("a missing name or content, and a name that is not known, are issues of the rules where these found them",
          "[operation][all_issues]") {
  const issue name = of(issue_type::required, detail::name_is_missing, "Parameters.parameter[0].name", "/parameter/0/name");
  const issue no_name = of(issue_type::required, "rule", "Parameters.parameter[0]", "/parameter/0");
  CHECK(both(no_name, name) == "rule\n");
  CHECK(both(of(issue_type::value, "rule", "Parameters.parameter[0]", "/parameter/0"), name) ==
        "rule\n" + std::string(detail::name_is_missing) + '\n');
  CHECK(both(of(issue_type::required, "rule", "Parameters.parameter[1]", "/parameter/1"), name) ==
        "rule\n" + std::string(detail::name_is_missing) + '\n');

  const std::string unknown = "\"a\"" + std::string(detail::unknown_name) + "parameter";
  const auto unknown_at = of(issue_type::structure, unknown, "a", "/a");
  CHECK(both(of(issue_type::not_supported, "rule", "a", "/a"), unknown_at) == "rule\n");
  CHECK(both(of(issue_type::structure, "rule", "a", "/a"), unknown_at) == "rule\n" + unknown + '\n');

  const std::string missing = "the parameter " + std::string(detail::content_is_missing);
  const auto missing_at = of(issue_type::required, missing, "a", "/a");
  CHECK(both(of(issue_type::invariant, "inv-1: rule", "a", "/a"), missing_at) == "inv-1: rule\n");
  CHECK(both(of(issue_type::required, "rule", "a", "/a"), missing_at) == "rule\n" + missing + '\n');

  const std::string other = "the parameter " + std::string(detail::other_content);
  CHECK(both(of(issue_type::value, "rule", "a", "/a"), of(issue_type::value, other, "a", "/a")) == "rule\n" + other + '\n');
}

TEST_CASE("if there are more issues than the limit, the first ones are listed, and one says that there are more",
          "[operation][all_issues]") {
  issues all;
  for (const std::string_view text : {"a", "b", "c"}) all.push_back(of(issue_type::value, text, "p", "/p"));
  CHECK(detail::limited(all, 4) == all);
  CHECK(detail::limited(all, 3) == all);
  const issues two = detail::limited(all, 2);
  REQUIRE(two.size() == 3);
  CHECK(two[0] == all[0]);
  CHECK(two[1] == all[1]);
  CHECK(two[2].text != "c");
  CHECK(two[2].is_error());
}
