#pragma once
// The invariants of OperationDefinition (https://hl7.org/fhir/R4/operationdefinition.html).

#include <string>
#include <string_view>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/resource/operation_definition.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

// The whole name matches [A-Z]([A-Za-z0-9_]){0,254}.
template <Storage S>
bool opd_0(const OperationDefinition<S>& definition) noexcept {
  const std::string_view name = definition.name;
  if (name.empty()) return true;
  for (const char c : name)
    if (!is_letter(c) && !is_digit(c) && c != '_') return false;
  return is_upper(name[0]) && name.size() <= 255;
}

template <Storage S>
std::string opd_0_words(const OperationDefinition<S>& definition) {
  return joined({"\"", shortened_text(definition.name),
                 "\" cannot be a name in code: it should be a letter A-Z, then A-Z, a-z, 0-9 and _, at most 255 in all"});
}

template <Storage S>
bool opd_1(const OperationDefinitionParameter<S>& parameter) noexcept {
  return exists(parameter.type) || !parameter.part.empty();
}
template <Storage S>
bool opd_2(const OperationDefinitionParameter<S>& parameter) noexcept {
  return !exists(parameter.searchType) || parameter.type == "string";
}
template <Storage S>
bool opd_3(const OperationDefinitionParameter<S>& parameter) noexcept {
  return parameter.targetProfile.empty() || parameter.type == "Reference" || parameter.type == "canonical";
}

}  // namespace fhirops::detail
