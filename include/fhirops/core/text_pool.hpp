#pragma once
// The texts that a borrowed value cannot take from the source, since escapes had to be decoded.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#if !defined(__GNUC__)
#include <atomic>
#endif

namespace fhirops::detail {

// Each text keeps its address as long as the pool or a copy of it lives. Copies share the texts: the values beside them refer to them.
class text_pool {
 public:
  text_pool() noexcept = default;
  text_pool(text_pool&& other) noexcept : last_(std::exchange(other.last_, nullptr)) {}
  text_pool(const text_pool& other) noexcept : last_(other.last_) {
    if (last_ != nullptr) last_->users.add();
  }
  text_pool& operator=(text_pool other) noexcept {
    std::swap(last_, other.last_);
    return *this;
  }
  ~text_pool() { release(last_); }

  std::string_view keep(std::string_view text) {
    last_ = new node(text, last_);
    return last_->text;
  }
  [[nodiscard]] bool empty() const noexcept { return last_ == nullptr; }
  // Also keeps the texts of the other pool.
  void splice(text_pool other) {
    if (other.empty()) return;
    if (empty()) return std::swap(last_, other.last_);
    node* joint = new node({}, last_);
    joint->also = std::exchange(other.last_, nullptr);
    last_ = joint;
  }

 private:
  // How many pools and nodes refer to a node. Including <atomic> would lengthen each compilation.
  class user_count {
   public:
#if defined(__GNUC__)
    void add() noexcept { __atomic_add_fetch(&users_, 1, __ATOMIC_RELAXED); }
    bool remove() noexcept { return __atomic_sub_fetch(&users_, 1, __ATOMIC_ACQ_REL) == 0; }

   private:
    std::size_t users_ = 1;
#else
    void add() noexcept { users_.fetch_add(1, std::memory_order_relaxed); }
    bool remove() noexcept { return users_.fetch_sub(1, std::memory_order_acq_rel) == 1; }

   private:
    std::atomic<std::size_t> users_{1};
#endif
  };
  struct node {
    node(std::string_view kept, node* others) : text(kept), before(others) {}

    std::string text;
    node* before;          // owned
    node* also = nullptr;  // of another pool, owned
    user_count users{};
  };

  static void release(node* each) noexcept {
    while (each != nullptr && each->users.remove()) {
      release(each->also);
      delete std::exchange(each, each->before);
    }
  }

  node* last_ = nullptr;
};

}  // namespace fhirops::detail
