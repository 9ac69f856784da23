#include "host/reports.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <fcntl.h>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <future>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "host_units/support.hpp"
#include "support/catch.hpp"

namespace {

namespace http = fhirops::http;
using std::chrono::milliseconds;

// Orders of reports with a log that can be read.
struct ordering {
  int pipe[2] = {-1, -1};
  std::optional<host::log> log;
  std::optional<host::reports> kept;

  explicit ordering(milliseconds time = milliseconds(0)) {
    if (::pipe2(pipe, O_NONBLOCK) != 0) throw std::bad_alloc();
    log.emplace(pipe[1]);
    kept.emplace(time, *log);
  }
  ordering(const ordering&) = delete;
  ordering& operator=(const ordering&) = delete;
  ~ordering() {
    kept.reset();
    ::close(pipe[0]);
    ::close(pipe[1]);
  }

  [[nodiscard]] host::report_orders orders() { return {&*kept}; }
  std::string order(std::string user, std::string target = "/$schedule-patient-total", std::string body = {}) {
    auto id =
        orders().start({.user = std::move(user), .method = "POST", .target = std::move(target), .body = std::move(body)}, {});
    return id ? *id : to_string(id.issues()[0]);
  }
  [[nodiscard]] fhirops::result<http::async_job> find(std::string_view id, std::string_view user = "ada") {
    return orders().find(id, http::user{user}, {});
  }
  // Once it is answered.
  http::async_answer answer_of(std::string_view id, std::string_view user = "ada") {
    while (true) {
      auto found = find(id, user);
      if (!found) return {.status = 0};
      if (found->answer) return *found->answer;
      std::this_thread::yield();
    }
  }
  // The one row of this user.
  host::report row_of(std::string_view user = "ada") {
    const std::vector<host::report> rows = kept->of(user);
    return rows.size() == 1 ? rows[0] : host::report{};
  }
  [[nodiscard]] std::string logged() const { return host_test::read_all(pipe[0]); }
};

http::async_answer csv_of(const http::async_request& asked) {
  return {200, {{"X-Other", "text/plain"}, {"Content-Type", "text/csv"}}, "of " + asked.user};
}

// A maker that says when it is called for the first report, of ada's, and returns after `go_on`.
struct slow_maker {
  std::promise<void> begun;
  std::promise<void> go_on;

  host::reports::maker made() {
    return [this](const http::async_request& asked) {
      if (asked.user != "ada") return csv_of(asked);
      begun.set_value();
      go_on.get_future().wait();
      return csv_of(asked);
    };
  }
};

constexpr std::string_view package = "com.systematic.ehealth.reporting.reports.";

}  // namespace

TEST_CASE("an ordered report waits until it is made, for its user alone") {
  ordering reports;
  const std::string id = reports.order("ada", "/$schedule-patient-total?_pretty=true",
                                       R"({"parameter":[{"name":"a","valueString":"b"}],"resourceType":"Parameters"})");
  CHECK(id.size() == 32);
  CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
  const auto found = reports.find(id);
  REQUIRE(found);
  CHECK(found->user == "ada");
  CHECK(found->progress == "SCHEDULED");
  CHECK(found->ask_after == std::chrono::seconds(1));
  CHECK_FALSE(found->since_asked);
  CHECK_FALSE(found->answer);
  const auto again = reports.find(id);
  REQUIRE(again);
  REQUIRE(again->since_asked);
  CHECK(again->since_asked->count() >= 0);

  const host::report row = reports.row_of();
  CHECK(row.id == id);
  CHECK(row.report_class == std::string(package) + "PatientTotalReport");
  CHECK(row.user == "ada");
  CHECK(row.status == "SCHEDULED");
  CHECK(row.parameters == R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":"b"}]})");
  REQUIRE(row.created.size() == 20);
  CHECK(row.created[10] == 'T');
  CHECK(row.created[19] == 'Z');
  CHECK_FALSE(row.row()[7]);
  CHECK_FALSE(row.row()[8]);
  CHECK_FALSE(row.row()[4]);
  CHECK(reports.kept->of("eve").empty());
  CHECK_FALSE(reports.find("nobody"));
  CHECK_FALSE(reports.find(id, "eve"));
}

TEST_CASE("the class of a report is that of the operation, and a body that is not Parameters becomes an empty one") {
  ordering reports;
  reports.order("ada", "/$schedule-patient-usage-stats", "not JSON");
  reports.order("eve", "/$execute-patient-total");
  reports.order("bob", "/$execute-patient-usage-stats?x=/$schedule-patient-total");
  CHECK(reports.row_of("ada").report_class == std::string(package) + "PatientsUsageReport");
  CHECK(reports.row_of("ada").parameters == R"({"resourceType":"Parameters"})");
  CHECK(reports.row_of("eve").report_class == std::string(package) + "PatientTotalReport");
  CHECK(reports.row_of("bob").report_class == std::string(package) + "PatientsUsageReport");
}

TEST_CASE("a report that is made is a Binary of its user's") {
  ordering reports;
  slow_maker maker;
  reports.kept->begin(maker.made());
  const std::string id = reports.order("ada");
  maker.begun.get_future().wait();
  host::report row = reports.row_of();
  CHECK(row.status == "RUNNING");
  CHECK(row.row()[7] == row.started);
  CHECK(row.started.size() == 20);
  CHECK(row.ended.empty());
  CHECK_FALSE(reports.kept->binary(id, "ada"));
  CHECK(reports.find(id)->progress == "RUNNING");
  maker.go_on.set_value();
  CHECK(reports.answer_of(id) == csv_of({.user = "ada"}));
  row = reports.row_of();
  CHECK(row.status == "DONE");
  CHECK(row.row()[8] == row.ended);
  CHECK(row.ended.size() == 20);
  CHECK(row.row()[4] == "Binary/" + id);

  const auto binary = reports.kept->binary(id, "ada");
  REQUIRE(binary);
  CHECK(binary->contentType == "text/csv");
  CHECK(binary->data.decode() == std::vector<std::uint8_t>{'o', 'f', ' ', 'a', 'd', 'a'});
  CHECK_FALSE(reports.kept->binary(id, "eve"));
  CHECK_FALSE(reports.kept->binary("nobody", "ada"));
}

TEST_CASE("a report that is made as FHIR's JSON is the Binary in it") {
  ordering reports;
  reports.kept->begin([](const http::async_request&) {
    return http::async_answer{200,
                              {{"Content-Type", "application/fhir+json"}},
                              R"({"resourceType":"Binary","contentType":"text/plain","data":"YQ=="})"};
  });
  const std::string id = reports.order("ada");
  CHECK(reports.answer_of(id).status == 200);
  const auto binary = reports.kept->binary(id, "ada");
  REQUIRE(binary);
  CHECK(binary->contentType == "text/plain");
  CHECK(binary->data.text == "YQ==");
}

TEST_CASE("a report that fails has an answer, and no Binary") {
  ordering reports;
  reports.kept->begin([](const http::async_request& asked) -> http::async_answer {
    if (asked.user == "eve") throw std::runtime_error("the printer\nburns");
    return {422, {}, "no"};
  });
  const std::string refused = reports.order("ada");
  CHECK(reports.answer_of(refused) == http::async_answer{422, {}, "no"});
  CHECK(reports.row_of("ada").status == "FAILED");
  CHECK(reports.row_of("ada").binary.empty());
  CHECK_FALSE(reports.kept->binary(refused, "ada"));

  const std::string thrown = reports.order("eve");
  const http::async_answer answer = reports.answer_of(thrown, "eve");
  CHECK(answer.status == 500);
  REQUIRE(answer.headers.size() == 1);
  CHECK(answer.headers[0] == http::response_header{"Content-Type", "application/fhir+json; charset=utf-8"});
  CHECK(
      answer.content ==
      R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception","details":{"text":"the report failed: order it again"}}]})");
  CHECK(reports.row_of("eve").status == "FAILED");
  CHECK(reports.logged().find(R"(event=report-failed error=the\x20printer\x0aburns)") != std::string::npos);
}

TEST_CASE("a report that is cancelled before it is made is not made") {
  ordering reports;
  const std::string cancelled = reports.order("ada");
  const std::string other = reports.order("eve");
  CHECK(reports.orders().cancel(cancelled, http::user{"ada"}, {}).empty());
  CHECK_FALSE(reports.find(cancelled));
  REQUIRE(reports.orders().cancel(cancelled, http::user{"ada"}, {}).size() == 1);
  CHECK(reports.orders().cancel("nobody", http::user{"ada"}, {})[0].code == fhirops::issue_type::not_found);
  const host::report row = reports.row_of();
  CHECK(row.status == "CANCELLED");
  CHECK(row.ended.size() == 20);
  CHECK(row.started.empty());

  std::vector<std::string> made;
  reports.kept->begin([&made](const http::async_request& asked) {
    made.push_back(asked.user);
    return csv_of(asked);
  });
  CHECK(reports.answer_of(other, "eve").status == 200);
  CHECK(made == std::vector<std::string>{"eve"});
}

TEST_CASE("a report that is cancelled while it is made stays cancelled") {
  ordering reports;
  slow_maker maker;
  reports.kept->begin(maker.made());
  const std::string id = reports.order("ada");
  maker.begun.get_future().wait();
  CHECK(reports.orders().cancel(id, http::user{"ada"}, {}).empty());
  const std::string next = reports.order("eve");
  maker.go_on.set_value();
  CHECK(reports.answer_of(next, "eve").status == 200);  // made after the other
  CHECK(reports.row_of().status == "CANCELLED");
  CHECK(reports.row_of().binary.empty());
}

TEST_CASE("a report that is removed after it was made is still in the list") {
  ordering reports;
  reports.kept->begin(&csv_of);
  const std::string id = reports.order("ada");
  reports.answer_of(id);
  CHECK(reports.orders().cancel(id, http::user{"ada"}, {}).empty());
  CHECK_FALSE(reports.find(id));
  CHECK(reports.row_of().status == "DONE");
  CHECK(reports.kept->binary(id, "ada"));
}

TEST_CASE("a report that takes long is cancelled at once, and so is the host") {
  ordering reports(std::chrono::hours(24));
  std::atomic<int> made = 0;
  reports.kept->begin([&made](const http::async_request& asked) {
    ++made;
    return csv_of(asked);
  });
  const std::string long_one = reports.order("ada");
  while (reports.row_of().status != "RUNNING") std::this_thread::yield();
  CHECK(reports.orders().cancel(long_one, http::user{"ada"}, {}).empty());
  const std::string next = reports.order("eve");
  while (reports.row_of("eve").status != "RUNNING") std::this_thread::yield();
  CHECK(reports.row_of("ada").status == "CANCELLED");
  reports.kept.reset();  // returns
  CHECK(made == 0);
}

TEST_CASE("at most ten reports of a user are in progress") {
  ordering reports;
  std::vector<std::string> ids;
  for (int i = 0; i < 10; ++i) ids.push_back(reports.order("ada"));
  const auto refused = reports.orders().start({.user = "ada", .target = "/$schedule-patient-total"}, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.issues()[0].code == fhirops::issue_type::throttled);
  CHECK(refused.issues()[0].text == "10 of your reports are being made already: wait for one of them");
  CHECK(reports.order("eve").size() == 32);
  CHECK(reports.orders().cancel(ids[4], http::user{"ada"}, {}).empty());
  CHECK(reports.order("ada").size() == 32);
  CHECK(reports.order("ada").size() != 32);
  CHECK(reports.kept->of("ada").size() == 11);
  CHECK(reports.kept->of("ada")[4].id == ids[4]);
}

TEST_CASE("of a thousand reports the oldest that has ended makes room") {
  ordering reports;
  std::vector<std::string> ids;
  const auto user = [](std::size_t i) { return "user-" + std::to_string(i); };
  for (std::size_t i = 0; i < 1000; ++i) ids.push_back(reports.order(user(i)));
  reports.order("more");  // none has ended
  CHECK(reports.kept->of(user(0)).size() == 1);
  for (const std::size_t i : {std::size_t{7}, std::size_t{3}})
    CHECK(reports.orders().cancel(ids[i], http::user{user(i)}, {}).empty());
  reports.order("more");
  CHECK(reports.kept->of(user(3)).empty());
  CHECK(reports.kept->of(user(7)).size() == 1);
  CHECK(reports.kept->of("more").size() == 2);
  reports.kept->begin(&csv_of);  // what was dropped while it waited harms nothing
  CHECK(reports.answer_of(ids[999], user(999)).status == 200);
}

TEST_CASE("a store that has no more rows is not asked again") {
  struct no_rows final : store::job_cursor {
    explicit no_rows(int& times) : asked(times) {}
    const store::job* next() override { return ++asked, nullptr; }
    int& asked;
  };
  ordering reports;
  for (int i = 0; i < 3; ++i) reports.order("ada");
  int asked = 0;
  host::jobs_and_reports all(store::job_range(std::make_unique<no_rows>(asked)), reports.kept->of("ada"));
  int rows = 0;
  while (all.next() != nullptr) ++rows;
  CHECK(rows == 3);
  CHECK(asked == 1);
}

TEST_CASE("the list has the rows of the store, and after them the reports of this process") {
  host_test::memory_store store;
  ordering reports;
  const std::string id = reports.order("ada");
  std::vector<std::string> ids;
  host::jobs_and_reports all(store.jobs_of("ada"), reports.kept->of("ada"));
  while (const store::job* each = all.next()) {
    ids.emplace_back(each->id);
    CHECK(each->userId == "ada");
  }
  CHECK(ids == std::vector<std::string>{"ada-job-1", "ada-job-2", id});
  CHECK(all.next() == nullptr);

  store.jobs = 0;
  host::jobs_and_reports none(store.jobs_of("ada"), {});
  CHECK(none.next() == nullptr);
  CHECK(none.next() == nullptr);
}

TEST_CASE("a report of report jobs counts those of its user") {
  struct quoted_store final : store::job_store {
    store::job_range jobs_of(std::string_view) override {
      struct cursor final : store::job_cursor {
        const store::job* next() override {
          constexpr std::string_view users[] = {"ada", "eve", "ada", "ada"};
          constexpr std::string_view classes[] = {"b", "b", "a \"b\"", "b"};
          if (at == 4) return nullptr;
          job.userId = users[at];
          job.reportClass = classes[at++];
          return &job;
        }
        store::job job;
        std::size_t at = 0;
      };
      return store::job_range(std::make_unique<cursor>());
    }
    std::optional<store::token> find_token(std::string_view) override { return std::nullopt; }
    void add_token(const store::token&) override {}
  };
  quoted_store store;
  const auto text = [&store](bool by_class) {
    const fhirops::Binary<> made = host::make_report(store, "ada", by_class);
    CHECK(made.contentType == "text/csv; charset=utf-8");
    const auto bytes = *made.data.decode();
    return std::string(bytes.begin(), bytes.end());
  };
  CHECK(text(false) == "report,jobs\r\n\"all\",3\r\n");
  CHECK(text(true) == "report,jobs\r\n\"a \"\"b\"\"\",1\r\n\"b\",2\r\n");
}

TEST_CASE("GET Binary/[id] is answered with the report, and all else by the service") {
  ordering reports;
  reports.kept->begin(&csv_of);
  const std::string id = reports.order("ada");
  reports.answer_of(id);
  const auto service = host::with_binaries(
      [](const http::request& asked, http::user) {
        http::response other;
        other.status = 299;
        other.headers.push_back({"Target", std::string(asked.target)});
        return other;
      },
      http::options{.software = "test", .date = "2026-11-24"}, *reports.kept);
  const auto ask = [&](std::string target, std::string_view method = "GET", std::string_view user = "ada",
                       std::string_view accept = "*/*") {
    const http::header headers[] = {{"Accept", accept}};
    return service({.method = method, .target = target, .headers = headers}, http::user{user});
  };

  http::response found = ask("/Binary/" + id);
  CHECK(found.status == 200);
  CHECK(found.content.rest() == "of ada");
  http::response as_json = ask("/Binary/" + id + "?_pretty=false", "GET", "ada", "application/fhir+json");
  CHECK(as_json.status == 200);
  CHECK(as_json.content.rest() == R"({"resourceType":"Binary","contentType":"text/csv","data":"b2YgYWRh"})");
  http::response head = ask("/Binary/" + id, "HEAD");
  CHECK(head.status == 200);
  CHECK(head.content_length == 6);
  CHECK(head.content.rest().empty());
  CHECK(ask("/Binary/" + id, "GET", "eve").status == 404);
  http::response unknown = ask("/Binary/x");
  CHECK(unknown.status == 404);
  CHECK(unknown.content.rest().find("you have no Binary of this id") != std::string::npos);
  for (const std::string_view method : {"POST", "DELETE", "PUT"}) {
    http::response wrong = ask("/Binary/" + id, method);
    CHECK(wrong.status == 405);
    CHECK(http::response_header{"Allow", "GET, HEAD"} == wrong.headers.back());
    CHECK(wrong.content.rest().find("a Binary can only be read: send a GET") != std::string::npos);
  }
  for (const std::string target : {"/", "/Binary", "/Binary/", "/Binary/?a=b", "/Binary/a/b", "/Binary/$validate", "/Binaries/a",
                                   "/$get-report-job-status", "/metadata"}) {
    http::response other = ask(target);
    CHECK(other.status == 299);
    REQUIRE(other.headers.size() == 1);
    CHECK(other.headers[0].value == target);
  }
}
