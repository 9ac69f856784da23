#pragma once
// What a server publishes about an operation, made from its tables
// (https://hl7.org/fhir/R4/operationdefinition.html, https://hl7.org/fhir/R4/capabilitystatement.html).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/operation_definition.hpp"

namespace fhirops {

/// The entry of an operation in a CapabilityStatement, `rest.operation` or `rest.resource.operation`.
struct capability_entry {
  /// The name after `$`.
  std::string name;
  /// The canonical URL of the definition.
  std::string definition;

  friend bool operator==(const capability_entry&, const capability_entry&) = default;
};

namespace detail {

inline constexpr std::string_view allowed_type_url =
    "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type";

// R5's `parameter.scope` in R4.
inline constexpr std::string_view scope_url =
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-OperationDefinition.parameter.scope";

template <class T>
void describe_parameters(list<OperationDefinitionParameter<>>& out, std::string_view use);

// FHIR's name of the type of a parameter; empty for parts.
template <class Param, class Item>
std::string_view type_name(const param_details& details) {
  if (!details.type.empty()) return details.type;
  if constexpr (Bound<Item>)
    return Param::as_resource ? "Parameters" : "";
  else if constexpr (is_choice<Item>)
    return !may_be_resource<Item> ? "Element" : may_be_value<Item> ? "Any" : "Resource";
  else if constexpr (is_raw_parameter<Item>)
    return "Any";
  else if constexpr (AnyResourceMember<Item>)
    return "Resource";
  else if constexpr (AnyValueMember<Item>)
    return details.untyped ? "" : "Element";
  else if constexpr (ResourceMember<Item>)
    return to_string(Item::fhir_type);
  else if constexpr (DatatypeMember<Item>)
    return to_string(natural_type<Item, owned>::fhir_type);
  else
    return "";  // refused when the table is checked
}

inline void add_allowed(OperationDefinitionParameter<>& parameter, std::string_view type) {
  parameter.extension.push_back({.url = allowed_type_url, .value = Uri<>(type)});
}
inline void add_allowed(OperationDefinitionParameter<>& parameter, type_set allowed) {
  if (allowed == type_set::open()) return add_allowed(parameter, "Element");
  for (std::size_t i = 1; i <= value_type_count; ++i) {
    const auto type = static_cast<type_id>(i);
    if (allowed.contains(type)) add_allowed(parameter, to_string(type));
  }
}
template <class T>
void add_alternative(OperationDefinitionParameter<>& parameter) {
  if constexpr (AnyValueMember<T>)
    add_allowed(parameter, "Element");
  else if constexpr (AnyResourceMember<T>)
    add_allowed(parameter, "Resource");
  else if constexpr (ResourceMember<T>)
    add_allowed(parameter, to_string(T::fhir_type));
  else
    add_allowed(parameter, to_string(natural_type_id<T>));
}
template <class T>
struct alternatives {
  static void add(OperationDefinitionParameter<>&) {}
};
template <class... T>
struct alternatives<std::variant<T...>> {
  // R4's `Any` is a Value<> or a Resource<>.
  static void add(OperationDefinitionParameter<>& parameter) {
    if constexpr (!(AnyValueMember<T> || ...) || !(AnyResourceMember<T> || ...)) (add_alternative<T>(parameter), ...);
  }
};

template <class Param, class T>
void describe_parameter(OperationDefinitionParameter<>& out, const param_details& details, std::string_view use) {
  using kind = occurrence<member_type<Param, T>>;
  using item = typename kind::item;
  out.name = Param::name.view();
  out.use = use;
  out.min = std::max(details.min, static_cast<std::uint32_t>(kind::min));
  if (!kind::many)
    out.max = "1";
  else
    out.max = details.max == 0 ? std::string("*") : std::to_string(details.max);
  out.documentation = details.documentation;
  out.type = type_name<Param, item>(details);
  for (const std::string_view profile : details.targetProfile) out.targetProfile.emplace_back(profile);
  out.searchType = details.searchType;
  if (!details.bindingStrength.empty())
    out.binding.emplace(OperationDefinitionParameterBinding<>{.strength = details.bindingStrength,
                                                              .valueSet = details.bindingValueSet});
  if (details.allowed.empty() && details.allowedResource.empty()) alternatives<item>::add(out);
  add_allowed(out, details.allowed);
  for (const std::string_view each : details.allowedResource) add_allowed(out, each);
  for (const std::string_view each : details.scope) out.extension.push_back({.url = scope_url, .value = Code<>(each)});
  if constexpr (Bound<item> && !Param::as_resource) describe_parameters<item>(out.part, use);
}

template <class T>
void describe_parameters(list<OperationDefinitionParameter<>>& out, std::string_view use) {
  for_each_param(table_value<T>, [&]<class Param>(Param, const param_details& details) {
    describe_parameter<Param, T>(out.emplace_back(), details, use);
  });
}

}  // namespace detail

/// The OperationDefinition of an operation: its constants, and the parameters of its request as `in` and of its
/// response as `out`.
///
///     const OperationDefinition<> published = definition<Op>();
template <Operation Op>
[[nodiscard]] OperationDefinition<> definition() {
  constexpr const operation_info& info = detail::checked_operation<Op>::info;
  OperationDefinition<> out;
  out.id = info.id;
  out.url = info.url;
  out.version = info.version;
  out.name = info.name;
  out.title = info.title;
  out.description = info.description;
  out.status = info.status;
  out.kind = "operation";
  if (info.affectsState) out.affectsState = *info.affectsState;
  out.code = info.code;
  for (const std::string_view type : info.resource) out.resource.emplace_back(type);
  out.system = info.system;
  out.type = info.type;
  out.instance = info.instance;
  detail::describe_parameters<typename Op::Request>(out.parameter, "in");
  detail::describe_parameters<typename Op::Response>(out.parameter, "out");
  return out;
}

/// The entry of the operation in a CapabilityStatement.
///
///     const capability_entry entry = capability<Op>();
template <Operation Op>
[[nodiscard]] capability_entry capability() {
  constexpr const operation_info& info = detail::checked_operation<Op>::info;
  return {std::string(info.code), std::string(info.url)};
}

}  // namespace fhirops
