#pragma once
// Compile-time checks of the constants in a table
// (https://hl7.org/fhir/R4/operationdefinition.html).

#include <cstddef>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/validate/format.hpp"

namespace fhirops::detail {

template <class Texts>
constexpr bool all_listed(const code_set& set, const Texts& texts) noexcept {
  for (const std::string_view each : texts)
    if (!has_code(set, each)) return false;
  return true;
}

// Whether the type stands for any resource.
constexpr bool is_abstract_resource(std::string_view type) noexcept {
  return type == "Resource" || type == "DomainResource" || type == "Any";
}
// The type as URLs show it: in brackets if it stands for any type.
constexpr std::string_view type_in_url(std::string_view type) noexcept { return is_abstract_resource(type) ? "[type]" : type; }
constexpr bool names_resource_type(std::string_view type) noexcept {
  return is_abstract_resource(type) || has_code(codes::resource_types, type);
}
// Whether a resource of the type is also a `wanted`, which may be an abstract type (https://hl7.org/fhir/R4/domainresource.html).
constexpr bool is_kind_of(std::string_view type, std::string_view wanted) noexcept {
  if (wanted == "DomainResource") return type != "Bundle" && type != "Binary" && type != "Parameters";
  return wanted.empty() || is_abstract_resource(wanted) || wanted == type;
}

// Whether the text can be a URL in a table: with a scheme, or a `#fragment`, and without characters that URLs may not contain.
constexpr bool is_url(std::string_view text) noexcept {
  // Where g++ looks for null pointers, `find` is not constant for text that is part of a template argument.
  std::size_t colon = text.size();
  std::size_t behind_scheme = text.size();
  for (std::size_t i = text.size(); i-- > 0;) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '\x7F') return false;
    if (c == ':') colon = i;
    if (c == '/' || c == '?' || c == '#' || c == '|') behind_scheme = i;
  }
  if (text.starts_with('#')) return text.size() > 1;
  return colon > 0 && colon + 1 < text.size() && behind_scheme > colon;
}
template <class Texts>
constexpr bool all_urls(const Texts& texts) noexcept {
  for (const std::string_view each : texts)
    if (!is_url(each)) return false;
  return true;
}

// Whether the text can be the name after `$` in a URL.
constexpr bool is_operation_code(std::string_view text) noexcept {
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= ' ' || std::string_view("$/?#%&\"\\<>").find(c) != std::string_view::npos) return false;
  return !text.empty();
}

// Whether the text is a level at which an operation is called, one of R5's operation-parameter-scope.
constexpr bool is_level(std::string_view text) noexcept { return text == "system" || text == "type" || text == "instance"; }
template <class Texts>
constexpr bool all_levels(const Texts& texts) noexcept {
  for (const std::string_view each : texts)
    if (!is_level(each)) return false;
  return true;
}

}  // namespace fhirops::detail
