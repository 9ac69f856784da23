#pragma once
// A value of a document in a message.

#include <string>
#include <string_view>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/text_pieces.hpp"

namespace fhirops::detail {

// In quotes, at most 60 bytes of it, and `...` where there are more.
inline std::string quoted(std::string_view value) { return joined({"\"", shortened_text(value), "\""}); }

}  // namespace fhirops::detail
