#pragma once
// Converts positions and issues in a part of a text, which was read separately, to those in the whole text.

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/issue.hpp"

namespace fhirops::detail {

// A position in the whole text, as issues state it.
struct text_position {
  std::size_t offset = 0;
  std::size_t line = 1;
  std::size_t line_start = 0;

  [[nodiscard]] std::size_t column() const noexcept { return offset - line_start + 1; }
  // Moves past this text.
  void pass(std::string_view text) noexcept {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      ++line;
      line_start = offset + at + 1;
    }
    offset += text.size();
  }
};

// Converts the position of an issue in a part of the text: the part began at `here` when it was read, and begins at `there` in
// the whole text.
inline void move_issue(issue& found, const text_position& here, const text_position& there) {
  if (found.line == 0 || found.offset < here.offset) return;
  if (found.line == here.line) found.column += there.column() - here.column();
  found.line += there.line - here.line;
  found.offset += there.offset - here.offset;
}

// Converts a byte offset in the message: that of a syntax error may say where an open bracket is. If it is the bracket just before
// the part, which then is that of the list of entries, it is at `list` in the whole text.
inline void move_byte(std::string& text, const text_position& here, const text_position& there, std::size_t list) {
  constexpr std::string_view before = " that begins at byte ";
  const bool names = text.starts_with("the text ends inside the ") || text.find("\" is expected: the ") == 12;
  const std::size_t at = names ? text.find(before) : std::string::npos;
  if (at == std::string::npos) return;
  const std::size_t first = at + before.size();
  std::size_t byte = 0;
  const auto read = std::from_chars(text.data() + first, text.data() + text.size(), byte);
  if (byte + 1 < here.offset) return;
  const auto size = static_cast<std::size_t>(read.ptr - text.data()) - first;
  text.replace(first, size, std::to_string(byte < here.offset ? list : byte - here.offset + there.offset));
}

// Converts the path: the index of the entry as it was read, `here` or the next one, becomes its index in the whole text; the path
// of an entry that is not in a list has no index.
inline void number_entry(issue& found, char here, std::size_t there, bool lone = false) {
  const auto number = [&](std::string& path, std::string_view before, std::size_t around) {
    const std::size_t at = before.size();
    if (!std::string_view(path).starts_with(before) || path.size() <= at || path[at] < here || path[at] > here + 1) return;
    if (lone)
      path.erase(at - 1, around);
    else
      path.replace(at, 1, std::to_string(there + static_cast<std::size_t>(path[at] - here)));
  };
  number(found.expression, "Bundle.entry[", 3);
  number(found.pointer, "/entry/", 2);
}

}  // namespace fhirops::detail
