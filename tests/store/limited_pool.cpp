// A pool of connections that are none: how many there are at once, who waits, what is kept and what is
// dropped.

#include "../../examples/store/limited_pool.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "support/catch.hpp"

namespace {

using namespace std::chrono_literals;

struct connection {
  explicit connection(std::atomic<int>& open) : open_(open) { ++open_; }
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  ~connection() { --open_; }
  [[nodiscard]] bool reusable() const { return good; }

  bool good = true;

 private:
  std::atomic<int>& open_;
};
using pool = store::limited_pool<connection>;

// Nothing waits that long: what would wait, throws at once by a time that is over.
const auto for_ever = pool::clock::now() + 24h;
const auto at_once = pool::clock::time_point{};

}  // namespace

TEST_CASE("connections are lent up to the maximum, and some are kept for others", "[store]") {
  pool connections(3, 1h);
  std::optional<pool::lease> first(connections.take(2, at_once));
  CHECK_THROWS_AS(connections.take(2, at_once), store::unavailable);
  std::optional<pool::lease> second(connections.take(1, at_once));
  CHECK_THROWS_AS(connections.take(1, at_once), store::unavailable);
  std::optional<pool::lease> third(connections.take(0, at_once));
  CHECK_THROWS_AS(connections.take(0, at_once), store::unavailable);
  CHECK(connections.count().lent == 3);

  third.reset();
  CHECK_THROWS_AS(connections.take(1, at_once), store::unavailable);
  second.reset();
  CHECK_NOTHROW(connections.take(1, at_once));
  first.reset();
  CHECK(connections.count().lent == 0);

  connections.limit(1);
  const auto only = connections.take(0, at_once);
  CHECK_THROWS_WITH(connections.take(0, at_once), "all 1 connections to the database are in use");
}

TEST_CASE("a connection is used again if it can be, the last one first", "[store]") {
  std::atomic<int> open = 0;
  pool connections(4, 1h);
  const connection* last = nullptr;
  {
    auto one = connections.take(0, at_once);
    auto two = connections.take(0, at_once);
    auto three = connections.take(0, at_once);
    CHECK(one.connection == nullptr);
    one.connection = std::make_unique<connection>(open);
    two.connection = std::make_unique<connection>(open);
    two.connection->good = false;
    last = one.connection.get();
  }
  CHECK(open == 1);
  CHECK(connections.count().idle == 1);
  const auto again = connections.take(0, at_once);
  CHECK(again.connection.get() == last);
  CHECK(connections.count().idle == 0);
}

TEST_CASE("idle connections are dropped at once, and those in use stay", "[store]") {
  std::atomic<int> open = 0;
  pool connections(4, 1h);
  auto used = connections.take(0, at_once);
  used.connection = std::make_unique<connection>(open);
  {
    auto other = connections.take(0, at_once);
    other.connection = std::make_unique<connection>(open);
  }
  CHECK(open == 2);
  connections.drop_idle();
  CHECK(open == 1);
  CHECK(used.connection != nullptr);
  CHECK(connections.count().idle == 0);
}

TEST_CASE("idle connections are closed even if nobody requests one", "[store]") {
  std::atomic<int> open = 0;
  pool connections(8, 1ms);
  {
    std::vector<pool::lease> leases;
    for (int i = 0; i < 8; ++i) {
      leases.push_back(connections.take(0, at_once));
      leases.back().connection = std::make_unique<connection>(open);
    }
    CHECK(open == 8);
  }
  while (open != 0) std::this_thread::yield();
  CHECK(connections.count().idle == 0);
}

TEST_CASE("a waiting client gets a returned connection", "[store]") {
  std::atomic<int> open = 0;
  pool connections(1, 1h);
  std::optional<pool::lease> first(connections.take(0, at_once));
  first->connection = std::make_unique<connection>(open);
  bool had_connection = false;
  std::thread waits([&] {
    const auto second = connections.take(0, for_ever);
    had_connection = second.connection != nullptr;
  });
  std::this_thread::sleep_for(20ms);  // so that it waits; where it is late, it need not
  first.reset();
  waits.join();
  CHECK(had_connection);
  CHECK(open == 1);
}

TEST_CASE("a client refused by the server waits for an idle connection", "[store]") {
  std::atomic<int> open = 0;
  pool connections(4, 1h);
  auto refused = connections.take(0, at_once);
  CHECK_FALSE(connections.wait_for_idle(refused, at_once));
  std::optional<pool::lease> other(connections.take(0, at_once));
  other->connection = std::make_unique<connection>(open);
  bool found = false;
  std::thread waits([&] { found = connections.wait_for_idle(refused, for_ever); });
  std::this_thread::sleep_for(20ms);
  other.reset();
  waits.join();
  CHECK(found);
  CHECK(refused.connection != nullptr);
}

TEST_CASE("many threads share few connections", "[store]") {
  std::atomic<int> open = 0;
  std::atomic<int> at_work = 0;
  std::atomic<bool> too_many = false;
  pool connections(4, 1h);
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 50; ++n) {
        auto lease = connections.take(static_cast<std::size_t>(i % 3), for_ever);
        if (++at_work > 4) too_many = true;
        if (!lease.connection) lease.connection = std::make_unique<connection>(open);
        if (open > 4) too_many = true;
        lease.connection->good = (n + i) % 5 != 0;
        --at_work;
      }
    });
  }
  for (std::thread& each : threads) each.join();
  CHECK_FALSE(too_many);
  CHECK(connections.count().lent == 0);
  CHECK(static_cast<int>(connections.count().idle) == open);
}
