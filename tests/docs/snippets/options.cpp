// docs/reference/options.md: the defaults and ranges that the page states.

#include <atomic>
#include <chrono>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/async.hpp>
#include <fhirops/http/batch.hpp>
#include <fhirops/http/client_options.hpp>
#include <fhirops/http/options.hpp>
#include <iostream>
#include <limits>
#include <string>

#include "expect.hpp"

int main() {
  using namespace fhirops;
  static_assert(read_options{}.is_strict() && !read_options{}.keeps_unknown());
  static_assert(!read_options{}.drops_wrong_types() && read_options{}.understood().empty());
  static_assert(read_options{}.max_depth() == 200 && read_options{}.max_bytes() == 2147483647);
  static_assert(read_options{}.max_issues() == 100 && validate_options{}.max_issues() == 100);
  static_assert(read_options{}.max_depth(0).max_depth() == 1 && read_options{}.max_depth(5000).max_depth() == 1000);
  static_assert(read_options{}.max_bytes(std::size_t{1} << 40U).max_bytes() == 2147483647);
  static_assert(write_options{}.indent() == 0 && write_options{}.pretty().indent() == 2);
  static_assert(!read_options{}.lenient().strict().is_strict() == false);

  static_assert(read_options{}.max_memory() == std::numeric_limits<std::size_t>::max());
  static_assert(read_options{}.max_memory(1 << 20).max_memory() == 1 << 20);

  const http::options server{.software = "clinic", .date = "2026"};
  expect(server.max_body == 16'777'216 && server.max_target == 8192 && server.max_memory == 268'435'456 && !server.anonymous,
         "defaults");
  expect(!server.clients_may_be_lenient, "who sends a request does not say how it is read");
  expect(server.reading.is_strict() && server.reading.max_depth() == 200, "defaults of reading");
  expect_same(server.challenge, "Bearer");
  expect((server.version + server.description + server.base + server.publisher).empty(), "texts");

  expect(server.interaction.empty(), "no batches");
  expect(http::batch_options{}.max_entries == 100 && http::batch_options{}.max_answers == 67'108'864, "limits of a batch");
  expect(http::async_options{}.ask_after == std::chrono::seconds(5) &&
             http::async_options{}.min_interval == std::chrono::milliseconds(900) &&
             http::async_options{}.max_answer == 67'108'864,
         "limits of what is answered later");
  const http::client_options client{.base = "https://clinic.example/fhir"};
  expect(client.headers.empty() && client.max_url == 2000 && client.max_body == 67'108'864, "defaults of a client");
  expect(!client.reading.is_strict() && client.reading.max_depth() == 200, "a client reads leniently");

  {
    const std::string text = R"({"resourceType":"Bundle","type":"batch"})";
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
    const auto late = [deadline] { return std::chrono::steady_clock::now() > deadline; };
    const auto read = from_json<Bundle<>>(text, read_options{}.stop_when(late));
    std::atomic<bool> shutting_down = false;
    const issues found = validate(*read, validate_options{}.stop_when(shutting_down));
    //! [stop answers]
    static_assert(StopAnswer<decltype(late)> && StopAnswer<std::atomic<bool>> && !StopAnswer<int>);
    //! [stop answers]
    expect(found.empty(), "in time");
    shutting_down = true;
    const issues stopped = validate(*read, validate_options{}.stop_when(shutting_down));
    expect(stopped.size() == 1 && stopped[0].code == issue_type::timeout, "stopped");
  }

  // Depth counts objects and arrays: this one has four.
  constexpr auto text = R"({"resourceType":"Parameters","parameter":[{"name":"a","valuePeriod":{"start":"2024"}}]})";
  expect(from_json<Parameters<>>(text, read_options{}.max_depth(4)).has_value(), "four levels are four");
  std::cout << to_string(from_json<Parameters<>>(text, read_options{}.max_depth(3)).issues()[0]) << '\n';

  // One more issue says that there are others; whether there is a value is decided by all of them.
  constexpr auto faulty = R"({"resourceType":"Parameters","a":1,"b":2,"c":3})";
  for (const issue& each : from_json<Parameters<>>(faulty, read_options{}.max_issues(1)).issues())
    std::cout << to_string(each) << '\n';
  expect(!from_json<Parameters<>>(faulty, read_options{}.max_issues(0)), "errors count where they are not listed");
  return 0;
}
