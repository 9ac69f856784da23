// docs/explanation/decisions.md: what the decisions come to, where a program can show it.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "expect.hpp"

namespace {

using namespace fhirops;

void say(std::string_view what, const issues& found) {
  std::cout << what << (found.empty() ? ": nothing\n" : ":\n");
  for (const issue& each : found) std::cout << "  " << to_string(each) << '\n';
}

}  // namespace

int main() {
  const std::vector<ReportJob<>> jobs{{.id = "ce35bcd5-4bb2-4c6e-b230-5347df1fe9bc",
                                       .reportClass = "org.example.Report",
                                       .userId = "anna",
                                       .status = "QUEUED",
                                       .created = "2024-03-01T08:00:00Z"}};
  say("the guide's fullUrl", validate(get_report_job_status(jobs)));
  say("urn:uuid:", validate(get_report_job_status(jobs, full_url::urn_uuid{})));
  say("a base", validate(get_report_job_status(jobs, full_url::base{"https://fhir.example.org"})));

  std::string text;
  Parameters<> parameters;
  add(parameters, "ill-formed",
      "a\xFF\xFE"
      "b")
      .add("no number", Decimal<>("ten"));
  const write_report report = write_json(parameters, text);
  std::cout << text << '\n' << report.replaced << " replaced, " << report.unrepresentable << " not representable\n";
  say("validate", validate(parameters));

  Parameters<> nested;
  add_parts(nested, "a", [](auto parts) { parts.add_parts("b", [](auto more) { more.add("c", 1); }); });
  say("parts in parts", validate(nested));

  std::cout << "Value " << sizeof(Value<>) << ", Parameters.parameter " << sizeof(ParametersParameter<>) << ", box "
            << sizeof(box<Period<>>) << ", list " << sizeof(list<Period<>>) << ", Resource " << sizeof(Resource<>) << " bytes\n";
  expect(sizeof(void*) != 8 || sizeof(Value<>) == 56, "the size on a machine with 64 bits");

  const std::vector<ReportJob<>> sparse{{.id = "a", .userId = "anna"}};
  say("a job without class, status and time, read back", read_report_jobs(to_json(get_report_job_status(sparse))).issues());

  // Which moments a time point of nanoseconds holds.
  for (const char* date_time : {"1677-09-21T00:12:44Z", "9999-12-31T23:59:60Z", "2024-03-01"})
    std::cout << date_time << (DateTime<>(date_time).ok() ? ": ok, " : ": wrong, ")
              << (DateTime<>(date_time).to_sys() ? "a time point" : "no time point of nanoseconds") << '\n';
  return 0;
}
