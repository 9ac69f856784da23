// What is written can be read: what no reader takes is left out, and counted.

#include "fhirops/json/walk.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using namespace fhirops;

std::string nested_json(std::size_t levels) {
  std::string inner = "1";
  std::string begin;
  for (std::size_t i = 1; i < levels; ++i) begin += "{\"a\":";
  return "{\"resourceType\":\"Patient\",\"a\":" + begin + inner + std::string(levels - 1, '}') + "}";
}
struct written {
  std::string json;
  write_report report;
};
template <class T>
written write(const T& value) {
  written out;
  out.report = write_json(value, out.json);
  CHECK(write_json(value, out.json = {}, write_options{}).bytes == out.json.size());
  return out;
}
Parameters<> around(RawResource<> resource) {
  Parameters<> all;
  all.parameter.emplace_back().name = "a";
  all.parameter[0].resource = Resource<>(std::move(resource));
  all.parameter.emplace_back().name = "b";
  all.parameter[1].value = "text";
  return all;
}

}  // namespace

TEST_CASE("an untyped resource that no reader would accept is left out and counted, and the rest can be read") {
  // clang-format off
  for (const std::string& bad :
       {std::string(), std::string("{}"), std::string("[]"), std::string("null"), std::string("NaN"), std::string("{\"resourceType\":\"Patient\""),
        std::string(R"({"resourceType":"Patient"}})"), std::string(R"({"resourceType":"Patient"}{})"), std::string(R"({"id":"a"})"),
        std::string(R"({"resourceType":""})"), std::string(R"({"resourceType":5})"), std::string(R"({"resourceType":"Patient","a":NaN})"),
        std::string(R"({"resourceType":"Patient","a":"\u0000"})"), std::string(R"({"resourceType":"Patient","a":"\ud800"})"),
        std::string(R"({"resourceType":"Patient","a":"\udc00"})"), std::string("{\"resourceType\":\"Patient\",\"a\":\"\xFF\"}"),
        std::string("{\"resourceType\":\"Patient\",\"\xFF\":1}"), std::string("{\"resourceType\":\"Patient\",\"a\":\"\n\"}"),
        nested_json(1001), nested_json(100'000)}) {
    // clang-format on
    CAPTURE(bad.substr(0, 60));
    const written out = write(around({"Patient", bad}));
    CHECK(out.report.unrepresentable == 1);
    CHECK(out.json == R"({"resourceType":"Parameters","parameter":[{"name":"a"},{"name":"b","valueString":"text"}]})");
    CHECK(from_json<Parameters<>>(out.json).issues().empty());
  }
}

TEST_CASE("an untyped resource is written where it can be read, numbers of any size included") {
  for (const std::string& good : {std::string(R"({"resourceType":"Patient","a":[1e400,0e400,-1E-999]})"),
                                  std::string(R"({"a":"\ud83d\ude00","resourceType":"Patient"})"), nested_json(190)}) {
    const written out = write(around({"Patient", good}));
    CHECK(out.report.unrepresentable == 0);
    CHECK(out.json.find(good) != std::string::npos);
    CHECK(from_json<Parameters<>>(out.json).issues().empty());
  }
  // As deep as any reading may go: the resource is three levels down.
  const read_options deepest = read_options{}.max_depth(read_options::deepest);
  CHECK(from_json<Parameters<>>(write(around({"Patient", nested_json(997)})).json, deepest).issues().empty());
  CHECK(write(around({"Patient", nested_json(998)})).report.unrepresentable == 1);
}

TEST_CASE("a decimal that is not a number is left out and counted; its extensions stay") {
  for (const std::string_view bad : {"abc", "NaN", "1e", "+1", "01", "1.", "Infinity", " 1", "\""}) {
    CAPTURE(bad);
    Quantity<> value{.value = bad, .unit = "u"};
    CHECK(write(value).json == R"({"unit":"u"})");
    CHECK(write(value).report.unrepresentable == 1);
    value.value.element.emplace().id.emplace("x");
    CHECK(write(value).json == R"({"_value":{"id":"x"},"unit":"u"})");

    Parameters<> all;
    all.parameter.emplace_back().name = "a";
    all.parameter[0].value = Decimal<>(bad);
    CHECK(write(all).json == R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})");
    CHECK(write(all).report.unrepresentable == 1);
    all.parameter[0].value = Quantity<>{.value = bad};
    CHECK(write(all).json == R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})");
    CHECK(write(all).report.unrepresentable == 1);
  }
}

TEST_CASE("U+0000 in a string is written as U+FFFD, and counted") {
  Coding<> coding;
  coding.display = std::string("a\0b", 3);
  CHECK(write(coding).json ==
        "{\"display\":\"a\xEF\xBF\xBD"
        "b\"}");
  CHECK(write(coding).report.replaced == 1);
  CHECK(from_json<Coding<>>(write(coding).json).issues().empty());
}

TEST_CASE("one bad job does not make the others unreadable") {
  std::vector<ReportJob<>> jobs(3);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    jobs[i].id = "job-" + std::to_string(i);
    jobs[i].reportClass = "R";
    jobs[i].userId = "u";
    jobs[i].status = "DONE";
    jobs[i].created = "2024-01-01T00:00:00Z";
  }
  jobs[1].status = std::string("\0\xFF", 2);
  jobs[1].parameters.parameter.emplace_back().name = "x";
  auto& parameters = jobs[1].parameters;
  parameters.parameter[0].value = Decimal<>("1e400");
  parameters.parameter.emplace_back().name = "y";
  parameters.parameter[1].value = Decimal<>("no number");
  parameters.parameter.emplace_back().name = "z";
  parameters.parameter[2].resource = Resource<>(RawResource<>{"Patient", "{\"resourceType\":\"Patient\",\"a\":\"\\u0000\"}"});

  const auto answer = get_report_job_status(jobs);
  const std::string whole = to_json(answer);
  std::string chunks;
  for (const std::string_view chunk : json_chunks(jobs)) chunks += chunk;
  CHECK(chunks == whole);
  REQUIRE(from_json<Bundle<Parameters<>>>(whole));
  const auto read = read_report_jobs(whole);
  REQUIRE(read);
  CHECK(read->size() == 3);
  CHECK((*read)[2] == jobs[2]);
}
