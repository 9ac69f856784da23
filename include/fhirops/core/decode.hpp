#pragma once
// Decodes the escapes of a JSON string.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/scanner.hpp"

namespace fhirops::detail {

inline void append_utf8(std::string& out, unsigned code_point) {
  const auto put = [&out](unsigned bits) { out += static_cast<char>(bits); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0U | code_point >> 6U);
    put(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    put(0xE0U | code_point >> 12U);
    put(0x80U | (code_point >> 6U & 0x3FU));
    put(0x80U | (code_point & 0x3FU));
  } else {
    put(0xF0U | code_point >> 18U);
    put(0x80U | (code_point >> 12U & 0x3FU));
    put(0x80U | (code_point >> 6U & 0x3FU));
    put(0x80U | (code_point & 0x3FU));
  }
}

// `inner` is the text between the quotes of a string that `is_json_string` accepts. A lone surrogate becomes U+FFFD.
inline std::string decode_string(std::string_view inner) {
  std::string out;
  out.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    const std::size_t plain = std::min(inner.find('\\', i), inner.size()) - i;
    out.append(inner, i, plain);
    i += plain;
    if (i == inner.size()) break;
    const char kind = inner[++i];
    constexpr std::string_view kinds = "bfnrt";
    constexpr std::string_view values = "\b\f\n\r\t";
    if (kind != 'u') {
      const std::size_t at = kinds.find(kind);
      out += at == std::string_view::npos ? kind : values[at];
      continue;
    }
    unsigned unit = hex_unit(inner.substr(i + 1));
    i += 4;
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    if (high && inner.substr(i + 1, 2) == "\\u") {
      const unsigned low = hex_unit(inner.substr(i + 3));
      if (low >= 0xDC00 && low < 0xE000) {
        unit = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
        i += 6;
      }
    }
    append_utf8(out, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
  }
  return out;
}

// The decoded text of a quoted JSON string; empty if it is not a JSON string. The view refers to `quoted`, or to `buffer` if
// there are escapes.
inline std::string_view string_text(std::string_view quoted, std::string& buffer) {
  if (quoted.size() < 2 || quoted[0] != '"') return {};
  const std::string_view inner = quoted.substr(1, quoted.size() - 2);
  if (inner.find('\\') == std::string_view::npos) return inner;
  if (!is_json_string(quoted)) return {};
  return buffer = decode_string(inner);
}

}  // namespace fhirops::detail
