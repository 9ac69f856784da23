// docs/how-to/custom-operations.md: tables beyond the tutorial's.

#include <chrono>
#include <cstdint>
#include <fhirops/ehealth/operations/schedule_patient_total.hpp>
#include <fhirops/fhirops.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "expect.hpp"

namespace lab {

//! [nested]
// Parts are a struct with a table of its own; a choice of types is a variant; a list may have limits.
struct Reading {
  std::string device{};
  std::variant<fhirops::Quantity<>, std::string> measured{};
};
constexpr auto fhir_parameters(const Reading*) {
  using namespace fhirops;
  return parameters(param<"device", &Reading::device>{}, param<"measured", &Reading::measured>{});
}

struct Submission {
  std::chrono::sys_seconds received{};
  std::vector<Reading> reading{};
  std::optional<fhirops::Code<>> priority{};
};
constexpr auto fhir_parameters(const Submission*) {
  using namespace fhirops;
  return parameters(param<"received", &Submission::received>{}, param<"reading", &Submission::reading>{{.min = 1, .max = 100}},
                    param<"priority", &Submission::priority>{
                        {.bindingStrength = "required", .bindingValueSet = "http://hl7.org/fhir/ValueSet/request-priority"}});
}
//! [nested]

//! [kinds]
// Your own enum is a code; a search parameter keeps the modifier in its name; an Any<> holds a value or a resource.
enum class Urgency { routine, asap };
constexpr auto fhir_codes(const Urgency*) {
  return fhirops::enum_codes<Urgency>({{Urgency::routine, "routine"}, {Urgency::asap, "asap"}});
}
struct Order {
  Urgency urgency{};
  std::optional<fhirops::search_value> subject{};
  std::optional<fhirops::Any<>> content{};
};
constexpr auto fhir_parameters(const Order*) {
  using namespace fhirops;
  return parameters(
      param<"urgency", &Order::urgency>{}, param<"subject", &Order::subject>{{.searchType = "reference"}},
      param<"content", &Order::content>{{.allowed = type_set(type_id::string), .allowedResource = texts<"Patient", "Group">}});
}
//! [kinds]

//! [query]
struct Lookup {
  std::string device{};
  std::optional<std::int32_t> count{};
};
constexpr auto fhir_parameters(const Lookup*) {
  using namespace fhirops;
  return parameters(param<"device", &Lookup::device>{}, param<"count", &Lookup::count>{});
}
//! [query]

//! [bare]
// A response whose only parameter is a resource named `return` is sent as that resource.
struct Found {
  fhirops::Bundle<> return_{};
};
constexpr auto fhir_parameters(const Found*) {
  using namespace fhirops;
  return parameters(param<"return", &Found::return_>{});
}
struct LookupReadings {
  using Request = Lookup;
  using Response = Found;
  static constexpr fhirops::operation_info info{.code = "lookup-readings",
                                                .url = "https://lab.example/fhir/OperationDefinition/lookup-readings",
                                                .name = "LookupReadings",
                                                .affectsState = false,
                                                .system = true};
};
static_assert(fhirops::answers_resource<LookupReadings> && fhirops::allows_get<LookupReadings>);
//! [bare]

}  // namespace lab

int main() {
  using namespace fhirops;

  lab::Submission submission;
  submission.received = std::chrono::sys_days(std::chrono::year(2024) / 3 / 1);
  submission.reading.push_back({"scale-1", Quantity<>{.value = "71.50", .unit = "kg"}});
  submission.reading.push_back({"scale-2", "out of order"});
  const Parameters<> sent = to_parameters(submission);
  std::cout << to_json(sent) << '\n';
  expect(to_json(submission) == to_json(sent), "the same text without Parameters");
  expect(from_json<lab::Submission>(to_json(sent)).has_value(), "read without Parameters");
  const auto back = from_parameters<lab::Submission>(sent);
  expect(back && back->reading.size() == 2 && back->received == submission.received, "both ways");

  Parameters<> wrong;
  add(wrong, "received", 7).add("colour", "red");
  for (const issue& each : from_parameters<lab::Submission>(wrong).issues()) std::cout << to_string(each) << '\n';

  lab::Order order;
  order.urgency = lab::Urgency::asap;
  order.subject = search_value("23", "Patient");
  order.content = Value<>("blood");
  std::cout << to_json(to_parameters(order)) << '\n';
  for (const issue& each : from_query<lab::Order>("urgency=soon&subject:in=1").issues()) std::cout << to_string(each) << '\n';

  //! [from_query]
  const auto asked = from_query<lab::Lookup>("device=scale%201&count=3&_format=json");
  //! [from_query]
  expect(asked && asked->device == "scale 1" && asked->count == 3, "a query is a request");
  for (const issue& each : from_query<lab::Lookup>("device=a&count=many").issues()) std::cout << to_string(each) << '\n';

  //! [publish]
  using operations = operation_table<lab::LookupReadings, ehealth::SchedulePatientTotal>;
  operations::for_each([]<class Op>(std::type_identity<Op>) {
    const capability_entry entry = capability<Op>();
    std::cout << entry.name << ' ' << entry.definition;
    for (const std::string& url : urls<Op>()) std::cout << ' ' << url;
    std::cout << '\n';
  });
  //! [publish]

  //! [typed]
  // Report jobs with the typed requests that scheduled them.
  using Request = ehealth::SchedulePatientTotal::Request;
  const std::vector<ReportJob<Request>> jobs{{.id = "a",
                                              .reportClass = "org.example.PatientTotal",
                                              .userId = "anna",
                                              .status = "QUEUED",
                                              .parameters = {.anonymization = "None", .period = Period<>{.start = "2024"}},
                                              .created = "2024-03-01T08:00:00Z"}};
  const std::string answer = to_json(get_report_job_status(jobs, for_user{"anna"}));
  const auto typed = read_report_jobs<owned, Request>(answer);
  //! [typed]
  expect(typed && *typed == jobs, "the typed request comes back");
  return 0;
}
