// docs/how-to/unit-tests.md and the reference: fhirops/testing/ without a framework.

#include <algorithm>
#include <cstddef>
#include <fhirops/ehealth/operations/schedule_patient_total.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/difference_text.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <fhirops/testing/shown.hpp>
#include <fhirops/testing/told_difference.hpp>
#include <string>
#include <vector>

#include "expect.hpp"

namespace {

using namespace fhirops;

//! [concepts]
static_assert(Showable<Period<>> && Showable<Code<>> && Showable<issue> && !Showable<int>);
static_assert(FhirForm<ReportJob<>> && FhirForm<std::vector<ReportJob<>>> && !FhirForm<int>);
static_assert(ExpectedOf<Period<>, Period<borrowed>> && ExpectedOf<std::string, Period<>> && !ExpectedOf<int, Period<>>);
//! [concepts]

}  // namespace

int main() {
  {
    //! [jobs]
    const std::vector<ReportJob<>> jobs = fixtures::jobs(35);  // all users in all standings
    expect(jobs == fixtures::jobs(35) && jobs != fixtures::jobs(35, 2), "the same from the same seed");
    for (std::size_t i = 0; i < jobs.size(); ++i) expect(jobs[i].userId == fixtures::user_of(i), "in turn");
    expect(std::ranges::count(jobs, fixtures::users[0], &ReportJob<>::userId) == 5, "five of each user");
    expect(to_json(fixtures::bundle(35)) == to_json(get_report_job_status(jobs)), "the answer for them");
    //! [jobs]
  }
  {
    //! [standing]
    fixtures::random_source random(7);
    expect(random.below(10) == 7, "here and everywhere");
    for (const fixtures::standing how : fixtures::standings) {
      const ReportJob<> job = fixtures::job(how, random, "anna");
      expect(job.ended.has_value() == (state(job) == job_state::ended), std::string(to_string(how)));
    }
    expect_same(fixtures::to_string(fixtures::standing::failed_with_binary), "failed with binary");
    //! [standing]
  }
  {
    //! [odd]
    // Odd, and right: what comes back from JSON is what went there.
    fixtures::random_source random(1);
    std::vector<ReportJob<>> odd = fixtures::odd_jobs(50, random);
    odd.push_back(fixtures::odd_job(random));
    odd.back().reportClass = fixtures::well_formed_text(random);
    for (const ReportJob<>& each : odd) expect(each.id != "", "it has an id");
    expect(read_report_jobs(to_json(get_report_job_status(odd))).value() == odd, "nothing is lost");
    //! [odd]
  }
  {
    //! [hostile]
    // What no host should have, and some will: the answer is well-formed UTF-8 all the same, and can be read.
    fixtures::random_source random(1);
    std::vector<ReportJob<>> hostile = fixtures::hostile_jobs(50, random);
    hostile.push_back(fixtures::hostile_job(random));
    hostile.back().status = fixtures::hostile_text(random);
    const auto read = from_json<Resource<>>(to_json(get_report_job_status(hostile)), read_options{}.lenient());
    expect(read && read->is<Bundle<>>(), "a Bundle");
    //! [hostile]
  }
  {
    //! [filler]
    using Request = ehealth::SchedulePatientTotal::Request;
    fixtures::filler values;
    const auto first = values.filled<Request>();
    const auto second = values.filled<Request>();
    expect(first != second && first == fixtures::filler().filled<Request>(), "two differ; the first is always the same");
    expect(from_parameters<Request>(to_parameters(first)).value() == first, "every parameter comes through");
    //! [filler]
  }
  {
    //! [faulty]
    // Each says which function is to tell of it, and what.
    std::size_t reported = 0;
    for (const fixtures::faulty_document& each : fixtures::faulty_documents()) {
      if (each.by != fixtures::reported_by::read_report_jobs) continue;
      const auto read = read_report_jobs(each.text);
      expect_same(difference_text(each.issues, read), "");
      ++reported;
    }
    expect(reported == fixtures::no_report_jobs().size(), "these are all");
    for (const fixtures::faulty_document& each : fixtures::against_rules())
      expect(from_json<Resource<>>(each.text).has_value() && !each.issues.empty(), each.what);
    for (const fixtures::faulty_document& each : fixtures::not_json())
      expect(!from_json<Resource<>>(each.text, read_options{}.lenient()), each.what);
    for (const fixtures::faulty_document& each : fixtures::not_fhir_json())
      expect(each.by == fixtures::reported_by::strict_from_json || each.by == fixtures::reported_by::from_json, each.what);
    //! [faulty]
  }
  {
    //! [difference_text]
    const Period<> found{.start = "2024", .end = "2025"};
    expect_same(difference_text(R"({"end":"2025","start":"2023"})", found), R"(Period.start: expected "2023", found "2024")");
    expect_same(difference_text(Period<>{.start = "2024", .end = "2025"}, found), "");
    const auto read = from_json<Period<>>(R"({"start":"2024","kind":1})");
    expect_same(difference_text(std::vector<expected_issue>{{.code = issue_type::structure, .expression = "Period.kind"}}, read),
                "");
    //! [difference_text]
    expect_same(told_difference(Period<>{.start = "2024", .end = "2025"}, found), "");
  }
  {
    //! [expected_issue]
    const expected_issue unknown{issue_severity::error, issue_type::structure, "Period.kind"};
    const auto read = from_json<Period<>>(R"({"kind":1})");
    expect(unknown.matches(read.issues()[0]), "by place and codes, not by words");
    expect_same(to_string(unknown), "error structure Period.kind");
    //! [expected_issue]
  }
  {
    //! [shown]
    expect_same(shown(Code<>("final")), R"("final")");
    expect_same(shown(Period<>{.start = "2023"}), R"({"start":"2023"})");
    expect(shown(from_json<Period<>>("{}[")).starts_with("no value:"), "and why");
    //! [shown]
  }
  return 0;
}
