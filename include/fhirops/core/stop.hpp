#pragma once
// Lets a host stop a call whose running time grows with its input.

#include <cstddef>
#include <limits>
#include <string_view>
#include <type_traits>

#include "fhirops/core/attributes.hpp"

namespace fhirops {

/// Something that can be asked whether to stop: a function without arguments that returns `bool`, a flag (`std::atomic<bool>`),
/// or a `std::stop_token`.
template <class T>
concept StopAnswer = std::is_object_v<T> && (std::is_invocable_r_v<bool, const T&> || requires(const T& token) {
                       token.stop_requested();
                     } || (std::is_class_v<T> && requires(const T& flag) { static_cast<bool>(flag); }));

/// A reference to something that is asked whether to stop. An empty condition never stops. It consists of two pointers, and is
/// set with `stop_when` of the options. The library has no clock: a deadline is a function that reads the host's.
///
/// The thread that does the work asks at the beginning, and again every few thousand steps, so the answer should be fast; it must
/// not throw. Once the answer has been yes, it is not asked again.
///
///     std::atomic<bool> stop = false;
///     const auto read = from_json<Bundle<>>(text, read_options{}.stop_when(stop));
///     const auto late = [&] { return std::chrono::steady_clock::now() > deadline; };
///     const issues found = validate(*read, validate_options{}.stop_when(late));
class stop_condition {
 public:
  /// Never stops.
  constexpr stop_condition() noexcept = default;
  /// Stops when `answer` says so. `answer` is not copied, and must outlive the condition.
  template <StopAnswer T>
    requires(!std::is_same_v<T, stop_condition>)
  explicit constexpr stop_condition(const T& answer) noexcept : asked_(&answer), ask_(&ask<T>) {}

  /// Whether there is anything to ask.
  explicit constexpr operator bool() const noexcept { return ask_ != nullptr; }
  /// Asks whether to stop.
  [[nodiscard]] bool stops() const { return ask_ != nullptr && ask_(asked_); }

 private:
  template <class T>
  static bool ask(const void* asked) {
    const T& answer = *static_cast<const T*>(asked);
    if constexpr (std::is_invocable_r_v<bool, const T&>)
      return static_cast<bool>(answer());
    else if constexpr (requires { answer.stop_requested(); })
      return answer.stop_requested();
    else
      return static_cast<bool>(answer);
  }

  const void* asked_ = nullptr;
  bool (*ask_)(const void*) = nullptr;
};

namespace detail {

// Does not ask again once the answer has been yes, for work in parts that each ask.
class stop_memory {
 public:
  explicit constexpr stop_memory(stop_condition stop) noexcept : stop_(stop) {}
  bool operator()() const { return stopped_ = stopped_ || stop_.stops(); }

 private:
  stop_condition stop_;
  mutable bool stopped_ = false;
};

// Counts the steps of some work, and asks every few thousand of them.
class step_counter {
 public:
  static constexpr std::size_t between = 4096;

  // Asks at the first step, or after so many if something around it has asked already.
  explicit constexpr step_counter(stop_condition stop, std::size_t first = 0) noexcept
      : stop_(stop), left_(stop ? first : std::numeric_limits<std::size_t>::max()) {}

  // Counts that many more steps, and returns whether to stop.
  [[nodiscard]] bool stops_after(std::size_t steps) {
    if (steps < left_) [[likely]] {
      left_ -= steps;
      return false;
    }
    return asks();
  }
  // Whether the answer has been yes once.
  [[nodiscard]] constexpr bool stopped() const noexcept { return stopped_; }

 private:
  [[gnu::noinline, gnu::cold]] bool asks() {
    stopped_ = stopped_ || stop_.stops();
    left_ = stopped_ ? 0 : between;
    return stopped_;
  }

  stop_condition stop_;
  std::size_t left_;
  bool stopped_ = false;
};

// For work that is resumed after the answer was yes, so that the host is not asked again.
inline constexpr auto stops_at_once = [] { return true; };

inline constexpr std::string_view stopped_text = "stopped before the end: stop_when in the options said so";

}  // namespace detail
}  // namespace fhirops
