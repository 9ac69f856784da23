#pragma once
// A pool of connections to a server that has few of them, for many clients: never more than a maximum, and fewer when they are
// not needed.

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "background.hpp"
#include "store.hpp"

namespace store {

// `Connection` has `reusable()`, which says whether another client may use it.
template <class Connection>
class limited_pool {
 public:
  using clock = std::chrono::steady_clock;

  // The right to use one connection, and the connection itself, once there is one.
  class lease {
   public:
    lease(lease&& from) noexcept : connection(std::move(from.connection)), pool_(std::exchange(from.pool_, nullptr)) {}
    lease& operator=(lease&&) = delete;
    ~lease() {
      if (pool_ != nullptr) pool_->take_back(std::move(connection));
    }

    std::unique_ptr<Connection> connection;

   private:
    friend class limited_pool;
    explicit lease(limited_pool& pool) : pool_(&pool) {}
    limited_pool* pool_;
  };

  // Connections that have not been used for `idle`, or up to half as long again, are closed.
  limited_pool(std::size_t most, std::chrono::milliseconds idle) : most_(most), idle_(idle) {
    closer_ = background_thread([this] { close_idle(); });
  }
  limited_pool(const limited_pool&) = delete;
  limited_pool& operator=(const limited_pool&) = delete;
  // All leases must have ended.
  ~limited_pool() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    ending_.notify_all();
    closer_.join();
  }

  void limit(std::size_t most) {
    const std::lock_guard lock(mutex_);
    most_ = most;
  }

  // Waits until a connection is free, and `keep_free` more for others. Throws `unavailable` at `end`.
  lease take(std::size_t keep_free, clock::time_point end) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_until(lock, end, [&] { return lent_ + keep_free < most_; }))
      throw unavailable("all " + std::to_string(most_) + " connections to the database are in use");
    ++lent_;
    lease taken(*this);
    take_idle(taken);
    return taken;
  }

  // For a lease whose connection the server refused because it has no more: waits until another client returns one. False if none
  // was returned before `end`.
  bool wait_for_idle(lease& of, clock::time_point end) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_until(lock, end, [&] { return !unused_.empty(); })) return false;
    take_idle(of);
    return true;
  }

  // If one connection shows that the server does not respond, or was restarted, that is probably true of the idle ones too.
  void drop_idle() {
    std::vector<unused> dropped;  // closed without holding the lock
    const std::lock_guard lock(mutex_);
    dropped.swap(unused_);
  }

  struct numbers {
    std::size_t lent = 0;
    std::size_t idle = 0;
  };
  [[nodiscard]] numbers count() {
    const std::lock_guard lock(mutex_);
    return {lent_, unused_.size()};
  }

 private:
  struct unused {
    std::unique_ptr<Connection> connection;
    clock::time_point since;
  };

  void take_idle(lease& to) {
    if (unused_.empty()) return;
    // Takes the one that was used last, so that the others can be closed.
    to.connection = std::move(unused_.back().connection);
    unused_.pop_back();
  }

  void take_back(std::unique_ptr<Connection> connection) {
    // Closed before another one may be opened.
    if (connection && !connection->reusable()) connection.reset();
    {
      const std::lock_guard lock(mutex_);
      --lent_;
      if (connection) unused_.push_back({std::move(connection), clock::now()});
    }
    changed_.notify_all();
  }

  // Checks from time to time: to be woken by each query would cost more than a connection that stays open a little longer.
  void close_idle() {
    std::unique_lock lock(mutex_);
    while (!ending_.wait_for(lock, idle_ / 2, [&] { return ended_; })) {
      const auto now = clock::now();
      // Those that were used last are at the end.
      const auto kept =
          std::find_if(unused_.begin(), unused_.end(), [&](const unused& each) { return each.since + idle_ > now; });
      std::vector<unused> closed(std::make_move_iterator(unused_.begin()), std::make_move_iterator(kept));
      unused_.erase(unused_.begin(), kept);
      lock.unlock();
      closed.clear();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable ending_;
  std::size_t most_;
  std::chrono::milliseconds idle_;
  std::size_t lent_ = 0;
  std::vector<unused> unused_;
  bool ended_ = false;
  std::thread closer_;
};

}  // namespace store
