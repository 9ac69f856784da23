#pragma once
// Report jobs as fixtures: in every state, of several users, with all kinds of text; and answers with these jobs.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/datatype/period.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/ehealth/report_job.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/date.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/testing/random_source.hpp"

namespace fhirops::fixtures {

/// The state of a job, and whether it has a report.
enum class standing : unsigned char { waiting, running, done, failed, failed_with_binary };
/// All values of `standing`.
inline constexpr standing standings[] = {standing::waiting, standing::running, standing::done, standing::failed,
                                         standing::failed_with_binary};

/// The name: `waiting`, `running`, `done`, `failed`, `failed with binary`.
///
///     INFO(to_string(how));  // in a test that goes over `standings`
[[nodiscard]] constexpr std::string_view to_string(standing how) noexcept {
  constexpr std::string_view names[] = {"waiting", "running", "done", "failed", "failed with binary"};
  return names[static_cast<std::size_t>(how)];
}

/// The users of `jobs`. All are different byte for byte, but some nearly equal: they differ in case, in a blank, in the encoding
/// of a letter, in a line break or in a quote.
inline constexpr std::string_view users[] = {"0aaca7cd-67c3-48dd-a8c4-0cceecb5d276",
                                             "Bj\xC3\xB8rn \"Bo\" O'Hara\nafd. 7",
                                             "bj\xC3\xB8rn \"Bo\" O'Hara\nafd. 7",
                                             "\xC3\x85se",
                                             "A\xCC\x8Ase",
                                             "\xC3\x85se ",
                                             "\\"};

/// The user of the job with this index in `jobs`.
///
///     CHECK(fixtures::jobs(10)[8].userId == fixtures::user_of(8));
[[nodiscard]] constexpr std::string_view user_of(std::size_t index) noexcept { return users[index % std::size(users)]; }

namespace detail {

inline std::string uuid(random_source& random) {
  std::string text = "00000000-0000-4000-8000-000000000000";
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '0') text[i] = "0123456789abcdef"[random.below(16)];
  return text;
}

// Makes Parameters of all kinds. `depth` is how deep they may nest.
class parameter_maker {
 public:
  using text_maker = std::string (*)(random_source&);

  parameter_maker(random_source& random, text_maker text, bool hostile) : random_(random), text_(text), hostile_(hostile) {}

  void fill(ParametersParameter<>& parameter, unsigned depth) {
    std::string text = text_(random_);
    parameter.name = text;
    switch (random_.below(10)) {
      case 0:
        parameter.value = random_.chance(50);
        break;
      case 1:
        parameter.value = static_cast<int>(random_.below(2'000'000)) - 1'000'000;
        break;
      case 2:
        parameter.value = Decimal<>(hostile_ && random_.chance(30) ? "not a number" : "-1.50");
        break;
      case 3:
        parameter.value = Date<>("2023-10");
        break;
      case 4:
        parameter.value = Code<>("final");
        break;
      case 5:
        parameter.value.emplace<Period<>>().start = "2023";
        break;
      case 6:
        if (depth == 0) return void(parameter.value = "x");
        for (std::size_t n = 1 + random_.below(2); n > 0; --n) fill(parameter.part.emplace_back(), depth - 1);
        break;
      case 7:
        if (depth == 0) return void(parameter.value = "y");
        fill(parameter.resource.emplace<Parameters<>>().parameter.emplace_back(), depth - 1);
        break;
      case 8:
        parameter.value = std::move(text);
        if (random_.chance(30)) parameter.extension.emplace_back().url = "http://example.org";
        break;
      default:
        parameter.value = std::move(text);
    }
  }

 private:
  random_source& random_;
  text_maker text_;
  bool hostile_;
};

inline ReportJob<> odd_job(random_source& random, parameter_maker::text_maker text, bool hostile) {
  ReportJob<> job;
  if (random.chance(10))
    job.id = text(random);
  else if (!hostile || random.chance(80))
    job.id = uuid(random);
  job.reportClass = text(random);
  job.userId = random.chance(50) ? "user" : text(random);
  job.status = text(random);
  job.created = "2023-10-12T09:51:50+00:00";
  if (random.chance(70)) job.started = hostile && random.chance(20) ? text(random) : "2023-10-12T09:51:51.123Z";
  if (random.chance(50)) job.ended = "2023";
  if (random.chance(70)) {
    Reference<>& binary = job.binary.emplace();
    binary.reference = "Binary/" + text(random);
    if (random.chance(10)) binary.display = text(random);
    if (random.chance(5)) binary.identifier.emplace().value = "x";
    if (random.chance(5)) binary.reference.element.emplace().id = "r";
  }
  parameter_maker maker(random, text, hostile);
  for (std::size_t n = random.below(4); n > 0; --n) maker.fill(job.parameters.parameter.emplace_back(), 2);
  if (hostile && random.chance(5)) job.parameters.id = "raw";
  if (hostile && random.chance(5)) job.parameters.meta.emplace().versionId = "1";
  return job;
}

}  // namespace detail

/// A valid job as a server might store it: times in order, a UUID, parameters with text that has quotes, line breaks and Danish
/// letters.
///
///     fhirops::fixtures::random_source random(1);
///     const auto failed = job(fhirops::fixtures::standing::failed, random, "user");
///     // failed.status == "FAILED", failed.ended, !failed.binary
[[nodiscard]] inline ReportJob<> job(standing how, random_source& random, std::string_view userId = users[0]) {
  using namespace std::chrono;
  constexpr std::string_view classes[] = {"com.systematic.ehealth.reporting.reports.PatientsUsageReport",
                                          "dk.example.reports.FritekstRapport", "dk.example.\xC3\x86ldre\"plejen\""};
  constexpr std::string_view statuses[] = {"QUEUED", "RUNNING", "DONE", "FAILED", "FAILED"};
  constexpr std::string_view names[] = {"anonymization", "organization", "bem\xC3\xA6rkning"};
  constexpr std::string_view values[] = {"None", "Region \"Midtjylland\"\n\xC3\xA6\xC3\xB8\xC3\xA5",
                                         "C:\\report\t\xF0\x9F\x9A\x80"};
  constexpr sys_seconds newest = sys_days(year(2024) / 1 / 1);

  ReportJob<> job;
  job.id = detail::uuid(random);
  job.reportClass = random.one_of(classes);
  job.userId = userId;
  job.status = statuses[static_cast<std::size_t>(how)];
  for (std::size_t n = 0, count = 1 + random.below(std::size(names)); n < count; ++n) {
    auto& parameter = job.parameters.parameter.emplace_back();
    parameter.name = names[n];
    parameter.value = random.one_of(values);
  }
  sys_seconds time = newest - seconds(86'400 + random.below(31'536'000));
  job.created = DateTime<>(time);
  if (how == standing::waiting) return job;
  job.started = DateTime<>(time += seconds(random.below(3'600)));
  if (how == standing::running) return job;
  job.ended = DateTime<>(time += seconds(random.below(3'600)));
  if (how != standing::failed)
    job.binary.emplace().reference = "https://example.org/fhir/Binary/" + std::to_string(random.below(1'000'000));
  return job;
}

/// Jobs that go through all standings and users in turn: 5 jobs have all standings, 35 jobs have all users in all standings. The
/// same seed gives the same jobs on every machine.
///
///     for (const auto& job : fixtures::jobs(35)) CHECK_THAT(to_job(to_row(job)), same_fhir_as(job));
[[nodiscard]] inline std::vector<ReportJob<>> jobs(std::size_t count, std::uint64_t seed = 1) {
  random_source random(seed);
  std::vector<ReportJob<>> all;
  all.reserve(count);
  for (std::size_t i = 0; i < count; ++i) all.push_back(job(standings[i % std::size(standings)], random, user_of(i)));
  return all;
}

/// The answer for `jobs(count, seed)`: a Bundle without errors.
///
///     CHECK_THAT(my_client.read(to_json(fixtures::bundle(7))), same_fhir_as(fixtures::jobs(7)));
[[nodiscard]] inline Bundle<Parameters<>> bundle(std::size_t count, std::uint64_t seed = 1) {
  return get_report_job_status(jobs(count, seed));
}

/// A valid job with unusual text and nested parameters of all kinds, which survives a round trip through JSON.
///
///     fixtures::random_source random(1);
///     const ReportJob<> odd = fixtures::odd_job(random);
[[nodiscard]] inline ReportJob<> odd_job(random_source& random) { return detail::odd_job(random, &well_formed_text, false); }
/// A job that a host may pass although it is not valid: no id, ill-formed UTF-8, U+0000, times that are not times.
///
///     fixtures::random_source random(1);
///     const ReportJob<> hostile = fixtures::hostile_job(random);
[[nodiscard]] inline ReportJob<> hostile_job(random_source& random) { return detail::odd_job(random, &hostile_text, true); }

/// A list of `count` odd jobs.
///
///     fixtures::random_source random(1);
///     const auto answer = get_report_job_status(fixtures::odd_jobs(50, random));
[[nodiscard]] inline std::vector<ReportJob<>> odd_jobs(std::size_t count, random_source& random) {
  std::vector<ReportJob<>> all;
  while (all.size() < count) all.push_back(odd_job(random));
  return all;
}
/// A list of `count` hostile jobs.
///
///     fixtures::random_source random(1);
///     const auto answer = to_json(get_report_job_status(fixtures::hostile_jobs(50, random)));
[[nodiscard]] inline std::vector<ReportJob<>> hostile_jobs(std::size_t count, random_source& random) {
  std::vector<ReportJob<>> all;
  while (all.size() < count) all.push_back(hostile_job(random));
  return all;
}

}  // namespace fhirops::fixtures
