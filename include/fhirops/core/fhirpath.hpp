#pragma once
// Names in a FHIRPath expression (http://hl7.org/fhirpath, the grammar's `identifier`).

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

// The keywords of the grammar, sorted.
inline constexpr std::string_view fhirpath_keywords[] = {
    "and",    "as",      "contains",    "day",          "days",   "div",     "false", "hour",  "hours",  "implies",
    "in",     "is",      "millisecond", "milliseconds", "minute", "minutes", "mod",   "month", "months", "or",
    "second", "seconds", "true",        "week",         "weeks",  "xor",     "year",  "years"};

constexpr bool is_fhirpath_identifier(std::string_view name) noexcept {
  if (name.empty() || is_digit(name[0])) return false;
  for (const char c : name)
    if (!is_letter(c) && !is_digit(c) && c != '_') return false;
  // All keywords are short and in lower case, so few names need the search.
  return name.size() > 12 || !is_lower(name[0]) ||
         !std::binary_search(std::begin(fhirpath_keywords), std::end(fhirpath_keywords), name);
}

// Appends a name as an expression spells it: a keyword, or a name that is not an identifier, is put in backquotes.
inline void append_fhirpath_name(std::string& expression, std::string_view name) {
  if (is_fhirpath_identifier(name)) {
    expression += name;
    return;
  }
  constexpr std::string_view hex = "0123456789abcdef";
  expression += '`';
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '`' || c == '\\') {
      (expression += '\\') += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      constexpr std::string_view controls = "\f\n\r\t";
      const std::size_t known = controls.find(c);
      expression += '\\';
      if (known != std::string_view::npos)
        expression += std::string_view("fnrt")[known];
      else
        ((expression += "u00") += hex[byte >> 4U]) += hex[byte & 15U];
    } else {
      expression += c;
    }
  }
  expression += '`';
}

}  // namespace fhirops::detail
