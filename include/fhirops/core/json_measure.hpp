#pragma once
// Checks a text that is kept verbatim, so that it can be written again without looking at it (RFC 8259).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/json_bytes.hpp"

namespace fhirops::detail {

struct json_measure {
  bool ok = false;           // one JSON value and nothing else, in UTF-8, with strings that FHIR allows
  bool is_resource = false;  // an object with a non-empty string as its resourceType
  std::uint32_t depth = 0;   // of nested objects and arrays
  std::uint32_t spaces = 0;  // bytes of white space between tokens; `unknown` if there are more
  // Where the values of these members of an object begin, in bytes from the start of the text: `absent` if it has no such member,
  // `unknown` if it has to be searched for.
  std::uint32_t type_at = unknown;  // resourceType
  std::uint32_t id_at = unknown;

  static constexpr std::uint32_t absent = 0;
  static constexpr std::uint32_t unknown = 0xFFFFFFFF;
  static std::uint32_t limited(std::uint64_t bytes) noexcept {
    return bytes < unknown ? static_cast<std::uint32_t>(bytes) : unknown;
  }
  [[nodiscard]] bool is_compact() const noexcept { return spaces == 0; }
  // Notes where the value of a member of the object begins, if it is the first of its name.
  void note_member(std::string_view name, std::uint64_t at) noexcept {
    std::uint32_t* const noted = name == "resourceType" ? &type_at : name == "id" ? &id_at : nullptr;
    if (noted != nullptr && *noted == absent) *noted = limited(at);
  }
  // Where the value of this member begins; `unknown` if it is none of the two that are noted.
  [[nodiscard]] std::uint32_t position_of(std::string_view name) const noexcept {
    return name == "resourceType" ? type_at : name == "id" ? id_at : unknown;
  }
};

// Does not recurse; takes time linear in the size of the text.
inline json_measure measure_json(std::string_view text) {
  const char* p = text.data();
  const char* const end = p + text.size();
  std::string closing;  // the brackets that are still to come, innermost last
  json_measure found;
  found.type_at = found.id_at = json_measure::absent;
  std::size_t spaces = 0;
  bool typed = false;  // the value of resourceType is next
  bool escaped = false;
  std::string_view inner;
  const auto space = [&] {
    const char* const after = skip_space(p, end);
    spaces += static_cast<std::size_t>(after - p);
    p = after;
  };
  const auto string = [&] {
    escaped = false;
    const char* const quote = checked_string_end(p + 1, end, escaped);
    if (quote == nullptr) return false;
    inner = {p + 1, static_cast<std::size_t>(quote - p - 1)};
    p = quote + 1;
    return true;
  };
  // The name of a member and its colon. A name with escapes could be any name.
  const auto name = [&] {
    space();
    if (p == end || *p != '"' || !string()) return false;
    const bool is_first_level = closing.size() == 1;
    typed = is_first_level && (escaped || inner == "resourceType");
    if (is_first_level && escaped) found.type_at = found.id_at = json_measure::unknown;
    space();
    if (p == end || *p++ != ':') return false;
    space();
    if (is_first_level) found.note_member(inner, static_cast<std::size_t>(p - text.data()));
    return true;
  };
  const auto scalar = [&] {
    const std::string_view rest(p, static_cast<std::size_t>(end - p));
    for (const std::string_view word : {std::string_view("true"), std::string_view("false"), std::string_view("null")})
      if (rest.starts_with(word)) return p += word.size(), true;
    const char* const after = number_end(p, end);
    if (after != nullptr) p = after;
    return after != nullptr;
  };
  for (;;) {
    space();
    if (p == end) return {};
    if (*p == '{' || *p == '[') {
      closing += *p == '{' ? '}' : ']';
      found.depth = std::max(found.depth, static_cast<std::uint32_t>(closing.size()));
      typed = false;
      ++p;
      space();
      const bool is_empty = p != end && *p == closing.back();
      if (!is_empty) {
        if (closing.back() == '}' && !name()) return {};
        continue;
      }
    } else if (*p == '"') {
      if (!string()) return {};
      found.is_resource = found.is_resource || (typed && !inner.empty());
    } else if (!scalar()) {
      return {};
    }
    typed = false;
    // After a value: closing brackets, then a comma or the end.
    for (;;) {
      space();
      if (closing.empty()) break;
      if (p == end || (*p != ',' && *p != closing.back())) return {};
      if (*p++ == ',') break;
      closing.pop_back();
    }
    if (closing.empty()) {
      found.ok = p == end;
      found.spaces = json_measure::limited(spaces);
      return found;
    }
    if (closing.back() == '}' && !name()) return {};
  }
}

// Whether the text is one JSON value and nothing else.
inline bool is_json(std::string_view text) { return measure_json(text).ok; }

}  // namespace fhirops::detail
