#pragma once
// Report jobs as fixtures: in every state, of several users, with all kinds of text; and answers with these jobs.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/storage.hpp"
#include "fhirops/ehealth/report_job.hpp"
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

// Defined in testing/make_report_jobs.hpp.
template <Storage S>
struct job_maker {
  using Job = ReportJob<Parameters<S>, S>;

  static Job job(standing how, random_source& random, std::string_view userId);
  static std::vector<Job> jobs(std::size_t count, std::uint64_t seed);
  static Bundle<Parameters<S>> bundle(std::size_t count, std::uint64_t seed);
  static Job odd_job(random_source& random);
  static Job hostile_job(random_source& random);
  static std::vector<Job> odd_jobs(std::size_t count, random_source& random);
  static std::vector<Job> hostile_jobs(std::size_t count, random_source& random);
};

}  // namespace detail

/// A valid job as a server might store it: times in order, a UUID, parameters with text that has quotes, line breaks and Danish
/// letters.
///
///     fhirops::fixtures::random_source random(1);
///     const auto failed = job(fhirops::fixtures::standing::failed, random, "user");
///     // failed.status == "FAILED", failed.ended, !failed.binary
[[nodiscard]] inline ReportJob<> job(standing how, random_source& random, std::string_view userId = users[0]) {
  return detail::job_maker<owned>::job(how, random, userId);
}

/// Jobs that go through all standings and users in turn: 5 jobs have all standings, 35 jobs have all users in all standings. The
/// same seed gives the same jobs on every machine.
///
///     for (const auto& job : fixtures::jobs(35)) CHECK_THAT(to_job(to_row(job)), same_fhir_as(job));
[[nodiscard]] inline std::vector<ReportJob<>> jobs(std::size_t count, std::uint64_t seed = 1) {
  return detail::job_maker<owned>::jobs(count, seed);
}

/// The answer for `jobs(count, seed)`: a Bundle without errors.
///
///     CHECK_THAT(my_client.read(to_json(fixtures::bundle(7))), same_fhir_as(fixtures::jobs(7)));
[[nodiscard]] inline Bundle<Parameters<>> bundle(std::size_t count, std::uint64_t seed = 1) {
  return detail::job_maker<owned>::bundle(count, seed);
}

/// A valid job with unusual text and nested parameters of all kinds, which survives a round trip through JSON.
///
///     fixtures::random_source random(1);
///     const ReportJob<> odd = fixtures::odd_job(random);
[[nodiscard]] inline ReportJob<> odd_job(random_source& random) { return detail::job_maker<owned>::odd_job(random); }
/// A job that a host may pass although it is not valid: no id, ill-formed UTF-8, U+0000, times that are not times.
///
///     fixtures::random_source random(1);
///     const ReportJob<> hostile = fixtures::hostile_job(random);
[[nodiscard]] inline ReportJob<> hostile_job(random_source& random) { return detail::job_maker<owned>::hostile_job(random); }

/// A list of `count` odd jobs.
///
///     fixtures::random_source random(1);
///     const auto answer = get_report_job_status(fixtures::odd_jobs(50, random));
[[nodiscard]] inline std::vector<ReportJob<>> odd_jobs(std::size_t count, random_source& random) {
  return detail::job_maker<owned>::odd_jobs(count, random);
}
/// A list of `count` hostile jobs.
///
///     fixtures::random_source random(1);
///     const auto answer = to_json(get_report_job_status(fixtures::hostile_jobs(50, random)));
[[nodiscard]] inline std::vector<ReportJob<>> hostile_jobs(std::size_t count, random_source& random) {
  return detail::job_maker<owned>::hostile_jobs(count, random);
}

}  // namespace fhirops::fixtures

#ifndef FHIROPS_COMPILED
#include "fhirops/testing/make_report_jobs.hpp"  // IWYU pragma: export
#endif
