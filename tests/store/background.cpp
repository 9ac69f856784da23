// Work that may block for ever, and is not waited for.

#include "../../examples/store/background.hpp"

#include <chrono>
#include <csignal>
#include <future>
#include <memory>

#include "support/catch.hpp"

using namespace std::chrono_literals;

TEST_CASE("a task that ends in time is waited for", "[store]") {
  const auto value = std::make_shared<int>(0);
  CHECK(store::ends_within(24h, [value] { *value = 7; }));
  CHECK(*value == 7);
}

TEST_CASE("a task that does not end in time is left alone", "[store]") {
  std::promise<void> go;
  std::promise<void> ended;
  const auto may_go = go.get_future().share();
  auto end = std::make_shared<std::promise<void>>(std::move(ended));
  auto has_ended = end->get_future();
  CHECK_FALSE(store::ends_within(0ms, [may_go, end] {
    may_go.wait();
    end->set_value();
  }));
  go.set_value();
  has_ended.get();
}

TEST_CASE("background threads receive no signals", "[store]") {
  const auto mask = std::make_shared<sigset_t>();
  REQUIRE(store::ends_within(24h, [mask] { pthread_sigmask(SIG_SETMASK, nullptr, mask.get()); }));
  CHECK(sigismember(mask.get(), SIGTERM) == 1);
  CHECK(sigismember(mask.get(), SIGINT) == 1);
  sigset_t mine;
  pthread_sigmask(SIG_SETMASK, nullptr, &mine);
  CHECK(sigismember(&mine, SIGTERM) == 0);
}
