#pragma once
// Finds the definitions that match a search: `GET [base]/OperationDefinition?code=...` (https://hl7.org/fhir/R4/search.html,
// https://hl7.org/fhir/R4/operationdefinition.html#search).

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/percent_encoding.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/operation/all_issues.hpp"
#include "fhirops/operation/name_among.hpp"
#include "fhirops/resource/operation_definition.hpp"

namespace fhirops::http::detail {

/// A search parameter, with its type and the element that it searches.
struct definition_parameter {
  std::string_view name;
  std::string_view type;
  std::string_view (*element)(const OperationDefinition<>&);
};
inline constexpr definition_parameter definition_parameters[] = {
    {"_id", "token", [](const OperationDefinition<>& each) -> std::string_view { return each.id; }},
    {"code", "token", [](const OperationDefinition<>& each) -> std::string_view { return each.code; }},
    {"kind", "token", [](const OperationDefinition<>& each) -> std::string_view { return each.kind; }},
    {"name", "string", [](const OperationDefinition<>& each) -> std::string_view { return each.name; }},
    {"status", "token", [](const OperationDefinition<>& each) -> std::string_view { return each.status; }},
    {"title", "string", [](const OperationDefinition<>& each) -> std::string_view { return each.title; }},
    {"url", "uri", [](const OperationDefinition<>& each) -> std::string_view { return each.url; }},
    {"version", "token", [](const OperationDefinition<>& each) -> std::string_view { return each.version; }}};

class definition_search {
 public:
  /// Reads the query, and returns its faults up to the limit of issues. Lenient reading ignores an unknown parameter with a
  /// warning.
  [[nodiscard]] issues read(exchange& with) {
    issues wrong;
    std::string_view query = with.query();
    if (!query.empty()) query.remove_prefix(1);
    while (!query.empty()) {
      const std::string_view piece = query.substr(0, query.find('&'));
      query.remove_prefix(piece.size() < query.size() ? piece.size() + 1 : query.size());
      if (wrong.size() > with.reading().max_issues()) break;  // one more than the limit, so that `limited` can tell
      if (!piece.empty()) read_piece(with, piece, wrong);
    }
    return fhirops::detail::limited(std::move(wrong), with.reading().max_issues());
  }

  /// Whether a definition matches every parameter; of several values of one parameter, any one may match.
  [[nodiscard]] bool matches(const OperationDefinition<>& definition) const {
    for (const term& each : terms_) {
      bool any = false;
      for (const std::string& value : each.values)
        any = any || matches(*each.parameter, each.parameter->element(definition), value);
      if (!any) return false;
    }
    return true;
  }

 private:
  struct term {
    const definition_parameter* parameter;
    std::vector<std::string> values;
  };

  void read_piece(exchange& with, std::string_view piece, issues& wrong) {
    const std::size_t equals = piece.find('=');
    const std::string_view given = equals == std::string_view::npos ? "" : piece.substr(equals + 1);
    std::string name;
    if (!fhirops::detail::decode_text(piece.substr(0, equals), name)) {
      wrong.push_back(fault_at(piece.substr(0, equals), fhirops::detail::not_decoded_text(piece.substr(0, equals))));
      return;
    }
    if (name == "_format" || name == "_pretty" || name == "_summary" || name == "_elements") return;
    const std::size_t colon = name.find(':');
    const definition_parameter* known = nullptr;
    fhirops::detail::name_among names(name);
    for (const definition_parameter& each : definition_parameters) {
      names.offer(each.name);
      if (each.name == std::string_view(name).substr(0, colon)) known = &each;
    }
    if (known == nullptr) {
      issue found = fault_at(name, names.text("parameter"), issue_type::not_supported);
      if (with.reading().is_strict()) return wrong.push_back(std::move(found));
      found.severity = issue_severity::warning;
      return with.warn({std::move(found)});
    }
    // A modifier may reverse the meaning of a parameter, so it is never ignored.
    if (colon != std::string::npos) {
      wrong.push_back(fault_at(name,
                               fhirops::detail::joined({fhirops::detail::quoted(name), " has a search modifier, which \"",
                                                        known->name, "\" does not take here: remove ",
                                                        fhirops::detail::quoted(std::string_view(name).substr(colon))}),
                               issue_type::not_supported));
      return;
    }
    std::string value;
    if (!fhirops::detail::decode_text(given, value))
      wrong.push_back(fault_at(name, fhirops::detail::not_decoded_text(given)));
    else if (value.empty())
      wrong.push_back(fault_at(name, fhirops::detail::joined({"the value of \"", name, "\" is missing: write ", name, "=..."})));
    else
      terms_.push_back({known, values_of(value)});
  }

  // Splits `a,b`, which matches either value; a backslash escapes the next character.
  static std::vector<std::string> values_of(std::string_view text) {
    std::vector<std::string> values(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\' && i + 1 < text.size())
        values.back() += text[++i];
      else if (text[i] == ',')
        values.emplace_back();
      else
        values.back() += text[i];
    }
    return values;
  }

  static bool matches(const definition_parameter& parameter, std::string_view element, std::string_view value) {
    if (value.empty()) return false;
    if (parameter.type == "string")
      return value.size() <= element.size() && fhirops::detail::same_letters(element.substr(0, value.size()), value);
    // None of these elements has a code system, so `|code` is the same as `code`.
    if (parameter.type == "token" && value.starts_with('|')) value.remove_prefix(1);
    return element == value;
  }

  std::vector<term> terms_;
};

}  // namespace fhirops::http::detail
