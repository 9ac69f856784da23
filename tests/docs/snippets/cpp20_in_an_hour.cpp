// docs/tutorials/cpp20-in-an-hour.md: the C++20 that the examples use, for those who know FHIR.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// 7. A struct of your own, and the names of its members in FHIR.
struct Search {
  std::string code{};
  std::optional<fhirops::Date<>> since{};
  std::vector<std::string> status{};
};
constexpr auto fhir_parameters(const Search*) {
  using namespace fhirops;
  return parameters(param<"code", &Search::code>{}, param<"since", &Search::since>{}, param<"status", &Search::status>{});
}

int main() {
  using namespace fhirops;

  // 1. A value of a type. The braces after the type say where its text is kept; empty is the usual way.
  Period<> stay;
  stay.start = "2024-02-01";
  stay.end = "2024-02-09";
  std::cout << to_json(stay) << '\n';

  // 2. The same by the names of its elements, in FHIR's order. What is not named is absent.
  const Period<> same{.start = "2024-02-01", .end = "2024-02-09"};
  std::cout << (stay == same ? "equal" : "different") << '\n';

  // 3. const: nobody changes it. auto: the compiler knows the type.
  const auto json = to_json(same);
  std::cout << json.size() << " characters\n";

  // 4. A list, and a loop over it.
  HumanName<> name{.family = "Berggren", .given = {"Nancy", "Ann"}};
  name.given.push_back("Maria");
  for (const auto& given : name.given) std::cout << given << ' ';
  std::cout << "(" << name.given.size() << ")\n";

  // 5. An element of a complex type may be absent: ask first, then look inside by an arrow.
  if (name.period) std::cout << "since " << name.period->start << '\n';
  name.period = stay;
  if (name.period) std::cout << "since " << name.period->start << '\n';

  // 6. What can fail returns a value, or the reasons why there is none.
  const auto read = from_json<Period<>>(R"({"start": "2024-02-01", "stop": "2024-02-09"})");
  if (read) {
    std::cout << read->start << '\n';
  } else {
    for (const issue& each : read.issues()) std::cout << to_string(each) << '\n';
  }

  // 7. A struct of your own becomes Parameters, and comes back.
  const Parameters<> sent = to_parameters(Search{.code = "4548-4", .status = {"final", "amended"}});
  std::cout << to_json(sent) << '\n';
  const auto asked = from_parameters<Search>(sent);
  std::cout << asked->status.size() << " statuses, " << (asked->since ? "since a day" : "since ever") << '\n';

  // 8. A function within a function: what to do with each job.
  const std::vector<ReportJob<>> jobs{
      {.id = "1", .reportClass = "R", .userId = "anna", .status = "DONE", .created = "2024-02-01"},
      {.id = "2", .reportClass = "R", .userId = "anna", .status = "QUEUED", .created = "2024-02-02"}};
  const std::string answer = to_json(get_report_job_status(jobs, for_user{"anna"}));
  int done = 0;
  const issues found = for_each_report_job(answer, [&done](const ReportJob<>& job) {
    if (job.status == "DONE") ++done;
  });
  std::cout << done << " done, " << found.size() << " issues\n";

  // 9. A view looks at somebody else's text. It is cheap, and valid only while the text is.
  const std::string text = R"({"resourceType": "Parameters", "id": "7"})";
  const auto borrowing = from_json<Parameters<borrowed>>(text);
  std::cout << borrowing->id << '\n';
  return 0;
}
