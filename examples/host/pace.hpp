#pragma once
// Limits the time that a client may take for an answer.

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace host {

// A client must take 64 KiB in each `period`, counting the bytes that its system has acknowledged. The bytes that it takes give
// it time in proportion, up to one and a half periods: acknowledgements come in bursts, as windows open.
class pace {
 public:
  using clock = std::chrono::steady_clock;
  static constexpr std::int64_t piece = 65536;

  explicit pace(clock::duration period) : period_(period) {}

  // An answer begins, or everything has been taken: there is nothing to wait for.
  void restart(std::uint64_t taken, clock::time_point now) {
    taken_ = taken;
    due_ = now + period_;
  }
  // `taken` counts from the beginning of the connection.
  void take(std::uint64_t taken, clock::time_point now) {
    if (taken <= taken_) return;
    const auto bytes = static_cast<std::int64_t>(std::min<std::uint64_t>(taken - taken_, 16 * piece));
    taken_ = taken;
    due_ = std::min(due_ + period_ * bytes / piece, now + period_ + period_ / 2);
  }
  [[nodiscard]] clock::time_point due() const { return due_; }

 private:
  clock::duration period_;
  std::uint64_t taken_ = 0;
  clock::time_point due_{};
};

}  // namespace host
