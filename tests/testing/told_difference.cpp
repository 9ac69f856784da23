// Where values differ, in FHIR's words.

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <fhirops/testing/told_difference.hpp>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("the same values have no difference", "[testing][told_difference]") {
  const auto bundle = fixtures::bundle(10);
  CHECK(told_difference(bundle, bundle) == "");
  CHECK(told_difference(to_json(bundle), bundle) == "");
  CHECK(told_difference(bundle, from_json<Bundle<Parameters<>>>(to_json(bundle))) == "");
  CHECK(told_difference(fixtures::jobs(10), bundle) == "");
  CHECK(told_difference(fixtures::jobs(10), fixtures::jobs(10)) == "");
  CHECK(told_difference(fixtures::jobs(1)[0], fixtures::jobs(1)[0]) == "");
}

TEST_CASE("a difference has its path, what was expected, and what was found", "[testing][told_difference]") {
  auto jobs = fixtures::jobs(5);
  const auto expected = get_report_job_status(jobs);
  jobs[3].status = "DONE";
  const std::string reported = R"(Bundle.entry[3].resource.parameter[0].part[2].value: expected "FAILED", found "DONE")";
  CHECK(told_difference(expected, get_report_job_status(jobs)) == reported);
  CHECK(told_difference(expected, jobs) == reported);
  CHECK(told_difference(fixtures::jobs(5), jobs) == reported);
  CHECK(told_difference(to_json(expected, write_options{}.pretty()), jobs) == reported);
  CHECK(told_difference(fixtures::jobs(5)[3], jobs[3]) == R"(Parameters.parameter[0].part[2].value: expected "FAILED", found "DONE")");
  jobs.pop_back();
  jobs[3].status = "FAILED";
  const std::string missing = told_difference(expected, jobs);
  CHECK(missing.starts_with(R"(Bundle.entry[4]: expected {"fullUrl":")"));
  CHECK(missing.ends_with("bytes), found nothing"));
  CHECK(told_difference(Period<>{}, Period<>{.start = "2023"}) == R"(Period.start: expected nothing, found "2023")");
}

TEST_CASE("how strings are kept, and the range they are in, makes no difference", "[testing][told_difference]") {
  auto jobs = fixtures::jobs(5);
  const std::string text = to_json(get_report_job_status(jobs));
  const auto read = from_json<Bundle<Parameters<borrowed>>>(std::string_view(text));
  REQUIRE(read);
  CHECK(told_difference(get_report_job_status(jobs), *read) == "");
  CHECK(told_difference(*read, get_report_job_status(jobs)) == "");
  CHECK(told_difference(std::list<ReportJob<>>(jobs.begin(), jobs.end()), *read) == "");
  CHECK(told_difference(from_json<Bundle<>>(text).value(), *read) == "");
  jobs[1].userId = "x";
  CHECK(told_difference(jobs, *read).starts_with(R"(Bundle.entry[1].resource.parameter[0].part[1].value: expected "x", found "Bj)"));
}

TEST_CASE("what is missing or cannot be read is reported", "[testing][told_difference]") {
  const auto none = from_json<Period<>>(R"({"begin":"2023"})");
  CHECK(told_difference(Period<>{}, none).starts_with("expected a value, found none:\n  1:2: error structure Period.begin: "));
  CHECK(told_difference(R"({"begin":"2023"})", Period<>{}).starts_with("the expected JSON cannot be read:\n  1:2: error structure Period.begin: "));
  CHECK(told_difference(Resource<>(Parameters<>{}), Resource<>(Binary<>{})) ==
        R"(Parameters: expected {"resourceType":"Parameters"}, found {"resourceType":"Binary"})");
  CHECK(told_difference(Parameters<>{}, Binary<>{}).starts_with("found another type than expected:\n"));
}

TEST_CASE("issues: which are missing, which there are besides", "[testing][told_difference]") {
  const auto read = from_json<Bundle<>>(R"({"resourceType":"Bundle","kind":1,"type":2})");
  const expected_issue kind{issue_severity::error, issue_type::structure, "Bundle.kind", "/kind", 25};
  const expected_issue type{issue_severity::error, issue_type::value, "Bundle.type"};
  CHECK(told_difference({kind, type}, read) == "");
  CHECK(told_difference({type, kind}, read.issues()) == "");
  CHECK(told_difference({kind}, read).starts_with("besides: 1:42: error value Bundle.type: "));
  CHECK(told_difference({kind, type, type}, read) == "missing: error value Bundle.type");
  expected_issue elsewhere = kind;
  elsewhere.offset = 24;
  const std::string reported = told_difference({elsewhere, type}, read);
  CHECK(reported.starts_with("missing: error structure Bundle.kind (/kind, offset 24)\nbesides: 1:26: error structure Bundle.kind: "));
  CHECK(told_difference({}, from_json<Bundle<>>(R"({"resourceType":"Bundle"})")) == "");
}
