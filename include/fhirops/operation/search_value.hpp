#pragma once
// The value of a search parameter, whose name may have a modifier
// (https://hl7.org/fhir/R4/operationdefinition-definitions.html#OperationDefinition.parameter.searchType,
// https://hl7.org/fhir/R4/search.html#modifiers).

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/text_pieces.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/validate/format.hpp"

namespace fhirops {

/// The value of a parameter with a `searchType`, and the modifier in its name: `subject:Patient` is the parameter `subject` of
/// the table with the modifier `Patient`. Text converts to a value without a modifier.
///
///     struct Request { std::optional<search_value> subject{}; };
///     param<"subject", &Request::subject>{{.searchType = "reference"}}
///     request.subject = search_value("23", "Patient");  // subject:Patient=23
struct search_value {
  /// The value as it was sent: prefixes, `|`, `,` and escapes are left to the host to interpret.
  std::string value{};
  /// One of R4's modifiers (`exact`, `in`, `missing`) or a resource type; empty if there is none.
  std::string modifier{};

  search_value() = default;
  /// A value without a modifier.
  template <class T>
    requires std::convertible_to<const T&, std::string_view>
  search_value(const T& text)  // NOLINT(google-explicit-constructor)
      : value(std::string_view(text)) {}
  /// A value with a modifier.
  search_value(std::string text, std::string how) : value(std::move(text)), modifier(std::move(how)) {}

  friend bool operator==(const search_value&, const search_value&) = default;
};

namespace detail {

// The modifiers of R4's search: one of these codes, or a resource type, possibly followed by a chain.
inline constexpr std::string_view search_modifier_codes[] = {"missing", "exact", "contains", "not",        "text",    "in",
                                                             "not-in",  "below", "above",    "identifier", "of-type", "ofType"};
inline bool is_search_modifier(std::string_view text) noexcept {
  for (const std::string_view each : search_modifier_codes)
    if (text == each) return true;
  return has_code(codes::resource_types, text.substr(0, text.find('.')));
}
// The list `missing, exact, ... or of-type` for a message: R4 spells the last one in two ways.
inline std::string search_modifiers() {
  choices_text all;
  for (const std::string_view each : search_modifier_codes)
    if (each != "ofType") all.add(std::string(each));
  return all.text();
}

}  // namespace detail
}  // namespace fhirops
