#pragma once
// Finds the element that a member's name means in the table of its object. Both readers use it.

#include <cstddef>
#include <string_view>

#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"

namespace fhirops::detail {

// Returns the element's index, and for value[x] its type too; the number of elements if none has this name. The search
// begins at `hint`, since members mostly come in the order of the table.
template <Storage S>
std::size_t find_element(const type_info<S>& info, std::string_view name, std::size_t hint, type_id& type) noexcept {
  type = type_id::none;
  const std::size_t count = info.fields.size();
  const field<S>* const fields = info.fields.data();
  for (std::size_t tried = 0, i = hint; tried < count; ++tried, ++i) {
    if (i >= count) i = 0;
    const field<S>& f = fields[i];
    if (f.kind != shape::value) {
      if (f.name.size() == name.size() && same_text(f.name.data(), name.data(), name.size())) return i;
    } else if (name.size() > f.name.size() && same_text(f.name.data(), name.data(), f.name.size())) {
      type = choice_type(name.substr(f.name.size()));
      if (f.choices.contains(type)) return i;
      type = type_id::none;
    }
  }
  return count;
}

}  // namespace fhirops::detail
