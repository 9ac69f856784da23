// Limits of time: a clock of the tests' own moves on a second each time it is looked at.

#include "host/connection.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <thread>
#include <vector>

#include "support.hpp"
#include "support/catch.hpp"

using namespace host_test;
using namespace std::chrono_literals;
using answers = std::vector<int>;

namespace {

// Nothing has an end but what a test gives one.
host::limits endless() {
  host::limits all;
  all.idle = all.request = all.send = all.work = all.answer = 240h;
  return all;
}
std::string repeated(std::string_view what, int count) {
  std::string all;
  while (count-- > 0) all += what;
  return all;
}
const std::string post_head =
    "POST " + std::string(operation) + " HTTP/1.1\r\nHost: x\r\n" + bearer() + "Content-Type: application/fhir+json\r\n";
// A head that fills what is received at once, so that its body has to be waited for.
std::string head_of_a_piece(std::string head) {
  head += "X: ";
  return head + std::string(4096 - 4 - head.size(), 'x') + "\r\n\r\n";
}

}  // namespace

TEST_CASE("a request must begin in the idle time") {
  host::limits limits = endless();
  CHECK(statuses(running(limits, &a_second_later).ask(get())) == answers{401});
  limits.idle = 0ms;
  CHECK(running(limits, &a_second_later).ask(get()).empty());
  // What came with the request before it has begun.
  limits.idle = 2s;
  CHECK(statuses(running(limits, &a_second_later).ask(get() + get() + get())) == answers{401, 401, 401});
}

TEST_CASE("a client that takes 64 KiB in each time for it is waited for, however long the answer is") {
  // Time goes on as the client takes: a piece in half the time that it has for one.
  static std::atomic<std::int64_t> seconds;
  seconds = 1;
  host::limits limits = endless();
  limits.send = 10s;
  socket_pair pair;
  host::connection server(pair.server, limits, [] { return host::connection::clock::time_point(std::chrono::seconds(seconds)); });
  constexpr std::size_t piece = 65536;
  const std::string answer(40 * piece, 'x');
  std::size_t received = 0;
  std::thread client([&pair, &received] {
    char bytes[4096];
    for (ssize_t count = 0; (count = ::recv(pair.client, bytes, sizeof bytes, 0)) > 0;) {
      const std::size_t pieces = received / piece;
      received += static_cast<std::size_t>(count);
      if (received / piece == pieces) continue;
      seconds += 5;
      std::this_thread::sleep_for(1ms);  // so that the server has to wait; where it is late, it does not
    }
  });
  server.begin_answer();
  CHECK(server.write(answer));
  CHECK(server.why_cut().empty());
  server.break_off();
  client.join();
  CHECK(received == answer.size());
  CHECK(seconds == 201);
}

TEST_CASE("the time for a piece begins when all has been taken, and with no other write") {
  static std::atomic<std::int64_t> seconds;
  const auto now = [] { return host::connection::clock::time_point(std::chrono::seconds(seconds)); };
  host::limits limits = endless();
  limits.send = 10s;
  const std::string large(1 << 20, 'x');
  SECTION("nothing waits for a client that has taken all that there was") {
    seconds = 1;
    socket_pair pair;
    host::connection server(pair.server, limits, now);
    server.begin_answer();
    REQUIRE(server.write("begun"));
    char bytes[4096];
    REQUIRE(::recv(pair.client, bytes, sizeof bytes, 0) == 5);
    seconds = 100;  // there was nothing to take
    std::thread client([&pair, &large] {
      std::this_thread::sleep_for(5ms);  // so that the server has to wait; where it is late, it does not
      std::vector<char> room(large.size());
      ::recv(pair.client, room.data(), room.size(), MSG_WAITALL);
    });
    CHECK(server.write(large));
    CHECK(server.why_cut().empty());
    server.break_off();
    client.join();
  }
  SECTION("one that takes nothing gets no more time with each piece") {
    seconds = 1;
    socket_pair pair;
    // A second each time it is looked at, so that it ends in any case.
    host::connection server(pair.server, limits,
                            [] { return host::connection::clock::time_point(std::chrono::seconds(seconds += 1)); });
    server.begin_answer();
    for (int i = 0; i < 20; ++i) REQUIRE(server.write("a piece"));
    const std::int64_t before = seconds;
    CHECK(before > 12);
    CHECK_FALSE(server.write(large));
    CHECK(server.why_cut() == "the client took less than 64 KiB in --send-seconds");
    CHECK(seconds - before < 10);  // it was over already
  }
}

TEST_CASE("a client has exactly its time") {
  static std::atomic<std::int64_t> looks;
  static std::atomic<std::int64_t> written_at;
  host::limits limits = endless();
  limits.send = 10s;
  const std::string large(1 << 20, 'x');
  for (const std::int64_t late : {9, 10, 11}) {
    CAPTURE(late);
    looks = 0;
    written_at = 0;
    socket_pair pair;
    // So late, and much later if it is looked at again and again.
    host::connection server(pair.server, limits, [] {
      return host::connection::clock::time_point(std::chrono::seconds(++looks < 20 ? written_at.load() : 1000));
    });
    server.begin_answer();
    REQUIRE(server.write("a piece"));  // which is not taken
    written_at = late;
    looks = 0;
    CHECK_FALSE(server.write(large));
    CHECK(server.why_cut() == "the client took less than 64 KiB in --send-seconds");
    CHECK((looks < 20) == (late >= 10));
  }
}

TEST_CASE("an end that shows that the answer is not complete is a reset") {
  socket_pair pair;
  const host::limits limits = endless();
  host::connection server(pair.server, limits);
  linger how{};
  for (const bool on : {true, false, true}) {
    server.end_is_reset(on);
    socklen_t size = sizeof how;
    REQUIRE(::getsockopt(pair.server, SOL_SOCKET, SO_LINGER, &how, &size) == 0);
    CHECK((how.l_onoff != 0) == on);
    CHECK(how.l_linger == 0);
  }
}

TEST_CASE("the end of an answer drains what the client still sends, up to the limit of a body") {
  for (const std::size_t most : {std::size_t{0}, std::size_t{4096}, std::size_t{8192}}) {
    host::limits limits = endless();
    limits.body_bytes = most;
    socket_pair pair;
    host::connection server(pair.server, limits, [] { return host::connection::clock::time_point(); });
    pair.send(std::string(12288, 'x'));
    server.finish();
    int left = 0;
    REQUIRE(::ioctl(pair.server, FIONREAD, &left) == 0);
    CHECK(left == static_cast<int>(12288 - most));
  }
}

TEST_CASE("bytes that come later are waited for") {
  const host::limits limits = endless();
  socket_pair pair;
  host::connection server(pair.server, limits);
  std::thread client([&pair] {
    std::this_thread::sleep_for(20ms);  // so that there is nothing yet; where it is late, there is
    pair.send("GET / HTTP/1.1\r\n");
    std::this_thread::sleep_for(20ms);
    pair.send("Host: x\r\n\r\n");
  });
  CHECK(server.await_request());
  host::request_head head;
  CHECK_FALSE(server.receive_head(head));
  CHECK(head.target == "/");
  client.join();
}

TEST_CASE("a head has a time, also while bytes keep coming") {
  const std::string begun = "GET / HTTP/1.1\r\nX: " + std::string(15000, 'x');
  host::limits limits = endless();
  CHECK(running(limits, &a_second_later).ask(begun).empty());  // the client went away
  limits.request = 3s;
  CHECK(statuses(running(limits, &a_second_later).ask(begun)) == answers{408});
  limits.request = 10s;
  CHECK(running(limits, &a_second_later).ask(begun).empty());
  CHECK(statuses(running(limits, &a_second_later).ask(begun + "\r\nHost: x\r\n\r\n")) == answers{200});
}

TEST_CASE("a body has a time, also while bytes keep coming") {
  const std::string bodies[] = {
      post("Content-Length: 50000\r\n", std::string(50000, ' ')),
      chunked(repeated("1\r\n \r\n", 10000)),
      chunked("1;" + std::string(3000, 'x') + "\r\n \r\n" + repeated("1;x\r\n \r\n", 8000)),
      chunked("0\r\n" + repeated("X: " + std::string(900, 'x') + "\r\n", 60)),
  };
  for (const std::string& each : bodies) {
    host::limits limits = endless();
    CHECK(statuses(running(limits, &a_second_later).ask(each)) == answers{400});  // it is not JSON, or not whole
    limits.request = 8s;
    const std::string answer = running(limits, &a_second_later).ask(each);
    CHECK(statuses(answer) == answers{408});
    CHECK(answer.find("\"code\":\"timeout\"") != std::string::npos);
  }
  // The head before it does not count.
  host::limits limits = endless();
  limits.request = 4s;
  const std::string head = head_of_a_piece(post_head + "Content-Length: 29\r\n");
  CHECK(statuses(running(limits, &a_second_later).ask(head + R"({"resourceType":"Parameters"})")) == answers{200});
}

TEST_CASE("a client that waits to be asked for its body is asked, where the body is wanted") {
  running host;
  const std::string expects = "Content-Length: 29\r\nExpect: 100-continue\r\n";
  const std::string parameters = R"({"resourceType":"Parameters"})";
  CHECK(host.ask(head_of_a_piece(post_head + expects) + parameters).starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "));
  CHECK(host.ask(head_of_a_piece("POST /fhir/$x HTTP/1.1\r\nHost: x\r\n" + expects) + parameters).starts_with("HTTP/1.1 404 "));
  CHECK(host.ask(head_of_a_piece("POST " + std::string(operation) + " HTTP/1.1\r\nHost: x\r\n" + expects) + parameters)
            .starts_with("HTTP/1.1 401 "));
  CHECK(
      host.ask(head_of_a_piece(post_head + "Content-Length: 9999999\r\nExpect: 100-continue\r\n")).starts_with("HTTP/1.1 413 "));
  CHECK(host.ask(head_of_a_piece(post_head + "Content-Length: 29\r\n") + parameters).starts_with("HTTP/1.1 200 "));
}

TEST_CASE("a request that takes too long to be checked is given up, by the clock") {
  std::string many = R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":"b"})";
  many += repeated(R"(,{"name":"a","valueString":"b"})", 30000) + "]}";
  const std::string request = post("Content-Length: " + std::to_string(many.size()) + "\r\n", many);
  host::limits limits = endless();
  CHECK(statuses(running(limits, &a_second_later).ask(request)) == answers{422});
  limits.work = 3s;
  CHECK(statuses(running(limits, &a_second_later).ask(request)) == answers{503});
}

TEST_CASE("a whole answer has a time, also while the client takes it") {
  host::limits limits = endless();
  {
    running host(limits, &a_second_later);
    host.store.jobs = 1000;
    CHECK(statuses(host.ask(get(bearer()))) == answers{200});
  }
  limits.answer = 10s;
  running host(limits, &a_second_later);
  host.store.jobs = 1000;
  CHECK(statuses(host.ask(get(bearer()) + get())) == answers{200, -1});
  CHECK(host.logged().find(R"( cut=host error=the\x20answer\x20took\x20longer\x20than\x20--answer-seconds)") !=
        std::string::npos);
  // Its time begins with its request.
  host.store.jobs = 2;
  CHECK(statuses(host.ask(repeated(get(bearer()), 10))) == answers(10, 200));
}

TEST_CASE("a client that takes nothing is given up") {
  host::limits limits = endless();
  limits.send = 2000s;  // it is looked at for some time before
  running host(limits, &a_second_later);
  host.store.jobs = 20000;  // more than the system keeps for who does not take it
  CHECK(statuses(host.ask(get(bearer()) + get())) == answers{200, -1});
  CHECK(host.logged().find(R"( cut=host error=the\x20client\x20took\x20less\x20than\x2064\x20KiB\x20in\x20--send-seconds)") !=
        std::string::npos);
}

TEST_CASE("a client that is gone ends its answer") {
  running host;
  host.store.jobs = 20000;
  int client = -1;
  {
    const socket_pair ends;
    ends.send(get(bearer()));
    client = ::dup(ends.server);
  }
  host.server->serve(client);
  CHECK(host.logged().find(" cut=client") != std::string::npos);
}

TEST_CASE("a connection that is broken off says by whom") {
  const host::limits limits;
  const socket_pair ends;
  host::connection mine(ends.server, limits);
  CHECK_FALSE(mine.broken());
  CHECK(mine.why_cut().empty());
  CHECK(mine.write("abc"));
  CHECK(mine.written() == 3);
  mine.break_off();
  CHECK(mine.stopped());
  CHECK(mine.broken());
  CHECK(mine.why_cut() == "the host was stopped");
  CHECK_FALSE(mine.write("def"));
  CHECK(mine.written() == 3);
  CHECK(ends.received() == "abc");
}

TEST_CASE("a head is as long as the limit allows, and no longer") {
  host::limits limits;
  limits.head_bytes = 100;
  running host(limits);
  const auto head = [](std::size_t size) {
    const std::string line = "GET /health HTTP/1.1\r\nHost: x\r\nX: ";
    return line + std::string(size - line.size() - 4, 'x') + "\r\n\r\n";
  };
  CHECK(statuses(host.ask(head(99) + head(100))) == answers{200, 200});
  CHECK(statuses(host.ask(head(101) + head(50))) == answers{431});
  CHECK(statuses(host.ask(head(5000))) == answers{431});
  CHECK(statuses(host.ask(head(100).substr(0, 98))) == answers{});
  CHECK(statuses(host.ask(head(110).substr(0, 100))) == answers{431});
  // It is the URL that is too long where it takes more than half of it.
  CHECK(statuses(host.ask("GET /" + std::string(100, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n")) == answers{414});
  CHECK(statuses(host.ask("GET /" + std::string(10, 'x') + " HTTP/1.1\r\nHost: " + std::string(100, 'x') + "\r\n\r\n")) ==
        answers{431});
  CHECK(statuses(host.ask(std::string(200, 'x'))) == answers{414});
  // One empty line may come before a request, and no second one, however they are cut.
  host::limits wide;
  const std::string cut = get("X: " + std::string(5000, 'x') + "\r\n", "/health");
  CHECK(statuses(running(wide).ask("\r\n" + cut)) == answers{200});
  CHECK(statuses(running(wide).ask("\r\n\r\n" + cut)) == answers{400});
  const auto line_of = [](std::size_t size) {
    return "GET /" + std::string(size - 16, 'x') + " HTTP/1.1\r\nX: " + std::string(100, 'x');
  };
  CHECK(statuses(host.ask(line_of(51))) == answers{431});
  CHECK(statuses(host.ask(line_of(52))) == answers{414});
}

TEST_CASE("an answer that is more than a kernel keeps is taken piece by piece") {
  host::limits limits = endless();
  limits.send = 1h;  // the most that --send-seconds takes
  constexpr std::size_t size = std::size_t{4} << 20U;
  const socket_pair ends;
  std::string got;
  std::thread client([&] { got = ends.received(); });
  {
    host::connection server(ends.server, limits);
    server.begin_answer();
    CHECK(server.write(std::string(size, 'x')));
    CHECK(server.written() == size);
    CHECK(server.why_cut().empty());
  }
  client.join();
  CHECK((got == std::string(size, 'x')));  // not shown where it is not
}

TEST_CASE("nothing is answered to a client that is gone") {
  const host::limits limits;
  {
    // It did not take what was sent to it, which is a reset.
    int server = -1;
    {
      const socket_pair ends;
      server = ::dup(ends.server);
      ::close(ends.server);
      CHECK(::send(server, "abc", 3, MSG_NOSIGNAL) == 3);
    }
    host::connection mine(server, limits);
    CHECK_FALSE(mine.await_request());
    CHECK_FALSE(mine.write("def"));
    CHECK(mine.broken());
    CHECK(mine.why_cut().empty());
  }
  // It wanted to be asked for its body, and did not wait.
  running host;
  int server = -1;
  {
    const socket_pair ends;
    ends.send(head_of_a_piece(post_head + "Content-Length: 29\r\nExpect: 100-continue\r\n"));
    server = ::dup(ends.server);
    ::close(ends.server);
  }
  host.server->serve(server);
  CHECK(host.logged().find(" status=400 bytes=0 ") != std::string::npos);
}
