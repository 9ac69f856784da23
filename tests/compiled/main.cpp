// Every public header in the compiled form, and what each of them has that links the engine: owned and borrowed.

#ifndef FHIROPS_COMPILED
#error "this unit is of the compiled form"
#endif

#include <cstdio>
#include <fhirops/ehealth/operations/get_report_job_status.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/hl7/operations/code_system_lookup.hpp>
#include <fhirops/http/batch.hpp>
#include <fhirops/http/client.hpp>
#include <fhirops/http/openapi.hpp>
#include <fhirops/http/service.hpp>
#include <fhirops/interop/rapidjson.hpp>
#include <fhirops/testing/difference_text.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <fhirops/testing/shown.hpp>
#include <optional>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <string>
#include <string_view>
#include <vector>

std::string own_storage();

namespace {

using namespace fhirops;

int failures = 0;

void expect(bool truth, const char* what) {
  if (truth) return;
  std::fprintf(stderr, "not so: %s\n", what);
  ++failures;
}

constexpr std::string_view outcome =
    R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","details":{"text":"no"}}]})";
constexpr std::string_view wrong =
    "{\"resourceType\":\"OperationOutcome\",\n\"issue\":[{\"severity\":\"eror\",\"code\":\"invalid\"}]}";

template <Storage S>
void reads_and_writes() {
  using R = OperationOutcome<S>;
  const auto read = from_json<R>(outcome);
  expect(read && to_json(*read) == outcome, "a resource is read and written");
  if (!read) return;
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  expect(accept(*read, writer) && buffer.GetString() == outcome, "a handler gets the same");

  const auto any = from_json<Resource<S>>(outcome);
  expect(any && any->type() == type_id::OperationOutcome && to_json(*any) == outcome, "a resource of any type is, too");
  const auto untyped = from_json<Resource<S>>(R"({"resourceType":"Patient","active":true})");
  expect(untyped && to_json(*untyped) == R"({"resourceType":"Patient","active":true})", "and one without a table");

  R copy = *read;
  expect(copy == *read && !difference(copy, *read), "a copy is equal");
  copy.issue.push_back(copy.issue.front());
  copy.issue.emplace_back().severity = "error";
  copy.issue.erase(copy.issue.begin());
  expect(difference(copy, *read).has_value(), "and differs when it is changed");

  const auto faulty = from_json<R>(wrong);
  if (!faulty) return expect(false, "a wrong code is read");
  issues found = validate(*faulty);
  expect(found.has_errors(), "and reported by validate");
  locate<S>(found, wrong);
  expect(found.back().line == 2, "on its line");
  expect(!from_json<R>("{"), "what is not JSON is refused");
}

// Whatever a host puts into a list, or writes by itself.
template <class T>
void copies() {
  list<T> values;
  values.resize(2);
  const list<T> copy = values;
  expect(copy == values && copy.size() == 2, "a list of any type is copied and compared");
  if constexpr (JsonValue<T>) expect(to_json(values.front()) == "{}", "and an empty value written");
}
template <class... T>
void copies_all(detail::type_list<T...>) {
  (copies<T>(), ...);
}

template <Storage S>
void bundles() {
  Bundle<Parameters<S>> jobs;
  auto& entry = jobs.entry.emplace_back();
  auto& parameter = entry.resource.emplace().parameter.emplace_back();
  parameter.name = "code";
  parameter.value = Code<S>("1 2");
  const Bundle<Parameters<S>> copy = jobs;
  const std::string text = to_json(copy);
  const auto read = from_json<Bundle<Parameters<S>>>(text);
  expect(read && *read == jobs, "a Bundle of Parameters is read and written");
  expect(!validate(copy).empty(), "and checked");
}

void operations() {
  using Op = hl7::CodeSystemLookup;
  const auto asked = from_query<Op::Request>("code=a&system=http://loinc.org");
  expect(asked && asked->code && *asked->code == "a", "a query is read into a struct");
  if (!asked) return;
  const auto back = from_parameters<Op::Request>(to_parameters(*asked));
  expect(back && *back == *asked, "and goes by way of Parameters");
  expect(!from_parameters<Op::Request>(
             *from_json<Parameters<borrowed>>(R"({"resourceType":"Parameters","parameter":[{"name":"cod","valueCode":"a"}]})")),
         "an unknown parameter is refused");
  expect(definition<Op>().parameter.size() == 12, "the definition has all parameters");
}

void http_service() {
  using Op = hl7::CodeSystemLookup;
  const http::service service(http::options{.software = "s", .date = "2026-11-24", .base = "https://example.org/fhir"},
                              http::on<Op>([](const Op::Request& asked, const http::call&) {
                                Op::Response answer;
                                answer.name = "LOINC";
                                answer.display = asked.code ? std::string(asked.code->text) : "";
                                return answer;
                              }));
  http::request asked;
  asked.method = "GET";
  asked.target = "/CodeSystem/$lookup?code=a&system=http://loinc.org";
  http::response answer = service(asked, http::user{"anna"});
  expect(answer.status == 200, "a service answers");
  asked.target = "/CodeSystem/$lookup?cod=a";
  expect(service(asked, http::user{"anna"}).status == 400, "and refuses");
  asked.target = "/metadata";
  expect(service(asked, http::user{"anna"}).status == 200, "and says what it can");
}

void report_jobs_both_ways() {
  std::vector<ReportJob<>> jobs(2);
  for (ReportJob<>& each : jobs) {
    each.id = "1";
    each.userId = "anna";
    each.reportClass = "PATIENT_TOTAL";
    each.status = "DONE";
    each.created = "2023-10-12T09:51:50+00:00";
  }
  jobs[1].userId = "bo";
  const auto bundle = get_report_job_status(jobs, for_user{"anna"});
  std::string pieces;
  write_json(jobs, for_user{"anna"}, pieces);
  expect(pieces == to_json(bundle) && bundle.entry.size() == 1, "jobs are written in pieces as in whole");
  const auto back = read_report_jobs(pieces);
  expect(back && back->size() == 1 && back->front() == jobs[0], "and read");
}

// What fhirops/testing/ declares in this form. What the fixtures contain is for tests/testing.
void fixtures_for_tests() {
  const auto jobs = fixtures::jobs(5);
  expect(jobs.size() == 5 && jobs[0].status == "QUEUED" && jobs[4].status == "FAILED", "jobs have all states in turn");
  fixtures::random_source random(1);
  const ReportJob<> first = fixtures::job(fixtures::standing::waiting, random);
  expect(first == jobs[0], "the same seed gives the same job");
  expect(fixtures::bundle(5) == get_report_job_status(jobs), "the Bundle is the answer for the jobs");
  expect(!fixtures::well_formed_text(random).empty() && fixtures::hostile_text(random).size() < 300, "texts are drawn");
  const ReportJob<> odd = fixtures::odd_job(random);
  const auto back = from_json<Bundle<Parameters<>>>(to_json(get_report_job_status(std::vector<ReportJob<>>{odd})));
  expect(back && report_jobs(*back).value() == std::vector<ReportJob<>>{odd}, "an odd job survives a round trip");
  expect(fixtures::hostile_job(random) != odd, "a hostile job is another");
  expect(fixtures::odd_jobs(3, random).size() == 3 && fixtures::hostile_jobs(4, random).size() == 4, "lists have their length");

  const auto asked = fixtures::filler().filled<hl7::CodeSystemLookup::Request>();
  expect(asked.code && asked.coding && from_parameters<hl7::CodeSystemLookup::Request>(to_parameters(asked)).value() == asked,
         "a filled request has all members");

  for (const auto& each : fixtures::not_json())
    expect(difference_text(each.issues, from_json<Parameters<>>(each.text)).empty(), each.text.c_str());
  for (const auto& each : fixtures::no_report_jobs())
    expect(difference_text(each.issues, read_report_jobs(each.text)).empty(), each.what.c_str());
  for (const auto& each : fixtures::against_rules())
    expect(from_json<Resource<>>(each.text).has_value() && each.issues.size() == 1, each.what.c_str());
  expect(!fixtures::not_fhir_json().empty() &&
             fixtures::faulty_documents().size() == fixtures::not_json().size() + fixtures::not_fhir_json().size() +
                                                        fixtures::against_rules().size() + fixtures::no_report_jobs().size(),
         "all documents are the four lists");
}

void failures_of_tests() {
  const expected_issue missing{issue_severity::error, issue_type::structure, "Period.x", "/x", 1};
  expect(to_string(missing) == "error structure Period.x (/x, offset 1)", "an expected issue is a line");
  const auto unread = from_json<Period<>>("{");
  expect(difference_text({missing}, unread).starts_with("missing: error structure Period.x (/x, offset 1)\nbesides: 1:"),
         "issues are compared");
  expect(shown(unread).starts_with("no value:\n  1:"), "a result without a value is shown by its issues");
  expect(difference_text("{}", unread).starts_with("expected a value, found none:\n  1:"), "and is not what was expected");
  const Period<> period{.start = "2023"};
  expect(shown(period) == R"({"start":"2023"})" && shown(period, 3) == R"({"s... (16 bytes))",
         "a value is shown as JSON, or its beginning");
  expect(difference_text(R"({"start":"2024"})", period) == R"(Period.start: expected "2024", found "2023")",
         "a difference is a line");
  expect(difference_text("{", period).starts_with("the expected JSON cannot be read:\n  1:"),
         "unless the expected text is at fault");
  const auto jobs = fixtures::jobs(2);
  expect(shown(jobs[0]).starts_with(R"({"resourceType":"Parameters","id":")"), "a job is shown as in the answer");
  expect(difference_text(jobs, jobs).empty() && difference_text(jobs[0], jobs[0]).empty() &&
             difference_text(jobs, fixtures::bundle(2)).empty(),
         "jobs are compared with jobs, and with the answer");
  expect(difference_text(jobs[0], jobs[1]).starts_with("Parameters.id: expected \""), "and differ as in the answer");
}

}  // namespace

int main() {
  reads_and_writes<owned>();
  reads_and_writes<borrowed>();
  copies_all(detail::value_primitives<owned>());
  copies_all(detail::value_primitives<borrowed>());
  copies_all(detail::value_complexes<owned>());
  copies_all(detail::value_complexes<borrowed>());
  bundles<owned>();
  bundles<borrowed>();
  operations();
  http_service();
  report_jobs_both_ways();
  fixtures_for_tests();
  failures_of_tests();
  const std::string own = own_storage();
  expect(own.empty(), own.c_str());
  return failures == 0 ? 0 : 1;
}
