#pragma once
// The definitions of testing/report_jobs.hpp.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/storage.hpp"
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
#include "fhirops/testing/report_jobs.hpp"

namespace fhirops::fixtures::detail {

inline std::string uuid(random_source& random) {
  std::string text = "00000000-0000-4000-8000-000000000000";
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '0') text[i] = "0123456789abcdef"[random.below(16)];
  return text;
}

// Makes Parameters of all kinds. `depth` is how deep they may nest.
template <Storage S>
class parameter_maker {
 public:
  using text_maker = std::string (*)(random_source&);

  parameter_maker(random_source& random, text_maker text, bool hostile) : random_(random), text_(text), hostile_(hostile) {}

  void fill(ParametersParameter<S>& parameter, unsigned depth) {
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
        parameter.value = Decimal<S>(hostile_ && random_.chance(30) ? "not a number" : "-1.50");
        break;
      case 3:
        parameter.value = Date<S>("2023-10");
        break;
      case 4:
        parameter.value = Code<S>("final");
        break;
      case 5:
        parameter.value.template emplace<Period<S>>().start = "2023";
        break;
      case 6:
        if (depth == 0) return void(parameter.value = "x");
        for (std::size_t n = 1 + random_.below(2); n > 0; --n) fill(parameter.part.emplace_back(), depth - 1);
        break;
      case 7:
        if (depth == 0) return void(parameter.value = "y");
        fill(parameter.resource.template emplace<Parameters<S>>().parameter.emplace_back(), depth - 1);
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

template <Storage S>
ReportJob<Parameters<S>, S> unusual_job(random_source& random, typename parameter_maker<S>::text_maker text, bool hostile) {
  ReportJob<Parameters<S>, S> job;
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
    Reference<S>& binary = job.binary.emplace();
    binary.reference = "Binary/" + text(random);
    if (random.chance(10)) binary.display = text(random);
    if (random.chance(5)) binary.identifier.emplace().value = "x";
    if (random.chance(5)) binary.reference.element.emplace().id = "r";
  }
  parameter_maker<S> maker(random, text, hostile);
  for (std::size_t n = random.below(4); n > 0; --n) maker.fill(job.parameters.parameter.emplace_back(), 2);
  if (hostile && random.chance(5)) job.parameters.id = "raw";
  if (hostile && random.chance(5)) job.parameters.meta.emplace().versionId = "1";
  return job;
}

template <Storage S>
auto job_maker<S>::job(standing how, random_source& random, std::string_view userId) -> Job {
  using namespace std::chrono;
  constexpr std::string_view classes[] = {"com.systematic.ehealth.reporting.reports.PatientsUsageReport",
                                          "dk.example.reports.FritekstRapport", "dk.example.\xC3\x86ldre\"plejen\""};
  constexpr std::string_view statuses[] = {"QUEUED", "RUNNING", "DONE", "FAILED", "FAILED"};
  constexpr std::string_view names[] = {"anonymization", "organization", "bem\xC3\xA6rkning"};
  constexpr std::string_view values[] = {"None", "Region \"Midtjylland\"\n\xC3\xA6\xC3\xB8\xC3\xA5",
                                         "C:\\report\t\xF0\x9F\x9A\x80"};
  constexpr sys_seconds newest = sys_days(year(2024) / 1 / 1);

  Job job;
  job.id = uuid(random);
  job.reportClass = random.one_of(classes);
  job.userId = userId;
  job.status = statuses[static_cast<std::size_t>(how)];
  for (std::size_t n = 0, count = 1 + random.below(std::size(names)); n < count; ++n) {
    auto& parameter = job.parameters.parameter.emplace_back();
    parameter.name = names[n];
    parameter.value = random.one_of(values);
  }
  sys_seconds time = newest - seconds(86'400 + random.below(31'536'000));
  job.created = DateTime<S>(time);
  if (how == standing::waiting) return job;
  job.started = DateTime<S>(time += seconds(random.below(3'600)));
  if (how == standing::running) return job;
  job.ended = DateTime<S>(time += seconds(random.below(3'600)));
  if (how != standing::failed)
    job.binary.emplace().reference = "https://example.org/fhir/Binary/" + std::to_string(random.below(1'000'000));
  return job;
}

template <Storage S>
auto job_maker<S>::jobs(std::size_t count, std::uint64_t seed) -> std::vector<Job> {
  random_source random(seed);
  std::vector<Job> all;
  all.reserve(count);
  for (std::size_t i = 0; i < count; ++i) all.push_back(job(standings[i % std::size(standings)], random, user_of(i)));
  return all;
}

template <Storage S>
Bundle<Parameters<S>> job_maker<S>::bundle(std::size_t count, std::uint64_t seed) {
  return get_report_job_status(jobs(count, seed));
}

template <Storage S>
auto job_maker<S>::odd_job(random_source& random) -> Job {
  return unusual_job<S>(random, &well_formed_text, false);
}
template <Storage S>
auto job_maker<S>::hostile_job(random_source& random) -> Job {
  return unusual_job<S>(random, &hostile_text, true);
}

template <Storage S>
auto job_maker<S>::odd_jobs(std::size_t count, random_source& random) -> std::vector<Job> {
  std::vector<Job> all;
  while (all.size() < count) all.push_back(odd_job(random));
  return all;
}
template <Storage S>
auto job_maker<S>::hostile_jobs(std::size_t count, random_source& random) -> std::vector<Job> {
  std::vector<Job> all;
  while (all.size() < count) all.push_back(hostile_job(random));
  return all;
}

}  // namespace fhirops::fixtures::detail
