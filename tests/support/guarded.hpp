#pragma once
// Memory for a text whose last byte is the last that may be read: a program that reads beyond it is ended by a signal, even
// without a sanitizer. On systems without protected pages it is ordinary memory.

#include <algorithm>
#include <cstddef>
#include <new>
#include <string_view>

#if __has_include(<sys/mman.h>) && __has_include(<unistd.h>)
#include <sys/mman.h>
#include <unistd.h>
#define FHIROPS_TEST_HAS_PAGES 1
#else
#define FHIROPS_TEST_HAS_PAGES 0
#endif

namespace test {

class guarded_room {
 public:
  explicit guarded_room(std::size_t capacity) {
#if FHIROPS_TEST_HAS_PAGES
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    capacity_ = (capacity + page - 1) / page * page;
    void* const pages = ::mmap(nullptr, capacity_ + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    begin_ = static_cast<char*>(pages);
    mapped_ = capacity_ + page;
    if (::mprotect(begin_ + capacity_, page, PROT_NONE) != 0) throw std::bad_alloc();
#else
    capacity_ = capacity;
    begin_ = new char[capacity];
#endif
  }
  guarded_room(const guarded_room&) = delete;
  guarded_room& operator=(const guarded_room&) = delete;
  ~guarded_room() {
#if FHIROPS_TEST_HAS_PAGES
    ::munmap(begin_, mapped_);
#else
    delete[] begin_;
#endif
  }

  /// A copy of the text at the end of the memory, valid until the next one.
  std::string_view put(std::string_view text) {
    if (text.size() > capacity_) throw std::bad_alloc();
    char* const at = begin_ + (capacity_ - text.size());
    std::copy(text.begin(), text.end(), at);
    return {at, text.size()};
  }

 private:
  char* begin_ = nullptr;
  std::size_t capacity_ = 0;
#if FHIROPS_TEST_HAS_PAGES
  std::size_t mapped_ = 0;
#endif
};

}  // namespace test
