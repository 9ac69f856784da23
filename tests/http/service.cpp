// Who may call what, and how: users, methods, headers of all responses.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/http.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

// The pieces read the host's view of the user after the call of the service is over, and its strings gone.
struct late {
  const http::call* call;
  const test::Find::Request* request;
  std::string text{};
  bool given = false;
  std::string_view next() {
    if (std::exchange(given, true)) return {};
    text = '"' + std::string(call->user.id) + ' ' + std::string(call->type) + ' ' + std::string(call->id) + ' ' + request->text +
           '"';
    return text;
  }
};
struct Late {
  using Request = test::Find::Request;
  using Response = test::Match::Response;
  static constexpr operation_info info{.code = "late", .affectsState = false, .instance = true, .resource = texts<"Patient">};
};

// Has a name and a URL of its own.
struct Named {
  using Request = no_parameters;
  using Response = no_parameters;
  static constexpr operation_info info{
      .code = "named", .url = "https://other.example/named", .name = "NamedByItsHost", .affectsState = false, .system = true};
};

// What a host has of its own for a request.
struct session {
  std::string name;
  int asked = 0;
};
struct Told {
  using Request = no_parameters;
  using Response = test::Find::Response;
  static constexpr operation_info info{.code = "headers", .affectsState = false, .system = true};
};

// What the function of an operation finds in its call, after the request is gone.
template <class F>
std::string found_in_call(F f, const std::vector<http::header>& headers, http::host_value host = {}) {
  const http::service service(test::server(), http::on<Told>([f](const no_parameters&, const http::call& call) {
                                return Told::Response{.found = f(call)};
                              }));
  const test::reply reply =
      test::read(service({.method = "GET", .target = "/$headers", .headers = headers}, http::user{"anna"}, host));
  return reply.text.substr(0, reply.text.rfind('"')).substr(reply.text.rfind(":\"") + 2);
}

}  // namespace

TEST_CASE("nobody cannot call operations") {
  for (const std::string_view method : {"GET", "HEAD", "POST"}) {
    const test::reply reply = test::send(method, "/$get-report-job-status", {}, {}, http::nobody);
    CHECK(reply.status == 401);
    CHECK(reply["WWW-Authenticate"] == "Bearer");
  }
  CHECK(test::send("GET", "/$get-report-job-status", {}, {}, http::nobody).outcome() ==
        "login: this operation is for authenticated users: send an Authorization header");
}

TEST_CASE("a server that lets nobody in shows nobody's jobs") {
  auto options = test::server();
  options.anonymous = true;
  const test::reply reply =
      test::read(test::respond(options, {.method = "GET", .target = "/$get-report-job-status"}, http::nobody));
  CHECK(reply.status == 200);
  CHECK(reply.text == R"({"resourceType":"Bundle","type":"collection"})");
}

TEST_CASE("another method is 405, with the allowed ones") {
  const auto allow = [](std::string_view method, std::string_view target) {
    const test::reply reply = test::send(method, target);
    return std::to_string(reply.status) + ' ' + reply["Allow"];
  };
  for (const std::string_view method : {"PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "Post", "", "GET ", "BREW"}) {
    INFO(method);
    CHECK(allow(method, "/$get-report-job-status") == "405 GET, HEAD, POST, OPTIONS");
  }
  CHECK(allow("GET", "/$forget") == "405 POST, OPTIONS");
  CHECK(allow("HEAD", "/$forget") == "405 POST, OPTIONS");
  CHECK(allow("GET", "/Patient/$match") == "405 POST, OPTIONS");
  CHECK(test::get("/$forget").outcome() == "not-supported: $forget cannot be called with GET: send a POST");
  CHECK(allow("PUT", "/$nope") == "404 ");
}

TEST_CASE("OPTIONS lists the methods for anyone") {
  const test::reply reply = test::send("OPTIONS", "/$get-report-job-status", {}, {}, http::nobody);
  CHECK(reply.status == 204);
  CHECK(reply["Allow"] == "GET, HEAD, POST, OPTIONS");
  CHECK(reply.text.empty());
  CHECK(test::send("OPTIONS", "/$nope").status == 404);
  CHECK(test::send("OPTIONS", "*").status == 400);
}

TEST_CASE("no header changes the method") {
  const test::header_list headers{{"X-HTTP-Method-Override", "POST"}, {"X-HTTP-Method", "POST"}, {"X-Method-Override", "POST"}};
  CHECK(test::get("/$forget", headers).status == 405);
  CHECK(test::get("/$forget?_method=POST", headers).status == 405);
}

TEST_CASE("all responses are kept by no cache and sniffed by no browser") {
  for (const std::string_view target :
       {"/$get-report-job-status", "/metadata", "/$nope", "/%", "/$refuse?how=none", "/$print", "/$refuse?how=empty"}) {
    const test::reply reply = test::get(target);
    CHECK(reply["Cache-Control"] == "no-store");
    CHECK(reply["X-Content-Type-Options"] == "nosniff");
  }
}

TEST_CASE("a header set by a function or the host cannot end early or begin another one") {
  std::string every;
  std::string cleaned;
  for (int c = 0; c < 256; ++c) {
    every += static_cast<char>(c);
    cleaned += (c < ' ' && c != '\t') || c == 0x7F ? ' ' : static_cast<char>(c);
  }
  const std::vector<http::response_header> given{{"X-Every", every},
                                                 {"Location", "/a\r\nSet-Cookie: b=c"},
                                                 {"Retry-After", "1\nX-Evil: yes"},
                                                 {"X-Vertical", "a\vb\fc\x7F"},
                                                 {"", "x"},
                                                 {"Bad Name", "x"},
                                                 {"Bad:", "x"},
                                                 {"Bad\r\nX-Evil", "x"},
                                                 {"Bad\x7F", "x"},
                                                 {"Bl\xC3\xA5", "x"},
                                                 {"!#$%&'*+-.^_`|~09azAZ", "any token"}};
  const auto check = [&](const test::reply& reply) {
    CHECK(reply["X-Every"] == cleaned);
    CHECK(reply["Location"] == "/a  Set-Cookie: b=c");
    CHECK(reply["Retry-After"] == "1 X-Evil: yes");
    CHECK(reply["X-Vertical"] == "a b c ");
    CHECK(reply["!#$%&'*+-.^_`|~09azAZ"] == "any token");
    for (const http::response_header& each : reply.headers) {
      CAPTURE(each.name, each.value);
      CHECK(http::detail::is_token(each.name));
      CHECK(each.name.find("Bad") == std::string::npos);
      CHECK(each.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    }
  };
  const http::request asked{.method = "GET", .target = "/$headers"};
  // A whole response, a refusal, and a refusal before the service is called.
  const http::service whole(test::server(), http::on<Told>([&](const no_parameters&, const http::call&) {
                              http::response answer;
                              answer.headers = given;
                              return answer;
                            }));
  check(test::read(whole(asked, http::user{"anna"})));
  const http::service refusing(
      test::server(), http::on<Told>([&](const no_parameters&, const http::call&) { return http::refusal{503, {}, given}; }));
  check(test::read(refusing(asked, http::user{"anna"})));
  for (const std::string_view target : {"/$headers", "/%"})
    check(test::read(whole.refuse({.method = "GET", .target = target}, {503, {}, given})));
  // What the host says of how to log in is a header too.
  http::options odd = test::server();
  odd.challenge = "Bearer\r\nX-Evil: yes";
  const test::reply login = test::read(test::respond(odd, {.method = "GET", .target = "/$get-report-job-status"}, http::nobody));
  CHECK(login["WWW-Authenticate"] == "Bearer  X-Evil: yes");
}

TEST_CASE("refusals by the host have the same form as those of the service") {
  const test::header_list headers{{"Accept", "application/json"}};
  test::reply reply = test::read(test::refuse({"GET", "/$get-report-job-status?_pretty=true", headers},
                                              {401, {{.code = issue_type::unknown, .text = "this token is nobody's"}}}));
  CHECK(reply.status == 401);
  CHECK(reply.outcome() == "unknown: this token is nobody's");
  CHECK(reply["Content-Type"] == "application/json; charset=utf-8");
  CHECK(reply["WWW-Authenticate"] == "Bearer");
  CHECK(reply.text.find('\n') != std::string::npos);
  reply = test::read(test::refuse({"HEAD", "/%"}, {500, {}}));
  CHECK(reply.status == 500);
  CHECK(reply.text.empty());
}

TEST_CASE("a message shows only the beginning of what the client sent") {
  const std::string type(5000, 'x');
  const test::reply reply = test::post("/$forget", "{}", type);
  CHECK(reply.status == 415);
  CHECK(reply.text.size() < 500);
  const test::reply broken = test::post("/$forget", "{}", "\xFF\r\n\"");
  CHECK(broken.status == 415);
  CHECK(broken.is_resource());
  const std::string name(4000, 'n');
  const test::reply unknown =
      test::post("/$forget", R"({"resourceType":"Parameters","parameter":[{"name":")" + name + R"(","valueString":"x"}]})");
  CHECK(unknown.status == 422);
  CHECK(unknown.text.size() < 2500);
}

TEST_CASE("user, request and call live as long as the pieces that refer to them") {
  const http::service service{
      test::server(), http::on<Late>([](const Late::Request& request, const http::call& call) { return late{&call, &request}; })};
  http::response response;
  {
    const std::string user = "a user whose name is longer than any small string";
    const std::string target = "/Patient/the-id-of-a-patient-that-is-long-too/$late?text=a+text+that+is+longer+than+small";
    response = service({.method = "GET", .target = target}, http::user{user});
  }
  CHECK(response.content.rest() ==
        "\"a user whose name is longer than any small string Patient "
        "the-id-of-a-patient-that-is-long-too a text that is longer than small\"");
}

TEST_CASE("a source that fails makes the body of the response fail") {
  struct never {
    std::string_view next() { return "x"; }
  };
  const http::service service{test::server(), http::on<ehealth::GetReportJobStatus>([](const no_parameters&, const http::call&) {
                                return http::failing(never(), [asked = 0]() mutable { return ++asked == 3; });
                              })};
  for (const std::string_view target : {"/$get-report-job-status", "/$get-report-job-status?_pretty=true"}) {
    const test::reply reply = test::read(service({.method = "GET", .target = target}, http::user{"anna"}));
    CHECK(reply.text == "xx");
    CHECK(reply.failed);
  }
}

TEST_CASE("a user must always be passed, and never by accident") {
  STATIC_REQUIRE_FALSE(std::is_default_constructible_v<http::user>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<const char*, http::user>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string_view, http::user>);
  using service = http::service<>;
  STATIC_REQUIRE_FALSE(std::is_invocable_v<service, http::request>);
  STATIC_REQUIRE(std::is_invocable_v<const service, http::request, http::user>);
  STATIC_REQUIRE(std::is_move_constructible_v<service>);
}

TEST_CASE("a request that is stopped while it is read or checked is answered with 503") {
  std::size_t asked = 0;
  std::size_t most = 0;
  const auto stop = [&asked, &most] { return asked++ >= most; };
  const std::vector<http::header> headers{{"Content-Type", "application/fhir+json"}};
  const auto ask = [&](std::string_view method, std::string_view target, std::string_view body) {
    asked = 0;
    http::request request{method, target, headers, body};
    if (method == "GET") request.headers = {};
    request.stop = stop_condition(stop);
    return test::read(test::respond(test::server(), request, http::user{"anna"}));
  };
  constexpr std::string_view body = R"({"resourceType":"Parameters","parameter":[{"name":"a"}]})";
  constexpr std::string_view reported = "503 timeout: stopped before the end: stop_when in the options said so";
  for (most = 0; most < 2; ++most) CHECK(ask("POST", "/$forget", body).reported().starts_with(reported));
  most = 0;
  CHECK(ask("GET", "/Patient/$find?text=a", "").reported().starts_with("503 timeout"));
  most = 1'000'000;
  CHECK(ask("POST", "/$forget", body).status != 503);
  CHECK(ask("GET", "/Patient/$find?text=a", "").status == 200);
}

TEST_CASE("the function sees the headers of the request") {
  const auto all = [](const http::call& call) {
    std::string text = std::to_string(call.headers.size());
    for (const http::header& each : call.headers) ((text += ' ') += each.name) += '=' + std::string(each.value);
    return text;
  };
  CHECK(found_in_call(all, {{"Prefer", "respond-async"}, {"traceparent", "00-ab-cd-01"}, {"X", ""}, {"X", "2"}}) ==
        "4 Prefer=respond-async traceparent=00-ab-cd-01 X= X=2");
  const auto one = [](const http::call& call) { return std::string(call.find_header("Trace-Parent").value_or("none")); };
  CHECK(found_in_call(one, {{"TRACE-parent", "a"}, {"trace-parent", "b"}}) == "a");
  CHECK(found_in_call(one, {{"trace", "a"}}) == "none");
}

TEST_CASE("the headers that the function sees last as long as the pieces of its answer") {
  struct pieces {
    const http::call* call;
    bool given = false;
    std::string_view next() { return std::exchange(given, true) ? std::string_view() : call->find_header("X").value_or("none"); }
  };
  const http::service service(test::server(),
                              http::on<Late>([](const Late::Request&, const http::call& call) { return pieces{&call}; }));
  http::response response;
  {
    std::string value(100, 'v');
    const std::vector<http::header> headers{{"X", value}};
    response = service({.method = "GET", .target = "/Patient/1/$late?text=a", .headers = headers}, http::user{"anna"});
    value.assign(100, '-');
  }
  CHECK(response.content.rest() == std::string(100, 'v'));
}

TEST_CASE("the function finds the host's object only by its exact type") {
  session mine{"s1"};
  const auto name = [](const http::call& call) {
    session* found = call.host.get<session>();
    if (found != nullptr) ++found->asked;
    return found == nullptr ? std::string("none") : found->name;
  };
  CHECK(found_in_call(name, {}, mine) == "s1");
  CHECK(mine.asked == 1);
  CHECK(found_in_call(name, {}) == "none");
  int other = 0;
  CHECK(found_in_call(name, {}, other) == "none");
  const session fixed{"s2"};
  CHECK(found_in_call(name, {}, fixed) == "none");
  const auto read = [](const http::call& call) {
    const session* found = call.host.get<const session>();
    return found == nullptr ? std::string("none") : found->name;
  };
  CHECK(found_in_call(read, {}, fixed) == "s2");
  CHECK(found_in_call(read, {}, mine) == "s1");
  static_assert(!std::is_constructible_v<http::host_value, session>, "not of a temporary");
}

TEST_CASE("a server with routes of its own asks whether a request is for the service") {
  const http::service service(test::server(),
                              http::on<test::Find>([](const auto&, const http::call&) { return test::Find::Response{}; }),
                              http::on<test::Forget>([](const auto&, const http::call&) { return no_parameters(); }));
  const auto handles = [&](std::string_view target) { return service.handles({.method = "GET", .target = target}); };
  for (const std::string_view mine :
       {"/metadata", "/metadata?_format=json", "/$forget", "/Patient/$find", "/Patient/1/$find?text=a", "/Group/%24find",
        "/OperationDefinition", "/OperationDefinition/find", "/OperationDefinition/forget?_pretty=true",
        "/$forget?_format=", "/$forget?%ff"}) {
    CAPTURE(mine);
    CHECK(handles(mine));
    CHECK(service({.method = "OPTIONS", .target = mine}, http::nobody).status != 404);
  }
  for (const std::string_view other :
       {"", "/", "/index.html", "/Patient", "/Patient/1", "/$find", "/$other", "/Observation/$find", "/Patient/1/$forget",
        "/Patient/1/$find/x", "/OperationDefinition/other", "/Nothing/$find", "/metadata/x", "metadata", "/%ff/$find",
        "/METADATA"}) {
    CAPTURE(other);
    CHECK_FALSE(handles(other));
    CHECK(service({.method = "OPTIONS", .target = other}, http::user{"anna"}).status >= 400);
  }
  CHECK(service.handles({.method = "DELETE", .target = "/$forget"}));
}

TEST_CASE("the definitions that metadata lists can be read") {
  const test::reply found = test::send("GET", "/OperationDefinition/find", {}, {}, http::nobody);
  CHECK(found.status == 200);
  CHECK(found.is_resource());
  const auto definition = from_json<OperationDefinition<>>(found.text).value();
  CHECK(definition.id == "find");
  CHECK(definition.url == "https://desk.example/OperationDefinition/find");
  CHECK(definition.parameter.size() == 8);
  // It has no URL of its own: metadata lists it under the server's.
  const test::reply forget = test::get("/OperationDefinition/forget");
  CHECK(forget.is_resource());
  const std::string url = "https://desk.example/fhir/OperationDefinition/forget";
  CHECK(from_json<OperationDefinition<>>(forget.text).value().url == url);
  CHECK(test::get("/metadata").text.find('"' + url + '"') != std::string::npos);
  // By its id, and by its code.
  CHECK(test::get("/OperationDefinition/" + std::string(ehealth::GetReportJobStatus::info.id)).status == 200);
  CHECK(test::get("/OperationDefinition/get-report-job-status").status == 200);

  CHECK(test::get("/OperationDefinition/other").reported() ==
        "404 not-found: this server has no OperationDefinition with the id \"other\": [base]/metadata lists those it has");
  CHECK(test::send("DELETE", "/OperationDefinition/find").status == 405);
  CHECK(test::send("OPTIONS", "/OperationDefinition/find")["Allow"] == "GET, HEAD, OPTIONS");
  CHECK(test::send("HEAD", "/OperationDefinition/find").text.empty());
  CHECK(test::get("/OperationDefinition/find", {{"Accept", "application/fhir+xml"}}).status == 406);
}

TEST_CASE("a definition is published with the name that the host gave it, or with its code") {
  const http::service service(test::server(), http::on<Named>([](const auto&, const http::call&) { return no_parameters(); }),
                              http::on<test::Forget>([](const auto&, const http::call&) { return no_parameters(); }));
  const auto published = [&service](std::string_view target) {
    return from_json<OperationDefinition<>>(test::read(service({.method = "GET", .target = target}, http::nobody)).text).value();
  };
  CHECK(published("/OperationDefinition/named").name == "NamedByItsHost");
  CHECK(published("/OperationDefinition/named").url == "https://other.example/named");
  CHECK(published("/OperationDefinition/forget").name == "forget");
}

TEST_CASE("a path is the service's up to the limit of a target") {
  const http::service service(test::server(),
                              http::on<test::Find>([](const auto&, const http::call&) { return test::Find::Response{}; }),
                              http::on<test::Forget>([](const auto&, const http::call&) { return no_parameters(); }));
  const std::size_t most = service.options().max_target;
  CHECK(service.handles({.method = "GET", .target = "/$forget?" + std::string(most, 'a')}));
  CHECK_FALSE(service.handles({.method = "GET", .target = '/' + std::string(most, 'a')}));
  CHECK(service.handles({.method = "GET", .target = "/Patient/" + std::string(64, '1') + "/$find"}));
  CHECK_FALSE(service.handles({.method = "GET", .target = "/Patient/" + std::string(65, '1') + "/$find"}));
  CHECK_FALSE(service.handles({.method = "GET", .target = '/' + std::string(65, 'P') + "/$find"}));
  CHECK_FALSE(service.handles({.method = "GET", .target = "//$find"}));
  for (const std::string_view none : {"/Resource/$find", "/DomainResource/$find", "/Element/$find", "/string/$find"})
    CHECK_FALSE(service.handles({.method = "GET", .target = none}));
}

TEST_CASE("without a base of the server a definition has its own URL, or none") {
  http::options options = test::server();
  options.base.clear();
  const auto url = [&options](std::string_view target) {
    const test::reply reply = test::read(test::respond(options, {.method = "GET", .target = target}, http::nobody));
    return from_json<OperationDefinition<>>(reply.text).value().url.text;
  };
  CHECK(url("/OperationDefinition/find") == "https://desk.example/OperationDefinition/find");
  CHECK(url("/OperationDefinition/forget").empty());
}

TEST_CASE("the server is described in its own words, or by its name") {
  http::options options = test::server();
  const auto described = [&options] {
    const test::reply reply = test::read(test::respond(options, {.method = "GET", .target = "/metadata"}, http::nobody));
    const std::size_t at = reply.text.find(R"("implementation":{"description":")");
    return at == std::string::npos ? "none" : reply.text.substr(at + 33, 7);
  };
  CHECK(described() == "desk\",\"");
  options.description = "Reports";
  CHECK(described() == "Reports");
}

namespace {

// The ids of what a search finds, after its status.
std::string definitions(const std::string& query, const test::header_list& headers = {}) {
  const test::reply reply = test::send("GET", "/OperationDefinition" + query, headers, {}, http::nobody);
  if (reply.status != 200) return reply.reported();
  CHECK(reply.is_resource());
  const auto found = from_json<Bundle<>>(reply.text).value();
  CHECK(found.type == "searchset");
  CHECK(found.total == static_cast<std::int64_t>(found.entry.size()));
  REQUIRE(found.link.size() == 1);
  CHECK(found.link[0].relation == "self");
  CHECK(found.link[0].url == "https://desk.example/fhir/OperationDefinition" + query);
  std::string ids;
  for (const auto& entry : found.entry) {
    const auto* definition = entry.resource.get_if<OperationDefinition<>>();
    REQUIRE(definition != nullptr);
    const std::string id(std::string_view(definition->id));
    ids += (ids.empty() ? "" : " ") + id;
    CHECK(entry.fullUrl == "https://desk.example/fhir/OperationDefinition/" + id);
    CHECK(entry.search->mode == "match");
    // It is what a read gives.
    CHECK(from_json<OperationDefinition<>>(test::get("/OperationDefinition/" + id).text).value() == *definition);
  }
  return ids;
}

}  // namespace

TEST_CASE("the definitions that metadata lists can be searched for") {
  const std::string all = definitions("");
  CHECK(all == "-s-get-report-job-status find forget match print refuse");
  for (const std::string own : {"_format=json", "_pretty=false", "_summary=true", "_elements=id"}) {
    CAPTURE(own);
    CHECK(definitions('?' + own) == all);
    CHECK(definitions('?' + own + "&code=find") == "find");
  }
  CHECK(definitions("?code=find") == "find");
  CHECK(definitions("?code=|find") == "find");
  CHECK(definitions("?code=Find").empty());
  CHECK(definitions("?code=find,print&status=active") == "find print");
  CHECK(definitions("?code=find&code=print").empty());
  CHECK(definitions("?_id=-s-get-report-job-status") == "-s-get-report-job-status");
  CHECK(definitions("?url=https://desk.example/OperationDefinition/find") == "find");
  CHECK(definitions("?url=https%3A%2F%2Fdesk.example%2FOperationDefinition%2Ffind") == "find");
  CHECK(definitions("?url=https://desk.example/OperationDefinition").empty());
  CHECK(definitions("?name=FOR") == "forget");
  CHECK(definitions("?kind=query").empty());
  CHECK(definitions("?status=active,draft") == all);

  CHECK(definitions("?codes=find") ==
        "400 not-supported: \"codes\" is not a known parameter: did you mean \"code\"? [http.codes]");
  CHECK(definitions("?codes=find", {{"Prefer", "handling=strict"}}).starts_with("400 "));
  CHECK(definitions("?code:not=find") ==
        "400 not-supported: \"code:not\" has a search modifier, which \"code\" does not take here: remove \":not\" "
        "[http.code:not]");
  CHECK(definitions("?code=&name=%zz") ==
        "400 value: the value of \"code\" is missing: write code=... [http.code]; value: \"%zz\" is not percent-encoding: write "
        "% and "
        "two hexadecimal digits, or %25 for a % [http.name]");
  CHECK(definitions("?&&code=find&") == "find");
  CHECK(definitions("?code").starts_with("400 value: the value of \"code\" is missing"));
  CHECK(definitions("?%zz=find").starts_with("400 value: \"%zz\" is not percent-encoding"));
  CHECK(definitions("?code=a,find,b") == "find");
  CHECK(definitions("?code=,").empty());
  CHECK(definitions("?code=fi\\nd") == "find");
  CHECK(definitions("?code=find\\,print").empty());
  CHECK(definitions("?code=find\\").empty());
  CHECK(definitions("?name=forgets").empty());
  CHECK(definitions("?name=|for").empty());
  CHECK(test::post("/OperationDefinition", "{}").status == 405);
  CHECK(test::send("OPTIONS", "/OperationDefinition")["Allow"] == "GET, HEAD, OPTIONS");

  // Lenient reading ignores unknown parameters, with a warning.
  auto lenient = test::server();
  lenient.clients_may_be_lenient = true;
  const test::header_list headers{{"Prefer", "handling=lenient"}};
  const test::reply passed = test::read(test::respond(
      lenient, {.method = "GET", .target = "/OperationDefinition?code=find&colour=red", .headers = headers}, http::nobody));
  CHECK(passed.status == 200);
  CHECK(from_json<Bundle<>>(passed.text).value().entry.size() == 1);
  CHECK(passed["Warning"].find("\\\"colour\\\" is not a known parameter") != std::string::npos);
}

TEST_CASE("if a search has more faults than the limit, one issue says so", "[http]") {
  http::options few = test::server();
  few.reading.max_issues(2);
  const auto codes = [&few](const std::string& query) {
    const test::reply reply =
        test::read(test::respond(few, {.method = "GET", .target = "/OperationDefinition?" + query}, http::nobody));
    CHECK(reply.status == 400);
    const auto outcome = from_json<OperationOutcome<>>(reply.text).value();
    std::string all;
    for (const auto& each : outcome.issue) (all += all.empty() ? "" : " ") += each.code.text;
    return all;
  };
  CHECK(codes("code=") == "value");
  CHECK(codes("code=&name=") == "value value");
  CHECK(codes("code=&name=&url=") == "value value incomplete");
  CHECK(codes("code=&name=&url=&a=&b=") == "value value incomplete");
}

TEST_CASE("a call at the wrong level is answered with the URLs of the operation", "[http]") {
  const auto where = [](std::string_view target) {
    const std::string reported = test::get(target).reported();
    return reported.substr(reported.find(": call it at ") + 13);
  };
  CHECK(where("/$match") == "/Patient/$match");
  CHECK(where("/Patient/1/$match") == "/Patient/$match");
  CHECK(where("/Patient/$print") == "/$print, /[type]/[id]/$print");
  CHECK(where("/Patient/$forget") == "/$forget");
}

TEST_CASE("a function that can only be moved answers", "[http]") {
  const http::service service(
      test::server(), http::on<Told>([kept = std::make_unique<std::string>("moved")](const no_parameters&, const http::call&) {
        return Told::Response{.found = *kept};
      }));
  CHECK(test::read(service({.method = "GET", .target = "/$headers"}, http::user{"anna"})).text.find("\"moved\"") !=
        std::string::npos);
}

TEST_CASE("required text is moved if possible", "[http]") {
  std::string text(100, 'x');
  const char* const at = text.data();
  const http::required_text given(std::move(text));
  CHECK(given.data() == at);
  CHECK(http::required_text("a") == "a");
  CHECK(http::required_text(std::string_view("ab")) == "ab");
}
