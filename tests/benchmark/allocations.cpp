// Counts what is allocated, by whomever. The program has one thread.

#include <cstdlib>
#include <new>

#include "jobs.hpp"

namespace {
std::size_t count = 0;
}

std::size_t bench::allocations() { return count; }

void* operator new(std::size_t size) {
  ++count;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
