#pragma once
// Keeps idle connections for later use.

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace store {

template <class Connection>
class pool {
 public:
  explicit pool(std::size_t most) : most_(most) {}

  // Null if none is idle.
  std::unique_ptr<Connection> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  // Keeps the connection, or closes it if there are already `most` idle ones.
  void give(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < most_) idle_.push_back(std::move(connection));
  }

 private:
  std::size_t most_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace store
