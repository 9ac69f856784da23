#pragma once
// All open connections: a thread for each, up to a limit, and how they end.

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstddef>
#include <functional>
#include <mutex>
#include <pthread.h>
#include <utility>
#include <vector>

#include "connection.hpp"

namespace host {

// Keeps track of the open connections, and of those that are answering a request.
class open_connections {
 public:
  explicit open_connections(std::size_t most) { all_.reserve(most); }

  // Whether the connection may continue.
  bool add(connection& added) noexcept {
    const std::lock_guard lock(mutex_);
    if (stopping_ || all_.size() == all_.capacity()) return false;
    all_.push_back({&added, false});
    return true;
  }
  bool begin_answer(const connection& of) noexcept {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
    find(of)->answering = true;
    return true;
  }
  bool end_answer(const connection& of) noexcept {
    const std::lock_guard lock(mutex_);
    find(of)->answering = false;
    return !stopping_;
  }
  void remove(const connection& removed) noexcept {
    const std::lock_guard lock(mutex_);
    *find(removed) = all_.back();
    all_.pop_back();
    changed_.notify_all();
  }

  // Lets answers in progress complete, up to the grace period; returns how many did not.
  std::size_t stop(std::chrono::milliseconds grace) {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    for (const entry& each : all_)
      if (!each.answering) each.of->stop_reading();
    changed_.wait_for(lock, grace, [this] { return all_.empty(); });
    for (const entry& each : all_) each.of->break_off();
    return static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), [](const entry& each) { return each.answering; }));
  }

 private:
  struct entry {
    connection* of;
    bool answering;
  };
  std::vector<entry>::iterator find(const connection& of) noexcept {
    return std::find_if(all_.begin(), all_.end(), [&of](const entry& each) { return each.of == &of; });
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<entry> all_;
  bool stopping_ = false;
};

// A pool of threads, which are started as needed and kept. It allocates all of its own memory at the beginning: afterwards, only
// starting a thread can fail.
class connection_threads {
 public:
  // `serve` must not throw.
  connection_threads(std::size_t most, std::function<void(int)> serve) : most_(most), serve_(std::move(serve)) {
    waiting_.reserve(most);
    threads_.reserve(most);
  }
  connection_threads(const connection_threads&) = delete;
  connection_threads& operator=(const connection_threads&) = delete;

  // Passes the connection to a thread. False if all are busy, and no other can be started.
  bool take(int socket) noexcept {
    const std::lock_guard lock(mutex_);
    if (busy_ == most_) return false;
    if (threads_.size() == busy_ && !start()) return false;
    ++busy_;
    waiting_.push_back(socket);
    some_.notify_one();
    return true;
  }
  // Waits for all threads to end; false if they did not in that time.
  bool join(std::chrono::milliseconds patience) {
    {
      std::unique_lock lock(mutex_);
      ended_ = true;
      some_.notify_all();
      if (!none_.wait_for(lock, patience, [this] { return busy_ == 0; })) return false;
    }
    for (const pthread_t each : threads_) pthread_join(each, nullptr);
    threads_.clear();
    return true;
  }

 private:
  bool start() noexcept {
    // Twice what the deepest recursion in the library needs; the default would be 8 MiB of address space.
    constexpr std::size_t stack_bytes = std::size_t{1} << 20U;
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) return false;
    pthread_attr_setstacksize(&attributes, stack_bytes);
    // Signals are delivered to the listening thread.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t made{};
    const int failure = pthread_create(
        &made, &attributes,
        [](void* self) -> void* {
          static_cast<connection_threads*>(self)->work();
          return nullptr;
        },
        this);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_attr_destroy(&attributes);
    if (failure == 0) threads_.push_back(made);
    return failure == 0;
  }
  void work() noexcept {
    std::unique_lock lock(mutex_);
    for (;;) {
      some_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      const int socket = waiting_.back();
      waiting_.pop_back();
      lock.unlock();
      serve_(socket);
      lock.lock();
      if (--busy_ == 0) none_.notify_all();
    }
  }

  std::size_t most_;
  std::function<void(int)> serve_;
  std::mutex mutex_;
  std::condition_variable some_;
  std::condition_variable none_;
  std::vector<int> waiting_;
  std::vector<pthread_t> threads_;
  std::size_t busy_ = 0;  // including those that wait
  bool ended_ = false;
};

}  // namespace host
