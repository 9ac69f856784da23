#pragma once
// What several programs in this folder use: reading a file, and showing text from others.

#include <cstddef>
#include <fhirops/core/issue.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

// The whole file, or standard input if the name is "-". Nothing if it cannot be read.
inline std::optional<std::string> read_file(const std::string& name) {
  std::ifstream file;
  if (name != "-") file.open(name, std::ios::binary);
  std::istream& in = name == "-" ? std::cin : file;
  if (!in) return std::nullopt;
  std::string text;
  char buffer[1 << 16];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0) text.append(buffer, static_cast<std::size_t>(in.gcount()));
  if (in.bad() || !in.eof()) return std::nullopt;
  return text;
}

// The text in one line, without control sequences for a terminal: U+FFFD replaces them.
inline std::string printable(std::string_view text) { return fhirops::detail::display_text(text); }

// `file:3:14: error structure Bundle.entry[0]: unknown element`.
inline std::string line_of(const std::string& file, const fhirops::issue& found) {
  return printable(file) + (found.line == 0 ? ": " : ":") + to_string(found);
}
