// Issues as FHIR tells of them: valid FHIR whatever they hold.

#include "fhirops/resource/outcome.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("an OperationOutcome is valid FHIR, whatever its issues hold") {
  std::vector<std::string> texts = {"", " ", "\n\t", "\xE2\x80\xAE", "\xFF", "a\xED\xA0\x80z", "\x7F", "\xC2\x85",
                                    std::string(3 * 1024 * 1024, 'x'), "a\nb"};
  for (char c = 0; c < 0x20; ++c) {
    texts.emplace_back(1, c);
    texts.push_back("a" + std::string(1, c) + "b");
  }
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 20));
    issue hostile;
    hostile.severity = static_cast<issue_severity>(text.size() % 7);
    hostile.code = static_cast<issue_type>(text.size() * 31 % 256);
    hostile.text = text;
    hostile.expression = "http." + text;
    hostile.pointer = text;
    issue other = hostile;
    other.expression = text;
    other.line = 1;
    const OperationOutcome<> outcome = to_outcome(issues{hostile, other});
    write_report report;
    std::string json;
    report = write_json(outcome, json);
    CHECK(report.replaced == 0);
    CHECK(report.unrepresentable == 0);
    const auto read = from_json<OperationOutcome<>>(json);
    REQUIRE(read);
    CHECK(*read == outcome);
    CHECK_FALSE(validate(*read).has_errors());
    CHECK(read->issue.size() == 2);
  }
}

TEST_CASE("U+0000 and other controls in an outcome become U+FFFD; a text of white space becomes the code") {
  const auto text_of = [](std::string text) {
    issue found;
    found.code = issue_type::not_found;
    found.text = std::move(text);
    return std::string(std::string_view(to_outcome(issues{found}).issue[0].details->text));
  };
  CHECK(text_of(std::string("a\0b", 3)) == "a\xEF\xBF\xBD" "b");
  CHECK(text_of("a\x1B[2J\n\t") == "a\xEF\xBF\xBD[2J\n\t");
  CHECK(text_of("\xC3\xA6") == "\xC3\xA6");
  CHECK(text_of(" \n") == "not-found");
}

TEST_CASE("an outcome in full: each issue with its path and its position, where there are any") {
  issues found(4);
  found[0] = {.severity = issue_severity::fatal, .code = issue_type::structure, .text = "a\xED\xA0\x80z", .expression = "Bundle.id"};
  found[0].line = 1;
  found[0].column = 2;
  found[0].offset = 1;
  found[1].text = "t";
  found[1].expression = "http.url";
  found[2].text = " ";
  found[2].line = 0;
  found[2].column = 7;
  found[3].text = "\xF0\x9F\x98\x80\xF0\x9F";
  found[3].expression = "\n";
  const auto outcome = to_outcome(found);
  REQUIRE(outcome.issue.size() == 4);
  CHECK(to_json(outcome.issue[0]) == "{\"severity\":\"fatal\",\"code\":\"structure\",\"details\":{\"text\":\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"},"
                                     "\"diagnostics\":\"line 1, column 2, offset 1\",\"expression\":[\"Bundle.id\"]}");
  CHECK(outcome.issue[1].location.size() == 1);
  CHECK(outcome.issue[1].location[0] == "http.url");
  CHECK(outcome.issue[1].expression.empty());
  CHECK(outcome.issue[2].details->text == to_string(found[2].code));
  CHECK(outcome.issue[2].diagnostics.empty());
  CHECK(outcome.issue[3].details->text == "\xF0\x9F\x98\x80\xEF\xBF\xBD");
  CHECK(outcome.issue[3].expression.empty());
  CHECK(outcome.issue[3].location.empty());
}

TEST_CASE("a text of more than 1 MB is cut between two characters") {
  const auto text_of = [](const std::string& text) { return detail::fhir_string(text); };
  constexpr std::size_t most = 1024 * 1024;
  CHECK(text_of(std::string(most, 'x')).size() == most);
  CHECK(text_of(std::string(most + 1, 'x')).size() == most);
  CHECK(text_of(std::string(most - 1, 'x') + "\xC3\xA6") == std::string(most - 1, 'x'));
  CHECK(text_of(std::string(most - 2, 'x') + "\xC3\xA6y") == std::string(most - 2, 'x') + "\xC3\xA6");
  CHECK(text_of(std::string(most - 2, 'x') + "\x01") == std::string(most - 2, 'x'));
}

TEST_CASE("no issues are an outcome of one, that says so") {
  const auto outcome = to_outcome({});
  REQUIRE(outcome.issue.size() == 1);
  CHECK(outcome.issue[0].severity == "information");
  CHECK(outcome.issue[0].code == "informational");
  CHECK(outcome.issue[0].details->text == "no issues were found");
}
