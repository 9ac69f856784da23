// The reference's examples of fhirops/testing/catch2.hpp; examples/host_tests has more.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/catch2.hpp>
#include <vector>

using namespace fhirops;
using catch2::has_issues;
using catch2::same_fhir_as;

//! [same_fhir_as]
TEST_CASE("what was read is what was expected") {
  CHECK_THAT(from_json<Period<>>(R"({"start":"2023"})"), same_fhir_as(R"({ "start": "2023" })"));
  CHECK_FALSE(same_fhir_as(Period<>{.start = "2024"}).match(Period<>{.start = "2023"}));
}
//! [same_fhir_as]

//! [has_issues]
TEST_CASE("what is wrong is reported with its path") {
  CHECK_THAT(from_json<Period<>>(R"({"kind":1})"), has_issues({{issue_severity::error, issue_type::structure, "Period.kind"}}));
}
//! [has_issues]

//! [difference_matcher]
TEST_CASE("a matcher under a name") {
  const catch2::difference_matcher<std::vector<expected_issue>> is_sound = has_issues({});
  CHECK_THAT(validate(Period<>{.start = "2023", .end = "2024"}), is_sound);
  CHECK_THAT(validate(Period<>{.start = "2023"}), is_sound);
}
//! [difference_matcher]
