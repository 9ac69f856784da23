// Whatever allocation fails: std::bad_alloc comes out, no memory is lost, and the arguments are as they were
// (docs/reference/guarantees.md).

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/client.hpp>
#include <fhirops/http/service.hpp>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bundle/ward.hpp"
#include "support/allocations.hpp"
#include "support/catch.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

// Calls `f` with one more allocation that succeeds each time, until all do. Returns how many it needed; 0 if anything else came
// out than std::bad_alloc, or memory was lost.
template <class F>
std::size_t needed_by(F f) {
  for (std::size_t allowed = 0;; ++allowed) {
    bool failed = false;
    const std::size_t before = test::live();
    test::allowed = allowed;
    try {
      f();
    } catch (const std::bad_alloc&) {
      failed = true;
    }
    test::allowed = static_cast<std::size_t>(-1);
    if (test::live() != before) return 0;
    if (!failed) return allowed;
  }
}

constexpr std::string_view bundle_text =
    R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:5a0d1b3c-1c7e-4f0e-9d53-2b1f0c6c8a11","resource":)"
    R"({"resourceType":"Patient","id":"a","name":[{"family":"Jensen with a name that is long"}]}},{"resource":{"resourceType":)"
    R"("Parameters","parameter":[{"name":"a parameter of a long name","_valueCode":{"id":"an id that is quite long"},)"
    R"("valueCode":"b"},{"name":"c","valuePeriod":{"start":"2024-02","end":"2024-01"}}]}}]})";

}  // namespace

TEST_CASE("memory runs out: reading", "[guarantees]") {
  CHECK(needed_by([] { static_cast<void>(from_json<Bundle<>>(bundle_text)); }) > 10);
  CHECK(needed_by([] { static_cast<void>(from_json<Bundle<Resource<borrowed>>>(bundle_text)); }) > 3);
  // With faults, by the general reader.
  std::string wrong(bundle_text);
  wrong.replace(wrong.find("valuePeriod"), 11, "valuePerson");
  CHECK(needed_by([&] { static_cast<void>(from_json<Bundle<>>(wrong)); }) > 20);
  CHECK(needed_by([&] { static_cast<void>(from_json<Bundle<>>(wrong, read_options{}.lenient().keep_unknown())); }) > 20);
}

TEST_CASE("memory runs out: writing, checking, comparing, copying", "[guarantees]") {
  const auto read = from_json<Bundle<>>(bundle_text);
  REQUIRE(read);
  const Bundle<> value = *read;
  Bundle<> other = value;
  other.entry.back().resource.get_if<Parameters<>>()->parameter.back().value = Value<>(Period<>{.start = "2024"});
  CHECK(needed_by([&] { static_cast<void>(to_json(value, write_options{}.pretty())); }) > 1);
  CHECK(needed_by([&] { static_cast<void>(validate(value)); }) > 1);
  CHECK(needed_by([&] { static_cast<void>(to_outcome(validate(value))); }) > 3);
  CHECK(needed_by([&] { static_cast<void>(difference(value, other)); }) > 1);
  CHECK(needed_by([&] { static_cast<void>(Bundle<>(value)); }) > 5);
  CHECK(needed_by([&] { static_cast<void>(to_storage<borrowed>(*value.entry.back().resource.get_if<Parameters<>>())); }) > 3);

  CHECK(value == *read);
  // A target of an assignment has the old value or the new one in each member.
  Bundle<> target;
  CHECK(needed_by([&] {
          target = Bundle<>();
          target = value;
          target = Bundle<>();
        }) > 5);
}

TEST_CASE("memory runs out: locate leaves the issues as they were", "[guarantees]") {
  const auto read = from_json<Bundle<>>(bundle_text);
  REQUIRE(read);
  const issues found = validate(*read);
  REQUIRE(found.has_errors());
  issues located = found;
  bool changed = false;
  CHECK(needed_by([&] {
          try {
            locate(located, bundle_text);
          } catch (...) {
            changed = changed || !(located == found);
            throw;
          }
        }) > 5);
  CHECK_FALSE(changed);
  CHECK(located.front().line == 1);
}

TEST_CASE("memory runs out: structs and Parameters", "[guarantees]") {
  fixtures::random_source random(61);
  const std::vector<ward::Visit<>> visits = ward::visits(3, random);
  const Parameters<> parameters = to_parameters(visits[0]);
  const std::string text = to_json(to_bundle(visits));
  CHECK(needed_by([&] { static_cast<void>(to_parameters(visits[0])); }) > 5);
  CHECK(needed_by([&] { static_cast<void>(from_parameters<ward::Visit<>>(parameters)); }) > 5);
  CHECK(needed_by([&] { static_cast<void>(from_parameters<test::Find::Request>(parameters)); }) > 5);
  const std::string alone = to_json(visits[0]);
  CHECK(needed_by([&] { static_cast<void>(to_json(visits[0])); }) > 1);
  CHECK(needed_by([&] { static_cast<void>(from_json<ward::Visit<>>(alone)); }) > 2);
  CHECK(needed_by([&] { static_cast<void>(from_json<test::Find::Request>(alone)); }) > 10);
  CHECK(needed_by([&] { static_cast<void>(from_query<test::Find::Request>("?text=a+rather+long+text&count=x&code=b")); }) > 5);
  CHECK(needed_by([&] { static_cast<void>(definition<test::Find>()); }) > 5);
  CHECK(needed_by([&] { static_cast<void>(to_bundle(visits)); }) > 10);
  CHECK(needed_by([&] { static_cast<void>(read_entries<ward::Visit<>>(text)); }) > 10);
  CHECK(needed_by([&] {
          std::string sink;
          write_json(visits, sink);
        }) > 1);
  std::string wrong = text;
  wrong.replace(wrong.find("weight"), 6, "height");
  CHECK(needed_by([&] { static_cast<void>(read_entries<ward::Visit<>>(wrong)); }) > 10);
}

TEST_CASE("memory runs out: both sides of HTTP", "[guarantees]") {
  const http::service service(http::options{.software = "desk", .date = "2026-11-24"},
                              http::on<test::Find>([](const test::Find::Request& asked, const http::call&) {
                                return test::Find::Response{.found = asked.text + " was found", .code = {}};
                              }));
  const auto ask = [&service](std::string_view target) {
    http::response answer = service({.method = "GET", .target = target}, http::user{"anna"});
    static_cast<void>(answer.content.rest());
  };
  CHECK(needed_by([&] { ask("/Patient/$find?text=a+rather+long+text"); }) > 10);
  CHECK(needed_by([&] { ask("/Patient/$find?count=many"); }) > 10);
  CHECK(needed_by([&] { ask("/metadata"); }) > 10);

  const http::client_options client{.base = "https://desk.example/fhir"};
  CHECK(needed_by([&] {
          static_cast<void>(http::to_request<test::Find>(client, {.text = "a rather long text"}, {.type = "Patient"}));
        }) > 5);
  CHECK(needed_by([&] {
          static_cast<void>(http::read_reply<test::Find>(client, {.status = 502, .body = "<h1>a page of a proxy</h1>"}));
        }) > 3);
}
