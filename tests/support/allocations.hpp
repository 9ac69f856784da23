#pragma once
// Counts what operator new allocates and delete frees, and makes allocations fail. It replaces the program's
// operator new and delete: one source of a program includes it, the others include allocation_count.hpp.

#include <cstddef>
#include <cstdlib>
#include <new>

#include "allocation_count.hpp"

// All forms, even those that a standard library implements by the others, since a sanitizer has its own version of each.
// NOLINTBEGIN(misc-definitions-in-headers)
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  if (test::allowed == 0) return nullptr;
  if (test::allowed != static_cast<std::size_t>(-1)) --test::allowed;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory != nullptr) ++test::taken;
  return memory;
}
void* operator new(std::size_t size) {
  void* memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return operator new(size, std::nothrow); }
void operator delete(void* memory) noexcept {
  if (memory == nullptr) return;
  ++test::given_back;
  std::free(memory);
}
void operator delete[](void* memory) noexcept { operator delete(memory); }
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }
void operator delete[](void* memory, std::size_t) noexcept { operator delete(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { operator delete(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { operator delete(memory); }
// NOLINTEND(misc-definitions-in-headers)
