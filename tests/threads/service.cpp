// One service and one set of values for many threads: each gets what it gets alone. Built with the thread sanitizer too.

#include <atomic>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <latch>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/catch.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

constexpr int threads = 8;
constexpr int rounds = 20;

// Calls `f(number of the thread)` by all threads at once.
template <class F>
void at_once(F f) {
  std::latch ready(threads);
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&ready, &f, i] {
      ready.arrive_and_wait();
      f(i);
    });
  for (std::thread& each : all) each.join();
}

std::vector<ReportJob<>> jobs_of_all() {
  std::vector<ReportJob<>> jobs;
  for (int i = 0; i < 5 * threads; ++i) {
    ReportJob<>& job = jobs.emplace_back();
    job.id = "job-" + std::to_string(i);
    job.reportClass = "a.Report";
    job.userId = "user-" + std::to_string(i % threads);
    job.status = "DONE";
    job.created = "2026-01-01T00:00:00Z";
  }
  return jobs;
}

// What is answered: status, headers and text in one.
std::string reported(http::response answer) {
  std::string all = std::to_string(answer.status);
  for (const http::response_header& each : answer.headers) all += '\n' + each.name + ": " + each.value;
  return all + '\n' + answer.content.rest();
}

}  // namespace

TEST_CASE("a service answers many threads as it answers one") {
  const std::vector<ReportJob<>> jobs = jobs_of_all();
  http::options options{.software = "desk", .date = "2026-11-24"};
  const http::service service(options,
                              http::on<ehealth::GetReportJobStatus>([&jobs](const no_parameters&, const http::call& call) {
                                return json_chunks(jobs, for_user{call.user.id}, 300);
                              }),
                              http::on<test::Find>([](const test::Find::Request& asked, const http::call& call) {
                                test::Find::Response answer{.found = asked.text + " by " + std::string(call.user.id)};
                                for (const auto& each : asked.code) answer.code.emplace_back(std::string_view(each));
                                return answer;
                              }),
                              http::on<test::Match>([](const test::Match::Request& asked, const http::call&) {
                                Bundle<> bundle{.type = "collection"};
                                bundle.entry.emplace_back().resource = asked.resource;
                                return bundle;
                              }));
  const std::vector<http::header> headers{{"Content-Type", "application/fhir+json"}, {"Prefer", "handling=lenient"}};
  const std::vector<http::request> requests{
      {"GET", "/$get-report-job-status"},
      {"GET", "/$get-report-job-status?_pretty=true"},
      {"HEAD", "/$get-report-job-status"},
      {"GET", "/metadata"},
      {"GET", "/OperationDefinition/find"},
      {"GET", "/Patient/$find?text=a&code=b&code=c"},
      {"GET", "/Patient/$find?text=%zz&count=x&odd=1"},
      {"POST", "/Patient/$match", headers, R"({"resourceType":"Patient","id":"7","name":[{"family":"A"}]})"},
      {"POST", "/Patient/$match", headers, R"({"resourceType":"Patient","id":"7","name":[{"family":"A\u00e6"},{}]})"},
      {"POST", "/Patient/$match", headers, R"({"resourceType":"Patient","id":)"},
      {"GET", "/$nothing"},
  };
  const auto answer = [&](const http::request& asked, int i) {
    return reported(service(asked, http::user{"user-" + std::to_string(i)}));
  };
  std::vector<std::vector<std::string>> alone(threads);
  for (int i = 0; i < threads; ++i)
    for (const http::request& each : requests) alone[static_cast<std::size_t>(i)].push_back(answer(each, i));
  REQUIRE(alone[0][0] != alone[1][0]);
  for (std::size_t i = 0; i < alone.size(); ++i) {
    const std::string& text = alone[i][0];
    for (std::size_t k = 0; k < jobs.size(); ++k)
      CHECK((text.find("\"id\":\"" + jobs[k].id + '"') != std::string::npos) == (k % threads == i));
  }
  // Requests and jobs are shared, users are not.
  std::atomic<int> other = 0;
  at_once([&](int i) {
    for (int n = 0; n < rounds; ++n)
      for (std::size_t k = 0; k < requests.size(); ++k) {
        const std::size_t at = (k + static_cast<std::size_t>(i)) % requests.size();
        if (answer(requests[at], i) != alone[static_cast<std::size_t>(i)][at]) ++other;
      }
  });
  CHECK(other == 0);
}

TEST_CASE("texts, values and options may be read by many threads") {
  const std::string text = to_json(get_report_job_status(jobs_of_all(), for_user{"user-3"}));
  const std::string wrong =
      R"({"resourceType":"Bundle","type":"colection","entry":[{"resource":{"resourceType":"Patient","id":"a b"}}],"x":1})";
  const read_options options = read_options{}.lenient();
  const auto bundle = from_json<Bundle<>>(text);
  REQUIRE(bundle);
  const auto typed = from_json<Bundle<Parameters<>>>(text);
  REQUIRE(typed);
  const auto found = [&](const Bundle<>& of) {
    std::string all;
    for (const issue& each : validate(of)) all += to_string(each) + '\n';
    return all;
  };
  const auto issues_of = [&] {
    std::string all;
    const auto read = from_json<Bundle<>>(wrong, options);
    for (const issue& each : read.issues()) all += to_string(each) + ' ' + std::to_string(each.offset) + '\n';
    return read ? all + found(*read) : all;
  };
  const std::string alone = issues_of();
  REQUIRE(alone.size() > 100);
  const std::string checked = found(*bundle);
  const std::string published = to_json(definition<ehealth::GetReportJobStatus>());
  std::atomic<int> other = 0;
  at_once([&](int) {
    for (int n = 0; n < rounds; ++n) {
      const Bundle<> copy = *bundle;
      const auto read = from_json<Bundle<>>(text);
      const auto jobs = read_report_jobs(text);
      const bool same = read && *read == *bundle && copy == *bundle && to_json(copy) == text && to_json(*typed) == text &&
                        found(copy) == checked && jobs && jobs->size() == 5 && issues_of() == alone &&
                        to_json(definition<ehealth::GetReportJobStatus>()) == published;
      if (!same) ++other;
    }
  });
  CHECK(other == 0);
}
