#pragma once
// Prints an operation as a C++ header, laid out as clang-format does in Google's style with 110 columns.

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model.hpp"
#include "names.hpp"

namespace opgen {

inline constexpr std::size_t columns = 110;

// Writes any bytes as a string literal in ASCII.
inline std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || (c == '?' && out.ends_with('?'))) {
      (out += '\\') += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte > 0x7E) {
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (byte >> shift & 7));
      out.insert(out.size() - 3, 1, '\\');
    } else {
      out += c;
    }
  }
  return out += '"';
}

// Whether a code point is allowed in a comment: not if it is invisible, or changes the direction of text.
inline bool is_visible(char32_t c) {
  return c > 0x20 && (c < 0x7F || c > 0xA0) && c != 0xAD && c != 0x61C && !(c >= 0x2000 && c < 0x2010) &&
         !(c >= 0x2028 && c < 0x2030) && !(c >= 0x205F && c < 0x2070) && c != 0x3000 && !(c >= 0xD800 && c < 0xF900) &&
         !(c >= 0xFE00 && c < 0xFE10) && c != 0xFEFF && !(c >= 0xFFF0 && c < 0x10000) && c < 0xE0000;
}

// Makes text safe for a comment: one line, without anything that a compiler or an editor would interpret.
inline std::string plain(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t each = take_code_point(text);
    if (is_visible(each))
      out += before.substr(0, before.size() - text.size());
    else if (!out.empty() && !out.ends_with(' '))
      out += ' ';
  }
  while (out.ends_with(' ') || out.ends_with('\\')) out.pop_back();
  return out;
}

// The number of columns that a text in UTF-8 takes.
inline std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// A comment with as many lines as necessary.
inline std::string comment(std::string_view indent, std::string_view mark, std::string_view text) {
  std::string out;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) ((out += indent) += mark) += line + '\n';
    line.clear();
  };
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (indent.size() + mark.size() + width(line) + 1 + width(word) > columns) flush();
    (line += ' ') += word;
    if (line.ends_with('\\') || line.ends_with("?\?/")) line += '.';  // either would join the next line to the comment
  }
  flush();
  return out;
}

// `head`, the items separated by commas, `tail`: on one line, or with the items below each other at the column `indent`, as many
// on a line as fit. An item of several lines has these lines to itself.
inline std::string fill(std::string head, const std::vector<std::string>& items, std::string_view tail, std::size_t indent) {
  std::size_t used = indent;
  bool alone = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    const bool tall = items[i].find('\n') != std::string::npos;
    const std::size_t size = items[i].size() + (last ? tail.size() : 1);
    if (i > 0 && (alone || tall || used + 1 + size > columns)) {
      head += '\n' + std::string(indent, ' ');
      used = indent;
    } else if (i > 0) {
      head += ' ';
      ++used;
    }
    head += items[i] + (last ? "" : ",");
    used += size;
    alone = tall;
  }
  return head += tail;
}

inline std::size_t lines(std::string_view text) { return 1 + static_cast<std::size_t>(std::ranges::count(text, '\n')); }
inline bool is_tall(std::string_view text) { return lines(text) > 1; }

// The same, with the items after the head, or four columns in on the line below if that takes fewer lines.
inline std::string fill(const std::string& head, const std::vector<std::string>& items, std::string_view tail) {
  const std::size_t below = head.find_first_not_of(' ') + 4;
  const std::string behind = fill(head, items, tail, head.size());
  const std::string under = fill(head + '\n' + std::string(below, ' '), items, tail, below);
  return lines(under) < lines(behind) ? under : behind;
}

// Splits a long literal into pieces, one below the other.
inline std::vector<std::string> pieces(std::string_view text, std::size_t width) {
  std::vector<std::string> out;
  std::string_view inner = text.substr(1, text.size() - 2);
  while (inner.size() + 2 > width) {
    std::size_t cut = inner.rfind(' ', width - 3);
    if (cut == std::string_view::npos) cut = inner.rfind('/', width - 3);
    if (cut == std::string_view::npos || cut + 1 == inner.size()) break;
    out.push_back('"' + std::string(inner.substr(0, cut + 1)) + '"');
    inner.remove_prefix(cut + 1);
  }
  out.push_back('"' + std::string(inner) + '"');
  return out;
}

// A constant on its own line.
inline std::string line_of(const constant& each, std::size_t indent) {
  const std::string head = std::string(indent, ' ') + '.' + each.name + " =";
  if (!each.items.empty()) return fill(head + ' ' + each.open, each.items, each.close + ",") + '\n';
  if (head.size() + 1 + each.open.size() + 1 <= columns || !each.open.starts_with('"')) return head + ' ' + each.open + ",\n";
  std::string out = head;
  for (const std::string& piece : pieces(each.open, columns - indent - 5)) out += '\n' + std::string(indent + 4, ' ') + piece;
  return out + ",\n";
}

inline std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& each : items) out += (out.empty() ? "" : ", ") + each;
  return out;
}

// A constant within a line.
inline std::string inline_text(const constant& each) {
  return '.' + each.name + " = " + each.open + joined(each.items) + each.close;
}

class printer {
 public:
  explicit printer(std::string space) : space_(std::move(space)), own_(space_ == "fhirops" || space_.starts_with("fhirops::")) {}

  [[nodiscard]] std::string header(const operation& op) const {
    const std::string title = "`$" + plain(op.code) + '`';
    std::string head = "#pragma once\n";
    head += comment("", "//",
                    title + (op.url.empty() ? "" : " (" + plain(op.url) + ")") +
                        ". Generated by examples/opgen from the definition; do not edit.");
    std::string out = "namespace " + space_ + " {\n\n";
    const std::string request = op.type_name + "_Request";
    const std::string response = op.type_name + "_Response";
    out += part_structures(request, op.request, "Request") + part_structures(response, op.response, "Response");
    out += comment("", "///", title + ", " + op.levels + '.' + (op.url.empty() ? "" : ' ' + plain(op.url)));
    if (const std::string text = plain(op.description); !text.empty()) out += "///\n" + comment("", "///", text);
    out += "struct " + op.type_name + " {\n";
    out += request_or_response("Request", op.request, request);
    out += request_or_response("Response", op.response, response);
    out += "\n  static constexpr " + lib("operation_info") + " info{\n";
    for (const constant& each : op.info) out += line_of(qualified(each), 6);
    out += "  };\n};\n";
    out += tables(op.type_name + "::Request", op.request, request);
    out += tables(op.type_name + "::Response", op.response, response);
    return head + '\n' + includes(op, out) + out + "\n}  // namespace " + space_ + '\n';
  }

  // The header that includes all of them, with the table of operations.
  [[nodiscard]] std::string table(std::vector<operation> all, const std::string& folder) const {
    std::ranges::sort(all, {}, &operation::file_name);
    std::string out = "#pragma once\n";
    out +=
        comment("", "//", "All operations of " + space_ + ". Generated by examples/opgen from their definitions; do not edit.");
    out += "\n// IWYU pragma: begin_exports\n";
    std::vector<std::string> names;
    for (const operation& each : all) {
      out += "#include \"" + folder + each.file_name + "\"\n";
      names.push_back(each.type_name);
    }
    out += "// IWYU pragma: end_exports\n";
    out += "#include " + quoted("fhirops/operation/route.hpp") + "\n\nnamespace " + space_ + " {\n\n";
    out += "/// All of them: to route a call by, or to list in a CapabilityStatement.\n";
    out += fill("using operations = " + lib("operation_table") + '<', names, ">;") + '\n';
    return out + "\n}  // namespace " + space_ + '\n';
  }

 private:
  // A name of the library, qualified as needed here.
  [[nodiscard]] std::string lib(std::string_view name) const {
    return (own_ || name.starts_with("std::") || name == "bool" ? "" : "fhirops::") + std::string(name);
  }
  [[nodiscard]] std::string quoted(const std::string& header) const {
    if (!header.starts_with("fhirops/")) return '<' + header + '>';
    return own_ ? '"' + header + '"' : '<' + header + '>';
  }

  [[nodiscard]] constant qualified(constant each) const {
    if (own_ || (each.items.empty() && !each.open.starts_with("type_set"))) return each;
    each.open = lib(each.open);
    for (std::string& item : each.items)
      if (item.starts_with("type_id::")) item = lib(item);
    return each;
  }

  // What the text of a header needs.
  [[nodiscard]] std::string includes(const operation& op, std::string_view text) const {
    std::set<std::string> headers = op.headers;
    headers.insert("fhirops/operation/operation.hpp");
    if (text.find("fhir_parameters(") != std::string_view::npos) headers.insert("fhirops/operation/binding.hpp");
    if (text.find("type_id::") != std::string_view::npos) headers.insert("fhirops/core/type_info.hpp");
    std::string standard;
    std::string ours;
    for (const std::string& header : headers)
      (header.starts_with("fhirops/") ? ours : standard) += "#include " + quoted(header) + '\n';
    if (!standard.empty()) standard += '\n';
    return standard + ours + '\n';
  }

  // A struct. The structs of its parts come before it, under names of their own: a nested class is incomplete until the outer one
  // is complete, and std::optional requires a complete type.
  [[nodiscard]] std::string structure(const std::string& indent, const std::string& name, const std::vector<member>& all,
                                      const std::string& full) const {
    std::string out = indent + "struct " + name + " {\n";
    for (const member& each : all)
      if (each.is_struct) out += indent + "  using " + each.type + " = " + full + '_' + each.type + ";\n";
    if (std::ranges::any_of(all, &member::is_struct)) out += '\n';
    for (const member& each : all) {
      const std::string text = plain(each.documentation);
      out += comment(indent + "  ", "///", (text.empty() ? "" : text + ' ') + each.comment);
      std::string type = each.is_struct ? each.type : lib(each.type);
      if (each.many) type = "std::vector<" + type + '>';
      if (each.optional) type = "std::optional<" + type + '>';
      out += indent + "  " + type + ' ' + each.identifier + "{};\n";
    }
    const std::string self = "const " + name + '&';
    out += '\n' + fill(indent + "  friend bool operator==(", {self, self}, ") = default;") + '\n';
    return out + indent + "};\n";
  }
  [[nodiscard]] std::string request_or_response(const std::string& name, const std::vector<member>& all,
                                                const std::string& full) const {
    if (all.empty()) return "  using " + name + " = " + lib("no_parameters") + ";\n";
    return structure("  ", name, all, full);
  }

  // The structs of parts, inner ones first. `path` says to which parameter they belong.
  [[nodiscard]] std::string part_structures(const std::string& full, const std::vector<member>& all,
                                            const std::string& path) const {
    std::string out;
    for (const member& each : all) {
      if (!each.is_struct) continue;
      const std::string name = full + '_' + each.type;
      const std::string here = path + '.' + plain(each.parameter);
      out += part_structures(name, each.parts, here);
      out += comment("", "///", "The parts of `" + here + "`.");
      out += structure("", name, each.parts, name) + '\n';
    }
    return out;
  }

  // The tables of a struct called `name`, and of the structs of its parts, inner ones first.
  [[nodiscard]] std::string tables(const std::string& name, const std::vector<member>& all, const std::string& full) const {
    if (all.empty()) return {};
    std::string out;
    for (const member& each : all) {
      const std::string part = full + '_' + each.type;
      if (each.is_struct) out += tables(part, each.parts, part);
    }
    out += "\nconstexpr auto fhir_parameters(const " + name + "*) {\n  using self = " + name + ";\n";
    if (!own_) out += "  using fhirops::param, fhirops::parameters;\n";
    const std::string head = "  return parameters(";
    const auto rows = [&](std::size_t column) {
      std::vector<std::string> texts;
      for (const member& each : all) texts.push_back(row(each, column));
      return texts;
    };
    const std::vector<std::string> texts = rows(head.size());
    if (const std::string alone = row(all[0], 2); all.size() == 1 && is_tall(alone)) return out + head + alone + ");\n}\n";
    const std::string behind = fill(head, texts, ");", head.size());
    const std::string under = fill(head + "\n      ", rows(6), ");", 6);
    const bool wide = std::ranges::any_of(
        texts, [&](const std::string& text) { return head.size() + std::min(text.find('\n'), text.size() + 2) > columns; });
    return out + (wide || lines(under) < lines(behind) ? under : behind) + "\n}\n";
  }

  // One row of a table, beginning at the given column.
  [[nodiscard]] std::string row(const member& each, std::size_t column) const {
    const std::string head = "param<" + literal(each.parameter) + ", &self::" + each.identifier + ">{";
    if (each.details.empty()) return head + '}';
    std::string details;
    for (const constant& detail : each.details) details += (details.empty() ? "" : ", ") + inline_text(qualified(detail));
    std::string out = head + '{' + details + "}}";
    if (column + out.size() + 2 <= columns) return out;
    out = head + "{\n";
    for (const constant& detail : each.details) out += line_of(qualified(detail), column + 4);
    return out + std::string(column, ' ') + "}}";
  }

  std::string space_;
  bool own_;
};

}  // namespace opgen
