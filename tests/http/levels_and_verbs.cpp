// Which verbs and which levels an operation is served for, as its definition or the host says.

#include <fhirops/hl7/operations/resource_validate.hpp>
#include <fhirops/hl7/operations/structure_map_transform.hpp>
#include <fhirops/hl7/operations/value_set_expand.hpp>
#include <fhirops/http/service.hpp>
#include <fhirops/operation/any.hpp>
#include <fhirops/resource/resource_types.hpp>
#include <utility>

#include "support/catch.hpp"

using namespace fhirops;

namespace levels {

struct Silent {
  struct Request {
    std::optional<std::string> text{};
    std::optional<Coding<>> coding{};
    std::optional<std::string> subject{};
  };
  struct Response {
    std::optional<Any<>> return_{};
  };
  static constexpr operation_info info{.code = "silent", .system = true, .type = true, .resource = texts<"Resource">};
};
constexpr auto fhir_parameters(const Silent::Request*) {
  using self = Silent::Request;
  return parameters(param<"text", &self::text>{}, param<"coding", &self::coding>{},
                    param<"subject", &self::subject>{{.scope = texts<"type">, .min = 1}});
}
constexpr auto fhir_parameters(const Silent::Response*) { return parameters(param<"return", &Silent::Response::return_>{}); }

// Parameters of some levels: one of two of them, a list, one that is always there.
struct Scoped {
  struct Request {
    std::optional<std::string> one{};
    std::vector<std::string> many{};
  };
  using Response = Silent::Response;
  static constexpr operation_info info{
      .code = "scoped", .affectsState = false, .system = true, .type = true, .instance = true, .resource = texts<"Patient">};
};
constexpr auto fhir_parameters(const Scoped::Request*) {
  using self = Scoped::Request;
  return parameters(param<"one", &self::one>{{.scope = texts<"system", "type">, .min = 1}},
                    param<"many", &self::many>{{.scope = texts<"instance", "type">}});
}

}  // namespace levels

namespace {

struct answered_with {
  int status;
  std::string text;
};

template <class Op>
answered_with ask(std::string_view method, std::string_view target, std::string_view body = {}) {
  const http::service service{http::options{.software = "desk", .date = "2026-11-24"},
                              http::on<Op>([](const levels::Silent::Request& asked, const http::call&) {
                                levels::Silent::Response answer;
                                if (asked.text == "binary")
                                  answer.return_ = Resource<>(Bundle<>{.type = "collection"});
                                else
                                  answer.return_ = Value<>(String<>(asked.text.value_or("nothing")));
                                return answer;
                              })};
  const http::header type[] = {{"Content-Type", "application/fhir+json"}};
  http::response response = service(http::request{method, target, type, body}, http::user{"anna"});
  return {response.status, response.content.rest()};
}
using Quiet = with_affects_state<levels::Silent, false>;

}  // namespace

TEST_CASE("an operation that may change something is not called by GET, unless the host says that it does not", "[http]") {
  CHECK(ask<levels::Silent>("GET", "/$silent?text=a").status == 405);
  CHECK(ask<levels::Silent>("POST", "/$silent").status == 200);
  CHECK(ask<Quiet>("GET", "/$silent?text=a").status == 200);
}

TEST_CASE("an optional parameter that is not primitive forbids only the GET that has it", "[http]") {
  CHECK(ask<Quiet>("GET", "/$silent").status == 200);
  const auto refused = ask<Quiet>("GET", "/$silent?coding=a");
  CHECK(refused.status == 400);
  CHECK(refused.text.find("cannot be given in a URL: send a Parameters resource in a POST") != std::string::npos);
}

TEST_CASE("an answer of type Any is bare if it is a resource", "[http]") {
  CHECK(ask<Quiet>("GET", "/$silent?text=binary").text == R"({"resourceType":"Bundle","type":"collection"})");
  CHECK(ask<Quiet>("GET", "/$silent?text=a").text ==
        R"({"resourceType":"Parameters","parameter":[{"name":"return","valueString":"a"}]})");
}

TEST_CASE("a parameter for some levels is required there, and refused elsewhere", "[http]") {
  CHECK(ask<Quiet>("GET", "/Patient/$silent?subject=1").status == 200);
  const auto missing = ask<Quiet>("GET", "/Patient/$silent");
  CHECK(missing.status == 400);
  CHECK(missing.text.find("the parameter \\\"subject\\\" is missing") != std::string::npos);
  const auto elsewhere = ask<Quiet>("GET", "/$silent?subject=1");
  CHECK(elsewhere.status == 400);
  CHECK(elsewhere.text.find("is not allowed at the system level") != std::string::npos);
}

TEST_CASE("each parameter is checked against the level of the call", "[http]") {
  const http::service service{http::options{.software = "desk", .date = "2026-11-24"},
                              http::on<levels::Scoped>([](const levels::Scoped::Request& asked, const http::call&) {
                                return levels::Silent::Response{.return_ = Value<>(String<>(asked.one.value_or("none") + ' ' +
                                                                                            std::to_string(asked.many.size())))};
                              })};
  const auto reported = [&service](std::string_view target) {
    http::response response = service({.method = "GET", .target = target}, http::user{"anna"});
    const std::string text = response.content.rest();
    if (response.status == 200) return text.substr(text.find("valueString") + 14, 6);
    std::string all = std::to_string(response.status);
    const OperationOutcome<> outcome = from_json<OperationOutcome<>>(text).value();
    for (const auto& each : outcome.issue) all += ' ' + std::string(each.code.text);
    return all;
  };
  CHECK(reported("/$scoped?one=aaaa") == "aaaa 0");
  CHECK(reported("/$scoped") == "400 required");
  CHECK(reported("/$scoped?many=a") == "400 required not-supported");
  CHECK(reported("/$scoped?one=a&many=a") == "400 not-supported");
  CHECK(reported("/Patient/$scoped?one=aaaa&many=a&many=b") == "aaaa 2");
  CHECK(reported("/Patient/$scoped?many=a") == "400 required");
  CHECK(reported("/Patient/1/$scoped?many=a") == "none 1");
  CHECK(reported("/Patient/1/$scoped") == "none 0");
  CHECK(reported("/Patient/1/$scoped?one=a") == "400 not-supported");
}

TEST_CASE("an answer in a format that the client does not accept is 406, whatever it is", "[http]") {
  const auto status = [](std::string_view target) {
    const http::service service{http::options{.software = "desk", .date = "2026-11-24"},
                                http::on<Quiet>([](const levels::Silent::Request& asked, const http::call&) {
                                  levels::Silent::Response answer;
                                  if (asked.text == "resource")
                                    answer.return_ = Resource<>(Bundle<>{.type = "collection"});
                                  else if (asked.text == "value")
                                    answer.return_ = Value<>(true);
                                  return answer;
                                })};
    const http::header xml[] = {{"Accept", "application/fhir+xml"}};
    return service({.method = "GET", .target = target, .headers = xml}, http::user{"anna"}).status;
  };
  CHECK(status("/$silent?text=resource") == 406);
  CHECK(status("/$silent?text=value") == 406);
  CHECK(status("/$silent?text=nothing") == 204);
  CHECK(status("/$silent?text=resource&_format=json") == 200);
  // In pieces too.
  struct piece {
    bool given = false;
    std::string_view next() { return std::exchange(given, true) ? "" : R"({"resourceType":"Bundle","type":"collection"})"; }
  };
  const http::service pieces{http::options{.software = "desk", .date = "2026-11-24"},
                             http::on<Quiet>([](const levels::Silent::Request&, const http::call&) { return piece(); })};
  const http::header xml[] = {{"Accept", "application/fhir+xml"}};
  CHECK(pieces({.method = "GET", .target = "/$silent", .headers = xml}, http::user{"anna"}).status == 406);
  CHECK(pieces({.method = "GET", .target = "/$silent"}, http::user{"anna"}).status == 200);
}

TEST_CASE("an operation for any type of resource is served on each", "[http]") {
  for (const char* type : {"Patient", "Bundle", "Binary", "Observation"})
    CHECK(ask<Quiet>("GET", "/" + std::string(type) + "/$silent?subject=1").status == 200);
  CHECK(ask<Quiet>("GET", "/Pateint/$silent?subject=1").status == 404);
  const http::service service{http::options{.software = "desk", .date = "2026-11-24"},
                              http::on<Quiet>([](const auto&, const http::call&) { return levels::Silent::Response{}; })};
  CHECK(service.handles({.method = "GET", .target = "/Patient/$silent"}));
  CHECK(service.handles({.method = "GET", .target = "/$silent"}));
  CHECK_FALSE(service.handles({.method = "GET", .target = "/Pateint/$silent"}));
  CHECK_FALSE(service.handles({.method = "GET", .target = "/Resource/$silent"}));
}

TEST_CASE("HL7's operations that change nothing are called by GET", "[http][hl7]") {
  CHECK(allows_get<hl7::ValueSetExpand>);
  CHECK(allows_get<hl7::ResourceValidate>);
  CHECK_FALSE(allows_get<hl7::StructureMapTransform>);  // it requires a resource
}
