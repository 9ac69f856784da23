#pragma once
// All connections there are: a thread for each, no more than allowed, and how they end.

#include <httplib.h>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "connection.hpp"

namespace host {

// Which connections there are, and which of them are answering a request.
class open_connections {
 public:
  // Whether the connection may go on.
  bool add(connection& added) {
    const std::lock_guard lock(mutex_);
    if (!stopping_) idle_.insert(&added);
    return !stopping_;
  }
  bool begin_answer(connection& of) {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
    idle_.erase(&of);
    answering_.insert(&of);
    return true;
  }
  bool end_answer(connection& of) {
    const std::lock_guard lock(mutex_);
    answering_.erase(&of);
    if (!stopping_) idle_.insert(&of);
    changed_.notify_all();
    return !stopping_;
  }
  void remove(connection& removed) {
    const std::lock_guard lock(mutex_);
    idle_.erase(&removed);
    answering_.erase(&removed);
    changed_.notify_all();
  }

  // Lets answers that are under way come to their end, up to the grace; returns how many did not.
  std::size_t stop(std::chrono::milliseconds grace) {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    for (connection* each : idle_) each->stop_reading();
    changed_.wait_for(lock, grace, [this] { return hurry_ || (answering_.empty() && idle_.empty()); });
    const std::size_t cut = answering_.size();
    for (connection* each : answering_) each->break_off();
    for (connection* each : idle_) each->break_off();
    return cut;
  }
  // No grace any more.
  void hurry() {
    const std::lock_guard lock(mutex_);
    hurry_ = true;
    changed_.notify_all();
  }
  [[nodiscard]] bool stopping() {
    const std::lock_guard lock(mutex_);
    return stopping_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<connection*> idle_;
  std::set<connection*> answering_;
  bool stopping_ = false;
  bool hurry_ = false;
};

// Threads for httplib, started as they are needed. A connection beyond the limit is handled at once, by the
// thread that accepts, with `overloaded` set: it gets a refusal, and no thread.
class connection_threads final : public httplib::TaskQueue {
 public:
  static inline thread_local bool overloaded = false;

  connection_threads(std::size_t most, std::function<void()> before_shutdown)
      : most_(most), before_shutdown_(std::move(before_shutdown)) {}

  void enqueue(std::function<void()> connection) override {
    {
      const std::lock_guard lock(mutex_);
      if (busy_ < most_) {
        ++busy_;
        waiting_.push_back(std::move(connection));
        if (threads_.size() < busy_) threads_.emplace_back([this] { work(); });
        some_.notify_one();
        return;
      }
    }
    overloaded = true;
    connection();
    overloaded = false;
  }
  void shutdown() override {
    before_shutdown_();
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    some_.notify_all();
    for (std::thread& each : threads_) each.join();
  }

 private:
  void work() {
    for (;;) {
      std::function<void()> connection;
      {
        std::unique_lock lock(mutex_);
        some_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        connection = std::move(waiting_.front());
        waiting_.pop_front();
      }
      connection();
      const std::lock_guard lock(mutex_);
      --busy_;
    }
  }

  std::size_t most_;
  std::function<void()> before_shutdown_;
  std::mutex mutex_;
  std::condition_variable some_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  std::size_t busy_ = 0;
  bool ended_ = false;
};

}  // namespace host
