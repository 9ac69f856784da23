#pragma once
// Takes the start of a parameter that has a value, as the writer writes it. Nearly all parameters of requests and answers are
// such.

#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/json/reader/cursor.hpp"

namespace fhirops::detail {

// Takes `{"name":"...","value...":`, by comparing literals. If the text is anything else, it returns false, and the cursor is
// somewhere in it.
inline bool take_written_parameter(text_cursor& local, std::string_view& name, type_id& type) noexcept {
  if (!local.take_literal("{\"name\":\"") || !local.plain_string(name) || !local.take_literal(",\"value")) return false;
  type = type_id::string;
  if (local.take_literal("String\":")) return true;  // the most frequent type
  std::string_view suffix;
  if (!local.plain_string(suffix) || !local.take_exactly(':')) return false;
  type = choice_type(suffix);
  return type != type_id::none;
}

}  // namespace fhirops::detail
