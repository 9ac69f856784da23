#pragma once
// Shows parts of a narrative in a message.

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/validate/narrative/characters.hpp"

namespace fhirops::detail {

// The text for a message: one line, at most 60 bytes, with each invisible character replaced by a space.
inline std::string display_markup(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const code_point c = code_point_at(text, i);
    if (i + c.length > most) return out + "...";
    if (is_invisible(c.value))
      out += ' ';
    else
      out.append(text, i, c.length);
    i += c.length;
  }
  return out;
}

}  // namespace fhirops::detail
