#pragma once
// Takes the start of a parameter as the writer writes it, by comparing literals. Nearly all parameters of requests and answers
// start like this.

#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/json/reader/cursor.hpp"

namespace fhirops::detail {

// Takes `{"name":"..."`. Returns false, having taken nothing, if the text is anything else.
inline bool take_written_name(text_cursor& local, std::string_view& name) noexcept {
  text_cursor next = local;
  if (!next.take_literal("{\"name\":\"") || !next.plain_string(name)) return false;
  local = next;
  return true;
}

// Takes the `,"value...":` that follows the name. Returns false, having taken nothing, if the text is anything else.
inline bool take_written_value(text_cursor& local, type_id& type) noexcept {
  text_cursor next = local;
  if (!next.take_literal(",\"value")) return false;
  if (next.take_literal("String\":")) {  // the most frequent type
    type = type_id::string;
  } else {
    std::string_view suffix;
    if (!next.plain_string(suffix) || !next.take_exactly(':')) return false;
    type = choice_type(suffix);
    if (type == type_id::none) return false;
  }
  local = next;
  return true;
}

}  // namespace fhirops::detail
