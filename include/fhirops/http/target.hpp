#pragma once
// The target of a request: which operation it names, and which parameters of its query belong to HTTP
// (https://hl7.org/fhir/R4/http.html#general, https://hl7.org/fhir/R4/operations.html#executing).

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/percent_encoding.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/operation/route.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::http::detail {

/// Why a request is refused: a status and an issue.
struct fault {
  int status;
  issue what;
};

inline issue fault_at(std::string_view parameter, std::string text, issue_type code = issue_type::value) {
  return {issue_severity::error, code, std::move(text), "http." + std::string(parameter), {}};
}
inline issue fault_of(issue_type code, std::string text) { return {issue_severity::error, code, std::move(text), {}, {}}; }

/// The path, split and decoded: `$name`, `Type/$name`, `Type/id/$name`, `metadata`, `OperationDefinition` or
/// `OperationDefinition/id`.
struct target_path {
  // With its `$`, or `metadata`, or `OperationDefinition`, for which `id` may be set. Empty if the path has none of these forms.
  std::string name{};
  std::string type{};
  std::string id{};

  [[nodiscard]] operation_call call(std::string_view verb) const noexcept { return {name, type, id, verb}; }
};

/// The parameters of the query that do not belong to an operation.
struct target_query {
  std::string format{};
  bool pretty = false;
  /// The first parameter that R4 allows a server to ignore: `_summary`, `_elements`.
  std::string ignored{};
  /// The names of the other parameters.
  std::vector<std::string> others{};
};

// Whether the text looks like a type: `Patient`.
inline bool is_type_name(std::string_view text) noexcept {
  for (const char c : text)
    if (!fhirops::detail::is_letter(c)) return false;
  return !text.empty() && text.size() <= 64;
}
// Whether the text is an R4 id, except for those with another meaning in a path.
inline bool is_id(std::string_view text) noexcept {
  for (const char c : text)
    if (!fhirops::detail::is_letter(c) && !fhirops::detail::is_digit(c) && c != '-' && c != '.') return false;
  return !text.empty() && text.size() <= 64 && text != "." && text != "..";
}

// Decodes a segment of a path, once; returns false if its percent-encoding is wrong.
inline bool decode_segment(std::string_view segment, std::string& out) {
  std::string plus;  // in a path, `+` is a plus, not a space
  for (const char c : segment) c == '+' ? void(plus += "%2B") : void(plus += c);
  return fhirops::detail::decode_text(plus, out);
}

/// Splits the path. If it has another form, `name` stays empty, so it does not call an operation.
inline std::optional<fault> read_path(std::string_view path, target_path& out) {
  std::array<std::string, 3> segments;
  std::size_t count = 0;
  for (std::string_view rest = path.substr(1);; ++count) {
    const std::size_t end = rest.find('/');
    std::string segment;
    if (!decode_segment(rest.substr(0, end), segment))
      return fault{
          400, fault_of(issue_type::value, fhirops::detail::joined({"the path is not well formed: ",
                                                                    fhirops::detail::not_decoded_text(rest.substr(0, end))}))};
    if (count < segments.size()) segments[count] = std::move(segment);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  ++count;
  if (count > segments.size()) return std::nullopt;
  std::string& last = segments[count - 1];
  if (count == 1 && (last == "metadata" || last == "OperationDefinition")) {
    out.name = std::move(last);
  } else if (count == 2 && segments[0] == "OperationDefinition" && is_id(last)) {
    out.name = std::move(segments[0]);
    out.id = std::move(last);
  } else if (last.starts_with('$') && (count < 2 || is_type_name(segments[0])) && (count < 3 || is_id(segments[1]))) {
    out.name = std::move(last);
    if (count > 1) out.type = std::move(segments[0]);
    if (count > 2) out.id = std::move(segments[1]);
  }
  return std::nullopt;
}

/// Reads the parameters of a query, with its `?`, that belong to HTTP. Each of them may appear once.
inline std::optional<fault> read_query(std::string_view query, target_query& out) {
  std::string name;
  std::string value;
  bool has_pretty = false;
  if (!query.empty()) query.remove_prefix(1);
  while (!query.empty()) {
    const std::string_view piece = query.substr(0, query.find('&'));
    query.remove_prefix(piece.size() < query.size() ? piece.size() + 1 : query.size());
    if (piece.empty()) continue;
    const std::size_t equals = piece.find('=');
    const std::string_view given = equals == std::string_view::npos ? "" : piece.substr(equals + 1);
    if (!fhirops::detail::decode_text(piece.substr(0, equals), name)) name = piece.substr(0, equals);
    if (name == "_summary" || name == "_elements") {
      out.ignored = name;
    } else if (name == "_format" || name == "_pretty") {
      if (name == "_format" ? !out.format.empty() : std::exchange(has_pretty, true))
        return fault{400, fault_at(name, name + " appears more than once: send it once")};
      if (!fhirops::detail::decode_text(given, value))
        return fault{400, fault_at(name, fhirops::detail::not_decoded_text(given))};
      if (value.empty())
        return fault{400, fault_at(name, "the value of " + name + " is missing: write " +
                                             (name == "_format" ? "_format=json" : "_pretty=true or _pretty=false"))};
      if (name == "_format") {
        // An unescaped plus, as in application/fhir+json, was decoded as a space.
        for (std::size_t i = 0; i < value.size() && value[i] != ';'; ++i)
          if (value[i] == ' ') value[i] = '+';
        out.format = std::move(value);
      } else if (value == "true" || value == "false") {
        out.pretty = value == "true";
      } else {
        return fault{400,
                     fault_at(name, fhirops::detail::quoted(value) + " is not a boolean: write _pretty=true or _pretty=false")};
      }
    } else {
      out.others.push_back(name);
    }
  }
  return std::nullopt;
}

// `a space is not allowed in a URL: write %20`.
inline std::string must_be_encoded_text(char c) {
  std::string encoded;
  fhirops::detail::encode_text(encoded, {&c, 1});
  if (c == ' ') return "a space is not allowed in a URL: write %20";
  if (c == '#') return "a fragment (#) is not sent to a server: remove it, or write %23 for a #";
  return fhirops::detail::joined(
      {"the control character U+00", std::string_view(encoded).substr(1), " is not allowed in a URL: write ", encoded});
}

/// Splits the target into its path and the parameters that belong to HTTP.
inline std::optional<fault> read_target(std::string_view target, std::size_t most, target_path& path, std::string_view& query,
                                        target_query& asked) {
  if (target.size() > most)
    return fault{414, fault_of(issue_type::too_long,
                               fhirops::detail::joined({"the URL has ", fhirops::detail::digits(target.size()),
                                                        " bytes, but this server reads at most ", fhirops::detail::digits(most),
                                                        ": send the parameters in the body of a POST"}))};
  for (const char c : target)
    if (static_cast<unsigned char>(c) <= ' ' || c == '\x7F' || c == '#')
      return fault{400, fault_of(issue_type::value, must_be_encoded_text(c))};
  if (!target.starts_with('/'))
    return fault{
        400, fault_of(issue_type::value, fhirops::detail::quoted(target) + " is not the path of a URL: it must begin with /")};
  const std::size_t mark = target.find('?');
  query = mark == std::string_view::npos ? std::string_view() : target.substr(mark);
  if (auto wrong = read_path(target.substr(0, mark), path)) return wrong;
  return read_query(query, asked);
}

}  // namespace fhirops::http::detail
