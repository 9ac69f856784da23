#pragma once
// What the programs beside this header share: reading a file, and showing text that a stranger wrote.

#include <cstddef>
#include <fhirops/core/issue.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

// The whole file, or standard input where the name is "-". Nothing if it cannot be read.
inline std::optional<std::string> read_file(const std::string& name) {
  std::ifstream file;
  if (name != "-") file.open(name, std::ios::binary);
  std::istream& in = name == "-" ? std::cin : file;
  if (!in) return std::nullopt;
  std::string text;
  char buffer[1 << 16];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0)
    text.append(buffer, static_cast<std::size_t>(in.gcount()));
  if (in.bad() || !in.eof()) return std::nullopt;
  return text;
}

// The same text without line breaks and other controls (U+0000 to U+001F, U+007F to U+009F), which
// could break a table, or talk to the terminal. Each becomes U+FFFD.
inline std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    const bool high_control = byte == 0xC2 && next >= 0x80 && next < 0xA0;
    if (byte >= 0x20 && byte != 0x7F && !high_control) {
      shown += text[i];
      continue;
    }
    shown += "\xEF\xBF\xBD";
    if (high_control) ++i;
  }
  return shown;
}

// `file:3:14: error structure Bundle.entry[0]: unknown element`.
inline std::string line_of(const std::string& file, const fhirops::issue& found) {
  return file + (found.line == 0 ? ": " : ":") + printable(to_string(found));
}
