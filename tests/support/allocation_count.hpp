#pragma once
// What operator new has allocated and delete has freed, in a program of which one source includes allocations.hpp.

#include <cstddef>

namespace test {

inline std::size_t taken = 0;
inline std::size_t given_back = 0;
/// The number of allocations that will still succeed; by default all of them.
inline std::size_t allowed = static_cast<std::size_t>(-1);

inline std::size_t live() { return taken - given_back; }

/// The number of blocks of memory that a call allocates.
template <class Call>
std::size_t allocations_of(const Call& call) {
  const std::size_t before = taken;
  call();
  return taken - before;
}

}  // namespace test
