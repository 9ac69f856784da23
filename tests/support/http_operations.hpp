#pragma once
// Operations of every kind, for the tests of http/.

#include <cstdint>
#include <fhirops/operation/operation.hpp>
#include <fhirops/resource/resource_types.hpp>
#include <optional>
#include <string>
#include <vector>

namespace test {

using namespace fhirops;

// Has only primitives, of every shape; may be called with GET, on a type and on a resource.
struct Find {
  struct Request {
    std::string text{};
    std::optional<std::int32_t> count{};
    std::optional<bool> exact{};
    std::optional<Date<>> since{};
    std::optional<Decimal<>> share{};
    std::vector<Code<>> code{};
  };
  struct Response {
    std::string found{};
    std::vector<std::string> code{};
  };
  static constexpr operation_info info{.code = "find",
                                       .url = "https://desk.example/OperationDefinition/find",
                                       .affectsState = false,
                                       .type = true,
                                       .instance = true,
                                       .resource = texts<"Patient", "Group">};
};
constexpr auto fhir_parameters(const Find::Request*) {
  using self = Find::Request;
  return parameters(param<"text", &self::text>{}, param<"count", &self::count>{}, param<"exact", &self::exact>{},
                    param<"since", &self::since>{}, param<"share", &self::share>{}, param<"code", &self::code>{});
}
constexpr auto fhir_parameters(const Find::Response*) {
  using self = Find::Response;
  return parameters(param<"found", &self::found>{}, param<"code", &self::code>{});
}

// Changes something and answers nothing.
struct Forget {
  struct Request {
    std::optional<std::string> reason{};
  };
  using Response = no_parameters;
  static constexpr operation_info info{.code = "forget", .affectsState = true, .system = true};
};
constexpr auto fhir_parameters(const Forget::Request*) { return parameters(param<"reason", &Forget::Request::reason>{}); }

// Takes a resource and a primitive, and answers a resource.
struct Match {
  struct Request {
    Resource<> resource{};
    std::optional<std::int32_t> count{};
  };
  struct Response {
    std::optional<Bundle<>> return_{};
  };
  static constexpr operation_info info{
      .code = "match", .url = "https://desk.example/OperationDefinition/match", .type = true, .resource = texts<"Patient">};
};
constexpr auto fhir_parameters(const Match::Request*) {
  return parameters(param<"resource", &Match::Request::resource>{{.type = "Patient"}}, param<"count", &Match::Request::count>{});
}
constexpr auto fhir_parameters(const Match::Response*) { return parameters(param<"return", &Match::Response::return_>{}); }

// Answers a file.
struct Print {
  using Request = no_parameters;
  struct Response {
    Binary<> return_{};
  };
  static constexpr operation_info info{
      .code = "print", .affectsState = false, .system = true, .instance = true, .resource = texts<"Resource">};
};
constexpr auto fhir_parameters(const Print::Response*) { return parameters(param<"return", &Print::Response::return_>{}); }

// Answers or refuses, as the test wants: `refuse` in http/test_service.cpp.
struct Refuse {
  struct Request {
    std::string how{};
  };
  struct Response {
    std::optional<Resource<>> return_{};
  };
  static constexpr operation_info info{.code = "refuse", .affectsState = false, .system = true};
};
constexpr auto fhir_parameters(const Refuse::Request*) { return parameters(param<"how", &Refuse::Request::how>{}); }
constexpr auto fhir_parameters(const Refuse::Response*) { return parameters(param<"return", &Refuse::Response::return_>{}); }

}  // namespace test
