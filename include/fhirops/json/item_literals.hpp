#pragma once
// Items of a list that are written by literals.

#include <cstddef>

#include "fhirops/core/block.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/put.hpp"

namespace fhirops::detail {

// Of which type the items are, and what writes one of them that is so many levels down.
struct item_literals {
  const block_ops* ops = nullptr;
  output_cursor (*put)(output_cursor cursor, const void* item, std::size_t& replaced, unsigned depth) noexcept = nullptr;
};

// Those of the entries of a `Bundle<Parameters<S>>`. Defined in json/writer/write_value.hpp.
template <Storage S>
item_literals parameters_entry_literals() noexcept;

}  // namespace fhirops::detail
