#pragma once
// The definitions of operation/from_query.hpp.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/percent_encoding.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/operation/all_issues.hpp"
#include "fhirops/operation/from_query.hpp"
#include "fhirops/operation/param_row.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

// The index of the parameter that an issue about Parameters is about.
inline std::optional<std::size_t> parameter_index(const issue& found) noexcept {
  constexpr std::string_view place = "Parameters.parameter[";
  const std::string_view where = found.expression;
  if (!where.starts_with(place)) return std::nullopt;
  return static_cast<std::size_t>(to_number(where.substr(place.size(), where.find(']') - place.size())));
}

// Converts an issue about Parameters that were made from a query into one about the query: the path of a parameter is `http.` and
// its name; a missing parameter has no path.
template <Storage S>
issue in_query(issue found, const Parameters<S>& parameters) {
  if (const auto index = parameter_index(found)) {
    found.expression = "http." + shortened_name(parameters.parameter[*index].name).str();
  } else {
    found.expression.clear();
  }
  found.pointer.clear();
  return found;
}

// A number with a zero before its first digit, which R4 does not allow.
inline bool has_leading_zero(std::string_view number) noexcept {
  if (number.starts_with('-')) number.remove_prefix(1);
  return number.size() > 1 && number[0] == '0' && is_digit(number[1]);
}
// A moment whose offset has a space for its plus sign, which a URL must write as %2B.
inline bool has_space_for_plus(type_id type, std::string_view text) noexcept {
  constexpr std::size_t offset = std::string_view("+01:00").size();
  return (type == type_id::dateTime || type == type_id::instant) && text.size() > offset && text[text.size() - offset] == ' ' &&
         text.find(' ') == text.size() - offset;
}
// `"many" is not an integer: write a whole number`. Other faults in dates are left to `validate`.
inline std::string query_value_text(type_id type, std::string_view value) {
  const std::string_view name = to_string(type);
  const shape kind = shape_of(type);
  if (has_space_for_plus(type, value))
    return joined({quoted(value), " has a space where its + should be: write + as %2B in a URL"});
  if (kind == shape::integer && has_leading_zero(value))
    return joined({quoted(value), " is not ", article_of(name), name, ": remove the leading zero"});
  if (kind == shape::integer && all_digits(value))
    return joined({quoted(value), " is too large for ", article_of(name), name, " (at most 2147483647)"});
  return joined({quoted(value), " is not ", article_of(name), name, ": write ",
                 kind == shape::boolean   ? "true or false"
                 : kind == shape::integer ? "a whole number"
                                          : "a number, such as -1.50"});
}

// Sets a value from the text of a query parameter, with the primitive type that the member has.
template <Storage S>
bool set_from_text(Value<S>& value, type_id type, std::string_view text) {
  const shape kind = shape_of(type);
  if (kind == shape::integer && has_leading_zero(text)) return false;
  if (has_space_for_plus(type, text)) return false;
  value.emplace(type, nullptr);
  if (kind != shape::text) return assign<S>(kind, value.place(), kind_of(kind), text) == assigned::yes;
  static_cast<text_primitive<S>*>(value.place())->text = typename S::string(text);
  return true;
}

template <Storage S>
void query_parameters<S>::read(std::string_view query, std::size_t max_issues) {
  if (query.starts_with('?')) query.remove_prefix(1);
  std::string name;
  std::string text;
  while (!query.empty()) {
    const std::string_view piece = query.substr(0, query.find('&'));
    query.remove_prefix(piece.size() < query.size() ? piece.size() + 1 : query.size());
    const std::size_t equals = piece.find('=');
    if (piece.empty()) continue;
    const bool has_name = decode_text(piece.substr(0, equals), name);
    if (has_name && name.starts_with('_') && find_row(rows, name) == nullptr) continue;
    auto& parameter = parameters.parameter.emplace_back();
    const std::string_view given = equals == std::string_view::npos ? "" : piece.substr(equals + 1);
    if (!has_name || !decode_text(given, text)) {
      parameter.name = has_name ? std::string_view(name) : piece.substr(0, equals);
      fault(parameter.name, not_decoded_text(has_name ? given : piece.substr(0, equals)), max_issues);
      continue;
    }
    parameter.name = name;
    if (const param_row* row = find_row(rows, name)) set(parameter, *row, name, text, max_issues);
  }
}

template <Storage S>
void query_parameters<S>::add(issues& all, const issues& read) const {
  for (const issue& each : read) {
    const auto index = parameter_index(each);
    if (index && std::binary_search(without_value.begin(), without_value.end(), *index)) continue;
    issue found = in_query(each, parameters);
    // `code:exact` is `code` with a search modifier, which must not be dropped like an unknown parameter.
    const std::string_view where = found.expression;
    if (const std::size_t colon = where.find(':'); colon != std::string_view::npos)
      if (const std::string_view name = where.substr(5, colon - 5);
          find_row(rows, name) != nullptr && find_row(rows, where.substr(5)) == nullptr) {
        found.text = joined({quoted(where.substr(5)), " has a search modifier, which \"", name, "\" does not take: remove ",
                             quoted(where.substr(colon))});
        found.severity = issue_severity::error;
      }
    all.push_back(std::move(found));
  }
}

template <Storage S>
void query_parameters<S>::fault(std::string_view name, std::string text, std::size_t max_issues) {
  if (malformed.size() <= max_issues)  // one more than the limit, so that `limited` can tell
    malformed.push_back({issue_severity::error, issue_type::value, std::move(text), "http." + shortened_name(name).str(), {}});
  without_value.push_back(parameters.parameter.size() - 1);
}

template <Storage S>
void query_parameters<S>::set(ParametersParameter<S>& parameter, const param_row& row, std::string_view name,
                              const std::string& text, std::size_t max_issues) {
  if (row.url_type == type_id::none)
    fault(name, joined({"the parameter ", quoted(name), " cannot be given in a URL: send a Parameters resource in a POST"}),
          max_issues);
  else if (text.empty())
    fault(name, joined({"the value of ", quoted(name), " is missing: write ", shortened_text(name), "=..."}), max_issues);
  else if (!set_from_text(parameter.value, row.url_type, text)) {
    parameter.value.reset();
    fault(name, query_value_text(row.url_type, text), max_issues);
  }
}

template <Storage S>
bool read_query(std::string_view query, const bound_target<S>& target, read_options options, issues& all) {
  query_parameters<S> asked{target.rows};
  asked.read(query, options.max_issues());
  issues found;
  const bool read = read_parameters(asked.parameters, target, options, found);
  all = std::move(asked.malformed);
  asked.add(all, found);
  all = limited(std::move(all), options.max_issues());
  return read && !all.has_errors();
}

}  // namespace fhirops::detail
