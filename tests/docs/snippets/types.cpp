// The reference's examples of the library's own types and concepts, each between its marks: docs/reference/examples.dox
// shows them.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/options.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expect.hpp"

namespace {

using namespace fhirops;

//! [param]
struct Lookup {
  std::string device{};
  std::vector<Code<>> kind{};
  Parameters<> settings{};
};
constexpr auto fhir_parameters(const Lookup*) {
  return parameters(param<"device", &Lookup::device>{}, param<"kind", &Lookup::kind>{{.max = 3}},
                    param<"settings", &Lookup::settings>{});
}
static_assert(Bound<Lookup>);
//! [param]

//! [param_details]
// What is in the braces; the whole table has a type that names its parameters.
constexpr param_details at_most_three{.documentation = "which kinds of device", .max = 3};
constexpr parameter_table<param<"kind", &Lookup::kind>> table = parameters(param<"kind", &Lookup::kind>{at_most_three});
static_assert(std::is_same_v<decltype(parameters(param<"kind", &Lookup::kind>{})), std::remove_const_t<decltype(table)>>);
//! [param_details]

//! [resource_param]
struct Scheduled {
  Lookup request{};  // a bound struct: as `part` it would be param, as a Parameters resource:
};
constexpr auto fhir_parameters(const Scheduled*) { return parameters(resource_param<"request", &Scheduled::request>{}); }
//! [resource_param]

//! [operation]
struct Ping {
  using Request = no_parameters;
  using Response = no_parameters;
  static constexpr operation_info info{.code = "ping", .affectsState = false, .type = true, .resource = texts<"Device">};
};
static_assert(Operation<Ping> && allows_get<Ping> && !answers_resource<Ping> && !takes_resource<Ping>);
//! [operation]

//! [with_affects_state]
// The definition of another does not say whether the operation changes anything; this server's does not.
struct Silent {
  using Request = no_parameters;
  using Response = no_parameters;
  static constexpr operation_info info{.code = "silent", .system = true};
};
static_assert(!allows_get<Silent> && allows_get<with_affects_state<Silent, false>>);
//! [with_affects_state]

//! [enum_code]
enum class Kind { home, hospital };
constexpr enum_code_table<Kind, 2> fhir_codes(const Kind*) {
  constexpr enum_code<Kind> all[] = {{Kind::home, "home"}, {Kind::hospital, "hospital"}};
  return enum_codes<Kind>(all);
}
//! [enum_code]
static_assert((fhir_codes(static_cast<const Kind*>(nullptr)), true));  // by a constant, too

//! [required_text]
static_assert(std::is_same_v<decltype(http::options::software), http::required_text>);
static_assert(std::is_base_of_v<std::string, http::required_text>);
//! [required_text]

//! [Storage]
// A host's own way to keep text: any type that is made from a string_view, and converts to one.
struct my_text {
  using string = std::string;  // here a string of your own
  static constexpr bool owns = true;
};
static_assert(Storage<my_text>);
//! [Storage]

//! [Sink]
struct counting_sink {
  std::size_t bytes = 0;
  void append(const char*, std::size_t size) { bytes += size; }
};
static_assert(Sink<counting_sink> && Sink<std::string>);
//! [Sink]

//! [concepts]
static_assert(JsonValue<Parameters<>> && JsonValue<Period<>> && JsonValue<Resource<>> && !JsonValue<Code<>>);
static_assert(Described<Period<>> && !Described<int>);
static_assert(ValueOf<Period<>, owned> && !ValueOf<Period<borrowed>, owned> && !ValueOf<Narrative<>, owned>);
static_assert(ResourceOf<Bundle<>, owned> && !ResourceOf<Bundle<Parameters<>>, owned>);
static_assert(ParameterList<Parameters<>> && ParameterList<ParametersParameter<>>);
static_assert(ParameterContent<Code<>, owned> && ParameterContent<Parameters<>, owned>);
static_assert(ReportJobRange<std::vector<ReportJob<>>> && !ReportJobRange<std::vector<int>>);
static_assert(FullUrl<full_url::urn_uuid> && !FullUrl<std::string>);
static_assert(std::is_same_v<storage_of<Period<borrowed>>, borrowed> && std::is_same_v<storage_of<int>, owned>);
static_assert(value_type_count == 50 && type_count > value_type_count);
//! [concepts]

}  // namespace

int main() {
  {
    //! [result]
    const result<Parameters<>> read = from_json<Parameters<>>(R"({"resourceType":"Parameters","id":"a"})");
    if (read) expect_same(read->id, "a");
    const auto none = from_json<Parameters<>>("[]");
    for (const issue& each : none.issues()) expect(each.is_error(), "why there is no value");
    expect_same(none.value_or(Parameters<>{.id = "b"}).id, "b");
    //! [result]
  }
  {
    //! [error]
    try {
      static_cast<void>(from_json<Parameters<>>("[]").value());
    } catch (const error& failure) {
      expect(failure.issues().has_errors(), "all issues are there");
      expect_same(failure.what(), "1:1: fatal structure Parameters: the document is an array: it must be an object");
    }
    //! [error]
  }
  {
    //! [issue]
    issues found;
    found.push_back({issue_severity::warning, issue_type::value, "a century old", "Parameters.parameter[0].value", ""});
    expect(!found.has_errors(), "a warning is not an error");
    expect_same(to_string(found[0]), "warning value Parameters.parameter[0].value: a century old");
    expect_same(to_string(issue_type::code_invalid), "code-invalid");
    //! [issue]
  }
  {
    //! [options]
    const auto reading = read_options{}.lenient().keep_unknown().max_depth(32).max_bytes(1 << 20).max_issues(10);
    const auto read = from_json<Parameters<>>(R"({"resourceType":"Parameters","colour":"red"})", reading);
    const unknown_member<>& kept = read->unknown[0];
    const json_text<>& json = kept.json;
    expect(kept.name == "colour" && json.is_valid() && json.view() == R"("red")", "verbatim");
    expect_same(to_json(*read, write_options{}.pretty(1)), "{\n \"resourceType\": \"Parameters\",\n \"colour\": \"red\"\n}");
    expect(validate(*read, validate_options{}.max_issues(10)).size() == 1, "the unknown element is reported");
    //! [options]
  }
  {
    //! [write_report]
    std::string text;
    Parameters<> parameters{.parameter = {{.name = "\xFF"}}};  // no UTF-8
    const write_report report = write_json(parameters, text);
    expect(report.complete && report.bytes == text.size() && report.replaced == 1, "U+FFFD was written");
    //! [write_report]
  }
  {
    //! [box]
    box<Period<>> period;  // as std::optional, one pointer
    expect(!period, "absent");
    period.ensure().start = "2024";
    box<Period<>> copy = period;
    copy->start = "2025";
    expect_same(period->start, "2024");  // a copy is a copy
    //! [box]
  }
  {
    //! [list]
    list<String<>> given{"Anna", "Marie"};  // as std::vector, one pointer
    given.push_back("Kirstine");
    expect(given.size() == 3 && given.front() == "Anna", "three names");
    //! [list]
  }
  {
    //! [small_text]
    const small_text text("2024-03-01T08:00:00.123456789+01:00");
    expect(text.is_in_place() && text.size() == 35, "no allocation");
    //! [small_text]
  }
  {
    //! [fixed_string]
    constexpr auto both = fixed_string("report") + fixed_string("Class");
    static_assert(both.view() == "reportClass");
    //! [fixed_string]
  }
  {
    //! [type_set]
    constexpr type_set allowed(type_id::Period, type_id::dateTime);
    static_assert(allowed.contains(type_id::Period) && !allowed.contains(type_id::string));
    static_assert(to_string(type_id::dateTime) == "dateTime");
    //! [type_set]
  }
  {
    //! [job]
    ReportJob<> job{.id = "a", .reportClass = "org.example.Report", .userId = "anna", .status = "QUEUED"};
    job.created = "2024-03-01T08:00:00Z";
    expect(state(job) == job_state::waiting && for_user{"anna"}.matches(job.userId), "anna's job waits");
    expect(!for_user{""}.matches(""), "nobody has no jobs");
    //! [job]
    //! [full_url]
    const std::vector<ReportJob<>> jobs{job};
    expect_same(get_report_job_status(jobs, for_user{"anna"}).entry[0].fullUrl, "a");
    expect_same(get_report_job_status(jobs, for_user{"anna"}, full_url::urn_uuid{}).entry[0].fullUrl, "urn:uuid:a");
    const auto absolute = full_url::base{"https://fhir.example.org"};
    expect_same(get_report_job_status(jobs, for_user{"anna"}, absolute).entry[0].fullUrl,
                "https://fhir.example.org/Parameters/a");
    //! [full_url]
    //! [job_chunks]
    auto chunks = json_chunks(jobs, for_user{"anna"}, 16);
    std::string text;
    for (const std::string_view piece : chunks) text += piece;
    expect(text == to_json(get_report_job_status(jobs, for_user{"anna"})) && chunks.replaced() == 0, "the pieces are the answer");

    // To be kept for later: with the jobs in it, for one user, by the type that `json_chunks` returns.
    struct download {
      job_chunks<std::vector<ReportJob<>>, for_user, full_url::id> pieces;
    };
    download later{json_chunks(std::vector<ReportJob<>>(jobs), for_user{"anna"})};
    expect(later.pieces.next() == text, "all of it is anna's");
    //! [job_chunks]
  }
  {
    //! [value_difference]
    const std::optional<value_difference> changed = difference(Period<>{.start = "2024"}, Period<>{.start = "2025"});
    expect_same(changed->expression, "Period.start");
    expect_same(to_string(*changed), R"(Period.start: "2024" is not "2025")");
    //! [value_difference]
  }
  {
    //! [routing]
    using operations = operation_table<Ping>;
    const operation_call call{.name = "$ping", .type = "Device", .verb = "GET"};
    const routing how = operations::route(call, []<class Op>(std::type_identity<Op>) { /* serve Op */ });
    expect(how == routing::found && operations::allow(call) == "GET, HEAD, POST", "it may be called");
    expect_same(capability<Ping>().name, "ping");
    //! [routing]
  }
  {
    //! [code_set]
    // The codes of a value set that R4 requires, sorted.
    const code_set& types = codes::bundle_type;
    expect(std::ranges::binary_search(types.codes, "searchset") && !std::ranges::binary_search(types.codes, "Searchset"),
           "codes are compared byte for byte");
    expect_same(types.valueSet, "http://hl7.org/fhir/ValueSet/bundle-type");
    //! [code_set]
  }
  {
    //! [parameter_adder]
    // A function that adds to a list of parameters, or of parts: the lambda of `add_parts` gets one, too.
    const auto add_code = [](const parameter_adder<owned>& to, std::string_view code) { to.add("code", Code<>(code)); };
    Parameters<> parameters;
    add_code(add(parameters, "count", 10), "status");
    add_parts(parameters, "property", [&](parameter_adder<owned> parts) { add_code(parts, "kind"); });
    expect(parameters.parameter.size() == 3 && parameters.parameter[2].part.size() == 1, "three, one with a part");
    //! [parameter_adder]
  }
  {
    //! [time_precision]
    expect(DateTime<>("2024-03").precision() == time_precision::month, "no day is known");
    //! [time_precision]
  }
  {
    //! [result_reference]
    const Parameters<> asked{.parameter = {{.name = "count", .value = 10}}};
    const result<const Integer<>&> count = get<Integer<>>(asked, "count");  // refers to what is in `asked`
    expect(count && *count == 10, "there it is");
    //! [result_reference]
  }
  {
    const auto back = from_parameters<Scheduled>(to_parameters(Scheduled{.request = {.device = "scale-1"}}));
    expect(back && back->request.device == "scale-1", "a struct as a resource");
    const auto parameters = to_parameters(Scheduled{});
    expect(parameters.parameter[0].resource.is<Parameters<>>(), "it is one");
  }
  return 0;
}
