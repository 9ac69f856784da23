// One job on its way from a row to bytes and back, as docs/explanation/architecture.md follows it.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "expect.hpp"

using namespace fhirops;

int main() {
  const std::vector<ReportJob<>> jobs{{.id = "7",
                                       .reportClass = "Usage",
                                       .userId = "anna",
                                       .status = "QUEUED",
                                       .parameters = {.parameter = {{.name = "year", .value = "2023"}}},
                                       .created = "2023-10-12"}};
  std::string text;
  write_json(jobs, for_user{"anna"}, text);
  std::cout << text << "\n\n";

  // What is copied, in this order: a literal, a value, a literal, a value, ...
  // clang-format off
  const std::string_view copied[] = {
      R"({"resourceType":"Bundle","type":"collection","entry":)",
      R"([{"fullUrl":")", "7",
      R"(","resource":{"resourceType":"Parameters","id":")", "7",
      R"(","parameter":[{"name":"reportJob","part":[)",
      R"({"name":"reportClass","valueString":")", "Usage",
      R"("},{"name":"userId","valueString":")", "anna",
      R"("},{"name":"status","valueString":")", "QUEUED",
      R"("},{"name":"parameters","resource":)", R"({"resourceType":"Parameters","parameter":[{"name":"year","valueString":"2023"}]})",
      R"(},{"name":"created","valueDateTime":")", "2023-10-12",
      R"("}]}]}})",
      R"(]})"};
  // clang-format on
  std::string all;
  for (const std::string_view each : copied) all += each;
  expect_same(all, text);

  // And back: a job whose bytes are those that the writer makes, and one with white space and another order.
  const auto read = read_report_jobs(text);
  expect(read && (*read)[0] == jobs[0], "the same job");
  const auto pretty = read_report_jobs(to_json(get_report_job_status(jobs), write_options{}.pretty()));
  expect(pretty && (*pretty)[0] == jobs[0], "the same job");

  // A fault: only its entry is read by the general reader.
  std::string faulty = text;
  faulty.replace(faulty.find("userId"), 6, "userID");
  for (const issue& each : for_each_report_job(faulty, [](ReportJob<>&&) {})) std::cout << to_string(each) << '\n';
  return 0;
}
