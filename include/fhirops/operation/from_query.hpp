#pragma once
// Reads a bound struct from the query of a GET: `?organization=...&code=a&code=b`
// (https://hl7.org/fhir/R4/operations.html#executing).

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/percent_encoding.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/operation/all_issues.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/from_parameters.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {
namespace detail {

template <Bound T>
bool has_param(std::string_view name) {
  bool known = false;
  for_each_param(table_value<T>,
                 [&]<class Param>(Param, const param_details&) { known = known || is_named<Param, T>(name); });
  return known;
}

// Turns an issue about Parameters that were made from a query into one about the query: the path of a parameter is
// `http.` and its name, and a missing parameter has no path.
inline issue in_query(issue found, const Parameters<>& parameters) {
  constexpr std::string_view place = "Parameters.parameter[";
  const std::string_view where = found.expression;
  if (where.starts_with(place)) {
    const std::string_view digits = where.substr(place.size(), where.find(']') - place.size());
    const auto& name = parameters.parameter.begin()[to_number(digits)].name;
    found.expression = "http." + shortened_name(name).str();
  } else {
    found.expression.clear();
  }
  found.pointer.clear();
  return found;
}

// `"many" is not an integer: write a whole number`. Faults in dates are left to `validate`.
inline std::string query_value_text(type_id type, std::string_view value) {
  const std::string_view name = to_string(type);
  const shape kind = shape_of(type);
  if (kind == shape::integer && all_digits(value)) return joined({quoted(value), " is too large for ", article_of(name), name, " (at most 2147483647)"});
  return joined({quoted(value), " is not ", article_of(name), name, ": write ",
                 kind == shape::boolean   ? "true or false"
                 : kind == shape::integer ? "a whole number"
                                          : "a number, such as -1.50"});
}

// Sets a value, in the type that the member has, from the text of a query parameter.
template <Storage S, class F>
bool set_from_text(Value<S>& value, std::string_view text) {
  constexpr shape kind = shape_of(F::fhir_type);
  F& primitive = value.template emplace<F>();
  if constexpr (kind == shape::text)
    primitive.text = typename S::string(text);
  else
    return assign<S>(kind, &primitive, kind_of(kind), text) == assigned::yes;
  return true;
}

// The parameters of a query, each of the type that `T` has for it, and the faults in their text.
template <Bound T>
struct query_parameters {
  Parameters<> parameters{};
  issues malformed{};
  std::vector<std::string> reported{};  // paths of parameters that have no value for that reason

  void read(std::string_view query, std::size_t max_issues) {
    if (query.starts_with('?')) query.remove_prefix(1);
    std::string name;
    std::string text;
    while (!query.empty()) {
      const std::string_view piece = query.substr(0, query.find('&'));
      query.remove_prefix(piece.size() < query.size() ? piece.size() + 1 : query.size());
      const std::size_t equals = piece.find('=');
      if (piece.empty()) continue;
      const bool has_name = decode_text(piece.substr(0, equals), name);
      if (has_name && name.starts_with('_') && !has_param<T>(name)) continue;
      auto& parameter = parameters.parameter.emplace_back();
      const std::string_view given = equals == std::string_view::npos ? "" : piece.substr(equals + 1);
      if (!has_name || !decode_text(given, text)) {
        parameter.name = has_name ? std::string_view(name) : piece.substr(0, equals);
        fault(parameter.name, not_decoded_text(has_name ? given : piece.substr(0, equals)), max_issues);
        continue;
      }
      parameter.name = name;
      for_each_param(table_value<T>, [&]<class Param>(Param, const param_details&) {
        if (is_named<Param, T>(name)) set<typename occurrence<member_type<Param, T>>::item>(parameter, name, text, max_issues);
      });
    }
  }

  // Adds the issues of reading these parameters, as issues of the query. Those of parameters without a value have been
  // reported already.
  void add(issues& all, const issues& read) const {
    for (const issue& each : read) {
      bool known = false;
      for (const std::string& path : reported) known = known || each.pointer.starts_with(path + '/') || each.pointer == path;
      if (known) continue;
      issue found = in_query(each, parameters);
      // `code:exact` is `code` with a search modifier, which must not be dropped like an unknown parameter.
      const std::string_view where = found.expression;
      if (const std::size_t colon = where.find(':'); colon != std::string_view::npos && where.starts_with("http."))
        if (const std::string_view name = where.substr(5, colon - 5); has_param<T>(name) && !has_param<T>(where.substr(5))) {
          found.text = joined({quoted(where.substr(5)), " has a search modifier, which \"", name, "\" does not take: remove ",
                               quoted(where.substr(colon))});
          found.severity = issue_severity::error;
        }
      all.push_back(std::move(found));
    }
  }

 private:
  void fault(std::string_view name, std::string text, std::size_t max_issues) {
    if (malformed.size() <= max_issues)  // one more than the limit, so that `limited` notices
      malformed.push_back({issue_severity::error, issue_type::value, std::move(text), "http." + shortened_name(name).str(), {}});
    reported.push_back("/parameter/" + std::to_string(parameters.parameter.size() - 1));
  }

  template <class Item>
  void set(ParametersParameter<>& parameter, std::string_view name, const std::string& text, std::size_t max_issues) {
    using F = natural_type<Item, owned>;
    if constexpr (!is_in_url<F>()) {
      fault(name, joined({"the parameter ", quoted(name), " cannot be given in a URL: send a Parameters resource in a POST"}), max_issues);
    } else if (text.empty()) {
      fault(name, joined({"the value of ", quoted(name), " is missing: write ", shortened_text(name), "=..."}), max_issues);
    } else if (!set_from_text<owned, F>(parameter.value, text)) {
      parameter.value.reset();
      fault(name, query_value_text(F::fhir_type, text), max_issues);
    }
  }
  template <class F>
  static constexpr bool is_in_url() {
    if constexpr (std::is_void_v<F>)
      return false;
    else
      return is_primitive(shape_of(F::fhir_type));
  }
};

}  // namespace detail

/// Reads a bound struct from the query of a URL, with or without its `?`. Percent-encoding and `+` are decoded, names
/// may be repeated, and all faults are reported at once, as by `from_parameters`. Only primitive parameters can be
/// given this way. Parameters that begin with `_`, such as `_format` and `_pretty`, are ignored unless the struct has
/// them: they belong to HTTP. The expression of an issue about a parameter is `http.` and its name; an issue about a
/// missing one has none.
///
///     const auto asked = from_query<Request>("?count=3&_format=json");
template <Bound T>
result<T> from_query(std::string_view query, read_options options = {}) {
  static_assert(detail::owns_text<T>::value,
                "fhirops: from_query decodes the text of a query: the struct must own it (std::string, owned storage)");
  detail::query_parameters<T> asked;
  asked.read(query, options.max_issues());
  auto read = from_parameters<T>(asked.parameters, options);
  issues all = std::move(asked.malformed);
  asked.add(all, read.issues());
  all = detail::limited(std::move(all), options.max_issues());
  if (!read || all.has_errors()) return result<T>(std::move(all));
  return result<T>(*std::move(read), std::move(all));
}

}  // namespace fhirops
