// Faults of requests, of typed reading and of lookups.

#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "messages/faults.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace desk {

enum class Urgency { routine, asap };
constexpr auto fhir_codes(const Urgency*) {
  return enum_codes<Urgency>({{Urgency::routine, "routine"}, {Urgency::asap, "asap"}});
}
struct Stay {
  std::string ward{};
  std::optional<std::int32_t> nights{};
};
constexpr auto fhir_parameters(const Stay*) { return parameters(param<"ward", &Stay::ward>{}, param<"nights", &Stay::nights>{}); }

// Parameters of each kind.
struct Plan {
  struct Request {
    std::string patient{};
    std::optional<bool> dryRun{};
    std::optional<std::int32_t> count{};
    std::optional<std::uint8_t> bed{};
    std::optional<Date<>> on{};
    std::optional<DateTime<>> at{};
    std::optional<std::chrono::sys_seconds> since{};
    std::optional<Decimal<>> weight{};
    std::optional<Uri<>> system{};
    std::optional<Urgency> urgency{};
    std::optional<search_value> subject{};
    std::vector<Code<>> reason{};
    std::optional<Coding<>> place{};
    std::optional<Stay> stay{};
    std::optional<std::variant<bool, Coding<>>> either{};
    std::optional<Value<>> anything{};
    std::optional<Binary<>> photo{};
    std::optional<Resource<>> about{};
    std::optional<std::string> ofType{};
  };
  using Response = no_parameters;
  static constexpr operation_info info{
      .code = "plan", .affectsState = false, .system = true, .type = true, .resource = texts<"Patient">};
};
constexpr auto fhir_parameters(const Plan::Request*) {
  using R = Plan::Request;
  return parameters(param<"patient", &R::patient>{}, param<"dryRun", &R::dryRun>{}, param<"count", &R::count>{},
                    param<"bed", &R::bed>{}, param<"on", &R::on>{}, param<"at", &R::at>{}, param<"since", &R::since>{},
                    param<"weight", &R::weight>{}, param<"system", &R::system>{}, param<"urgency", &R::urgency>{},
                    param<"subject", &R::subject>{{.searchType = "reference"}}, param<"reason", &R::reason>{{.max = 2}},
                    param<"place", &R::place>{}, param<"stay", &R::stay>{}, param<"either", &R::either>{},
                    param<"anything", &R::anything>{}, param<"photo", &R::photo>{},
                    param<"about", &R::about>{{.allowedResource = texts<"Patient", "Group">}},
                    param<"ofType", &R::ofType>{{.scope = texts<"type">}});
}

// Changes something, and needs a resource.
struct Admit {
  struct Request {
    Resource<> resource{};
    std::optional<std::string> profile{};
  };
  using Response = no_parameters;
  static constexpr operation_info info{
      .code = "admit", .affectsState = true, .type = true, .instance = true, .resource = texts<"Encounter">};
};
constexpr auto fhir_parameters(const Admit::Request*) {
  return parameters(param<"resource", &Admit::Request::resource>{}, param<"profile", &Admit::Request::profile>{});
}

}  // namespace desk

namespace {

const auto& service() {
  static const http::service made{
      http::options{
          .software = "desk", .date = "2026-11-26", .max_body = 1000, .max_target = 200, .clients_may_be_lenient = true},
      http::on<desk::Plan>([](const desk::Plan::Request&, const http::call&) { return no_parameters{}; }),
      http::on<desk::Admit>([](const desk::Admit::Request&, const http::call&) { return no_parameters{}; })};
  return made;
}

std::vector<std::string> lines_of(const issues& found) {
  std::vector<std::string> lines;
  for (const issue& each : found) lines.push_back(to_string(each));
  return lines;
}

constexpr std::string_view bar = " | ";

}  // namespace

std::vector<std::string> test::faults_of_request(std::string_view input) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at <= input.size();) {
    const std::size_t end = std::min(input.find(bar, at), input.size());
    pieces.push_back(input.substr(at, end - at));
    at = end + bar.size();
  }
  const std::size_t blank = pieces[0].find(' ');
  http::request asked{.method = pieces[0].substr(0, blank), .target = pieces[0].substr(blank + 1)};
  std::vector<http::header> headers;
  bool has_type = false;
  http::user who{"anna"};
  for (const std::string_view piece : std::span(pieces).subspan(1)) {
    const std::size_t colon = piece.find(": ");
    if (piece == "nobody") {
      who = http::nobody;
    } else if (colon < piece.find_first_of("{[<\"")) {
      has_type = has_type || piece.starts_with("Content-Type");
      if (!piece.ends_with(": -")) headers.push_back({piece.substr(0, colon), piece.substr(colon + 2)});
    } else {
      asked.body = piece;
    }
  }
  if (!asked.body.empty() && !has_type) headers.push_back({"Content-Type", "application/fhir+json"});
  asked.headers = headers;

  http::response response = service()(asked, who);
  std::vector<std::string> lines;
  for (const http::response_header& each : response.headers)
    if (each.name == "Warning") lines.push_back(std::to_string(response.status) + " Warning: " + each.value);
  const auto outcome = from_json<OperationOutcome<>>(response.content.rest());
  if (!outcome) return lines;
  for (const auto& each : outcome->issue) {
    std::string line = std::to_string(response.status) + ' ' + std::string(std::string_view(each.severity)) + ' ' +
                       std::string(std::string_view(each.code));
    for (const auto& where : each.expression) line += ' ' + std::string(std::string_view(where));
    for (const auto& where : each.location) line += ' ' + std::string(std::string_view(where));
    lines.push_back(line + ": " + std::string(std::string_view(each.details->text)));
  }
  return lines;
}

std::vector<std::string> test::faults_of_parameters(std::string_view json, bool leniently) {
  std::string text = R"({"resourceType":"Parameters","parameter":[)" + std::string(json);
  if (json.find("\"patient\"") == json.npos) text += R"(,{"name":"patient","valueString":"p"})";
  const auto sent = from_json<Parameters<>>(text + "]}");
  INFO(text);
  REQUIRE(sent);
  return lines_of(from_parameters<desk::Plan::Request>(*sent, read_options{}.strict(!leniently)).issues());
}

std::vector<std::string> test::faults_of_lookup(std::string_view type, std::string_view json) {
  const auto read = from_json<Parameters<>>(R"({"resourceType":"Parameters","parameter":[)" + std::string(json) + "]}");
  INFO(json);
  REQUIRE(read);
  if (type == "Integer") return lines_of(get<Integer<>>(*read, "a").issues());
  if (type == "Coding") return lines_of(get<Coding<>>(*read, "a").issues());
  if (type == "Value") return lines_of(get<Value<>>(*read, "a").issues());
  if (type == "Binary") return lines_of(get<Binary<>>(*read, "a").issues());
  if (type == "RawResource") return lines_of(get<RawResource<>>(*read, "a").issues());
  if (type == "Resource") return lines_of(get<Resource<>>(*read, "a").issues());
  if (type == "part") {
    const auto outer = get<ParametersParameter<>>(*read, "a");
    REQUIRE(outer);
    return lines_of(get<Code<>>(*outer, "b").issues());
  }
  FAIL("a lookup as " << type);
  return {};
}
