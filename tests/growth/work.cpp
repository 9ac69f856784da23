// Compiled without what it counts.

#include "work.hpp"

#include <cstdlib>
#include <new>

namespace {

std::uint64_t work = 0;
std::size_t live = 0;
std::size_t peak = 0;
std::size_t base = 0;

constexpr std::size_t head = alignof(std::max_align_t) < sizeof(std::size_t) ? sizeof(std::size_t) : alignof(std::max_align_t);

void* take(std::size_t size) {
  void* memory = std::malloc(size + head);
  if (memory == nullptr) std::abort();
  *static_cast<std::size_t*>(memory) = size;
  work += 16 + size / 8;
  live += size;
  if (live > peak) peak = live;
  return static_cast<std::byte*>(memory) + head;
}
void give_back(void* pointer) noexcept {
  if (pointer == nullptr) return;
  void* memory = static_cast<std::byte*>(pointer) - head;
  live -= *static_cast<std::size_t*>(memory);
  std::free(memory);
}

}  // namespace

namespace growth {

void restart() noexcept {
  work = 0;
  base = peak = live;
}
counted so_far() noexcept { return {work, peak - base}; }

}  // namespace growth

void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void operator delete(void* pointer) noexcept { give_back(pointer); }
void operator delete[](void* pointer) noexcept { give_back(pointer); }
void operator delete(void* pointer, std::size_t) noexcept { give_back(pointer); }
void operator delete[](void* pointer, std::size_t) noexcept { give_back(pointer); }

// In the place of those of the C library, for the C++ library too.
extern "C" {
void __sanitizer_cov_trace_pc() { ++work; }

void* memcpy(void* __restrict to, const void* __restrict from, std::size_t size) {
  work += 1 + size / 8;
  for (std::size_t i = 0; i < size; ++i) static_cast<char*>(to)[i] = static_cast<const char*>(from)[i];
  return to;
}
void* memmove(void* to, const void* from, std::size_t size) {
  work += 1 + size / 8;
  auto* const t = static_cast<char*>(to);
  const auto* const f = static_cast<const char*>(from);
  if (t < f)
    for (std::size_t i = 0; i < size; ++i) t[i] = f[i];
  else
    for (std::size_t i = size; i > 0; --i) t[i - 1] = f[i - 1];
  return to;
}
int memcmp(const void* a, const void* b, std::size_t size) {
  const auto* const x = static_cast<const unsigned char*>(a);
  const auto* const y = static_cast<const unsigned char*>(b);
  std::size_t i = 0;
  while (i < size && x[i] == y[i]) ++i;
  work += 1 + i / 8;
  return i == size ? 0 : int{x[i]} - int{y[i]};
}
void* memchr(const void* text, int byte, std::size_t size) {
  const auto* const t = static_cast<const unsigned char*>(text);
  std::size_t i = 0;
  while (i < size && t[i] != static_cast<unsigned char>(byte)) ++i;
  work += 1 + i / 8;
  return i == size ? nullptr : const_cast<unsigned char*>(t + i);
}
}
