// What GoogleTest prints: values as JSON, and of a comparison the place where it differs.

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <fhirops/testing/googletest.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <string>
#include <vector>

#include "googletest/other_unit.hpp"

using namespace fhirops;
using fhirops::googletest::same_fhir;
using fhirops::googletest::same_fhir_as;
using fhirops::googletest::same_issues;

namespace {

std::vector<ReportJob<>> changed_jobs() {
  auto jobs = fixtures::jobs(5);
  jobs[3].status = "DONE";
  return jobs;
}
constexpr const char* there = R"(Bundle.entry[3].resource.parameter[0].part[2].value: expected "FAILED", found "DONE")";

struct store {
  virtual ~store() = default;
  virtual void save(const ReportJob<>& job) = 0;
};
struct mock_store : store {
  MOCK_METHOD(void, save, (const ReportJob<>& job), (override));
};

}  // namespace

TEST(Printing, ValuesAreJson) {
  using testing::PrintToString;
  EXPECT_EQ(PrintToString(Period<>{.start = "2023"}), R"({"start":"2023"})");
  EXPECT_EQ(PrintToString(Code<>("final")), R"("final")");
  EXPECT_EQ(PrintToString(issue_type::too_long), "too-long");
  EXPECT_EQ(PrintToString(std::vector{Code<>("a"), Code<>("b")}), R"({ "a", "b" })");
  EXPECT_EQ(PrintToString(from_json<Period<>>(R"({"start":"2023"})")), R"({"start":"2023"})");
  EXPECT_EQ(PrintToString(issues{{issue_severity::error, issue_type::value, "what", "Bundle", ""}}),
            "{ error value Bundle: what }");
  EXPECT_THAT(PrintToString(fixtures::jobs(1)), testing::StartsWith(R"({ {"resourceType":"Parameters","id":")"));
}

TEST(Printing, IsTheSameInEveryUnit) {
  EXPECT_EQ(testing::PrintToString(fixtures::jobs(1)), printed_elsewhere(fixtures::jobs(1)));
}

TEST(Printing, EqualityShowsBoth) {
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(Code<>("final"), Code<>("draft")), R"("final")");
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(Code<>("final"), Code<>("draft")), R"("draft")");
}

TEST(SameFhir, HoldsForTheSame) {
  const auto jobs = fixtures::jobs(10);
  EXPECT_TRUE(same_fhir(jobs, get_report_job_status(jobs)));
  EXPECT_TRUE(same_fhir(R"({"start":"2023"})", from_json<Period<>>(R"({ "start" : "2023" })")));
  EXPECT_THAT(get_report_job_status(jobs), same_fhir_as(jobs));
}

TEST(SameFhir, SaysWhere) {
  EXPECT_STREQ(same_fhir(fixtures::jobs(5), changed_jobs()).message(), there);
  EXPECT_NONFATAL_FAILURE(EXPECT_TRUE(same_fhir(fixtures::bundle(5), changed_jobs())), there);
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(changed_jobs(), same_fhir_as(fixtures::jobs(5))), there);
  EXPECT_NONFATAL_FAILURE(EXPECT_FALSE(same_fhir(fixtures::jobs(5), fixtures::jobs(5))), "the same in FHIR");
}

TEST(SameFhir, IsAnArgumentOfMocks) {
  mock_store rows;
  EXPECT_CALL(rows, save(same_fhir_as(fixtures::jobs(1)[0])));
  rows.save(fixtures::jobs(1)[0]);
}

TEST(SameIssues, SaysWhichAreMissingAndWhichThereAreBesides) {
  const auto read = from_json<Bundle<>>(R"({"resourceType":"Bundle","kind":1})");
  EXPECT_TRUE(same_issues({{issue_severity::error, issue_type::structure, "Bundle.kind"}}, read));
  const auto reported = same_issues({{issue_severity::error, issue_type::value, "Bundle.kind"}}, read.issues());
  EXPECT_FALSE(reported);
  EXPECT_THAT(reported.message(),
              testing::StartsWith("missing: error value Bundle.kind\nbesides: 1:26: error structure Bundle.kind: "));
}

TEST(SameFhir, DescribesWhatWasExpected) {
  const testing::Matcher<const Period<>&> same = same_fhir_as(Period<>{.start = "2023"});
  EXPECT_EQ(testing::DescribeMatcher<const Period<>&>(same), "is the same in FHIR as what was expected");
  EXPECT_EQ(testing::DescribeMatcher<const Period<>&>(same, true), "is not the same in FHIR as what was expected");
  testing::StringMatchResultListener why;
  EXPECT_FALSE(same.MatchAndExplain(Period<>{.start = "2024"}, &why));
  EXPECT_NE(why.str().find("expected \"2023\", found \"2024\""), std::string::npos) << why.str();
}
