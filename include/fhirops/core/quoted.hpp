#pragma once
// Quotes a value of the document within a message.

#include <string>
#include <string_view>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/text_pieces.hpp"

namespace fhirops::detail {

// The value in quotes: at most 60 bytes of it, followed by `...` if there is more.
inline std::string quoted(std::string_view value) { return joined({"\"", shortened_text(value), "\""}); }

}  // namespace fhirops::detail
