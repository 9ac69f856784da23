#pragma once
// Issues in a form that a test can state in a line, and texts with marks where issues are expected.

#include <cstddef>
#include <fhirops/core/issue.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// `error structure HumanName.given /given`: all except the text and the position.
inline std::string reported(const fhirops::issue& each) {
  return std::string(to_string(each.severity)) + ' ' + std::string(to_string(each.code)) + ' ' + each.expression + ' ' +
         each.pointer;
}
inline std::vector<std::string> reported(const fhirops::issues& all) {
  std::vector<std::string> lines;
  for (const fhirops::issue& each : all) lines.push_back(reported(each));
  return lines;
}
/// The same with the position: `19 1:20 error structure HumanName.given /given`.
inline std::string reported_at(const fhirops::issue& each) {
  return std::to_string(each.offset) + ' ' + std::to_string(each.line) + ':' + std::to_string(each.column) + ' ' + reported(each);
}
inline std::vector<std::string> reported_at(const fhirops::issues& all) {
  std::vector<std::string> lines;
  for (const fhirops::issue& each : all) lines.push_back(reported_at(each));
  return lines;
}

/// The same with the text of the issue.
inline std::string line_of(const fhirops::issue& each) { return reported_at(each) + ": " + each.text; }
inline std::string lines_of(const fhirops::issues& all) {
  std::string lines;
  for (const fhirops::issue& each : all) lines += line_of(each) + '\n';
  return lines;
}

/// A text without its marks, and their positions.
struct marked {
  std::string text;
  std::vector<std::size_t> places;

  explicit marked(std::string_view with_marks, char mark = '@') {
    for (const char c : with_marks) {
      if (c == mark)
        places.push_back(text.size());
      else
        text += c;
    }
  }
  /// `offset line:column `, counted here and not by the library.
  [[nodiscard]] std::string at(std::size_t index) const {
    if (index >= places.size()) return "no mark ";
    const std::size_t offset = places[index];
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 0; i < offset; ++i) {
      ++column;
      if (text[i] == '\n') ++line, column = 1;
    }
    return std::to_string(offset) + ' ' + std::to_string(line) + ':' + std::to_string(column) + ' ';
  }
};

}  // namespace test
