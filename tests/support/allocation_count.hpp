#pragma once
// What has been taken from the heap by operator new, and given back, in a program of which one source includes allocations.hpp.

#include <cstddef>

namespace test {

inline std::size_t taken = 0;
inline std::size_t given_back = 0;
/// How many more allocations succeed; by default all.
inline std::size_t allowed = static_cast<std::size_t>(-1);

inline std::size_t live() { return taken - given_back; }

/// How many blocks of memory a call takes.
template <class Call>
std::size_t allocations_of(const Call& call) {
  const std::size_t before = taken;
  call();
  return taken - before;
}

}  // namespace test
