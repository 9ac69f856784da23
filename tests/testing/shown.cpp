// What the output of a failing test shows of a value.

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <fhirops/testing/shown.hpp>
#include <string>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("values are shown as JSON", "[testing][shown]") {
  CHECK(shown(Period<>{.start = "2023"}) == R"({"start":"2023"})");
  CHECK(shown(Parameters<>{.id = "a"}) == R"({"resourceType":"Parameters","id":"a"})");
  CHECK(shown(Resource<>(Parameters<>{.id = "a"})) == R"({"resourceType":"Parameters","id":"a"})");
  CHECK(shown(to_storage<borrowed>(Period<>{.start = "2023"})) == R"({"start":"2023"})");
}

TEST_CASE("primitives are shown as their JSON value", "[testing][shown]") {
  CHECK(shown(Code<>("final")) == R"("final")");
  CHECK(shown(String<>("a \"b\": c")) == R"("a \"b\": c")");
  CHECK(shown(Code<>()) == "nothing");
  CHECK(shown(Boolean<>(false)) == "false");
  CHECK(shown(Integer<>(-5)) == "-5");
  CHECK(shown(Decimal<>("1.00")) == "1.00");
  CHECK(shown(DateTime<>("2023")) == R"("2023")");
  CHECK(shown(Value<>(Code<>("x"))) == R"({"valueCode":"x"})");
  Code<> extended("x");
  extended.element.emplace().id = "e";
  CHECK(shown(extended) == R"({"valueCode":"x","_valueCode":{"id":"e"}})");
}

TEST_CASE("jobs are shown as in the answer", "[testing][shown]") {
  ReportJob<> job;
  job.id = "1";
  job.status = "DONE";
  CHECK(
      shown(job) ==
      R"({"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob","part":[{"name":"status","valueString":"DONE"},{"name":"parameters","resource":{"resourceType":"Parameters"}}]}]})");
}

TEST_CASE("jobs that borrow their text are shown with it", "[testing][shown]") {
  ReportJob<std::optional<Parameters<borrowed>>, borrowed> job;
  job.id = "1";
  CHECK(shown(job) == R"({"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob"}]})");
}

TEST_CASE("enumerations and issues are shown in FHIR's codes", "[testing][shown]") {
  CHECK(shown(issue_type::code_invalid) == "code-invalid");
  CHECK(shown(issue_severity::fatal) == "fatal");
  CHECK(shown(type_id::CodeableConcept) == "CodeableConcept");
  CHECK(shown(job_state::running) == "running");
  CHECK(shown(fixtures::standing::failed_with_binary) == "failed with binary");
  CHECK(shown(issue{issue_severity::error, issue_type::value, "what to do", "Bundle.type", ""}) ==
        "error value Bundle.type: what to do");
  CHECK(shown(expected_issue{issue_severity::error, issue_type::value, "Bundle.type"}) == "error value Bundle.type");
  CHECK(shown(expected_issue{issue_severity::error, issue_type::value, "Bundle", "", 0}) ==
        "error value Bundle (the document, offset 0)");
}

TEST_CASE("a result is shown as its value, or why there is none", "[testing][shown]") {
  CHECK(shown(from_json<Period<>>(R"({"start":"2023"})")) == R"({"start":"2023"})");
  const std::string none = shown(from_json<Period<>>(R"({"begin":1,"finish":2})"));
  CHECK(none.starts_with("no value:\n  1:2: error structure Period.begin: "));
  CHECK(none.find("\n  1:12: error structure Period.finish: ") != std::string::npos);
}

TEST_CASE("long text is cut, between characters", "[testing][shown]") {
  const std::string text = shown(fixtures::bundle(20));
  CHECK(text.size() < 450);
  CHECK(text.ends_with(" bytes)"));
  CHECK(shown(String<>("\xC3\xA6\xC3\xB8\xC3\xA5"), 4) == "\"\xC3\xA6... (8 bytes)");
  // Of as many bytes as are allowed, and of one more.
  CHECK(shown(String<>("abcdef"), 8) == "\"abcdef\"");
  CHECK(shown(String<>("abcdef"), 7) == "\"abcdef... (8 bytes)");
  CHECK(shown(String<>(std::string(398, 'x'))) == '"' + std::string(398, 'x') + '"');
  CHECK(shown(String<>(std::string(399, 'x'))) == '"' + std::string(399, 'x') + "... (401 bytes)");
  const auto none = from_json<Period<>>(R"({"begin":1})");
  const std::string whole = shown(none);
  REQUIRE(whole.size() < 400);
  CHECK(shown(none, whole.size()) == whole);
  CHECK(shown(none, whole.size() - 1) == whole.substr(0, whole.size() - 1) + "... (" + std::to_string(whole.size()) + " bytes)");
}
