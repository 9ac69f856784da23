// The reference's examples of fhirops/testing/googletest.hpp.

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/googletest.hpp>
#include <gmock/gmock.h>

#include <sstream>

using namespace fhirops;
using googletest::same_fhir;
using googletest::same_fhir_as;
using googletest::same_issues;

//! [same_fhir]
TEST(Period, IsTheSameInFhir) {
  EXPECT_TRUE(same_fhir(R"({ "start": "2023" })", from_json<Period<>>(R"({"start":"2023"})")));
  EXPECT_FALSE(same_fhir(R"({ "start": "2024" })", Period<>{.start = "2023"}));
}
//! [same_fhir]

//! [same_issues]
TEST(Period, HasTheseIssues) {
  EXPECT_TRUE(same_issues({{issue_severity::error, issue_type::structure, "Period.kind"}}, from_json<Period<>>(R"({"kind":1})")));
}
//! [same_issues]

//! [same_fhir_as]
struct store {
  virtual ~store() = default;
  virtual void save(const ReportJob<>& job) = 0;
};
struct mock_store : store {
  MOCK_METHOD(void, save, (const ReportJob<>&), (override));
};
TEST(Store, GetsTheJob) {
  const ReportJob<> job{.id = "a", .reportClass = "R", .userId = "anna", .status = "DONE", .created = "2024"};
  mock_store mock;
  EXPECT_CALL(mock, save(same_fhir_as(job)));
  mock.save(job);
}
//! [same_fhir_as]

//! [difference_matcher]
TEST(Period, IsDescribed) {
  const googletest::difference_matcher<Period<>> same(Period<>{.start = "2023"});
  std::ostringstream reported;
  same.DescribeNegationTo(&reported);
  EXPECT_EQ(reported.str(), "is not the same in FHIR as what was expected");
}
//! [difference_matcher]

//! [PrintTo]
TEST(Period, IsPrintedAsJson) {
  std::ostringstream printed;
  PrintTo(Period<>{.start = "2023"}, &printed);  // as GoogleTest does, when EXPECT_EQ fails
  EXPECT_EQ(printed.str(), R"({"start":"2023"})");
}
//! [PrintTo]

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
