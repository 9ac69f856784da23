// The servers of a URL: libpq's lists, and the order in which they are tried.

#include "../../examples/store/server_list.hpp"

#include <chrono>
#include <cstddef>
#include <vector>

#include "support/catch.hpp"

using namespace std::chrono_literals;
using store::server_address;
using store::server_order;
using store::servers_of;
using servers = std::vector<server_address>;
using order = std::vector<std::size_t>;

TEST_CASE("libpq's lists are servers", "[store]") {
  CHECK(servers_of("", "", "") == servers{{"", "", ""}});
  CHECK(servers_of("db", "", "") == servers{{"db", "", ""}});
  CHECK(servers_of("a,b", "", "5432") == servers{{"a", "", "5432"}, {"b", "", "5432"}});
  CHECK(servers_of("a,,/tmp", "", "1,2,3") == servers{{"a", "", "1"}, {"", "", "2"}, {"/tmp", "", "3"}});
  CHECK(servers_of("a,b", "10.0.0.1,10.0.0.2", "") == servers{{"a", "10.0.0.1", ""}, {"b", "10.0.0.2", ""}});
  CHECK(servers_of("", "::1,::2", ",2") == servers{{"", "::1", ""}, {"", "::2", "2"}});
  // libpq refuses these, and says why.
  CHECK(servers_of("a,b,c", "", "1,2").empty());
  CHECK(servers_of("a", "10.0.0.1,10.0.0.2", "").empty());
}

TEST_CASE("a silent server is tried last, for a while", "[store]") {
  const server_order::clock::time_point now(1h);
  server_order tried(3);
  CHECK(tried.at(now) == order{0, 1, 2});
  tried.was_silent(0, now);
  CHECK(tried.at(now) == order{1, 2, 0});
  tried.was_silent(2, now + 10s);
  CHECK(tried.at(now + 10s) == order{1, 0, 2});
  CHECK(tried.at(now + 29s) == order{1, 0, 2});
  CHECK(tried.at(now + 30s) == order{0, 1, 2});
  CHECK(server_order(0).at(now).empty());
}

TEST_CASE("the time that is left is shared", "[store]") {
  const server_order::clock::time_point now(1h);
  CHECK(server_order::share(now, now + 9s, 3) == now + 3s);
  CHECK(server_order::share(now + 1s, now + 9s, 2) == now + 5s);
  CHECK(server_order::share(now, now + 9s, 1) == now + 9s);
}
