// The examples in the comments of the headers, with their results.

#include <fhirops/ehealth/operations/schedule_patient_total.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/interop/rapidjson.hpp>
#include <optional>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <string>
#include <string_view>
#include <vector>

#include "expect.hpp"

namespace {

using namespace fhirops;

struct Request {
  std::optional<Reference<>> organization{};
  std::optional<Period<>> period{};
  std::optional<std::int32_t> count{};
};
constexpr auto fhir_parameters(const Request*) {
  using namespace fhirops;
  return parameters(param<"organization", &Request::organization>{}, param<"period", &Request::period>{},
                    param<"count", &Request::count>{});
}

}  // namespace

int main() {
  const std::string text =
      R"({"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"http://example.org/vs"},{"name":"property","part":[{"name":"code","valueCode":"status"}]},{"name":"period","valuePeriod":{"start":"2024-02-01","end":"2024-01-01"}}]})";
  {
    const auto read = from_json<Parameters<>>(text);
    if (!read) return static_cast<int>(read.issues().size());
    std::string json = to_json(*read);  // compact
    std::string pretty = to_json(*read, write_options{}.pretty());
    expect(json == text && pretty.size() > text.size(), "to_json");

    std::string sink;
    const write_report report = write_json(*read, sink);
    expect(report.complete && sink == json, "write_json");

    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    accept(*read, writer);
    expect(buffer.GetString() == json, "accept");

    rapidjson::Document document = to_rapidjson(*read);
    const auto again = from_rapidjson<Parameters<>>(document);
    expect(again && *again == *read, "to_rapidjson, from_rapidjson");

    const auto where = difference(*read, Parameters<>{.id = "a"});
    expect_same(to_string(*where), R"(Parameters.id: nothing is not "a")");

    fhirops::issues found = fhirops::validate(*read);
    fhirops::locate(found, text);
    expect(found.size() == 1 && found[0].line == 1 && found[0].column == 190, "locate");
    const OperationOutcome<> outcome = to_outcome(found);
    expect(outcome.issue[0].code == "invariant", "to_outcome");
  }
  {
    const auto view = from_json<Parameters<borrowed>>(text);
    const Parameters<> kept = to_storage<owned>(*view);
    expect(to_json(kept) == text, "to_storage");
    std::size_t complex = 0;
    for (const auto& each : kept.parameter)
      visit(each.value, [&complex]<class T>(const T&) { complex += Described<T> ? 1U : 0U; });
    expect(complex == 1, "visit");
    std::size_t properties = 0;
    for (const auto& property : find_all(kept, "property")) properties += property.part.size();
    expect(properties == 1, "find_all");
    std::string used;
    if (auto url = get<Uri<>>(kept, "url")) used = url->text;
    expect_same(used, "http://example.org/vs");
  }
  {
    Parameters<> parameters;
    add(parameters, "url", Uri<>("http://example.org/vs")).add("count", 10).add_parts("property", [](auto parts) {
      parts.add("code", Code<>("status"));
    });
    add_parts(parameters, "property", [](auto parts) { parts.add("code", Code<>("kind")); });
    expect(parameters.parameter.size() == 4, "add, add_parts");
  }
  {
    fhirops::Period<> period{.start = "2024-02-01", .end = "2024-01-01"};
    expect_same(to_string(validate(period)[0]),
                "error invariant Period: per-1: the start 2024-02-01 is after the end 2024-01-01: correct one of them");
  }
  {
    Request request;
    request.count = 3;
    const Parameters<> sent = to_parameters(request);
    const auto back = from_parameters<Request>(sent);
    expect(back && back->count == 3 && !back->period, "to_parameters, from_parameters");
    const auto asked = from_query<Request>("?count=3&_format=json");
    expect(asked && asked->count == 3, "from_query");
  }
  {
    using Op = ehealth::SchedulePatientTotal;
    const OperationDefinition<> published = definition<Op>();
    const capability_entry entry = capability<Op>();
    expect(published.code == entry.name && urls<Op>() == std::vector<std::string>{"/$schedule-patient-total"}, "definition");
    using operations = operation_table<Op>;
    const operation_call call{.name = "$unheard"};
    const routing how = operations::route(call, []<class T>(std::type_identity<T>) {});
    const issue why = explain(how, call);
    expect_same(why.text, "$unheard is not an operation of this server");
  }
  {
    const std::vector<ReportJob<>> jobs{{.id = "a", .reportClass = "R", .userId = "anna", .status = "DONE", .created = "2024"}};
    const auto bundle = get_report_job_status(jobs, for_user{"anna"});
    expect(check_report_jobs(bundle).empty() && check_report_jobs(jobs, for_user{"anna"}).empty(), "a strict reader takes it");
    const auto same = report_jobs(bundle);
    expect(same && *same == jobs, "report_jobs");
    std::string answer;
    auto chunks = json_chunks(jobs, for_user{"anna"}, 4096);
    for (auto piece = chunks.next(); !piece.empty(); piece = chunks.next()) answer += piece;
    const auto read = read_report_jobs(answer);
    expect(read && *read == jobs, "read_report_jobs");
    std::size_t seen = 0;
    const issues found = for_each_report_job(answer, [&seen](ReportJob<>&& job) { seen += job.userId == "anna"; });
    expect(found.empty() && seen == 1, "for_each_report_job");
    expect_same(to_string(state(jobs[0])), "waiting");
  }
  {
    const Bundle<> bundle = *from_json<Bundle<>>(R"({"resourceType":"Bundle","type":"searchset",
      "link":[{"relation":"next","url":"https://fhir.example.org/?page=2"}],
      "entry":[{"fullUrl":"https://fhir.example.org/Binary/7","resource":{"resourceType":"Binary","id":"7"}},
               {"fullUrl":"https://fhir.example.org/Parameters/a","resource":{"resourceType":"Parameters","id":"a"}}]})");
    std::size_t count = 0;
    for (const Parameters<>& each : resources<Parameters<>>(bundle)) count += each.id == "a";
    expect(count == 1, "resources");
    const auto* binary = resolve(bundle, bundle.entry[1], "Binary/7");
    expect(binary == &bundle.entry[0], "resolve");
    const auto* next = link(bundle, "next");
    expect(next != nullptr && next->url == next_page(bundle), "link, next_page");
  }
  {
    expect(compare(Decimal<>("1.0"), Decimal<>("1.00")) == 0, "the same number");
    expect(compare(DateTime<>("2023-10"), DateTime<>("2023-10-12")) == std::partial_ordering::unordered, "nobody knows");
  }
  return 0;
}
