#pragma once
// The definition of operation/definition.hpp.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/definition.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/param_row.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/operation_definition.hpp"

namespace fhirops::detail {

inline constexpr std::string_view allowed_type_url = "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type";

// R5's `parameter.scope` as an extension in R4.
inline constexpr std::string_view scope_url =
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-OperationDefinition.parameter.scope";

template <Storage S>
void add_allowed(OperationDefinitionParameter<S>& parameter, std::string_view type) {
  parameter.extension.push_back({.url = allowed_type_url, .value = Uri<S>(type)});
}
template <Storage S>
void add_allowed(OperationDefinitionParameter<S>& parameter, type_set allowed) {
  if (allowed == type_set::open()) return add_allowed(parameter, "Element");
  for (std::size_t i = 1; i <= value_type_count; ++i) {
    const auto type = static_cast<type_id>(i);
    if (allowed.contains(type)) add_allowed(parameter, to_string(type));
  }
}

template <Storage S>
void describe_parameters(list<OperationDefinitionParameter<S>>& out, std::span<const param_row> rows, std::string_view use);

template <Storage S>
void describe_parameter(OperationDefinitionParameter<S>& out, const param_row& row, std::string_view use) {
  const param_details& details = *row.details;
  out.name = row.name;
  out.use = use;
  out.min = std::max(details.min, std::uint32_t{row.required});
  if (!row.many)
    out.max = "1";
  else
    out.max = details.max == 0 ? std::string("*") : std::to_string(details.max);
  out.documentation = details.documentation;
  out.type = row.type;
  for (const std::string_view profile : details.targetProfile) out.targetProfile.emplace_back(profile);
  out.searchType = details.searchType;
  if (!details.bindingStrength.empty())
    out.binding.emplace(
        OperationDefinitionParameterBinding<S>{.strength = details.bindingStrength, .valueSet = details.bindingValueSet});
  if (details.allowed.empty() && details.allowedResource.empty())
    for (const std::string_view each : row.alternatives) add_allowed(out, each);
  add_allowed(out, details.allowed);
  for (const std::string_view each : details.allowedResource) add_allowed(out, each);
  for (const std::string_view each : details.scope) out.extension.push_back({.url = scope_url, .value = Code<S>(each)});
  if (row.parts != nullptr) describe_parameters(out.part, row.parts(), use);
}

template <Storage S>
void describe_parameters(list<OperationDefinitionParameter<S>>& out, std::span<const param_row> rows, std::string_view use) {
  for (const param_row& row : rows) describe_parameter(out.emplace_back(), row, use);
}

template <Storage S>
OperationDefinition<S> define(const operation_info& info, std::span<const param_row> in, std::span<const param_row> out) {
  OperationDefinition<S> published;
  published.id = info.id;
  published.url = info.url;
  published.version = info.version;
  published.name = info.name;
  published.title = info.title;
  published.description = info.description;
  published.status = info.status;
  published.kind = "operation";
  if (info.affectsState) published.affectsState = *info.affectsState;
  published.code = info.code;
  for (const std::string_view type : info.resource) published.resource.emplace_back(type);
  published.system = info.system;
  published.type = info.type;
  published.instance = info.instance;
  describe_parameters(published.parameter, in, "in");
  describe_parameters(published.parameter, out, "out");
  return published;
}

}  // namespace fhirops::detail
