#pragma once
// What a text that is kept as it was written must be, to be written again (RFC 8259).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/scanner.hpp"

namespace fhirops::detail {

struct json_measure {
  bool ok = false;           // one JSON value and nothing else, in UTF-8, with strings that FHIR may have
  bool is_resource = false;  // an object with a resourceType that is a string, and not empty
  std::size_t depth = 0;     // of objects and arrays
};

// Without recursion; takes time in proportion to the text.
inline json_measure measure_json(std::string_view text) {
  scanner tokens(text);
  std::string nesting;
  json_measure found;
  bool typed = false;  // the value of resourceType is next
  enum class expect : std::uint8_t { value, value_or_end, key, key_or_end, colon, comma_or_end } next = expect::value;
  for (;;) {
    const token t = tokens.next();
    const bool value = next == expect::value || next == expect::value_or_end;
    switch (t) {
      case token::begin_object:
      case token::begin_array:
        if (!value) return {};
        nesting += static_cast<char>(t);
        found.depth = std::max(found.depth, nesting.size());
        typed = false;
        next = t == token::begin_object ? expect::key_or_end : expect::value_or_end;
        continue;
      case token::end_object:
        if (nesting.empty() || nesting.back() != '{' || (next != expect::key_or_end && next != expect::comma_or_end))
          return {};
        nesting.pop_back();
        break;
      case token::end_array:
        if (nesting.empty() || nesting.back() != '[' || (next != expect::value_or_end && next != expect::comma_or_end))
          return {};
        nesting.pop_back();
        break;
      case token::colon:
        if (next != expect::colon) return {};
        next = expect::value;
        continue;
      case token::comma:
        if (next != expect::comma_or_end || nesting.empty()) return {};
        next = nesting.back() == '{' ? expect::key : expect::value;
        continue;
      case token::string:
        if (!is_json_string(tokens.slice())) return {};
        if (next == expect::key || next == expect::key_or_end) {
          // A name in escapes may be any.
          typed = nesting == "{" && (tokens.inner() == "resourceType" || tokens.inner().find('\\') != std::string_view::npos);
          next = expect::colon;
          continue;
        }
        if (!value) return {};
        found.is_resource = found.is_resource || (typed && !tokens.inner().empty());
        break;
      case token::scalar:
        if (!value || !is_json_scalar(tokens.slice())) return {};
        break;
      case token::end:
        found.ok = nesting.empty() && next == expect::comma_or_end;
        return found;
      default:
        return {};
    }
    typed = false;
    next = expect::comma_or_end;
  }
}

// Whether the text is one JSON value and nothing else.
inline bool is_json(std::string_view text) { return measure_json(text).ok; }

}  // namespace fhirops::detail
