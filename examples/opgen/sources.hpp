#pragma once
// Finds the definitions in a JSON document: a single one, an array, or a Bundle of them.

#include <cstddef>
#include <fhirops/core/scanner.hpp>
#include <fhirops/json/read.hpp>
#include <fhirops/json/type_finder.hpp>
#include <fhirops/resource/bundle.hpp>
#include <fhirops/resource/operation_definition.hpp>
#include <fhirops/resource/parameter_text.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace opgen {

struct source {
  fhirops::OperationDefinition<> definition;
  std::string pointer;  // the JSON Pointer to it in the document
};

struct document {
  std::vector<source> sources;
  fhirops::issues found;
  bool is_other = false;  // JSON, but no definitions
};

// Faults of the whole are errors; elements that R4 does not know are ignored with a warning.
inline constexpr auto leniently = fhirops::read_options{}.lenient().keep_unknown();

// Whether an issue is about something that we allow: a definition in an array need not state its type, `profile` is an old name
// of R4's `targetProfile`, and R5's `allowedType` and `scope` are used, which is reported elsewhere.
inline bool is_expected(const fhirops::issue& each, bool in_array) {
  const std::string_view text = each.text;
  return (in_array && text.starts_with("resourceType is missing") && each.expression == "OperationDefinition") ||
         (each.expression.find(".parameter[") != each.expression.npos &&
          (each.expression.ends_with(".profile") || each.expression.ends_with(".allowedType") ||
           each.expression.ends_with(".scope")));
}

// Adds the definitions of an array, which need not state their type.
inline void read_array(std::string_view text, document& out) {
  fhirops::detail::scanner tokens(text);
  tokens.next();
  std::size_t line = 1;
  std::size_t line_start = 0;
  std::size_t at = 0;
  for (auto token = tokens.next(); token != fhirops::detail::token::end_array; token = tokens.next()) {
    if (token == fhirops::detail::token::comma) continue;
    const std::size_t begin = tokens.begin();
    if (!tokens.skip(token)) break;
    for (; at < begin; ++at) {
      if (text[at] != '\n') continue;
      ++line;
      line_start = at + 1;
    }
    // The array is a level of nesting, too.
    constexpr auto inside = fhirops::read_options(leniently).max_depth(leniently.max_depth() - 1);
    auto read = fhirops::from_json<fhirops::OperationDefinition<>>(text.substr(begin, tokens.end() - begin), inside);
    const std::string pointer = '/' + std::to_string(out.sources.size());
    for (fhirops::issue each : read.issues()) {
      if (is_expected(each, true)) continue;
      each.column += each.line == 1 ? begin - line_start : 0;
      each.line += line - 1;
      each.offset += begin;
      each.pointer.insert(0, pointer);
      out.found.push_back(std::move(each));
    }
    out.sources.push_back({read ? *std::move(read) : fhirops::OperationDefinition<>{}, pointer});
  }
}

// What the document is, if it contains no definition.
inline std::string kind_of(const fhirops::Resource<>& resource) {
  const std::string_view type = fhirops::detail::type_of(resource);
  return type.empty() ? "its resourceType is missing" : "it is " + fhirops::detail::resource_text(type);
}

inline document read_document(std::string_view text) {
  document out;
  const auto none = [&out](std::string why) {
    out.is_other = true;
    fhirops::issue issue;
    issue.code = fhirops::issue_type::not_found;
    issue.text = "the document holds no OperationDefinition: " + std::move(why);
    issue.line = issue.column = 1;
    out.found.push_back(std::move(issue));
  };
  if (const std::size_t start = text.find_first_not_of(" \t\r\n"); start != text.npos && text[start] == '<') {
    fhirops::issue issue;
    issue.code = fhirops::issue_type::not_supported;
    issue.text = "the document is XML, not JSON: give the definition as JSON";
    issue.offset = start;
    issue.line = issue.column = 1;
    for (std::size_t i = 0; i < start; ++i) {
      issue.line += text[i] == '\n' ? 1 : 0;
      issue.column = text[i] == '\n' ? 1 : issue.column + 1;
    }
    out.found.push_back(std::move(issue));
    return out;
  }
  fhirops::detail::scanner tokens(text);
  if (tokens.next() == fhirops::detail::token::begin_array && fhirops::detail::is_json(text)) {
    read_array(text, out);
    if (out.sources.empty()) none("the array is empty");
    return out;
  }
  if (tokens.slice() == "{" && fhirops::detail::type_finder(text).find(tokens.begin()).empty() &&
      fhirops::detail::is_json(text)) {
    none("its resourceType is missing");
    return out;
  }
  auto read = fhirops::from_json<fhirops::Resource<>>(text, leniently);
  for (const fhirops::issue& each : read.issues())
    if (!is_expected(each, false)) out.found.push_back(each);
  if (!read) return out;
  if (auto* one = read->get_if<fhirops::OperationDefinition<>>()) {
    out.sources.push_back({std::move(*one), {}});
  } else if (auto* bundle = read->get_if<fhirops::Bundle<>>()) {
    for (std::size_t i = 0; i < bundle->entry.size(); ++i)
      if (auto* entry = bundle->entry[i].resource.get_if<fhirops::OperationDefinition<>>())
        out.sources.push_back({std::move(*entry), "/entry/" + std::to_string(i) + "/resource"});
    if (out.sources.empty()) none("no entry of the Bundle has one");
  } else if (!out.found.has_errors()) {
    none(kind_of(*read));
  }
  return out;
}

}  // namespace opgen
