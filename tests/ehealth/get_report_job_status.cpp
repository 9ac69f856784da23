// The main job, both ways (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-get-report-job-status).

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/report_jobs.hpp>
#include <list>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"
#include "support/json_tree.hpp"
#include "support/ranges.hpp"

using namespace fhirops;

namespace {

ReportJob<> job(std::string id, std::string user = "u") {
  ReportJob<> job;
  job.id = std::move(id);
  job.reportClass = "c";
  job.userId = std::move(user);
  job.status = "DONE";
  job.created = "2023-10-12T09:51:50+00:00";
  return job;
}

std::vector<std::string> ids(const Bundle<Parameters<>>& bundle) {
  std::vector<std::string> all;
  for (const auto& entry : bundle.entry) all.push_back(entry.resource->id.text);
  return all;
}

// What report_jobs reports about a Bundle of this one parameter list.
std::vector<std::string> reported(const std::string& parameter, read_options options = {}) {
  const auto bundle = from_json<Bundle<Parameters<>>>(
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":)" +
      parameter + "}}]}");
  REQUIRE(bundle);
  return test::reported(report_jobs(*bundle, options).issues());
}
constexpr const char* here = "Bundle.entry[0].resource.parameter[0]";

}  // namespace

TEST_CASE("the guide's answer comes out as it is in the guide", "[ehealth][get_report_job_status]") {
  const std::string guide = test::read_file(FHIROPS_TEST_DATA "/get-report-job-status.json");
  const auto bundle = from_json<Bundle<Parameters<>>>(guide);
  REQUIRE(bundle);
  const auto jobs = report_jobs(*bundle);
  REQUIRE(jobs);
  REQUIRE_FALSE(jobs->empty());
  const auto answer = get_report_job_status(*jobs);
  CHECK(answer == *bundle);
  CHECK(test::json_difference(to_json(answer), guide) == "");
  const auto again = read_report_jobs(guide);
  REQUIRE(again);
  CHECK(*again == *jobs);
}

TEST_CASE("an answer without jobs has no entry", "[ehealth][get_report_job_status]") {
  CHECK(to_json(get_report_job_status(std::vector<ReportJob<>>{})) == R"({"resourceType":"Bundle","type":"collection"})");
  CHECK(to_json(get_report_job_status(std::vector{job("1")}, for_user{"other"})) ==
        R"({"resourceType":"Bundle","type":"collection"})");
}

TEST_CASE("one entry a job, its parts in the guide's order, absent ones left out", "[ehealth][get_report_job_status]") {
  ReportJob<> whole = job("1");
  whole.binary.emplace().reference = "Binary/9";
  whole.parameters.parameter.emplace_back().name = "p";
  whole.parameters.parameter[0].value = true;
  whole.started = "2023-10-12T09:51:51+00:00";
  whole.ended = "2023-10-12T09:51:52+00:00";
  CHECK(
      to_json(get_report_job_status(std::vector{whole})) ==
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob","part":[)"
      R"({"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"status","valueString":"DONE"},)"
      R"({"name":"binary","valueReference":{"reference":"Binary/9"}},)"
      R"({"name":"parameters","resource":{"resourceType":"Parameters","parameter":[{"name":"p","valueBoolean":true}]}},)"
      R"({"name":"created","valueDateTime":"2023-10-12T09:51:50+00:00"},{"name":"started","valueDateTime":"2023-10-12T09:51:51+00:00"},)"
      R"({"name":"ended","valueDateTime":"2023-10-12T09:51:52+00:00"}]}]}}]})");
  CHECK(
      to_json(get_report_job_status(std::vector{job("2")})) ==
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"2","resource":{"resourceType":"Parameters","id":"2","parameter":[{"name":"reportJob","part":[)"
      R"({"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"status","valueString":"DONE"},)"
      R"({"name":"parameters","resource":{"resourceType":"Parameters"}},)"
      R"({"name":"created","valueDateTime":"2023-10-12T09:51:50+00:00"}]}]}}]})");
}

TEST_CASE("a user's jobs are selected byte for byte", "[ehealth][get_report_job_status]") {
  using namespace std::literals;
  const std::vector<ReportJob<>> jobs{job("1", "Anna"), job("2", "anna"),    job("3", "Anna "), job("4", ""),
                                      job("5", "Anna"), job("6", "Anna\0"s), job("7", "Ann"),   job("8", "\xC3\x85nna")};
  CHECK(ids(get_report_job_status(jobs, for_user{"Anna"})) == std::vector<std::string>{"1", "5"});
  CHECK(ids(get_report_job_status(jobs, for_user{"Anna "})) == std::vector<std::string>{"3"});
  CHECK(ids(get_report_job_status(jobs, for_user{"Anna\0"sv})) == std::vector<std::string>{"6"});
  CHECK(ids(get_report_job_status(jobs, for_user{""})).empty());
  CHECK(ids(get_report_job_status(jobs, for_user{})).empty());
  CHECK(ids(get_report_job_status(jobs, for_user{"ANNA"})).empty());
  CHECK(ids(get_report_job_status(jobs, for_user{"A\xCC\x8Anna"})).empty());  // the same letter, other bytes
}

TEST_CASE("fullUrl is the id, a URN or a URL, as the policy says", "[ehealth][get_report_job_status]") {
  const std::vector<ReportJob<>> jobs{job("1")};
  CHECK(get_report_job_status(jobs).entry[0].fullUrl == "1");
  CHECK(get_report_job_status(jobs, full_url::urn_uuid{}).entry[0].fullUrl == "urn:uuid:1");
  CHECK(get_report_job_status(jobs, full_url::base{"https://x.dk/fhir"}).entry[0].fullUrl == "https://x.dk/fhir/Parameters/1");
  CHECK(get_report_job_status(jobs, for_user{"u"}, full_url::base{"https://x.dk/fhir/"}).entry[0].fullUrl ==
        "https://x.dk/fhir/Parameters/1");
}

TEST_CASE("any range of jobs is read in one pass, and the host's values are unchanged", "[ehealth][get_report_job_status]") {
  fixtures::random_source random(21);
  const auto jobs = fixtures::hostile_jobs(20, random);
  const auto copy = jobs;
  const auto expected = get_report_job_status(jobs);
  CHECK(jobs == copy);

  CHECK(get_report_job_status(std::list<ReportJob<>>(jobs.begin(), jobs.end())) == expected);
  CHECK(get_report_job_status(test::proxies(jobs)) == expected);
  auto movable = jobs;
  CHECK(get_report_job_status(movable) == expected);
  CHECK(movable == jobs);

  test::single_pass rows(jobs);
  CHECK(get_report_job_status(rows) == expected);
  CHECK(rows.begun() == 1);
  CHECK(rows.dereferenced() == 20);
  CHECK(rows.advanced() == 20);
}

TEST_CASE("an answer borrows from jobs that borrow", "[ehealth][get_report_job_status]") {
  fixtures::random_source random(22);
  const std::string text = to_json(get_report_job_status(fixtures::odd_jobs(5, random)));
  const auto jobs = read_report_jobs<borrowed>(text);
  REQUIRE(jobs);
  const Bundle<Parameters<borrowed>> answer = get_report_job_status(*jobs);
  CHECK(to_json(answer) == text);
  CHECK(answer.entry[0].resource->id.text.data() == jobs->front().id.data());
  // What is put together has nothing to borrow from.
  const Bundle<Parameters<owned>> owns = get_report_job_status(*jobs, full_url::urn_uuid{});
  CHECK(owns.entry.size() == 5);
}

TEST_CASE("hostile text is written as JSON with the same meaning", "[ehealth][get_report_job_status]") {
  using namespace std::literals;
  ReportJob<> hostile = job("\"\\\n\x01");
  hostile.reportClass = "</script>\xE2\x80\xA8\x7F";
  hostile.userId = std::string(1 << 20, '"');
  hostile.status = "a\0b"s;
  const std::string text = to_json(get_report_job_status(std::vector{hostile}));
  CHECK(detail::is_json(text));
  CHECK(text.find('\x01') == std::string::npos);
  const auto back = read_report_jobs(text, read_options{}.lenient());
  REQUIRE(back);
  CHECK(back->front().userId == hostile.userId);
  CHECK(back->front().reportClass == hostile.reportClass);

  hostile.status = "\xFF\xED\xA0\x80";
  const std::string repaired = to_json(get_report_job_status(std::vector{hostile}));
  CHECK(repaired.find("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("jobs come back from their Bundle", "[ehealth][report_jobs]") {
  fixtures::random_source random(23);
  for (int round = 0; round < 50; ++round) {
    const auto jobs = fixtures::odd_jobs(random.below(6), random);
    const auto back = report_jobs(get_report_job_status(jobs));
    REQUIRE(back);
    CHECK(*back == jobs);
  }
}

TEST_CASE("everything that is wrong with an entry is reported", "[ehealth][report_jobs]") {
  const std::string at(here);
  CHECK(reported(R"([{"name":"other","valueString":"x"}])") ==
        std::vector<std::string>{"error structure " + at + ".name /entry/0/resource/parameter/0/name",
                                 "error required Bundle.entry[0].resource /entry/0/resource"});
  CHECK(reported(R"([{"name":"reportJob","valueString":"x"}])") ==
        std::vector<std::string>{"error value " + at + ".value /entry/0/resource/parameter/0/valueString"});
  const std::string part = at + ".part";
  const std::string pointer = "/entry/0/resource/parameter/0/part";
  CHECK(
      reported(
          R"([{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"reportClass","valueString":"d"},)"
          R"({"name":"userId","valueCode":"u"},{"name":"status","part":[{"name":"x","valueString":"y"}]},)"
          R"({"name":"binary","valueString":"b"},{"name":"ended","valueDateTime":"2023"},{"name":"what","valueString":"?"}]}])") ==
      std::vector<std::string>{
          "error structure " + part + "[1] " + pointer + "/1",
          "error value " + part + "[2].value " + pointer + "/2/valueCode",
          "error structure " + part + "[3] " + pointer + "/3",
          "error value " + part + "[4].value " + pointer + "/4/valueString",
          "error structure " + part + "[6].name " + pointer + "/6/name",
          "error required " + at + " /entry/0/resource/parameter/0",
          "error required " + at + " /entry/0/resource/parameter/0",
      });
}

TEST_CASE("issues around the parameters are reported", "[ehealth][report_jobs]") {
  Bundle<Parameters<>> bundle = get_report_job_status(std::vector{job("1"), job("2"), job("3")});
  bundle.entry[0].resource.reset();
  bundle.entry[1].resource->id = "";
  bundle.entry[2].fullUrl = "elsewhere";
  CHECK(test::reported(report_jobs(bundle).issues()) ==
        std::vector<std::string>{"error required Bundle.entry[0] /entry/0",
                                 "error required Bundle.entry[1].resource /entry/1/resource",
                                 "error value Bundle.entry[2].resource /entry/2/resource"});
  CHECK_FALSE(report_jobs(bundle));
}

TEST_CASE("lenient reading keeps what it can", "[ehealth][report_jobs]") {
  Bundle<Parameters<>> bundle = get_report_job_status(std::vector{job("1")});
  auto& parts = bundle.entry[0].resource->parameter[0].part;
  parts.emplace_back().name = "more";
  parts.back().value = "x";
  const auto jobs = report_jobs(bundle, read_options{}.lenient());
  REQUIRE(jobs);
  CHECK(jobs.issues().size() == 1);
  CHECK_FALSE(jobs.issues().has_errors());
  CHECK(*jobs == std::vector{job("1")});
}

TEST_CASE("required parts of a job are required in lenient reading too", "[ehealth][report_jobs]") {
  for (const std::string_view name : {"reportClass", "userId", "status", "parameters", "created"}) {
    CAPTURE(std::string(name));
    for (const bool absent : {true, false}) {
      Bundle<Parameters<>> bundle = get_report_job_status(std::vector{job("1")});
      list<ParametersParameter<>> parts;
      for (auto& part : bundle.entry[0].resource->parameter[0].part) {
        if (part.name == name && absent) continue;
        if (part.name == name) {
          part.value = true;
          part.resource.reset();
        }
        parts.push_back(part);
      }
      bundle.entry[0].resource->parameter[0].part = parts;
      CHECK_FALSE(report_jobs(bundle, read_options{}.lenient()));
      CHECK_FALSE(report_jobs(bundle, read_options{}.lenient().drop_wrong_types()));
    }
  }
}

TEST_CASE("the state of a job follows from its times", "[ehealth][report_job]") {
  ReportJob<> one = job("1");
  one.status = "anything";
  CHECK(state(one) == job_state::waiting);
  one.started.emplace();
  CHECK(state(one) == job_state::waiting);
  one.started = "2023";
  CHECK(state(one) == job_state::running);
  one.ended = "2024";
  CHECK(state(one) == job_state::ended);
  one.started.reset();
  CHECK(state(one) == job_state::ended);
  one.ended.reset();
  CHECK(state(one) == job_state::waiting);
  CHECK(to_string(job_state::running) == "running");
}
