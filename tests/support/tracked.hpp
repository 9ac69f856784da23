#pragma once
// A value for tests of containers: it counts the living values of its kind, knows whether it is where it was constructed, and
// throws when it has been copied too often.

#include <limits>
#include <utility>

namespace support {

struct no_more_copies {};

struct tracked {
  static inline int live = 0;
  static inline int mistakes = 0;  // destroyed twice, used when dead, or moved by its bytes
  static inline int copies_left = std::numeric_limits<int>::max();

  int number = 0;

  tracked() : tracked(0) {}
  tracked(int n) : number(n) { ++live; }  // NOLINT(google-explicit-constructor)
  tracked(const tracked& other) : number(other.number) {
    copy_from(other);
    ++live;
  }
  tracked(tracked&& other) noexcept : number(std::exchange(other.number, -1)) {
    other.check();
    ++live;
  }
  tracked& operator=(const tracked& other) {
    check();
    copy_from(other);
    number = other.number;
    return *this;
  }
  tracked& operator=(tracked&& other) noexcept {
    check();
    other.check();
    if (this != &other) number = std::exchange(other.number, -1);
    return *this;
  }
  ~tracked() {
    check();
    self_ = nullptr;
    --live;
  }
  friend bool operator==(const tracked& a, const tracked& b) { return a.number == b.number; }

 private:
  void check() const noexcept { mistakes += self_ == this ? 0 : 1; }
  void copy_from(const tracked& other) const {
    other.check();
    if (copies_left == 0) throw no_more_copies();
    --copies_left;
  }

  const tracked* volatile self_ = this;
};

// Starts a count, and checks at its end whether all went well.
struct census {
  census() {
    tracked::live = 0;
    tracked::mistakes = 0;
    tracked::copies_left = std::numeric_limits<int>::max();
  }
  census(const census&) = delete;
  census& operator=(const census&) = delete;
  ~census() { tracked::copies_left = std::numeric_limits<int>::max(); }
  [[nodiscard]] static bool all_gone() { return tracked::live == 0 && tracked::mistakes == 0; }
};

}  // namespace support
