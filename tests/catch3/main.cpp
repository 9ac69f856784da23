// fhirops/testing/catch2.hpp with what version 3 of Catch2 declares. Where version 3 itself is installed, the tests
// of tests/testing use it.

#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/catch2.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <string>
#include <type_traits>

using namespace fhirops;

namespace {

int failures = 0;
void check(bool holds, const char* what) {
  if (holds) return;
  std::printf("does not hold: %s\n", what);
  ++failures;
}

// As CHECK_THAT does it: the matcher is made, matched, and asked what it has to say.
template <class Found, class Matcher>
std::string said(const Found& found, const Matcher& matcher) {
  static_assert(std::is_base_of_v<Catch::Matchers::MatcherGenericBase, Matcher>);
  const bool matches = matcher.match(found);
  return (matches ? "yes: " : "no: ") + matcher.toString();
}

}  // namespace

int main() {
  using catch2::has_issues;
  using catch2::same_fhir_as;
  check(Catch::Detail::stringify(Code<>("final")) == "\"final\"", "values are printed as JSON");
  auto jobs = fixtures::jobs(5);
  const auto bundle = get_report_job_status(jobs);
  check(said(bundle, same_fhir_as(jobs)) == "yes: is the same in FHIR", "the same");
  jobs[3].status = "DONE";
  check(said(bundle, same_fhir_as(jobs)) ==
            "no: is not what was expected\n"
            R"(Bundle.entry[3].resource.parameter[0].part[2].value: expected "DONE", found "FAILED")",
        "not the same");
  check(said(from_json<Bundle<>>(R"({"resourceType":"Bundle"})"), has_issues({})) == "yes: is the same in FHIR", "no issues");
  return failures == 0 ? 0 : 1;
}
