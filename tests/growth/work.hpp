#pragma once
// Work and memory, counted and never timed. The compiler calls a function at each basic block of the test program
// (-fsanitize-coverage=trace-pc); what the C library does with bytes is counted by their number, and so is memory.

#include <cstddef>
#include <cstdint>

namespace growth {

// Since the last `restart`.
struct counted {
  std::uint64_t work = 0;  // basic blocks, and eight bytes that are copied, compared, searched or allocated
  std::size_t peak = 0;    // the most bytes at once by operator new, beyond those that there were
};

void restart() noexcept;
counted so_far() noexcept;

}  // namespace growth
