// Where values differ, in FHIR's words.

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/difference_text.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("the same values have no difference", "[testing][difference_text]") {
  const auto bundle = fixtures::bundle(10);
  CHECK(difference_text(bundle, bundle) == "");
  CHECK(difference_text(to_json(bundle), bundle) == "");
  CHECK(difference_text(bundle, from_json<Bundle<Parameters<>>>(to_json(bundle))) == "");
  CHECK(difference_text(fixtures::jobs(10), bundle) == "");
  CHECK(difference_text(fixtures::jobs(10), fixtures::jobs(10)) == "");
  CHECK(difference_text(fixtures::jobs(1)[0], fixtures::jobs(1)[0]) == "");
}

TEST_CASE("a difference has its path, what was expected, and what was found", "[testing][difference_text]") {
  auto jobs = fixtures::jobs(5);
  const auto expected = get_report_job_status(jobs);
  jobs[3].status = "DONE";
  const std::string reported = R"(Bundle.entry[3].resource.parameter[0].part[2].value: expected "FAILED", found "DONE")";
  CHECK(difference_text(expected, get_report_job_status(jobs)) == reported);
  CHECK(difference_text(expected, jobs) == reported);
  CHECK(difference_text(fixtures::jobs(5), jobs) == reported);
  CHECK(difference_text(to_json(expected, write_options{}.pretty()), jobs) == reported);
  CHECK(difference_text(fixtures::jobs(5)[3], jobs[3]) ==
        R"(Parameters.parameter[0].part[2].value: expected "FAILED", found "DONE")");
  jobs.pop_back();
  jobs[3].status = "FAILED";
  const std::string missing = difference_text(expected, jobs);
  CHECK(missing.starts_with(R"(Bundle.entry[4]: expected {"fullUrl":")"));
  CHECK(missing.ends_with("bytes), found nothing"));
  CHECK(difference_text(Period<>{}, Period<>{.start = "2023"}) == R"(Period.start: expected nothing, found "2023")");
}

TEST_CASE("the storage of strings and the kind of range make no difference", "[testing][difference_text]") {
  auto jobs = fixtures::jobs(5);
  const std::string text = to_json(get_report_job_status(jobs));
  const auto read = from_json<Bundle<Parameters<borrowed>>>(std::string_view(text));
  REQUIRE(read);
  CHECK(difference_text(get_report_job_status(jobs), *read) == "");
  CHECK(difference_text(*read, get_report_job_status(jobs)) == "");
  CHECK(difference_text(std::list<ReportJob<>>(jobs.begin(), jobs.end()), *read) == "");
  CHECK(difference_text(from_json<Bundle<>>(text).value(), *read) == "");
  jobs[1].userId = "x";
  CHECK(difference_text(jobs, *read)
            .starts_with(R"(Bundle.entry[1].resource.parameter[0].part[1].value: expected "x", found "Bj)"));
}

TEST_CASE("values of another storage that cannot be written differ, too", "[testing][difference_text]") {
  CHECK(difference_text(Quantity<>{.value = "abc", .unit = "u"}, Quantity<borrowed>{.unit = "u"}) ==
        "Quantity.value: expected abc, found nothing");
  CHECK(difference_text(Coding<>{.code = "a\xFF"}, Coding<borrowed>{.code = "a\xFE"}) ==
        "Coding.code: expected bytes 61 FF, found bytes 61 FE");
  CHECK(difference_text(Coding<>{.code = "a\xFF"}, Coding<borrowed>{.code = "a\xFF"}) == "");
}

TEST_CASE("an expected resource may be written in any way, whatever its type", "[testing][difference_text]") {
  const auto found = from_json<Parameters<>>(
      R"({"resourceType":"Parameters","parameter":[{"name":"r","resource":{"resourceType":"Patient","id":"1"}}]})");
  REQUIRE(found);
  CHECK(difference_text(
            R"({"parameter":[{"resource":{"id": "\u0031", "resourceType":"Patient"},"name":"r"}],"resourceType":"Parameters"})",
            *found) == "");
}

TEST_CASE("a file that is missing or cannot be read is reported", "[testing][difference_text]") {
  const auto none = from_json<Period<>>(R"({"begin":"2023"})");
  CHECK(difference_text(Period<>{}, none).starts_with("expected a value, found none:\n  1:2: error structure Period.begin: "));
  CHECK(difference_text(R"({"begin":"2023"})", Period<>{})
            .starts_with("the expected JSON cannot be read:\n  1:2: error structure Period.begin: "));
  CHECK(difference_text(Resource<>(Parameters<>{}), Resource<>(Binary<>{})) ==
        R"(Parameters: expected {"resourceType":"Parameters"}, found {"resourceType":"Binary"})");
  CHECK(difference_text(Parameters<>{}, Binary<>{}).starts_with("found another type than expected:\n"));
}

TEST_CASE("issues: those that are missing, and those that were not expected", "[testing][difference_text]") {
  const auto read = from_json<Bundle<>>(R"({"resourceType":"Bundle","kind":1,"type":2})");
  const expected_issue kind{issue_severity::error, issue_type::structure, "Bundle.kind", "/kind", 25};
  const expected_issue type{issue_severity::error, issue_type::value, "Bundle.type"};
  CHECK(difference_text({kind, type}, read) == "");
  CHECK(difference_text({type, kind}, read.issues()) == "");
  CHECK(difference_text({kind}, read).starts_with("besides: 1:42: error value Bundle.type: "));
  CHECK(difference_text({kind, type, type}, read) == "missing: error value Bundle.type");
  expected_issue elsewhere = kind;
  elsewhere.offset = 24;
  const std::string reported = difference_text({elsewhere, type}, read);
  CHECK(reported.starts_with(
      "missing: error structure Bundle.kind (/kind, offset 24)\nbesides: 1:26: error structure Bundle.kind: "));
  CHECK(difference_text({}, from_json<Bundle<>>(R"({"resourceType":"Bundle"})")) == "");

  // One that says less leaves the issue to one that says more, whichever comes first.
  const issues two{{issue_severity::error, issue_type::structure, "", "a", "/a"},
                   {issue_severity::error, issue_type::structure, "", "a", "/b"}};
  const expected_issue any{issue_severity::error, issue_type::structure, "a"};
  const expected_issue first{issue_severity::error, issue_type::structure, "a", "/a"};
  CHECK(difference_text({any, first}, two) == "");
  CHECK(difference_text({first, any}, two) == "");
  CHECK(difference_text({any, first, any}, two) == "missing: error structure a");
  CHECK(difference_text({first, first}, two) == "missing: error structure a (/a)\nbesides: error structure a: ");
}
