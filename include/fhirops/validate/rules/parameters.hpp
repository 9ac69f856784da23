#pragma once
// The rules of Parameters (https://hl7.org/fhir/R4/parameters.html).

#include <string_view>

#include "fhirops/core/storage.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

// Requires exactly one of value, resource and parts.
template <Storage S>
std::string_view inv_1_fault(const ParametersParameter<S>& parameter) noexcept {
  const bool value = parameter.value.has_value();
  const bool resource = parameter.resource.has_value();
  if (parameter.part.empty()) {
    if (value != resource) return {};
    return value ? "a parameter with a value must not have a resource: keep one of the two"
                 : "a parameter needs a value, a resource or parts: add one of them";
  }
  if (!value && !resource) return {};
  return value ? "a parameter with parts must not have a value: keep one of the two"
               : "a parameter with parts must not have a resource: keep one of the two";
}

// R4's comment on `part`: only one level of nesting is allowed. Reported at the first level that is too deep.
template <Storage S>
bool has_one_level_of_parts(const node<S>& at) noexcept {
  const step<S>* parent = at.here.parent;
  const auto is_part = [](const step<S>* each) {
    return each != nullptr && each->element != nullptr && each->element->name == "part";
  };
  return !is_part(&at.here) || !is_part(parent) || is_part(parent->parent);
}

}  // namespace fhirops::detail
