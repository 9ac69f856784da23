#pragma once
// Items of a list that are written by literals.

#include <cstddef>

#include "fhirops/core/block.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/put.hpp"

namespace fhirops::detail {

// The type of the items, and the function that writes one of them at a given depth.
struct item_literals {
  const block_ops* ops = nullptr;
  output_cursor (*put)(output_cursor cursor, const void* item, std::size_t& replaced, unsigned depth) noexcept = nullptr;
};

// For the entries of a `Bundle<Parameters<S>>`. Defined in json/writer/write_value.hpp.
template <Storage S>
item_literals parameters_entry_literals() noexcept;

}  // namespace fhirops::detail
