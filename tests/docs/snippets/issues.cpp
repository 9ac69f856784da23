// docs/reference/issues.md: an issue of each code that the library gives.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "expect.hpp"

namespace {

using namespace fhirops;

std::set<std::string> shown;

void show(const issues& found) {
  for (const issue& each : found) {
    shown.emplace(to_string(each.code));
    std::cout << to_string(each) << '\n';
  }
}

struct Ping {
  using Request = no_parameters;
  using Response = no_parameters;
  static constexpr operation_info info{.code = "ping", .affectsState = true, .system = true};
};

}  // namespace

int main() {
  const auto read = [](std::string_view text, read_options options = {}) { show(from_json<Resource<>>(text, options).issues()); };
  const auto check = [](std::string_view text) { show(validate(*from_json<Resource<>>(text))); };

  read(R"({"resourceType":"Parameters")");
  read(R"({"resourceType":"Parameters","colour":1})");
  read(R"({"resourceType":"Bundle","total":"7"})");
  read(R"([1])");
  read(R"({"resourceType":"Parameters"})", read_options{}.max_bytes(10));
  read(R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})", read_options{}.max_depth(1));
  read(R"({"resourceType":"Parameters","a":1,"b":2})", read_options{}.max_issues(1));
  check(R"({"resourceType":"Bundle"})");
  check(R"({"resourceType":"Bundle","type":"heap"})");
  check(R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})");
  check(R"({"resourceType":"Parameters","parameter":[{"name":"a","valueDate":"2024-02-30"}]})");

  Parameters<> twice;
  add(twice, "a", 1).add("a", 2);
  show(get<Integer<>>(twice, "a").issues());

  using operations = operation_table<Ping>;
  const auto none = []<class Op>(std::type_identity<Op>) {};
  for (const operation_call& call : {operation_call{.name = "$pong"}, operation_call{.name = "$ping", .type = "Patient"},
                                     operation_call{.name = "$ping", .verb = "GET"}})
    show({explain(operations::route(call, none), call)});

  const std::set<std::string> all{"structure", "value",      "required",         "invariant",     "code-invalid",
                                  "too-long",  "too-costly", "multiple-matches", "not-supported", "incomplete"};
  for (const std::string& code : all) expect(shown.contains(code), code);
  for (const std::string& code : shown) expect(all.contains(code), code);
  return 0;
}
