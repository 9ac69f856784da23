// docs/how-to/http-async.md: requests that take too long to wait for.

#include <chrono>
#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/async.hpp>
#include <fhirops/http/client.hpp>
#include <fhirops/http/service.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expect.hpp"
#include "hba1c_goal.hpp"

namespace {

using namespace fhirops;

// In a server: a table of your database, or a map with a mutex.
struct table {
  std::map<std::string, http::async_job, std::less<>> rows{};
  std::vector<std::pair<std::string, http::async_request>> queue{};
};

struct jobs {
  table* store;

  result<std::string> start(http::async_request asked, http::host_value) const {
    if (store->queue.size() >= 1000) return issues{{.code = issue_type::throttled, .text = "too much is waiting already"}};
    const std::string id = "5f2c9a";  // in a server: 128 random bits, so that nobody guesses it
    store->rows[id] = {.user = asked.user, .progress = "waiting"};
    store->queue.emplace_back(id, std::move(asked));
    return id;
  }
  result<http::async_job> find(std::string_view id, const http::user&, http::host_value) const {
    const auto found = store->rows.find(id);
    if (found == store->rows.end()) return issues{{.code = issue_type::not_found}};
    return found->second;
  }
  issues cancel(std::string_view id, const http::user&, http::host_value) const {
    if (const auto found = store->rows.find(id); found != store->rows.end()) store->rows.erase(found);
    return {};
  }
};
static_assert(http::AsyncJobs<jobs>);

void show(http::response answer) {
  std::printf("%d\n", answer.status);
  for (const auto& [name, value] : answer.headers)
    if (name == "Content-Location" || name == "X-Progress" || name == "Retry-After")
      std::printf("%s: %s\n", name.c_str(), value.c_str());
  std::printf("%s\n", answer.content.rest().c_str());
}

// The client's end: the transport is a call of the service.
template <class Service>
http::reply<clinic::Hba1cGoal> exchange(const Service& service, const http::client_options& client,
                                        const http::client_request& sent, const http::reply_head* before) {
  std::vector<http::header> headers;
  for (const auto& each : sent.headers) headers.push_back({each.name, each.value});
  http::response got =
      service({sent.method, std::string_view(sent.url).substr(client.base.size()), headers, sent.body}, http::user{"dr-jensen"});
  headers.clear();
  for (const auto& each : got.headers) headers.push_back({each.name, each.value});
  const std::string body = got.content.rest();
  const http::received received{.status = got.status, .headers = headers, .body = body};
  return before != nullptr ? http::read_status_reply<clinic::Hba1cGoal>(client, *before, received)
                           : http::read_reply<clinic::Hba1cGoal>(client, received);
}

}  // namespace

int main() {
  table store;
  const http::service service(
      http::options{.software = "clinic", .date = "2026-11-24", .base = "https://clinic.example/fhir"},
      http::on<clinic::Hba1cGoal>([](const clinic::Asked& asked, const http::call&) { return clinic::answer(asked); },
                                  http::async_mode::can));
  const http::async_service later(service, jobs{&store}, http::async_options{.ask_after = std::chrono::seconds(10)});

  const http::user jensen{"dr-jensen"};
  const http::header headers[] = {{"Prefer", "respond-async"}};
  show(later({.method = "GET", .target = "/Patient/1/$hba1c-goal?value=48", .headers = headers}, jensen));
  expect(http::prefers_async(headers), "what the client asks for");

  store.rows["5f2c9a"].progress = "measuring 2 of 3";
  store.rows["5f2c9a"].ask_after = std::chrono::seconds(2);
  show(later({.method = "GET", .target = "/async/5f2c9a"}, jensen));
  expect(later({.method = "GET", .target = "/async/5f2c9a"}, http::user{"dr-smith"}).status == 404, "nobody else's");

  // In a thread of yours, or another process:
  const auto& [id, asked] = store.queue.front();
  store.rows[id].answer = later.perform(asked);
  show(later({.method = "GET", .target = "/async/5f2c9a"}, jensen));

  show(later({.method = "DELETE", .target = "/async/5f2c9a"}, jensen));
  show(later({.method = "GET", .target = "/async/5f2c9a"}, jensen));

  // The client's end.
  const auto sleep_for = [](std::chrono::seconds) {};
  const std::chrono::sys_seconds now{};
  const http::client_options client{.base = "https://clinic.example/fhir", .headers = {{"Prefer", "respond-async"}}};
  auto reply = exchange(later, client,
                        *http::to_request<clinic::Hba1cGoal>(client, {.value = "48"}, {.type = "Patient", .id = "1"}), nullptr);
  const auto give_up = http::to_cancel_request(client, reply);
  expect(give_up && give_up->method == "DELETE", "what would end it");
  while (reply.kind == http::reply_kind::accepted || reply.kind == http::reply_kind::later) {
    sleep_for(http::wait_of(reply, now));
    store.rows["5f2c9a"].answer = later.perform(store.queue.back().second);
    const auto next = http::to_status_request(client, reply);
    if (!next) break;  // the server did not say where to ask
    reply = exchange(later, client, *next, &reply);
  }
  if (reply) std::printf("reached: %s\n", reply.answer->reached ? "yes" : "no");
  return 0;
}
