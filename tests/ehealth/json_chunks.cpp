// The streamed text is that of the Bundle, always.

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/report_jobs.hpp>
#include <list>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/ranges.hpp"

using namespace fhirops;

namespace {

template <class Chunks>
std::string joined(Chunks chunks, std::size_t chunk_bytes) {
  std::string all;
  bool short_one = false;
  for (const std::string_view piece : chunks) {
    CHECK_FALSE(short_one);  // only the last
    CHECK(!piece.empty());
    CHECK(piece.size() <= chunk_bytes);
    short_one = piece.size() < chunk_bytes;
    all += piece;
  }
  return all;
}

}  // namespace

TEST_CASE("no jobs: no entry", "[ehealth][json_chunks]") {
  const std::vector<ReportJob<>> none;
  CHECK(joined(json_chunks(none), 65536) == R"({"resourceType":"Bundle","type":"collection"})");
  CHECK(joined(json_chunks(none, for_user{"u"}, 7), 7) == R"({"resourceType":"Bundle","type":"collection"})");
}

TEST_CASE("chunks are the text of the Bundle, whatever the jobs and the size", "[ehealth][json_chunks]") {
  fixtures::random_source random(11);
  for (int round = 0; round < 400; ++round) {
    const std::size_t count = random.below(6);
    const auto jobs = random.chance(70) ? fixtures::hostile_jobs(count, random) : fixtures::odd_jobs(count, random);
    const std::size_t size = random.chance(30) ? 65536 : 1 + random.below(700);
    CHECK(joined(json_chunks(jobs, size), size) == to_json(get_report_job_status(jobs)));
    CHECK(joined(json_chunks(jobs, for_user{"user"}, size), size) ==
          to_json(get_report_job_status(jobs, for_user{"user"})));
    CHECK(joined(json_chunks(jobs, size, full_url::urn_uuid{}), size) ==
          to_json(get_report_job_status(jobs, full_url::urn_uuid{})));
    const full_url::base base{"https://example.org/fhir\"/"};
    CHECK(joined(json_chunks(jobs, size, base), size) == to_json(get_report_job_status(jobs, base)));

    std::string sink;
    const write_report report = write_json(jobs, sink);
    std::string of_bundle;
    const write_report general = write_json(get_report_job_status(jobs), of_bundle);
    CHECK(sink == of_bundle);
    CHECK(report.replaced == general.replaced);
    CHECK(report.complete);
    CHECK(report.bytes == sink.size());
  }
}

TEST_CASE("borrowed jobs are written as owned ones", "[ehealth][json_chunks]") {
  fixtures::random_source random(12);
  for (int round = 0; round < 100; ++round) {
    const auto bundle = get_report_job_status(fixtures::odd_jobs(4, random));
    const std::string text = to_json(bundle);
    const auto borrowed_jobs = read_report_jobs<borrowed>(text);
    REQUIRE(borrowed_jobs);
    CHECK(joined(json_chunks(*borrowed_jobs, 1000), 1000) == text);
  }
}

TEST_CASE("a single pass is made once, and each row is written before the next", "[ehealth][json_chunks]") {
  fixtures::random_source random(13);
  const auto jobs = fixtures::hostile_jobs(50, random);
  test::single_pass rows(jobs);
  CHECK(joined(json_chunks(rows, 300), 300) == to_json(get_report_job_status(jobs)));
  CHECK(rows.dereferenced() == 50);
  CHECK(rows.advanced() == 50);
}

TEST_CASE("jobs of other containers", "[ehealth][json_chunks]") {
  fixtures::random_source random(14);
  const auto jobs = fixtures::hostile_jobs(5, random);
  const std::list<ReportJob<>> list(jobs.begin(), jobs.end());
  CHECK(joined(json_chunks(list), 65536) == to_json(get_report_job_status(jobs)));
  const std::vector<std::reference_wrapper<const ReportJob<>>> references(jobs.begin(), jobs.end());
  CHECK(joined(json_chunks(references), 65536) == to_json(get_report_job_status(jobs)));
}

TEST_CASE("a sink that refuses ends the writing", "[ehealth][json_chunks]") {
  fixtures::random_source random(15);
  const auto jobs = fixtures::odd_jobs(500, random);
  std::ostringstream broken;
  broken.setstate(std::ios::badbit);
  const write_report report = write_json(jobs, broken);
  CHECK_FALSE(report.complete);
  CHECK(report.bytes == 0);
}

TEST_CASE("text of a mebibyte passes", "[ehealth][json_chunks]") {
  std::vector<ReportJob<>> jobs(1);
  jobs[0].id = std::string(1 << 20, 'x') + "\xC3\xA6\"\n";
  jobs[0].reportClass = jobs[0].userId = jobs[0].status = std::string(1 << 20, '\x01');
  jobs[0].created = "2023";
  const std::string text = joined(json_chunks(jobs, 4096), 4096);
  CHECK(text == to_json(get_report_job_status(jobs)));
  const auto read = read_report_jobs(text);
  REQUIRE(read);
  CHECK(*read == jobs);
}
