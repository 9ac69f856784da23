// Requests that are answered later: accepted, asked for, answered, cancelled; and nobody else's.

#include <chrono>
#include <fhirops/http/async.hpp>
#include <fhirops/http/batch.hpp>
#include <fhirops/http/service.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/http.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

// A host's store, as a test wants it.
struct memory {
  std::map<std::string, http::async_job, std::less<>> jobs{};
  std::vector<http::async_request> started{};
  std::vector<std::string> asked{};
  std::string next_id = "j1";
  issues wrong{};
  int host_seen = 0;
};
struct jobs_of_memory {
  memory* kept;

  result<std::string> start(http::async_request asked, http::host_value host) const {
    if (const int* seen = host.get<int>()) kept->host_seen = *seen;
    if (!kept->wrong.empty()) return kept->wrong;
    kept->jobs[kept->next_id].user = asked.user;
    kept->started.push_back(std::move(asked));
    return kept->next_id;
  }
  result<http::async_job> find(std::string_view id, const http::user&, http::host_value) const {
    kept->asked.emplace_back(id);
    if (!kept->wrong.empty()) return kept->wrong;
    const auto found = kept->jobs.find(id);
    if (found == kept->jobs.end()) return issues{{.code = issue_type::not_found, .text = "not here"}};
    return found->second;
  }
  issues cancel(std::string_view id, const http::user&, http::host_value) const {
    const auto found = kept->jobs.find(id);
    if (found == kept->jobs.end()) return {{.code = issue_type::not_found, .text = "not here"}};
    kept->jobs.erase(found);
    return {};
  }
};

// Never, can, must; and one that streams, or breaks off.
auto make(memory& kept, http::options about = test::server(), http::async_options limits = {}) {
  return http::async_service(
      http::service(std::move(about),
                    http::on<test::Find>(
                        [](const test::Find::Request& asked, const http::call& call) {
                          return test::Find::Response{asked.text + " by " + std::string(call.user.id) +
                                                          (http::prefers_async(call.headers) ? " later" : " now"),
                                                      {}};
                        },
                        http::async_mode::can),
                    http::on<test::Forget>([](const test::Forget::Request&, const http::call&) { return no_parameters(); },
                                           http::async_mode::must),
                    http::on<test::Print>([](const no_parameters&, const http::call&) {
                      return test::Print::Response{Binary<>{.contentType = "text/plain", .data = "aGVq"}};
                    }),
                    http::on<test::Refuse>(
                        [](const test::Refuse::Request& asked, const http::call&) {
                          int status = 0;
                          for (const char c : asked.how) status = status * 10 + (c - '0');
                          return http::refusal{status,
                                               {{.code = issue_type::processing, .text = "as the test wants"}},
                                               {{"Retry-After", "9"}, {"X-Mine", "yes"}}};
                        },
                        http::async_mode::can)),
      jobs_of_memory{&kept}, limits);
}

const test::header_list later{{"Prefer", "respond-async"}};
const test::header_list later_json{{"Prefer", "respond-async"}, {"Content-Type", "application/fhir+json"}};

test::reply send(memory& kept, std::string_view method, std::string_view target, const test::header_list& headers = {},
                 std::string_view body = {}, http::user who = http::user{"anna"}) {
  return test::read(make(kept)({method, target, headers, body}, who));
}
test::reply ask(memory& kept, std::string_view id = "j1", std::string_view who = "anna", std::string_view method = "GET") {
  return send(kept, method, "/async/" + std::string(id), {}, {}, http::user{who});
}
// A job of anna's.
http::async_job& job(memory& kept, std::string_view progress = {}) {
  http::async_job& made = kept.jobs["j1"];
  made.user = "anna";
  made.progress = progress;
  return made;
}
std::string all_of(const test::reply& reply) {
  std::string all = std::to_string(reply.status) + '\n';
  for (const auto& [name, value] : reply.headers) all += name + ": " + value + '\n';
  return all + reply.text;
}

}  // namespace

TEST_CASE("async: the first response is 202 with the location and the time to wait", "[http][async]") {
  memory kept;
  const test::reply reply = send(kept, "GET", "/Patient/$find?text=a%20b&_pretty=false", later);
  CHECK(all_of(reply) ==
        "202\n"
        "Cache-Control: no-store\n"
        "X-Content-Type-Options: nosniff\n"
        "Content-Type: application/fhir+json; charset=utf-8\n"
        "Content-Location: https://desk.example/fhir/async/j1\n"
        "Retry-After: 5\n"
        "Preference-Applied: respond-async\n"
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational","details":{"text":)"
        R"("the request was accepted: its answer will be at https://desk.example/fhir/async/j1, ask there in 5 seconds"}}]})");
  CHECK(reply.is_resource());
  REQUIRE(kept.started.size() == 1);
  CHECK(kept.started[0] ==
        http::async_request{"anna", "GET", "/Patient/$find?text=a%20b&_pretty=false", {{"Prefer", "respond-async"}}, ""});
}

TEST_CASE("async: a stored request has no secrets", "[http][async]") {
  memory kept;
  int mine = 7;
  const test::header_list headers{{"authorization", "Bearer 1"},
                                  {"Content-Type", "application/fhir+json"},
                                  {"COOKIE", "a=b"},
                                  {"Proxy-Authorization", "x"},
                                  {"traceparent", "00-1"}};
  const std::string body = R"({"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"old"}]})";
  const test::reply reply = test::read(make(kept)({"POST", "/$forget", headers, body}, http::user{"bo"}, mine));
  CHECK(reply.status == 202);
  CHECK(reply["Preference-Applied"].empty());  // it was not asked for
  CHECK(kept.host_seen == 7);
  REQUIRE(kept.started.size() == 1);
  CHECK(
      kept.started[0] ==
      http::async_request{"bo", "POST", "/$forget", {{"Content-Type", "application/fhir+json"}, {"traceparent", "00-1"}}, body});
}

TEST_CASE("async: an operation never, can or must be answered later", "[http][async]") {
  memory kept;
  CHECK(send(kept, "GET", "/Patient/$find?text=a").text ==
        R"({"resourceType":"Parameters","parameter":[{"name":"found","valueString":"a by anna now"}]})");
  CHECK(send(kept, "GET", "/$print", later).text == "hej");
  CHECK(kept.started.empty());
  CHECK(send(kept, "POST", "/$forget").status == 202);
  CHECK(send(kept, "GET", "/Patient/$find?text=a",
             {{"prefer", "handling=strict"}, {"PREFER", "wait=5, Respond-Async"}})["Preference-Applied"] ==
        "handling=strict, respond-async");
  CHECK(kept.started.size() == 2);
  // HEAD is as GET: what is kept is a GET, whose answer has a content.
  const test::reply head = send(kept, "HEAD", "/Patient/$find?text=a", later);
  CHECK(head.status == 202);
  CHECK(head.text.empty());
  CHECK(kept.started.back().method == "GET");
  // A service alone takes no notice.
  const http::service alone(
      test::server(), http::on<test::Forget>([](const test::Forget::Request&, const http::call&) { return no_parameters(); },
                                             http::async_mode::must));
  CHECK(alone({"POST", "/$forget", later}, http::user{"anna"}).status == 204);
}

TEST_CASE("async: faults of a request are reported at once", "[http][async]") {
  memory kept;
  CHECK(send(kept, "GET", "/Patient/$find?text=a&nope=1", later).status == 400);
  CHECK(send(kept, "POST", "/$forget", later_json, "{").status == 400);
  CHECK(send(kept, "POST", "/$forget", later, "{}").status == 415);
  CHECK(send(kept, "GET", "/$forget", later).status == 405);
  CHECK(send(kept, "POST", "/$forgot", later).status == 404);
  CHECK(send(kept, "POST", "/$forget", later, {}, http::nobody).status == 401);
  CHECK(send(kept, "POST", "/$forget", {{"Accept", "application/fhir+xml"}}).status == 406);
  CHECK(kept.started.empty());
}

TEST_CASE("async: without a user or a base, a request is answered at once or refused", "[http][async]") {
  memory kept;
  http::options about = test::server();
  about.anonymous = true;
  const auto anyone = make(kept, about);
  CHECK(anyone({"GET", "/Patient/$find?text=a", later}, http::nobody).status == 200);
  CHECK(test::read(anyone({"POST", "/$forget", later}, http::nobody)).reported() ==
        "401 login: this operation is answered later, and only to the user who asked: send an Authorization header");
  CHECK(anyone({"GET", "/async/j1"}, http::nobody).status == 401);
  about.base.clear();
  const auto nowhere = make(kept, about);
  CHECK(nowhere({"GET", "/Patient/$find?text=a", later}, http::user{"anna"}).status == 200);
  CHECK(test::read(nowhere({"POST", "/$forget", later}, http::user{"anna"})).reported() ==
        "500 exception: this operation is answered later, but the server does not know its own URL: "
        "options::base is empty");
  CHECK(kept.started.empty());
}

TEST_CASE("async: a store that accepts no more requests, or fails", "[http][async]") {
  memory kept;
  kept.wrong = {{.code = issue_type::throttled, .text = "you have 10 requests already"}};
  test::reply reply = send(kept, "POST", "/$forget");
  CHECK(reply.reported() == "429 throttled: you have 10 requests already");
  CHECK(reply["Retry-After"] == "5");
  reply = ask(kept);
  CHECK(reply.status == 429);
  kept.wrong = {{.code = issue_type::transient, .text = "no connection"}};
  CHECK(ask(kept).reported() == "503 transient: no connection");
  CHECK(ask(kept)["Retry-After"] == "5");
  kept.wrong = {{.code = issue_type::forbidden, .text = "not yours"}};
  CHECK(ask(kept).status == 403);
  CHECK(ask(kept)["Retry-After"].empty());
  kept.wrong = {};
  for (const std::string_view id : {"", "a/b", "a b", "..", "a\r\nX: y", "\xC3\xA6"}) {
    kept.next_id = id;
    CAPTURE(id);
    CHECK(send(kept, "POST", "/$forget").reported() ==
          "500 exception: the server failed: what it calls this request is not an id");
  }
}

TEST_CASE("async: before there is an answer, the response states progress and when to ask again", "[http][async]") {
  memory kept;
  job(kept, "3 of 7 pages").ask_after = seconds(12);
  const test::reply reply = ask(kept);
  CHECK(all_of(reply) ==
        "202\n"
        "Cache-Control: no-store\n"
        "X-Content-Type-Options: nosniff\n"
        "Content-Type: application/fhir+json; charset=utf-8\n"
        "X-Progress: 3 of 7 pages\n"
        "Retry-After: 12\n"
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational","details":{"text":)"
        R"("the request is not answered yet, 3 of 7 pages: ask again in 12 seconds"}}]})");
  CHECK(ask(kept, "j1", "anna", "HEAD").text.empty());
  CHECK(ask(kept, "%6A1").status == 202);
  job(kept).ask_after = seconds(-3);
  CHECK(ask(kept)["Retry-After"] == "1");
  CHECK(ask(kept)["X-Progress"].empty());
  CHECK(ask(kept).outcome() == "informational: the request is not answered yet: ask again in 1 second");
}

TEST_CASE("async: progress is one header, whatever it contains", "[http][async]") {
  memory kept;
  const auto progress = [&kept](std::string_view text) {
    job(kept, text);
    const test::reply reply = ask(kept);
    CHECK(reply.status == 202);
    CHECK(reply.is_resource());
    std::size_t named = 0;
    for (const auto& each : reply.headers) {
      CHECK(http::detail::is_header_value(each.value));
      named += each.name == "X-Progress" ? 1U : 0U;
    }
    CHECK(named == (reply["X-Progress"].empty() ? 0U : 1U));
    return reply["X-Progress"];
  };
  CHECK(progress("a\r\nSet-Cookie: b=c") == "a??Set-Cookie: b=c");
  CHECK(progress("a\nb\x7F"
                 "c\td") == "a?b?c d");
  CHECK(progress(std::string_view("a\0b", 3)) == "a?b");
  CHECK(progress("k\xC3\xB8rer \xF0\x9F\x98\x80\xE2\x80\xAE") == "k?rer ??");
  CHECK(progress("\xFF\xC3") == "??");
  CHECK(progress("  \t").empty());
  CHECK(progress(std::string(100, 'x')) == std::string(100, 'x'));
  CHECK(progress(std::string(101, 'x')) == std::string(97, 'x') + "...");
  CHECK(progress(std::string(1U << 20U, '\n')) == std::string(97, '?') + "...");
}

TEST_CASE("async: a client that waits as long as it was asked to, or a second by its own clock, is never refused",
          "[http][async]") {
  memory kept;
  job(kept).ask_after = seconds(1);
  const auto status = [&kept](milliseconds since, http::async_options limits = {}) {
    job(kept).since_asked = since;
    job(kept).ask_after = seconds(1);
    return test::read(make(kept, test::server(), limits)({"GET", "/async/j1"}, http::user{"anna"})).status;
  };
  // A timer may fire a millisecond early.
  CHECK(status(milliseconds(999)) == 202);
  CHECK(status(milliseconds(900)) == 202);
  CHECK(status(milliseconds(899)) == 429);
  // The interval is longer than what Retry-After says.
  const http::async_options patient{.min_interval = seconds(30)};
  CHECK(status(milliseconds(1000), patient) == 202);
  CHECK(status(milliseconds(899), patient) == 429);
  // What a refusal says is enough, also where the store counts the refused request.
  job(kept).since_asked = milliseconds(3000);
  job(kept).ask_after = seconds(60);
  const http::async_options slow{.min_interval = milliseconds(3500)};
  const test::reply refused = test::read(make(kept, test::server(), slow)({"GET", "/async/j1"}, http::user{"anna"}));
  CHECK(refused.status == 429);
  CHECK(refused["Retry-After"] == "4");
  // More seconds than there are milliseconds.
  job(kept).ask_after = seconds::max();
  CHECK(test::read(make(kept, test::server(), slow)({"GET", "/async/j1"}, http::user{"anna"})).status == 429);
}

TEST_CASE("async: a client that asks too often is refused with the time to wait, but not once there is an answer",
          "[http][async]") {
  memory kept;
  job(kept).since_asked = milliseconds(400);
  const auto at = [&kept](milliseconds least) {
    return test::read(make(kept, test::server(), {.min_interval = least})({"GET", "/async/j1"}, http::user{"anna"}));
  };
  test::reply reply = at(milliseconds(2500));
  CHECK(reply.reported() == "429 throttled: this request is asked for too often: ask again in 3 seconds");
  CHECK(reply["Retry-After"] == "3");
  CHECK(at(milliseconds(401))["Retry-After"] == "1");
  CHECK(at(milliseconds(900))["Retry-After"] == "1");
  CHECK(at(milliseconds(901))["Retry-After"] == "2");
  CHECK(at(milliseconds(400)).status == 202);
  job(kept).since_asked = milliseconds(-5000);          // a clock that was set back
  CHECK(at(milliseconds(2000))["Retry-After"] == "3");  // nine tenths of it are enough
  job(kept).answer = http::async_answer{200, {}, "{}"};
  CHECK(at(milliseconds(2500)).status == 200);
  // Cancelling is not asking.
  CHECK(test::read(make(kept)({"DELETE", "/async/j1"}, http::user{"anna"})).status == 202);
}

TEST_CASE("async: the answer is the one that the request itself would have had", "[http][async]") {
  memory kept;
  const auto service = make(kept);
  const auto same = [&](http::request asked) {
    CAPTURE(asked.target);
    test::reply now =
        test::read(http::service(test::server(), http::on<test::Find>([](const test::Find::Request& of, const http::call& call) {
                                   return test::Find::Response{of.text + " by " + std::string(call.user.id) + " later", {}};
                                 }))(asked, http::user{"anna"}));
    CHECK(test::read(service(asked, http::user{"anna"})).status == 202);
    job(kept).answer = service.perform(kept.started.back());
    CHECK(all_of(ask(kept)) == all_of(now));
    const test::reply head = ask(kept, "j1", "anna", "HEAD");
    CHECK(head.text.empty());
    CHECK(head.content_length == now.text.size());
  };
  same({"GET", "/Patient/$find?text=a&_pretty=true", later});
  same({"GET", "/Patient/23/$find?text=%C3%A6&_format=json", later});
  same(
      {"POST", "/Patient/$find", later_json, R"({"resourceType":"Parameters","parameter":[{"name":"text","valueString":"a"}]})"});
  // Without content.
  CHECK(test::read(service({"POST", "/$forget"}, http::user{"anna"})).status == 202);
  job(kept).answer = service.perform(kept.started.back());
  const test::reply none = ask(kept);
  CHECK(none.status == 204);
  CHECK_FALSE(none.content_length.has_value());
}

TEST_CASE("async: a refusal keeps its outcome, and gets a status that is not one of the status request", "[http][async]") {
  memory kept;
  const auto service = make(kept);
  const auto refused = [&](int status) {
    CHECK(test::read(service({"GET", "/$refuse?how=" + std::to_string(status), later}, http::user{"anna"})).status == 202);
    job(kept).answer = service.perform(kept.started.back());
    CHECK(job(kept).answer->status == status);
    const test::reply reply = ask(kept);
    CHECK(reply.outcome() == "processing: as the test wants");
    CHECK(reply["X-Mine"] == "yes");
    CHECK(reply["Retry-After"] == (reply.status == status ? "9" : ""));
    return reply.status;
  };
  CHECK(refused(400) == 400);
  CHECK(refused(403) == 403);
  CHECK(refused(409) == 409);
  CHECK(refused(422) == 422);
  CHECK(refused(500) == 500);
  for (const int status : {401, 404, 405, 406, 408, 410, 429}) CHECK(refused(status) == 422);
  for (const int status : {502, 503, 504}) CHECK(refused(status) == 500);
  // Of a store that lost its mind.
  for (const int status : {0, 100, 199, 600, -1}) {
    job(kept).answer = http::async_answer{status, {{"X Y", "a"}, {"Z", "a\r\nb"}}, "x"};
    const test::reply reply = ask(kept);
    CHECK(reply.status == 500);
    CHECK(reply["X Y"].empty());
    CHECK(reply["Z"] == "a  b");
  }
}

TEST_CASE("async: an answer that is too long, or breaks off, is stored as an error", "[http][async]") {
  struct pieces {
    int left = 3;
    bool breaks = false;
    std::string_view next() { return left-- > 0 ? "12345" : std::string_view(); }
    bool failed() const { return breaks && left < 0; }
  };
  memory kept;
  const auto answer = [&kept](std::size_t most, bool breaks) {
    const http::async_service service(
        http::service(test::server(), http::on<test::Match>([breaks](const test::Match::Request&,
                                                                     const http::call&) { return pieces{.breaks = breaks}; },
                                                            http::async_mode::must)),
        jobs_of_memory{&kept}, http::async_options{.max_answer = most});
    job(kept).answer = service.perform(
        {"anna", "POST", "/Patient/$match", {{"Content-Type", "application/fhir+json"}}, R"({"resourceType":"Patient"})"});
    return ask(kept);
  };
  CHECK(answer(15, false).text == "123451234512345");
  CHECK(answer(14, false).reported() ==
        "500 too-costly: the answer has more than 14 bytes, which is the most that this server keeps: ask "
        "for less");
  CHECK(answer(15, true).reported() == "500 exception: the answer failed before its end: send the request again");
}

TEST_CASE("async: DELETE cancels, and afterwards there is nothing", "[http][async]") {
  memory kept;
  job(kept);
  const test::reply reply = ask(kept, "j1", "anna", "DELETE");
  CHECK(reply.reported() == "202 informational: the request was cancelled, or its answer removed");
  CHECK(kept.jobs.empty());
  for (const std::string_view method : {"GET", "DELETE", "HEAD", "PUT", "OPTIONS"})
    CHECK(ask(kept, "j1", "anna", method).status == 404);
}

TEST_CASE("async: other methods are 405 with the allowed ones", "[http][async]") {
  memory kept;
  job(kept);
  for (const std::string_view method : {"PUT", "POST", "PATCH", "TRACE", "get", ""}) {
    CAPTURE(method);
    const test::reply reply = ask(kept, "j1", "anna", method);
    CHECK(reply.status == 405);
    CHECK(reply["Allow"] == "GET, HEAD, DELETE, OPTIONS");
    CHECK(reply.is_resource());
  }
  CHECK(ask(kept, "j1", "anna", "PUT").outcome() ==
        "not-supported: a \"PUT\" is not for a request that is answered later: send a GET to ask for its "
        "answer, a DELETE to cancel it");
  const test::reply options = ask(kept, "j1", "anna", "OPTIONS");
  CHECK(options.status == 204);
  CHECK(options["Allow"] == "GET, HEAD, DELETE, OPTIONS");
}

TEST_CASE("async: another user's request is 404, with the same bytes as one that does not exist", "[http][async]") {
  memory kept;
  memory empty;
  for (const bool answered : {false, true}) {
    job(kept, "secret");
    if (answered) kept.jobs["j1"].answer = http::async_answer{200, {{"X-Secret", "1"}}, "secret"};
    for (const std::string_view who : {"bo", "Anna", "anna ", "ann", "annaa"})
      for (const std::string_view method : {"GET", "HEAD", "DELETE", "OPTIONS", "PUT", "POST", "PATCH", "x"}) {
        CAPTURE(who, method);
        const std::string others = all_of(ask(kept, "j1", who, method));
        CHECK(others == all_of(ask(empty, "j1", who, method)));
        CHECK(others.starts_with("404\n"));
        CHECK(others.find("secret") == std::string::npos);
        CHECK(kept.jobs.count("j1") == 1);
      }
  }
  CHECK(ask(kept, "j1", "bo").outcome() ==
        "not-found: you have no request \"j1\" that is answered later: it was never accepted, it was "
        "cancelled, or its answer is no longer kept");
  for (const std::string_view method : {"GET", "DELETE", "PUT"}) CHECK(ask(kept, "j1", "", method).status == 401);
  // A store that gives what is nobody's to somebody.
  kept.jobs["j1"].user.clear();
  CHECK(ask(kept).status == 404);
}

TEST_CASE("async: paths that cannot be those of an accepted request", "[http][async]") {
  memory kept;
  for (const std::string_view id : {"..", ".", "a%20b", "a%2Fb", "%0D%0AX:y", "\xC3\xA6", "$x", "a_b"}) {
    CAPTURE(id);
    CHECK(ask(kept, id).status == 404);
  }
  CHECK(ask(kept, std::string(65, 'a')).status == 404);
  for (const std::string_view id : {"", "a/b", "j1/"}) CHECK(ask(kept, id).status == 404);
  for (const std::string_view id : {"%", "%zz", "%F", "%00"}) CHECK(ask(kept, id).status == 400);
  CHECK(kept.asked.empty());  // the store saw none of them
  const auto service = make(kept);
  for (const std::string_view path : {"/async/j1", "/async/j1?x=1", "/metadata", "/$forget"})
    CHECK(service.handles({"GET", path}));
  for (const std::string_view path : {"/async", "/async/", "/async/a/b", "/asynchron/j1", "/Async/j1"})
    CHECK_FALSE(service.handles({"GET", path}));
  CHECK(test::read(service.refuse({"GET", "/"}, {503, {{.code = issue_type::transient, .text = "not now"}}})).reported() ==
        "503 transient: not now");
  CHECK(service.options().software == "desk");
}

TEST_CASE("async: in a batch each entry may be accepted", "[http][async][batch]") {
  memory kept;
  const http::batch_service batch(make(kept));
  const test::reply reply = test::read(
      batch({"POST", "/", later_json,
             R"({"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"Patient/$find?text=a"}},)"
             R"({"request":{"method":"GET","url":"async/j1"}}]})"},
            http::user{"anna"}));
  const auto bundle = from_json<Bundle<>>(reply.text);
  REQUIRE(bundle);
  REQUIRE(bundle->entry.size() == 2);
  CHECK(bundle->entry[0].response->status == "202");
  CHECK(bundle->entry[0].response->location == "https://desk.example/fhir/async/j1");
  CHECK(bundle->entry[1].response->status == "202");
}

namespace {

// A host with transactions, which counts how they ended.
struct ended {
  int* committed;
  int* undone;
  issues begin(const http::user&, http::host_value) const { return {}; }
  issues commit(const http::user&, http::host_value) const { return ++*committed, issues(); }
  void roll_back(const http::user&, http::host_value) const noexcept { ++*undone; }
};

}  // namespace

TEST_CASE("async: nothing of a transaction is performed later", "[http][async][batch]") {
  memory kept;
  int committed = 0;
  int undone = 0;
  const http::batch_service batch(make(kept), {}, ended{&committed, &undone});
  const auto transact = [&batch](std::string_view prefer, const std::string& request) {
    const std::string body = R"({"resourceType":"Bundle","type":"transaction","entry":[{"request":)" + request + "}]}";
    const std::vector<http::header> headers{{"Content-Type", "application/fhir+json"}, {"prefer", prefer}};
    return test::read(batch({"POST", "/", headers, body}, http::user{"anna"}));
  };
  const std::string find = R"({"method":"GET","url":"Patient/$find?text=a"})";
  for (const std::string_view prefer :
       {"respond-async", "handling=lenient, Respond-Async; wait=10", "respond-async,handling=strict", "handling=strict"}) {
    CAPTURE(prefer);
    const test::reply reply = transact(prefer, find);
    CHECK(reply.status == 200);
    CHECK(reply.text.find("a by anna now") != std::string::npos);
  }
  CHECK(committed == 4);
  CHECK(kept.started.empty());
  // Other preferences are passed on.
  CHECK(transact("respond-async, handling=strict", R"({"method":"GET","url":"Patient/$find?text=a&odd=1"})").status == 400);
  CHECK(undone == 1);
  const test::reply must = transact("", R"({"method":"POST","url":"$forget"})");
  CHECK(must.status == 422);
  CHECK(must.text.find("answered later, when it is too late to undo the others") != std::string::npos);
  CHECK(undone == 2);
  CHECK(committed == 4);
}

TEST_CASE("async: the CapabilityStatement says which operations are answered later", "[http][async]") {
  memory kept;
  const std::string text = send(kept, "GET", "/metadata").text;
  CHECK(text.find(R"("documentation":"Answered asynchronously where the request has Prefer: respond-async.")") !=
        std::string::npos);
  CHECK(text.find(R"({"name":"forget","definition":"https://desk.example/fhir/OperationDefinition/forget","documentation":)"
                  R"("Always answered asynchronously: 202, with the URL of the answer in Content-Location."})") !=
        std::string::npos);
  CHECK(text.find(R"({"name":"print","definition":"https://desk.example/fhir/OperationDefinition/print"})") != std::string::npos);
  CHECK_FALSE(validate(*from_json<Resource<>>(text, read_options{}.lenient())).has_errors());
}
