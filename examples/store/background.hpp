#pragma once
// Threads other than those that answer requests.

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace store {

// Starts a thread that receives no signals of the process. Throws std::system_error if no thread can be started.
template <class F>
std::thread background_thread(F f) {
  struct all_blocked {
    all_blocked() {
      sigset_t all;
      sigfillset(&all);
      pthread_sigmask(SIG_SETMASK, &all, &before);
    }
    ~all_blocked() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }
    sigset_t before{};
  };
  const all_blocked meanwhile;
  return std::thread(std::move(f));
}

// For functions that may block without limit: runs `f` in a thread of its own, and waits for it for a limited time. Returns
// whether `f` has ended; if not, it continues alone, with copies of what it needs. Does not run `f` if no thread can be started.
template <class F>
bool ends_within(std::chrono::milliseconds time, F f) {
  struct progress {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
  };
  const auto shared = std::make_shared<progress>();
  try {
    background_thread([shared, f = std::move(f)]() mutable {
      f();
      const std::lock_guard lock(shared->mutex);
      shared->done = true;
      shared->changed.notify_all();
    }).detach();
  } catch (const std::system_error&) {
    return false;
  }
  std::unique_lock lock(shared->mutex);
  return shared->changed.wait_for(lock, time, [&] { return shared->done; });
}

}  // namespace store
