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
#include <fhirops/testing/report_jobs.hpp>
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
  const std::string own = own_storage();
  expect(own.empty(), own.c_str());
  return failures == 0 ? 0 : 1;
}
