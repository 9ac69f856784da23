#pragma once
// Connections to a server that has few of them, for many clients: no more than so many at once, and fewer
// when nobody needs them.

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

// `Connection` has `reusable()`: whether another may use it.
template <class Connection>
class limited_pool {
 public:
  using clock = std::chrono::steady_clock;

  // The right to one connection, and the connection where there is one yet.
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

  // One that nobody has used for `idle`, or up to half as long again, is closed.
  limited_pool(std::size_t most, std::chrono::milliseconds idle) : most_(most), idle_(idle) {
    closer_ = background_thread([this] { close_idle(); });
  }
  limited_pool(const limited_pool&) = delete;
  limited_pool& operator=(const limited_pool&) = delete;
  // All leases have ended.
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

  // Waits until there is one, and `keep_free` more for others. Throws `unavailable` at `end`.
  lease take(std::size_t keep_free, clock::time_point end) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_until(lock, end, [&] { return lent_ + keep_free < most_; }))
      throw unavailable("all " + std::to_string(most_) + " connections to the database are in use");
    ++lent_;
    lease taken(*this);
    take_idle(taken);
    return taken;
  }

  // For a lease whose connection the server refused, as it has no more: waits for one that another gives
  // back. Whether there was one before `end`.
  bool wait_for_idle(lease& of, clock::time_point end) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_until(lock, end, [&] { return !unused_.empty(); })) return false;
    take_idle(of);
    return true;
  }

  // What is true of one connection, that its server is silent or was restarted, is likely true of these.
  void drop_idle() {
    std::vector<unused> dropped;  // closed without the lock
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
    // The one that was used last, so that the others can be closed.
    to.connection = std::move(unused_.back().connection);
    unused_.pop_back();
  }

  void take_back(std::unique_ptr<Connection> connection) {
    // Closed before another may be opened in its stead.
    if (connection && !connection->reusable()) connection.reset();
    {
      const std::lock_guard lock(mutex_);
      --lent_;
      if (connection) unused_.push_back({std::move(connection), clock::now()});
    }
    changed_.notify_all();
  }

  // Looks now and then: to be woken by each query would cost more than a connection that stays a little
  // longer.
  void close_idle() {
    std::unique_lock lock(mutex_);
    while (!ending_.wait_for(lock, idle_ / 2, [&] { return ended_; })) {
      const auto now = clock::now();
      // Those that were used last come last.
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
