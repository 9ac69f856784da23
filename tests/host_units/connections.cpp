// How connections are shared out among threads, and how they end.

#include "host/connections.hpp"

#include <chrono>
#include <csignal>
#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "support.hpp"
#include "support/catch.hpp"

using namespace host_test;
using namespace std::chrono_literals;

TEST_CASE("a thread takes a connection, as long as there are fewer than allowed") {
  std::promise<void> go;
  const std::shared_future<void> may_go = go.get_future().share();
  std::mutex mutex;
  std::set<int> served;
  host::connection_threads threads(3, [&](int socket) {
    may_go.wait();
    const std::lock_guard lock(mutex);
    served.insert(socket);
  });
  CHECK(threads.take(11));
  CHECK(threads.take(12));
  CHECK(threads.take(13));
  CHECK_FALSE(threads.take(14));
  CHECK_FALSE(threads.join(0ms));  // they are all busy
  go.set_value();
  CHECK(threads.join(24h));
  CHECK(served == std::set<int>{11, 12, 13});
}

TEST_CASE("a thread takes one connection after the other") {
  std::mutex mutex;
  std::condition_variable changed;
  int ended = 0;
  std::set<std::thread::id> by;
  host::connection_threads threads(1, [&](int) {
    const std::lock_guard lock(mutex);
    by.insert(std::this_thread::get_id());
    ++ended;
    changed.notify_all();
  });
  for (int i = 0; i < 20; ++i) {
    // It is free again a moment after it has served.
    while (!threads.take(i)) std::this_thread::yield();
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return ended == i + 1; });
  }
  CHECK(threads.join(24h));
  CHECK(by.size() == 1);
  CHECK(threads.join(0ms) == true);
}

TEST_CASE("a thread that serves has a stack of one MiB") {
  std::size_t size = 0;
  host::connection_threads threads(1, [&](int) {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
    pthread_attr_getstacksize(&attributes, &size);
    pthread_attr_destroy(&attributes);
  });
  CHECK(threads.take(11));
  CHECK(threads.join(24h));
  CHECK(size == std::size_t{1} << 20U);
}

TEST_CASE("serving threads receive no signals") {
  std::promise<sigset_t> mask;
  host::connection_threads threads(1, [&mask](int) {
    sigset_t mine;
    pthread_sigmask(SIG_SETMASK, nullptr, &mine);
    mask.set_value(mine);
  });
  REQUIRE(threads.take(1));
  const sigset_t theirs = mask.get_future().get();
  CHECK(threads.join(24h));
  CHECK(sigismember(&theirs, SIGTERM) == 1);
  CHECK(sigismember(&theirs, SIGINT) == 1);
  sigset_t mine;
  pthread_sigmask(SIG_SETMASK, nullptr, &mine);
  CHECK(sigismember(&mine, SIGTERM) == 0);
}

TEST_CASE("there are no more connections than allowed, and room again afterwards") {
  const host::limits limits;
  const socket_pair ends[3];
  host::connection first(ends[0].server, limits);
  host::connection second(ends[1].server, limits);
  host::connection third(ends[2].server, limits);
  host::open_connections open(2);
  CHECK(open.add(first));
  CHECK(open.add(second));
  CHECK_FALSE(open.add(third));
  open.remove(first);
  CHECK(open.add(third));
  CHECK_FALSE(open.add(first));
  open.remove(second);
  open.remove(third);
  CHECK(open.stop(0ms) == 0);
  CHECK_FALSE(open.add(first));
}

TEST_CASE("stopping cuts off the answers that exceed the grace period, and counts them") {
  const host::limits limits;
  const socket_pair ends[3];
  host::connection answering(ends[0].server, limits);
  host::connection idle(ends[1].server, limits);
  host::connection done(ends[2].server, limits);
  host::open_connections open(3);
  for (host::connection* each : {&answering, &idle, &done}) REQUIRE(open.add(*each));
  CHECK(open.begin_answer(answering));
  CHECK(open.begin_answer(done));
  CHECK(open.end_answer(done));
  CHECK(open.stop(0ms) == 1);
  for (const host::connection* each : {&answering, &idle, &done}) CHECK(each->stopped());
  CHECK_FALSE(open.begin_answer(idle));
  CHECK_FALSE(open.end_answer(answering));
}

TEST_CASE("stopping waits for answers in progress, but not for requests") {
  const host::limits limits;
  const socket_pair ends[2];
  host::connection answering(ends[0].server, limits);
  host::connection idle(ends[1].server, limits);
  host::open_connections open(2);
  REQUIRE(open.add(answering));
  REQUIRE(open.add(idle));
  REQUIRE(open.begin_answer(answering));
  bool goes_on = true;
  bool has_request = true;
  // An idle one ends as its client would: there is nothing more to be read.
  std::thread waits([&] {
    has_request = idle.await_request();
    open.remove(idle);
  });
  std::promise<void> stopping;
  std::thread answers([&, asked = stopping.get_future()]() mutable {
    asked.wait();
    waits.join();  // so the stop has begun
    goes_on = open.end_answer(answering);
    answering.write("the end");
    open.remove(answering);
  });
  stopping.set_value();
  CHECK(open.stop(24h) == 0);
  answers.join();
  CHECK_FALSE(has_request);
  CHECK_FALSE(goes_on);
  CHECK_FALSE(answering.stopped());
  ::shutdown(ends[0].server, SHUT_WR);
  CHECK(ends[0].received() == "the end");
}
