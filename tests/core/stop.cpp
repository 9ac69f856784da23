// Whether to go on: what is asked, when, and what comes of yes.

#include <fhirops/core/stop.hpp>
#include <fhirops/fhirops.hpp>

#include <array>
#include <atomic>
#include <stop_token>
#include <string>

#include "fhirops/interop/rapidjson.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (; times > 0; --times) all += text;
  return all;
}

// Says yes once it has been asked so often.
struct patience {
  std::size_t left;
  mutable std::size_t asked = 0;
  bool operator()() const { return ++asked > left; }
};

std::string many_parameters(std::size_t count) {
  return R"({"resourceType":"Parameters","parameter":[)" + repeated(R"({"name":"a","valueString":"b"},)", count) +
         R"({"name":"a","valueString":"b"}]})";
}
std::string many_jobs(std::size_t count) {
  std::string text = R"({"resourceType":"Bundle","type":"collection","entry":[)";
  for (std::size_t i = 0; i < count; ++i)
    text +=
        std::string(i == 0 ? "" : ",") +
        R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob","part":[)"
        R"({"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},)"
        R"({"name":"status","valueString":"DONE"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2024-01-01"}]}]}})";
  return text + "]}";
}

// One fatal issue of code timeout, and no other error.
void check_stopped(const issues& found) {
  std::size_t fatal = 0;
  for (const issue& each : found) {
    CHECK(each.code == issue_type::timeout);
    CHECK(each.severity == issue_severity::fatal);
    CHECK(each.text == "stopped before the end: stop_when in the options said so");
    ++fatal;
  }
  CHECK(fatal == 1);
}

}  // namespace

TEST_CASE("a stop condition is a function, a flag or a token; an empty one never stops", "[core][stop]") {
  CHECK_FALSE(stop_condition().stops());
  CHECK_FALSE(static_cast<bool>(stop_condition()));
  bool now = false;
  const auto function = [&now] { return now; };
  std::atomic<bool> flag = false;
  std::stop_source source;
  const std::stop_token token = source.get_token();
  const std::array all{stop_condition(function), stop_condition(flag), stop_condition(token)};
  for (const stop_condition& each : all) {
    CHECK(static_cast<bool>(each));
    CHECK_FALSE(each.stops());
  }
  now = true;
  flag = true;
  source.request_stop();
  for (const stop_condition& each : all) CHECK(each.stops());

  STATIC_REQUIRE_FALSE(StopAnswer<int>);
  STATIC_REQUIRE_FALSE(StopAnswer<std::string>);
  CHECK_FALSE(static_cast<bool>(read_options{}.stop()));
  CHECK(read_options{}.stop_when(flag).stop().stops());
  CHECK(validate_options{}.stop_when(flag).stop().stops());
}

TEST_CASE("the question is asked at the beginning, then every few thousand steps, and never after a yes", "[core][stop]") {
  const patience two{2};
  detail::step_counter steps{stop_condition(two)};
  std::size_t taken = 0;
  while (!steps.stops_after(1)) ++taken;
  CHECK(two.asked == 3);
  CHECK(taken >= 2 * 4000);
  CHECK(taken <= 2 * 5000);
  CHECK(steps.stops_after(1));
  CHECK(steps.stops_after(0));
  CHECK(two.asked == 3);
  detail::step_counter without{stop_condition()};
  for (int i = 0; i < 20'000; ++i) CHECK_FALSE(without.stops_after(1));
}

TEST_CASE("reading stops when it is asked to, with a fatal issue of code timeout", "[core][stop][json]") {
  const std::string text = many_parameters(20'000);
  for (const std::size_t times : {0U, 1U, 5U}) {
    const patience some{times};
    for (const read_options& options : {read_options{}, read_options{}.lenient(), read_options{}.max_issues(0)}) {
      some.asked = 0;
      const auto read = from_json<Parameters<>>(text, read_options(options).stop_when(some));
      CHECK_FALSE(read);
      check_stopped(read.issues());
      CHECK(some.asked == times + 1);
    }
  }
  const patience endless{1'000'000};
  CHECK(from_json<Parameters<>>(text, read_options{}.stop_when(endless)).has_value());
  CHECK(endless.asked > 5);

  // In untyped resources, and in a text that is one value.
  const patience once{1};
  const std::string untyped = R"({"resourceType":"Patient","a":[)" + repeated("1,", 20'000) + "1]}";
  check_stopped(from_json<Resource<>>(untyped, read_options{}.stop_when(once)).issues());
  const std::string arrays = R"({"resourceType":"Patient","a":[)" + repeated("[],", 20'000) + "1]}";
  once.asked = 0;
  const issues found = from_json<Resource<>>(arrays, read_options{}.lenient().max_issues(0).stop_when(once)).issues();
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].code == issue_type::timeout);

  rapidjson::Document document;
  document.Parse(text.data(), text.size());
  once.asked = 0;
  check_stopped(from_rapidjson<Parameters<>>(document, read_options{}.stop_when(once)).issues());
}

TEST_CASE("checking stops when it is asked to, and elements not visited are not reported as missing", "[core][stop][validate]") {
  const auto clean = from_json<Parameters<>>(many_parameters(20'000));
  const auto contained = from_json<Resource<>>(
      R"({"resourceType":"OperationOutcome","issue":[)" +
      repeated(R"({"severity":"error","code":"invalid","diagnostics":"d"},)", 20'000) +
      R"({"severity":"error","code":"invalid","extension":[{"url":"http://a.b","valueReference":{"reference":"#x"}}]}],)"
      R"("text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>"},)"
      R"("contained":[{"resourceType":"Patient","id":"x"}]})");
  REQUIRE(clean);
  REQUIRE(contained);
  CHECK(validate(*contained).empty());
  for (const std::size_t times : {0U, 1U, 5U}) {
    const patience some{times};
    check_stopped(validate(*clean, validate_options{}.stop_when(some)));
    CHECK(some.asked == times + 1);
    some.asked = 0;
    check_stopped(validate(*contained, validate_options{}.max_issues(0).stop_when(some)));
  }
  const patience endless{1'000'000};
  CHECK(validate(*clean, validate_options{}.stop_when(endless)).empty());
  CHECK(endless.asked > 5);
}

TEST_CASE("checking ends once no further fault could change the result", "[core][stop][validate]") {
  Parameters<> faulty;
  faulty.parameter.resize(20'000);
  const patience endless{1'000'000};
  CHECK(validate(faulty, validate_options{}.max_issues(1).stop_when(endless)).size() == 2);
  CHECK(endless.asked <= 2);
  endless.asked = 0;
  HumanName<> name;
  for (int i = 0; i < 40'000; ++i) name.given.push_back("g");
  CHECK(validate(name, validate_options{}.stop_when(endless)).empty());
  CHECK(endless.asked == 1 + 40'000 / 4096);  // an item is a step
}

TEST_CASE("jobs that are read one by one stop when they are asked to", "[core][stop][ehealth]") {
  const std::string text = many_jobs(2000);
  for (const std::size_t times : {0U, 3U}) {
    const patience some{times};
    const read_options options = read_options{}.stop_when(some);
    std::size_t visited = 0;
    const auto visit = [&visited](ReportJob<>&&) { ++visited; };
    check_stopped(for_each_report_job(text, visit, options));
    CHECK(visited < 2000);
    some.asked = 0;
    std::vector<std::string> buffers;
    for (std::size_t at = 0; at < text.size(); at += 1000) buffers.push_back(text.substr(at, 1000));
    visited = 0;
    check_stopped(for_each_report_job(buffers, visit, options));
    CHECK(visited < 2000);
    some.asked = 0;
    check_stopped(read_report_jobs(text, options).issues());
    some.asked = 0;
    const auto bundle = from_json<Bundle<Parameters<>>>(text);
    REQUIRE(bundle);
    check_stopped(report_jobs(*bundle, options).issues());
  }
  const auto all = read_report_jobs(text);
  REQUIRE(all);
  CHECK(all->size() == 2000);
}

TEST_CASE("entries that are visited ask as often as one text of their size, and not again after a yes", "[core][stop][bundle]") {
  const std::string text = many_jobs(2000);
  const patience endless{1'000'000};
  std::size_t visited = 0;
  const auto visit = [&visited](BundleEntry<>&&) { ++visited; };
  CHECK(for_each_entry<BundleEntry<>>(text, visit, read_options{}.stop_when(endless)).empty());
  CHECK(visited == 2000);
  CHECK(endless.asked < 40);
  for (std::size_t times = 0; times < 10; ++times) {
    const patience some{times};
    const read_options options = read_options{}.stop_when(some);
    check_stopped(for_each_entry<BundleEntry<>>(text, visit, options));
    CHECK(some.asked == times + 1);
    some.asked = 0;
    check_stopped(for_each_report_job(text, [](ReportJob<>&&) {}, options));
    CHECK(some.asked == times + 1);
  }
}

TEST_CASE("a text of entries that is cut off and stopped has one fatal issue", "[core][stop][bundle]") {
  const std::string text = many_jobs(2000);
  for (std::size_t times = 0; times < 25; ++times) {
    const patience some{times};
    const issues found =
        read_report_jobs(std::string_view(text).substr(0, text.size() / 2), read_options{}.stop_when(some)).issues();
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == issue_severity::fatal);
  }
}
