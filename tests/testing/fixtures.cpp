// Fixtures are what they say they are: the same everywhere, allowed by R4, faulty where they say so.

#include <algorithm>
#include <cstdint>
#include <fhirops/ehealth/operations.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <fhirops/testing/told_difference.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

// What reports the fault of a document, by the function that it names.
template <class T>
issues told_of(const fixtures::faulty_document& document) {
  using fixtures::told_by;
  const auto read = from_json<T>(document.text);
  if (document.by == told_by::from_json || document.by == told_by::strict_from_json) {
    CHECK_FALSE(read);
    const auto lenient = from_json<T>(document.text, read_options{}.lenient());
    CHECK(lenient.has_value() == (document.by == told_by::strict_from_json));
    return read.issues();
  }
  if (document.by == told_by::read_report_jobs) return read_report_jobs(document.text).issues();
  REQUIRE(read);
  CHECK(read.issues().empty());
  issues found = validate(*read);
  locate(found, document.text);
  return found;
}

}  // namespace

TEST_CASE("the numbers of a seed are splitmix64's", "[testing][fixtures]") {
  // The first of seed 1234567, as published with the algorithm.
  fixtures::random_source random(1234567);
  CHECK(random() == 6457827717110365317U);
  CHECK(random() == 3203168211198807973U);
  CHECK(random() == 9817491932198370423U);
}

TEST_CASE("jobs are the same from the same seed, here and everywhere", "[testing][fixtures]") {
  CHECK(fixtures::jobs(20, 5) == fixtures::jobs(20, 5));
  CHECK(fixtures::jobs(20, 5) != fixtures::jobs(20, 6));
  CHECK(fixtures::jobs(20, 5) == [] {
    auto more = fixtures::jobs(30, 5);
    more.resize(20);
    return more;
  }());
  // As it was when this was written, on another machine.
  std::uint64_t sum = 0xCBF29CE484222325U;
  for (const char c : to_json(fixtures::bundle(35))) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  CHECK(sum == 2350332914559800189U);
}

TEST_CASE("jobs are in every state, for several users, and R4 allows them", "[testing][fixtures]") {
  const auto jobs = fixtures::jobs(35);
  std::set<std::pair<std::string, std::string>> seen;
  std::set<std::string> ids;
  std::string text;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const ReportJob<>& job = jobs[i];
    CAPTURE(i, to_json(to_parameters(job)));
    const fixtures::standing how = fixtures::standings[i % 5];
    using enum fixtures::standing;
    CHECK(state(job) == (how == waiting ? job_state::waiting : how == running ? job_state::running : job_state::ended));
    CHECK(job.binary.has_value() == (how == done || how == failed_with_binary));
    CHECK((job.status == "FAILED") == (how == failed || how == failed_with_binary));
    CHECK(job.userId == fixtures::user_of(i));
    CHECK(Uuid<>("urn:uuid:" + job.id).ok());
    if (job.started) CHECK(*job.created.to_sys() <= *job.started->to_sys());
    if (job.ended) CHECK(*job.started->to_sys() <= *job.ended->to_sys());
    seen.emplace(to_string(how), job.userId);
    ids.insert(job.id);
    for (const auto& parameter : job.parameters.parameter) text += *parameter.value.get_if<String<>>();
  }
  CHECK(seen.size() == 35);
  CHECK(ids.size() == 35);
  for (const std::string_view piece : {"\"", "\n", "\\", "\xC3\xA6", "\xF0\x9F\x9A\x80"}) CHECK(text.find(piece) != std::string::npos);

  const auto bundle = fixtures::bundle(35);
  CHECK_FALSE(validate(bundle).has_errors());
  const auto back = report_jobs(bundle);
  REQUIRE(back);
  CHECK(*back == jobs);
}

TEST_CASE("one user's jobs are nobody else's", "[testing][fixtures]") {
  const auto jobs = fixtures::jobs(35);
  for (const std::string_view user : fixtures::users) CHECK(get_report_job_status(jobs, for_user{user}).entry.size() == 5);
}

TEST_CASE("hostile jobs are hostile", "[testing][fixtures]") {
  fixtures::random_source random(9);
  const auto jobs = fixtures::hostile_jobs(200, random);
  std::string all;
  for (const auto& job : jobs) all += job.status;
  CHECK(all.find('\0') != std::string::npos);
  std::string text;
  const write_report report = write_json(get_report_job_status(jobs), text);
  CHECK(report.replaced > 0);
  CHECK(detail::is_json(text));
  CHECK(std::ranges::any_of(jobs, [](const auto& job) { return job.id.empty(); }));
}

TEST_CASE("each faulty document gives the issues that it says", "[testing][fixtures]") {
  const auto documents = fixtures::faulty_documents();
  CHECK(documents.size() > 100);
  std::set<fixtures::told_by> ways;
  for (const auto& document : documents) {
    CAPTURE(document.what, document.text);
    REQUIRE_FALSE(document.issues.empty());
    ways.insert(document.by);
    const issues found = document.type == "Parameters" ? told_of<Parameters<>>(document)
                         : document.type == "Bundle"   ? told_of<Bundle<>>(document)
                                                       : told_of<Resource<>>(document);
    issues errors;
    for (const issue& each : found)
      if (each.is_error() || document.by != fixtures::told_by::validate) errors.push_back(each);
    CHECK(told_difference(document.issues, errors) == "");
  }
  CHECK(ways.size() == 4);
}

TEST_CASE("a filled request has something in every parameter", "[testing][fixtures]") {
  fixtures::filler values;
  const auto request = values.filled<ehealth::SchedulePatientTotal::Request>();
  const auto written = to_parameters(request);
  for (const auto& parameter : definition<ehealth::SchedulePatientTotal>().parameter) {
    if (parameter.use != "in") continue;
    CAPTURE(std::string_view(parameter.name));
    CHECK(std::ranges::any_of(written.parameter, [&](const auto& each) { return each.name == std::string_view(parameter.name); }));
  }
}
