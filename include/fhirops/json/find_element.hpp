#pragma once
// Finds the element of a table that a member's name refers to. Both readers use it.

#include <cstddef>
#include <string_view>

#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"

namespace fhirops::detail {

// Returns the element's index, or the number of elements if none has this name; for value[x] it also sets the type. The search
// begins at `hint`, since members usually come in the order of the table.
template <Storage S>
std::size_t find_element(const type_info<S>& info, std::string_view name, std::size_t hint, type_id& type) noexcept {
  type = type_id::none;
  const std::size_t count = info.fields.size();
  const field<S>* const fields = info.fields.data();
  for (std::size_t tried = 0, i = hint; tried < count; ++tried, ++i) {
    if (i >= count) i = 0;
    const field<S>& f = fields[i];
    if (f.kind != shape::value) {
      if (same_text(f.name, name)) return i;
    } else if (name.size() > f.name.size() && same_text(f.name.data(), name.data(), f.name.size())) {
      type = choice_type(name.substr(f.name.size()));
      if (f.choices.contains(type)) return i;
      type = type_id::none;
    }
  }
  return count;
}

}  // namespace fhirops::detail
