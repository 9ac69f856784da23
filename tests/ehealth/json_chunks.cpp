// The streamed text is that of the Bundle, always.

#include <algorithm>
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

TEST_CASE("chunks keep the user's id", "[ehealth][json_chunks]") {
  const std::string id = "a user with an id that needs memory of its own";
  std::vector<ReportJob<>> jobs = fixtures::jobs(4);
  jobs[1].userId = jobs[3].userId = id;
  auto chunks = json_chunks(jobs, for_user{std::string(id)}, 512);
  const std::string other(id.size(), '?');  // where the temporary was, perhaps
  CHECK(joined(std::move(chunks), 512) == to_json(get_report_job_status(jobs, for_user{id})));
}

TEST_CASE("chunks are the text of the Bundle, whatever the jobs and the size", "[ehealth][json_chunks]") {
  fixtures::random_source random(11);
  for (int round = 0; round < 400; ++round) {
    const std::size_t count = random.below(6);
    const auto jobs = random.chance(70) ? fixtures::hostile_jobs(count, random) : fixtures::odd_jobs(count, random);
    const std::size_t size = random.chance(30) ? 65536 : 1 + random.below(700);
    CHECK(joined(json_chunks(jobs, size), size) == to_json(get_report_job_status(jobs)));
    CHECK(joined(json_chunks(jobs, for_user{"user"}, size), size) == to_json(get_report_job_status(jobs, for_user{"user"})));
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

TEST_CASE("text of one mebibyte is written", "[ehealth][json_chunks]") {
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

TEST_CASE("chunks of 0, of 1, of all, and of one byte more or less", "[ehealth][json_chunks]") {
  fixtures::random_source random(16);
  for (const std::size_t count : {0U, 1U, 3U}) {
    const auto jobs = fixtures::hostile_jobs(count, random);
    const std::string text = to_json(get_report_job_status(jobs));
    CHECK(joined(json_chunks(jobs, 0), 1) == text);  // a chunk has one byte at least
    CHECK(joined(json_chunks(jobs, 1), 1) == text);
    for (const std::size_t size : {text.size() - 1, text.size(), text.size() + 1, std::size_t{1} << 30U}) {
      auto chunks = json_chunks(jobs, size);
      CHECK(chunks.next() == std::string_view(text).substr(0, size));
      CHECK(chunks.next() == std::string_view(text).substr(std::min(size, text.size())));
      // At the end it stays.
      CHECK(chunks.next().empty());
      CHECK(chunks.next().empty());
    }
    for (const std::size_t size : {text.size() / 2, text.size() / 2 + 1, text.size() / 3})
      CHECK(joined(json_chunks(jobs, size), size) == text);
    // As large as what is before the first entry, and as the first entry with it.
    if (count == 0) continue;
    const std::size_t first = text.find("[{") + 1;
    for (const std::size_t size : {first - 1, first, first + 1}) CHECK(joined(json_chunks(jobs, size), size) == text);
  }
}

TEST_CASE("a long string that is cut within a UTF-8 sequence is written correctly", "[ehealth][json_chunks]") {
  for (const std::string_view piece : {"\xC3\xA6", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\"", "\n", "\x01"}) {
    std::vector<ReportJob<>> jobs(2);
    for (ReportJob<>& job : jobs) {
      job.id = &job == jobs.data() ? "1" : "2";
      job.reportClass = "c";
      job.userId = "u";
      for (int i = 0; i < 400; ++i) job.status += piece;
      job.created = "2023";
    }
    const std::string text = to_json(get_report_job_status(jobs));
    for (std::size_t size = 1; size < 40; ++size) {
      std::vector<std::string> kept;
      for (const std::string_view chunk : json_chunks(jobs, size)) kept.emplace_back(chunk);
      std::string all;
      for (const std::string& chunk : kept) all += chunk;
      REQUIRE(all == text);
      // And read again from just these pieces.
      std::vector<ReportJob<>> read;
      CHECK(for_each_report_job(kept, [&read](ReportJob<>&& job) { read.push_back(std::move(job)); }).empty());
      CHECK(read == jobs);
    }
  }
}

TEST_CASE("the answer for one user is written to a sink in pieces of 64 KiB", "[ehealth][json_chunks]") {
  struct sizes {
    std::string text{};
    std::vector<std::size_t> pieces{};
    void write(const char* data, std::size_t size) {
      text.append(data, size);
      pieces.push_back(size);
    }
  };
  auto jobs = fixtures::jobs(700);
  for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].userId = i % 7 == 0 ? "other" : "anna";
  sizes sink;
  const write_report report = write_json(jobs, for_user{"anna"}, sink);
  CHECK(report.complete);
  CHECK(report.bytes == sink.text.size());
  CHECK(sink.text == to_json(get_report_job_status(jobs, for_user{"anna"})));
  REQUIRE(sink.pieces.size() > 2);
  CHECK(sink.pieces[0] == 65536);
  CHECK(sink.pieces[1] == 65536);
}
