#pragma once
// Calls a function in a thread whose stack is as small as the library promises to need.

#include <pthread.h>

#include <cstddef>

#include "support/catch.hpp"

// The address sanitizer makes each frame several times as large.
#if defined(__SANITIZE_ADDRESS__)
#define FHIROPS_TEST_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FHIROPS_TEST_WATCHED 1
#endif
#endif

namespace test {

#if defined(FHIROPS_TEST_WATCHED)
inline constexpr std::size_t small_stack = 2048 * 1024;
#else
inline constexpr std::size_t small_stack = 256 * 1024;
#endif

/// Calls `f` with that stack.
template <class F>
void with_small_stack(F f) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, small_stack);
  pthread_t thread{};
  const auto run = [](void* argument) -> void* {
    (*static_cast<F*>(argument))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run, &f) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

}  // namespace test
