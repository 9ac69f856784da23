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
