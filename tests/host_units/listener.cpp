// Where connections come from: of this machine's own network, at a port that is free.

#include "host/listener.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "support/catch.hpp"

namespace {

int client_socket() { return ::socket(AF_INET, SOCK_STREAM, 0); }
bool connect_to(int client, int port) {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(static_cast<std::uint16_t>(port));
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(client, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0;
}
// The lowest number that a new descriptor gets: one more where one is kept open.
int next_descriptor() {
  const int next = ::dup(0);
  ::close(next);
  return next;
}
std::string received(int client) {
  std::string all;
  char piece[1000];
  for (ssize_t count = 0; (count = ::recv(client, piece, sizeof piece, 0)) > 0;)
    all.append(piece, static_cast<std::size_t>(count));
  ::close(client);
  return all;
}

// One that runs until the end of the test, and takes as many connections as the test says.
struct listening {
  host::listener listener{"127.0.0.1", 0};
  int stop[2] = {-1, -1};
  int taken = 0;
  std::vector<std::string> refused;
  std::thread thread;

  explicit listening(int room) {
    REQUIRE(::pipe(stop) == 0);
    thread = std::thread([this, room] {
      listener.run(
          stop[0], "busy",
          [this, room](int socket) {
            if (taken == room) return false;
            ++taken;
            ::send(socket, "welcome", 7, MSG_NOSIGNAL);
            ::close(socket);
            return true;
          },
          [this](std::string_view lack) { refused.emplace_back(lack); });
    });
  }
  void end() {
    REQUIRE(::write(stop[1], "", 1) == 1);
    thread.join();
    ::close(stop[0]);
    ::close(stop[1]);
  }
};

}  // namespace

TEST_CASE("connections are accepted, and those that are refused get the reason") {
  listening host(2);
  REQUIRE(host.listener.port() > 0);
  std::vector<std::string> reported;
  for (int i = 0; i < 4; ++i) {
    const int client = client_socket();
    REQUIRE(connect_to(client, host.listener.port()));
    reported.push_back(received(client));
  }
  host.end();
  CHECK(reported == std::vector<std::string>{"welcome", "welcome", "busy", "busy"});
  CHECK(host.taken == 2);
  CHECK(host.refused == std::vector<std::string>{"connections", "connections"});
}

TEST_CASE("a refused client learns why, although its request was not read") {
  listening host(0);
  const int client = client_socket();
  REQUIRE(connect_to(client, host.listener.port()));
  const std::string request(2000, 'x');
  CHECK(::send(client, request.data(), request.size(), MSG_NOSIGNAL) == 2000);
  CHECK(received(client).substr(0, 4) == "busy");
  host.end();
}

TEST_CASE("if there is no descriptor left, the client gets an answer at once") {
  listening host(10);
  const int first = client_socket();
  const int second = client_socket();
  const int third = client_socket();
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const int next = ::dup(first);  // the lowest that is free
  ::close(next);
  rlimit none = before;
  none.rlim_cur = static_cast<rlim_t>(next);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const bool connected = connect_to(first, host.listener.port());
  const std::string refusal = received(first);  // which closes one: there is one free again
  const bool again = connect_to(second, host.listener.port());
  const std::string welcome = received(second);
  ::setrlimit(RLIMIT_NOFILE, &before);
  const bool afterwards = connect_to(third, host.listener.port());
  CHECK(received(third) == "welcome");
  host.end();
  CHECK((connected && again && afterwards));
  CHECK(refusal == "busy");
  CHECK(welcome == "welcome");
  CHECK(host.refused == std::vector<std::string>{"descriptors"});
}

TEST_CASE("one program listens at a port, and at none once it is closed") {
  host::listener listener("127.0.0.1", 0);
  const int port = listener.port();
  CHECK_THROWS_WITH(host::listener("127.0.0.1", port),
                    Catch::StartsWith("cannot listen at 127.0.0.1:" + std::to_string(port) + ": "));
  listener.close();
  const int client = client_socket();
  CHECK_FALSE(connect_to(client, port));
  ::close(client);
  CHECK_NOTHROW(host::listener("127.0.0.1", port));
}

TEST_CASE("a listener leaves no descriptor open, whether it listens or cannot") {
  const int before = next_descriptor();
  for (int i = 0; i < 3; ++i) {
    const host::listener one("127.0.0.1", 0);
    REQUIRE(next_descriptor() > before);
    const int with_one = next_descriptor();
    CHECK_THROWS_AS(host::listener("127.0.0.1", one.port()), std::runtime_error);
    CHECK_THROWS_AS(host::listener("203.0.113.1", 0), std::runtime_error);
    CHECK(next_descriptor() == with_one);
  }
  CHECK(next_descriptor() == before);
}

TEST_CASE("if it cannot listen, the error names the address") {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int code = ::getaddrinfo("256.1.1.1.1", "0", &hints, &found);
  REQUIRE(code != 0);
  CHECK_THROWS_WITH(host::listener("256.1.1.1.1", 0), std::string("cannot listen at 256.1.1.1.1:0: ") + ::gai_strerror(code));
  CHECK_THROWS_WITH(host::listener("203.0.113.1", 0), Catch::StartsWith("cannot listen at 203.0.113.1:0: "));
}

TEST_CASE("it listens on IPv4 and IPv6 addresses, if the machine has them") {
  host::listener four("127.0.0.1", 0);
  CHECK(four.port() > 0);
  four.close();
  CHECK(four.port() == 0);
  std::string why = "it listens";
  try {
    CHECK(host::listener("::1", 0).port() > 0);
  } catch (const std::runtime_error& failure) {
    why = failure.what();
  }
  CHECK((why == "it listens" || why.starts_with("cannot listen at ::1:0: ")));
}
