#pragma once
// The text of an issue about a parameter of the wrong type: what it contains, and what it needs.

#include <string>
#include <string_view>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

// The type of a resource, including those without a table.
template <Storage S>
std::string_view type_of(const Resource<S>& resource) noexcept {
  const auto* raw = resource.template get_if<RawResource<S>>();
  return raw != nullptr ? std::string_view(raw->resourceType) : to_string(resource.type());
}

inline std::string value_text(type_id type) { return joined({"value", choice_suffix(type)}); }
// `a Patient resource`, `a DomainResource`.
inline std::string resource_text(std::string_view type) {
  if (type == "Resource") return "a resource";
  return joined({article_of(type), shortened_text(type), type == "DomainResource" ? "" : " resource"});
}

// `valueString`, `a Patient resource`, `parts only`; empty if the parameter has no content.
template <Storage S>
std::string content_text(const ParametersParameter<S>& parameter) {
  if (parameter.value.has_value()) return value_text(parameter.value.type());
  if (parameter.resource.has_value()) return resource_text(type_of(parameter.resource));
  return parameter.part.empty() ? "" : "parts only";
}

// `the parameter "count" has valueString, but needs valueInteger`.
inline constexpr std::string_view other_content = ", but needs ";
inline constexpr std::string_view content_is_missing = " is empty: it needs ";
inline std::string wrong_content_text(std::string_view element, std::string_view name, std::string_view found,
                                      std::string_view needed) {
  if (found.empty()) return joined({"the ", element, " ", quoted(name), content_is_missing, needed});
  return joined({"the ", element, " ", quoted(name), " has ", found, other_content, needed});
}

}  // namespace fhirops::detail
