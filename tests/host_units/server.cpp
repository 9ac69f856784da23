#include "host/server.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "support.hpp"
#include "support/catch.hpp"

using namespace host_test;
using answers = std::vector<int>;
using connection_clock = host::connection::clock;
namespace http = fhirops::http;

// The host's page, which is part of its program.
namespace host {
std::span<const page_file> page_files() {
  static constexpr page_file files[] = {{"/", "text/html; charset=utf-8", "<html data-service=\"fhir\">"},
                                        {"/page.css", "text/css; charset=utf-8", "a{}"}};
  return files;
}
}  // namespace host

namespace {

// Pieces of one size; before each but the first something happens.
struct pieces {
  std::size_t size;
  int count;
  std::function<void(int)> before;
  int at = 0;
  std::string text{};
  std::string_view next() {
    if (++at > 1 && before) before(at);
    if (at > count) return {};
    text.assign(size, 'x');
    return text;
  }
};
host::server::service answering(std::function<http::response()> answer) {
  return [answer = std::move(answer)](const http::request&, http::user) { return answer(); };
}
template <class Source>
http::response in_pieces(Source source) {
  http::response answer;
  answer.content_length.reset();
  answer.content = http::body(std::move(source));
  return answer;
}

}  // namespace

TEST_CASE("the jobs of the token's user are answered, and of no other") {
  running host;
  const std::string answer = host.ask(get(bearer()));
  CHECK(statuses(answer) == answers{200});
  CHECK(answer.find("ada-job-1") != std::string::npos);
  CHECK(answer.find("eve") == std::string::npos);
  CHECK(statuses(host.ask(get())) == answers{401});
  CHECK(statuses(host.ask(get(bearer("unknown")))) == answers{401});
  CHECK(statuses(host.ask(get(bearer(expired)))) == answers{401});
  CHECK(statuses(host.ask(get(bearer() + bearer()))) == answers{401});
  CHECK(statuses(host.ask(get(bearer() + bearer(expired)))) == answers{401});
  CHECK(statuses(host.ask(get("Authorization: Basic YTpi\r\n"))) == answers{401});
}

TEST_CASE("the page, the health check, and paths that do not exist") {
  running host;
  CHECK(host.ask(get("", "/")).ends_with("<html data-service=\"./fhir\">"));
  CHECK(host.ask(get("", "/health")).ends_with("\r\n\r\nok\n"));
  CHECK(host.ask(get("", "/page.css")).ends_with("\r\n\r\na{}"));
  CHECK(statuses(host.ask(get("", "/fhir/metadata"))) == answers{200});
  CHECK(statuses(host.ask(get("", "/nothing"))) == answers{404});
  CHECK(statuses(host.ask(get("", "/fhirx"))) == answers{404});
  CHECK(statuses(host.ask("DELETE /health HTTP/1.1\r\nHost: x\r\n\r\n")) == answers{405});
  const std::string head = host.ask("HEAD /health HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(head.find("Content-Length: 3\r\n") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
  host.store.fails = memory_store::failure::unavailable;
  CHECK(statuses(host.ask(get("", "/health"))) == answers{503});
  CHECK(statuses(host.ask(get("", "/page.css"))) == answers{200});
}

TEST_CASE("a client that is not authorized gets the challenge, before its body is read") {
  running host;
  const auto challenge = [&host](std::string_view headers) {
    const std::string answer = host.ask(get(headers));
    CHECK(answer.find("\"code\":\"login\"") != std::string::npos);
    const std::size_t at = answer.find("WWW-Authenticate: ");
    return at == std::string::npos ? "none" : answer.substr(at, answer.find('\r', at) - at);
  };
  CHECK(challenge("") == "WWW-Authenticate: Bearer");
  for (const std::string& each :
       {bearer("unknown"), bearer(expired), bearer() + bearer(), bearer() + bearer(expired), bearer(token + "A"),
        bearer(token.substr(1)), bearer("\"" + token + "\""), bearer(host::sha256(token)), std::string("Authorization: \r\n"),
        std::string("Authorization: Bearer\r\n"), std::string("Authorization: Basic YTpi\r\n")})
    CHECK(challenge(each) == "WWW-Authenticate: Bearer realm=\"fhir\", error=\"invalid_token\"");
  // Nothing of the body has come, and nothing is waited for.
  const std::string answer = host.ask("POST " + std::string(operation) +
                                      " HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\nContent-Length: "
                                      "90000\r\nExpect: 100-continue\r\n\r\n{");
  CHECK(answer.starts_with("HTTP/1.1 401 "));
  CHECK(statuses(answer) == answers{401});
  // metadata is for anyone, with whatever token.
  CHECK(statuses(host.ask(get(bearer("unknown"), "/fhir/metadata"))) == answers{200});
}

TEST_CASE("the page is kept to itself, and no other site may read an answer") {
  running host;
  const auto has = [](const std::string& answer, std::string_view header) {
    return answer.find("\r\n" + std::string(header) + "\r\n") != std::string::npos;
  };
  const std::string page = host.ask(get("", "/"));
  CHECK(has(page, "Content-Type: text/html; charset=utf-8"));
  CHECK(has(page, "Cache-Control: no-cache"));
  CHECK(has(page, "X-Content-Type-Options: nosniff"));
  CHECK(has(page, "Referrer-Policy: no-referrer"));
  CHECK(has(page,
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
  const std::string health = host.ask(get("", "/health"));
  CHECK(has(health, "Content-Type: text/plain; charset=utf-8"));
  CHECK(has(health, "Cache-Control: no-store"));
  CHECK(health.find("Content-Security-Policy") == std::string::npos);
  const std::string wrong = host.ask("DELETE /health HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(has(wrong, "Allow: GET, HEAD"));
  for (const std::string& request :
       {get(bearer() + "Origin: https://evil.example\r\n"),
        std::string("OPTIONS /fhir/$get-report-job-status HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n"
                    "Access-Control-Request-Method: GET\r\n\r\n")})
    CHECK(host.ask(request).find("Access-Control") == std::string::npos);
}

TEST_CASE("the service may be below any path") {
  running at_root({}, &connection_clock::now, "");
  CHECK(statuses(at_root.ask(get(bearer(), "/$get-report-job-status"))) == answers{200});
  CHECK(statuses(at_root.ask(get("", "/metadata"))) == answers{200});
  CHECK(at_root.ask(get("", "/")).ends_with("<html data-service=\".\">"));
  CHECK(at_root.ask(get("", "/health")).ends_with("ok\n"));
  CHECK(statuses(at_root.ask(get("", "/nothing"))) == answers{404});
  CHECK(statuses(at_root.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")) == answers{400});
  running deep({}, &connection_clock::now, "/a/b");
  CHECK(statuses(deep.ask(get(bearer(), "/a/b/$get-report-job-status"))) == answers{200});
  CHECK(deep.logged().find(" path=/a/b/$get-report-job-status ") != std::string::npos);
  CHECK(statuses(deep.ask(get(bearer(), "/a/$get-report-job-status"))) == answers{404});
  CHECK(statuses(deep.ask(get("", "/a/bc/metadata"))) == answers{404});
  CHECK(deep.ask(get("", "/a/x")).find("the FHIR service is at /a/b") != std::string::npos);
}

TEST_CASE("a line of the log says what was answered, to whom, and how much") {
  running host;
  const auto part = [](const std::string& line, std::string_view name) {
    const std::size_t at = line.find(' ' + std::string(name) + '=');
    if (at == std::string::npos) return std::string("none");
    const std::string rest = line.substr(at + name.size() + 2);
    return rest.substr(0, rest.find_first_of(" \n"));
  };
  const std::string answer = host.ask(get(bearer()));
  const std::string line = host.logged();
  CHECK(part(line, "method") == "GET");
  CHECK(part(line, "path") == "/fhir/$get-report-job-status");
  CHECK(part(line, "status") == "200");
  CHECK(part(line, "bytes") == std::to_string(answer.size()));
  CHECK(part(line, "cut") == "none");
  CHECK(part(line, "error") == "none");
  const std::string user = part(line, "user");
  CHECK(user.size() == 12);
  CHECK(user.find_first_not_of("0123456789abcdef") == std::string::npos);
  // The same for all requests of a user, and another one after a restart of the host.
  host.ask(get(bearer()));
  CHECK(part(host.logged(), "user") == user);
  running again;
  again.ask(get(bearer()));
  CHECK(part(again.logged(), "user") != user);
  // Each of a connection has its own line and its own bytes.
  const std::string two = host.ask(get() + get("", "/health"));
  const std::string lines = host.logged();
  const std::string second = lines.substr(lines.find('\n') + 1);
  CHECK(part(lines, "user") == "-");
  CHECK(part(lines, "status") == "401");
  CHECK(part(second, "status") == "200");
  CHECK(part(second, "path") == "/health");
  CHECK(std::stoul(part(lines, "bytes")) + std::stoul(part(second, "bytes")) == two.size());
}

TEST_CASE("requests follow each other on a connection, unless the end of one is in doubt") {
  running host;
  CHECK(statuses(host.ask(get(bearer()) + get() + get(bearer()))) == answers{200, 401, 200});
  CHECK(statuses(host.ask("\r\n" + get(bearer()) + "\r\n" + get())) == answers{200, 401});
  CHECK(statuses(host.ask(get(bearer() + "Connection: close\r\n") + get())) == answers{200});
  CHECK(statuses(host.ask(post("Content-Length: 0\r\n", "") + get())) == answers{200, 401});
  CHECK(statuses(host.ask(post("Content-Length: 29\r\nConnection: close\r\n", R"({"resourceType":"Parameters"})") + get())) ==
        answers{200});
  // A body that is not read, or comes in chunks, is the last thing.
  CHECK(statuses(host.ask(get(bearer() + "Content-Length: 100\r\n") + get())) == answers{400});
  CHECK(statuses(host.ask("PUT " + std::string(operation) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + get())) ==
        answers{405});
  CHECK(statuses(host.ask(chunked("0\r\n\r\n") + get())) == answers{200});
  CHECK(statuses(host.ask("GET / HTTP/1.1\r\n\r\n" + get())) == answers{400});
}

TEST_CASE("bodies, by length and in chunks") {
  running host;
  const std::string parameters = R"({"resourceType":"Parameters"})";  // 1d bytes
  const std::string length = "Content-Length: 29\r\n";
  CHECK(statuses(host.ask(post(length, parameters))) == answers{200});
  CHECK(statuses(host.ask(post(length, parameters) + get())) == answers{200, 401});
  CHECK(statuses(host.ask(post(length, parameters.substr(1)))) == answers{400});
  CHECK(statuses(host.ask(chunked("1d\r\n" + parameters + "\r\n0\r\n\r\n"))) == answers{200});
  CHECK(statuses(host.ask(chunked("1D;a=\"b\"\r\n" + parameters + "\r\n0\r\nX-Trailer: a\r\n\r\n"))) == answers{200});
  for (const std::string_view size : {"0x1d\r\n", "+1d\r\n", " 1d\r\n", "1d\n", "1c\r\n", "1e\r\n"})
    CHECK(statuses(host.ask(chunked(std::string(size) + parameters + "\r\n0\r\n\r\n"))) == answers{400});
  CHECK(statuses(host.ask(chunked("1d\r\n" + parameters))) == answers{400});
  CHECK(statuses(host.ask(post("Content-Length: 29\r\nTransfer-Encoding: chunked\r\n", parameters))) == answers{400});
  CHECK(statuses(host.ask(post("Content-Length: 29\r\nContent-Length: 29\r\n", parameters))) == answers{400});
  CHECK(statuses(host.ask(post("Host: y\r\nContent-Length: 29\r\n", parameters))) == answers{400});
  CHECK(statuses(host.ask(post("X: a\nContent-Length: 29\r\n", parameters))) == answers{400});
  CHECK(host.ask(post("Expect: 100-continue\r\nContent-Length: 0\r\n", "")).find("100 Continue") == std::string::npos);
  const std::string continued = host.ask(post("Expect: 100-continue\r\n" + length, parameters));
  CHECK(statuses(continued) == answers{200});
  CHECK(continued.starts_with("HTTP/1.1 200 "));  // the body was there already
}

TEST_CASE("the limit counts the bytes received, not those decoded") {
  host::limits small;
  small.body_bytes = 1000;
  running host(small);
  CHECK(statuses(host.ask(post("Content-Length: 1001\r\n", std::string(1001, ' ')))) == answers{413});
  CHECK(statuses(host.ask(chunked("3e9\r\n" + std::string(1001, ' ')))) == answers{413});
  // It says what the limit is, whether the length was announced or not.
  CHECK(host.ask(post("Content-Length: 1001\r\n", std::string(1001, ' '))).find("1000 bytes") != std::string::npos);
  CHECK(host.ask(chunked("3e9\r\n" + std::string(1001, ' '))).find("1000 bytes") != std::string::npos);
  std::string wasteful;
  for (int i = 0; i < 900; ++i) wasteful += "1;" + std::string(50, 'x') + "\r\n \r\n";
  CHECK(statuses(host.ask(chunked(wasteful))) == answers{413});
  CHECK(statuses(host.ask(chunked("1;" + std::string(100000, 'x')))) == answers{400});
  std::string trailers;
  for (int i = 0; i < 90; ++i) trailers += "X: " + std::string(500, 'x') + "\r\n";
  CHECK(statuses(host.ask(chunked("0\r\n" + trailers))) == answers{413});
  CHECK(statuses(host.ask("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20000, 'x'))) == answers{431});
  CHECK(statuses(host.ask("GET /" + std::string(20000, 'x'))) == answers{414});
}

TEST_CASE("a request that takes too long to read is given up") {
  host::limits none;
  none.work = std::chrono::milliseconds(0);
  running host(none);
  std::string many = R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":"b"})";
  for (int i = 0; i < 5000; ++i) many += R"(,{"name":"a","valueString":"b"})";
  many += "]}";
  const std::string asked = post("Content-Length: " + std::to_string(many.size()) + "\r\n", many);
  CHECK(statuses(host.ask(asked)) == answers{503});
  // The time is over as soon as it is reached.
  running at_once(none, [] { return connection_clock::time_point(); });
  CHECK(statuses(at_once.ask(asked)) == answers{503});
}

TEST_CASE("a store that fails: a refusal before the first byte, a broken answer later") {
  running host;
  host.store.fails = memory_store::failure::unavailable;
  std::string answer = host.ask(get(bearer()));
  CHECK(statuses(answer) == answers{503});
  CHECK(answer.find("Retry-After: ") != std::string::npos);
  host.store.fails = memory_store::failure::broken;
  CHECK(statuses(host.ask(get(bearer()))) == answers{500});
  host.store.fails = memory_store::failure::memory;
  CHECK(statuses(host.ask(get(bearer()) + get())) == answers{503});
  host.store.fails = memory_store::failure::in_the_middle;
  CHECK(statuses(host.ask(get(bearer()))) == answers{500});
  host.store.jobs = 1000;
  answer = host.ask(get(bearer()));
  CHECK(statuses(answer) == answers{200, -1});  // the last chunk is not there
  CHECK(host.logged().find(" cut=store") != std::string::npos);
  answer = host.ask("GET " + std::string(operation) + " HTTP/1.0\r\n" + bearer() + "\r\n");
  CHECK(answer.find("Transfer-Encoding") == std::string::npos);
  CHECK(host.logged().find(" cut=store error=torn") != std::string::npos);
  host.store.fails = memory_store::failure::none;
  answer = host.ask(get(bearer()));
  CHECK(statuses(answer) == answers{200});
  CHECK(answer.find("ada-job-1000\"") != std::string::npos);
}

TEST_CASE("the log has no secret, however a request is written, and one line each") {
  running host;
  const std::string secret = "sEcReT123";
  for (const std::string& request : {
           get(bearer(secret)),
           get("", "/fhir/$get-report-job-status?access_token=" + secret),
           get("", "/fhir/$get-report-job-status;token=" + secret),
           get("", "/fhir/$get-report-job-status%3Ftoken=" + secret),
           get("", "/fhir/$" + secret),
           get("", "/" + secret),
           get("", "/fhir/Patient/" + secret),
           get("", "//user:" + secret + "@x/"),
           get("", "http://user:" + secret + "@x/fhir"),
           get("", "http://x/" + secret),
           get("", "ftp://user:" + secret + "@x/fhir"),
           get("", "/Authorization:%20Bearer%20" + secret),
           "GET Authorization: Bearer " + secret + " HTTP/1.1\r\nHost: x\r\n\r\n",
           "GET Authorization:" + secret + " HTTP/1.1\r\nHost: x\r\n\r\n",
           "Authorization: Bearer " + secret + "\r\n\r\n",
           secret + " / HTTP/1.1\r\nHost: x\r\n\r\n",
           "GET / " + secret + "\r\nHost: x\r\n\r\n",
           secret + "\r\n\r\n",
           "GET /fhir HTTP/1.1\r\nHost: " + secret + ":" + secret + "@x\r\n\r\n",
           "GET /\n" + secret + " HTTP/1.1\r\n\r\n",
           post("Content-Length: 9\r\n", secret),
           get("Proxy-Authorization: Bearer " + secret + "\r\nCookie: " + secret + "\r\n"),
       }) {
    CAPTURE(request);
    CHECK(statuses(host.ask(request)).size() == 1);
    const std::string line = host.logged();
    CHECK(line.find(" status=") != std::string::npos);
    CHECK(line.find(secret) == std::string::npos);
    CHECK(line.find('\n') == line.size() - 1);
    // Nor the user's name; the hash of it may contain these letters.
    const std::size_t user = line.find(" user=");
    REQUIRE(user != std::string::npos);
    CHECK((line.substr(0, user) + line.substr(std::min(line.find(' ', user + 1), line.size()))).find("ada") == std::string::npos);
    CHECK(line.substr(user, 10) != " user=ada ");
  }
}

TEST_CASE("the log shows the segments of the base, and no part of one") {
  running host({}, &connection_clock::now, "/clinic/r4");
  for (const std::string_view name : {"clinic", "r4", "metadata", "Patient", "$get-report-job-status"}) {
    host.ask(get("", "/clinic/r4/" + std::string(name)));
    CHECK(host.logged().find(" path=/clinic/r4/" + std::string(name) + ' ') != std::string::npos);
  }
  for (const std::string_view name : {"linic", "inic", "c", "4", "clini", "clinic4", "r", "atient"}) {
    CAPTURE(name);
    host.ask(get("", "/clinic/r4/" + std::string(name)));
    const std::string line = host.logged();
    CHECK(line.find(" path=/clinic/r4/") != std::string::npos);
    CHECK(line.find(" path=/clinic/r4/" + std::string(name) + ' ') == std::string::npos);
  }
}

TEST_CASE("a client that cannot be served gets a complete response, made in advance") {
  running host;
  CHECK(statuses(host.server->busy()) == answers{503});
  CHECK(host.server->busy().find("OperationOutcome") != std::string_view::npos);
}

TEST_CASE("HTTP/1.0: the end of the connection ends an answer of unknown length, and a short one has a length") {
  running host;
  const std::string line = "GET " + std::string(operation) + " HTTP/1.0\r\n" + bearer();
  std::string answer = host.ask(line + "Connection: keep-alive\r\n\r\n" + get());
  CHECK(statuses(answer) == answers{200, 401});
  CHECK(answer.find("Connection: keep-alive\r\n") != std::string::npos);
  CHECK(answer.find("Transfer-Encoding") == std::string::npos);
  CHECK(statuses(host.ask(line + "\r\n" + get())) == answers{200});
  host.store.jobs = 1000;
  answer = host.ask(line + "Connection: keep-alive\r\n\r\n" + get());
  CHECK(answer.find("Content-Length") == std::string::npos);
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.ends_with("}"));  // and no second answer
}

TEST_CASE("answers are in one piece where they are short, in chunks where they are long, and HEAD has none") {
  running host;
  const std::string small = host.ask(get(bearer()));
  CHECK(small.find("\r\nContent-Length: ") != std::string::npos);
  CHECK(small.find("Transfer-Encoding") == std::string::npos);
  host.store.jobs = 1000;
  const std::string large = host.ask(get(bearer()) + get());
  CHECK(statuses(large) == answers{200, 401});
  CHECK(large.find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos);
  const std::string head = host.ask("HEAD " + std::string(operation) + " HTTP/1.1\r\nHost: x\r\n" + bearer() + "\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 "));
  CHECK(head.ends_with("\r\n\r\n"));
  CHECK(head.find("\r\n\r\n") == head.size() - 4);
  const std::string options = host.ask("OPTIONS " + std::string(operation) + " HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(statuses(options) == answers{204});
  CHECK(options.find("Content-Length") == std::string::npos);
}

TEST_CASE("a client that goes away in the middle of a request gets no answer") {
  running host;
  for (const std::string_view each : {"", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\n", "\r\n"}) {
    CAPTURE(each);
    CHECK(host.ask(each).empty());
    CHECK(host.logged().empty());
  }
  CHECK(statuses(host.ask(post("Content-Length: 29\r\n", R"({"resourceType")"))) == answers{400});
  CHECK(statuses(host.ask(get() + "GET / HT")) == answers{401});
}

TEST_CASE("a host that is stopped takes no request") {
  running host;
  host.server->stop();
  CHECK(host.ask(get(bearer())).empty());
  CHECK(host.logged().empty());
  host::limits none;
  none.connections = 0;
  running full(none);
  CHECK(full.ask(get(bearer())).empty());
}

TEST_CASE("a connection that waits for its next request keeps no host from stopping") {
  host::limits limits;
  limits.idle = std::chrono::hours(1);
  limits.grace = std::chrono::seconds(3);
  running host(limits);
  const socket_pair ends;
  std::thread serves([&] { host.server->serve(ends.server); });
  ends.send(get());
  char bytes[4096];
  CHECK(::recv(ends.client, bytes, sizeof bytes, 0) > 0);
  host.server->stop();
  serves.join();
  CHECK(host.logged().find("event=cut") == std::string::npos);
}

TEST_CASE("whatever a service throws, its client is answered, and the host goes on") {
  int kind = 0;
  running host({}, &connection_clock::now, "/fhir", answering([&kind]() -> http::response {
                 if (kind == 0) throw std::runtime_error("torn: secret");
                 if (kind == 1) throw store::unavailable("nobody is at home");
                 if (kind == 2) throw std::bad_alloc();
                 throw kind;
               }));
  std::string answer = host.ask(get(bearer()) + get(bearer()));
  CHECK(statuses(answer) == answers{500, 500});
  CHECK(answer.find("torn") == std::string::npos);
  CHECK(host.logged().find(R"( error=torn:\x20secret)") != std::string::npos);
  kind = 1;
  answer = host.ask(get(bearer()) + get(bearer()));
  CHECK(statuses(answer) == answers{503, 503});
  CHECK(answer.find("Retry-After: 5\r\n") != std::string::npos);
  // Where memory is short nothing more is read.
  kind = 2;
  answer = host.ask(get(bearer()) + get(bearer()));
  CHECK(statuses(answer) == answers{503});
  CHECK(answer.find("Retry-After: 1\r\n") != std::string::npos);
  CHECK(host.logged().find(R"(error=out\x20of\x20memory)") != std::string::npos);
  kind = 3;
  answer = host.ask(get(bearer()) + get(bearer()));
  CHECK(answer == host.server->busy());
  CHECK(host.logged().find("event=failed reason=memory") != std::string::npos);
  CHECK(statuses(host.ask(get("", "/health"))) == answers{200});
}

TEST_CASE("an answer whose source fails is not ended as if it were whole, wherever it fails") {
  const auto failing_at = [](int when, std::size_t size) {
    return answering([when, size] {
      return in_pieces(http::failing(pieces{size, 9, {}}, [when, asked = 0]() mutable { return ++asked == when; }));
    });
  };
  const auto reported = [](host::server::service own) {
    running host({}, &connection_clock::now, "/fhir", std::move(own));
    const answers all = statuses(host.ask(get(bearer()) + get(bearer())));
    const std::string line = host.logged();
    return std::pair(all, line.find(" cut=store ") != std::string::npos);
  };
  for (const std::size_t size : {std::size_t{10}, std::size_t{70000}}) {
    CHECK(reported(failing_at(1, size)) == std::pair(answers{500, 500}, false));
    for (const int when : {2, 3, 9, 10}) {
      CAPTURE(size, when);
      CHECK(reported(failing_at(when, size)) == std::pair(answers{200, -1}, true));
    }
    CHECK(reported(failing_at(11, size)) == std::pair(answers{200, 200}, false));
    // One that throws, whatever that is.
    for (const bool odd : {false, true}) {
      CAPTURE(odd);
      const auto throws = answering([odd, size] {
        return in_pieces(pieces{size, 9, [odd](int at) {
                                  if (at == 4 && odd) throw 1;
                                  if (at == 4) throw std::runtime_error("torn");
                                }});
      });
      CHECK(reported(throws) == std::pair(answers{200, -1}, !odd));
    }
  }
}

TEST_CASE("an answer that a stopping host does not wait for is cut, and the log says so") {
  std::promise<void> begun;
  std::promise<void> stopped;
  const auto wait = [&begun, goes_on = stopped.get_future().share()](int at) {
    if (at != 2) return;
    begun.set_value();
    goes_on.wait();
  };
  host::limits limits;
  limits.grace = std::chrono::milliseconds(0);
  running host(limits, &connection_clock::now, "/fhir", answering([&wait] { return in_pieces(pieces{70000, 5, wait}); }));
  const socket_pair ends;
  ends.send(get(bearer()) + get(bearer()));
  std::thread serves([&] { host.server->serve(ends.server); });
  begun.get_future().wait();
  host.server->stop();
  stopped.set_value();
  serves.join();
  const std::string answer = ends.received();
  CHECK(answer.starts_with("HTTP/1.1 200 "));
  CHECK(statuses(answer) == answers{200, -1});
  const std::string log = host.logged();
  CHECK(log.find("event=cut answers=1\n") != std::string::npos);
  CHECK(log.find(R"( cut=host error=the\x20host\x20was\x20stopped)") != std::string::npos);
}

TEST_CASE("a request that is being read ends where the host is stopped") {
  host::limits limits;
  limits.grace = std::chrono::milliseconds(0);
  running* mine = nullptr;
  bool before = true;
  bool after = false;
  running host(limits, &connection_clock::now, "/fhir", [&](const http::request& asked, http::user) {
    before = asked.stop.stops();
    mine->server->stop();
    after = asked.stop.stops();
    return http::response{};
  });
  mine = &host;
  CHECK(host.ask(get(bearer())).empty());
  CHECK_FALSE(before);
  CHECK(after);
}

TEST_CASE("the service gets the request as it was sent, below its base") {
  std::string seen;
  running host({}, &connection_clock::now, "/fhir", [&seen](const http::request& asked, http::user user) {
    seen =
        std::string(asked.method) + ' ' + std::string(asked.target) + ' ' + std::string(user.id) + ' ' + std::string(asked.body);
    for (const http::header& each : asked.headers) seen += ' ' + std::string(each.name) + '=' + std::string(each.value);
    return http::response{};
  });
  host.ask("POST /fhir/Patient/1/$x?a=b%20c HTTP/1.1\r\nHost: y:1\r\n" + bearer() + "X-A:  b \r\nContent-Length: 3\r\n\r\nabc");
  CHECK(seen == "POST /Patient/1/$x?a=b%20c ada abc Host=y:1 Authorization=Bearer " + token + " X-A=b Content-Length=3");
  host.ask("DELETE /fhir HTTP/1.1\r\nHost: y\r\n\r\n");
  CHECK(seen == "DELETE    Host=y");
  // Nobody's body is not read.
  host.ask("POST /fhir/$x HTTP/1.1\r\nHost: y\r\nContent-Length: 3\r\n\r\nabc");
  CHECK(seen == "POST /$x   Host=y Content-Length=3");
}
