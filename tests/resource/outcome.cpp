// Issues as an OperationOutcome: valid FHIR whatever they hold.

#include "fhirops/resource/outcome.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

#include "fhirops/resource/make_outcome.hpp"
#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("an OperationOutcome is valid FHIR, whatever its issues hold") {
  std::vector<std::string> texts = {
      "", " ", "\n\t", "\xE2\x80\xAE", "\xFF", "a\xED\xA0\x80z", "\x7F", "\xC2\x85", std::string(3 * 1024 * 1024, 'x'), "a\nb"};
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
  CHECK(text_of(std::string("a\0b", 3)) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(text_of("a\x1B[2J\n\t") == "a\xEF\xBF\xBD[2J\n\t");
  CHECK(text_of("\xC3\xA6") == "\xC3\xA6");
  CHECK(text_of(" \n") == "not-found");
}

TEST_CASE("an outcome in full: each issue with its path and its position, where there are any") {
  issues found(4);
  found[0] = {
      .severity = issue_severity::fatal, .code = issue_type::structure, .text = "a\xED\xA0\x80z", .expression = "Bundle.id"};
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
  CHECK(to_json(outcome.issue[0]) ==
        "{\"severity\":\"fatal\",\"code\":\"structure\",\"details\":{\"text\":\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"},"
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

TEST_CASE("without issues, the outcome has one issue that says so") {
  const auto outcome = to_outcome({});
  REQUIRE(outcome.issue.size() == 1);
  CHECK(outcome.issue[0].severity == "information");
  CHECK(outcome.issue[0].code == "informational");
  CHECK(outcome.issue[0].details->text == "no issues were found");
}

TEST_CASE("from_outcome: restores what to_outcome wrote, except for the pointers") {
  issues found;
  for (unsigned severity = 0; severity <= static_cast<unsigned>(issue_severity::information); ++severity)
    for (unsigned code = 0; code <= static_cast<unsigned>(issue_type::informational); ++code)
      found.push_back({static_cast<issue_severity>(severity),
                       static_cast<issue_type>(code),
                       "text " + std::to_string(code),
                       "Bundle.entry[1]",
                       {}});
  found[0].expression = "http.url";
  found[1].expression.clear();
  found[2].offset = 77;
  found[2].line = 3;
  found[2].column = 14;
  CHECK(from_outcome(to_outcome(found)) == found);
}

TEST_CASE("from_outcome: what other servers write") {
  const auto reported = [](std::string_view of) {
    const auto outcome = from_json<OperationOutcome<>>(R"({"resourceType":"OperationOutcome","issue":[)" + std::string(of) + "]}",
                                                       read_options{}.lenient());
    REQUIRE(outcome);
    const issues all = from_outcome(*outcome);
    REQUIRE(all.size() == 1);
    CHECK(all[0].line == 0);
    return to_string(all[0]);
  };
  CHECK(reported(R"({"severity":"error","code":"processing","diagnostics":"HAPI-0389: no such"})") ==
        "error processing: HAPI-0389: no such");
  CHECK(reported(
            R"({"severity":"fatal","code":"invalid","details":{"coding":[{"system":"urn:x","code":"E17","display":"bad"}]}})") ==
        "fatal invalid: bad");
  CHECK(reported(R"({"severity":"fatal","code":"invalid","details":{"coding":[{"system":"urn:x"},{"code":"E17"}]}})") ==
        "fatal invalid: E17");
  CHECK(reported(R"({"severity":"error","code":"value","details":{"text":"bad"},"diagnostics":"at line 3"})") ==
        "error value: bad (at line 3)");
  CHECK(reported(R"({"severity":"error","code":"value","details":{"text":"bad"},"diagnostics":"bad"})") == "error value: bad");
  CHECK(reported(R"({"severity":"error","code":"value","details":{"text":"bad"},"diagnostics":"line 0, column 1, offset 2"})") ==
        "error value: bad (line 0, column 1, offset 2)");
  CHECK(reported(R"({"severity":"error","code":"value","details":{"text":"bad"},"diagnostics":"line 3, column 1, offset 2x"})") ==
        "error value: bad (line 3, column 1, offset 2x)");
  CHECK(
      reported(
          R"({"severity":"error","code":"value","details":{"text":"bad"},"diagnostics":"line 99999999999999999999, column 1, offset 2"})") ==
      "error value: bad (line 99999999999999999999, column 1, offset 2)");
  CHECK(reported(R"({"severity":"error","code":"value","location":["/f:Patient"],"expression":["Patient.name","Patient.id"]})") ==
        "error value Patient.name: value");
  CHECK(reported(R"({"severity":"error","code":"value","location":["/f:Patient"]})") == "error value /f:Patient: value");
  CHECK(reported(R"({"severity":"success","code":"success","details":{"text":"ok"}})") ==
        "error processing: ok (code \"success\")");
  CHECK(reported(R"({"severity":"error","code":"limited-filter"})") == "error processing: (code \"limited-filter\")");
  CHECK(reported(R"({"diagnostics":"x"})") == "error processing: x");
  CHECK(from_outcome(OperationOutcome<>{}).empty());
}
