#pragma once
// Declares what the readers of types known at compile time ask of the fast reader (fast_reader.hpp), which knows types by their
// tables.

#include <algorithm>
#include <cstddef>
#include <limits>

#include "fhirops/core/stop.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/reader/cursor.hpp"

namespace fhirops::detail {

// The limits of a reading. If they are exceeded, the general reader reports it.
struct fast_limits {
  // Text that nests deeper is left to the general reader, since the fast one is recursive.
  static constexpr std::size_t deepest = 200;

  std::size_t depth = deepest;
  memory_use memory{std::numeric_limits<std::size_t>::max()};
  step_counter steps{stop_condition()};

  static fast_limits of(const read_options& options, std::size_t text_bytes) noexcept {
    return {std::min(options.max_depth(), deepest), memory_use(memory_for(text_bytes, options.max_memory())),
            step_counter(options.stop())};
  }
};

// Reads one object at the cursor, at bracket depth `depth`, and moves the cursor after it; false if the fast reader gives up.
template <Storage S>
bool read_by_table(fast_cursor& cursor, const type_info<S>& info, void* object, std::size_t depth, fast_limits limits);
// The same for a primitive.
template <Storage S>
bool read_by_table(fast_cursor& cursor, shape kind, void* slot);

}  // namespace fhirops::detail

#ifndef FHIROPS_COMPILED
#include "fhirops/json/reader/fast_reader.hpp"  // IWYU pragma: keep
#endif
