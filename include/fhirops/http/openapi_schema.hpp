#pragma once
// JSON Schemas for the Parameters of operations, as part of an OpenAPI document
// (https://spec.openapis.org/oas/v3.1.0#schema-object).

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/http/capability_statement.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/operation_definition.hpp"

namespace fhirops::http::detail {

using definition_parameter_list = list<OperationDefinitionParameter<>>;

/// The type of value[x] with this name; `none` if there is none.
inline type_id value_type_of(std::string_view name) noexcept {
  if (name == "SimpleQuantity" || name == "MoneyQuantity") return type_id::Quantity;
  for (std::size_t i = 1; i <= value_type_count; ++i)
    if (to_string(static_cast<type_id>(i)) == name) return static_cast<type_id>(i);
  return type_id::none;
}
/// The type of the parameter's value; `none` if it has none. A parameter with parts has no value, whatever its type.
inline type_id value_type_of(const OperationDefinitionParameter<>& parameter) noexcept {
  return parameter.part.empty() ? value_type_of(parameter.type) : type_id::none;
}
/// Whether the parameter can be in a URL.
inline bool is_primitive_parameter(const OperationDefinitionParameter<>& parameter) noexcept {
  const type_id type = value_type_of(parameter);
  return type != type_id::none && fhirops::detail::is_primitive(fhirops::detail::shape_of(type));
}
/// Whether the parameter may be a resource; one of type `Any` may have a value instead.
inline bool is_resource_parameter(const OperationDefinitionParameter<>& parameter) noexcept {
  return parameter.part.empty() && fhirops::detail::names_resource_type(parameter.type);
}
inline bool is_required(const OperationDefinitionParameter<>& parameter) noexcept { return parameter.min.value.value_or(0) > 0; }

/// Writes JSON Schemas, member by member.
class schema_writer {
 public:
  explicit schema_writer(capability_out& out) noexcept : out_(&out) {}

  void member(std::string_view name, std::string_view text) {
    key(name);
    out_->text(text);
  }
  void key(std::string_view name) { out_->text_key(name); }
  void open(std::string_view name) {
    key(name);
    out_->start_object();
  }
  void open_list(std::string_view name) {
    key(name);
    out_->start_array();
  }
  void constant(std::string_view name, std::string_view text) {
    open(name);
    member("type", "string");
    member("const", text);
    out_->end_object();
  }

  /// Writes the members of a primitive's schema.
  void primitive(type_id type) {
    using enum type_id;
    switch (type) {
      case boolean:
        return member("type", "boolean");
      case decimal:
        return member("type", "number");
      case integer:
      case positiveInt:
      case unsignedInt:
        member("type", "integer");
        member("format", "int32");
        if (type == integer) return;
        key("minimum");
        return out_->raw(type == positiveInt ? "1" : "0");
      case base64Binary:
        member("type", "string");
        return member("contentEncoding", "base64");
      case instant:
        member("type", "string");
        return member("format", "date-time");
      default:
        return member("type", "string");
    }
  }
  /// Writes the members of a value's schema.
  void value(type_id type) {
    if (fhirops::detail::is_primitive(fhirops::detail::shape_of(type))) return primitive(type);
    member("type", "object");
  }
  /// Writes the members of the schema of a resource of this type, or of any type.
  void resource(std::string_view type) {
    if (type.empty() || fhirops::detail::is_abstract_resource(type)) return member("$ref", "#/components/schemas/Resource");
    if (type == "OperationOutcome" || type == "Bundle")
      return member("$ref", type == "Bundle" ? "#/components/schemas/Bundle" : "#/components/schemas/OperationOutcome");
    member("type", "object");
    required({"resourceType"});
    open("properties");
    constant("resourceType", type);
    out_->end_object();
  }
  void required(std::initializer_list<std::string_view> names) {
    open_list("required");
    for (const std::string_view each : names) out_->text(each);
    out_->end_array();
  }

  /// Writes the members of the schema of Parameters, with the parameters of one `use`.
  void parameters(const definition_parameter_list& all, std::string_view use) {
    member("type", "object");
    required({"resourceType"});
    open("properties");
    constant("resourceType", "Parameters");
    list_of("parameter", all, use);
    out_->end_object();
  }

 private:
  // Writes the schema of `parameter` or `part`: any of these, in any order. A schema cannot say how often each of them may occur.
  void list_of(std::string_view name, const definition_parameter_list& all, std::string_view use) {
    bool any = false;
    for (const OperationDefinitionParameter<>& each : all) any = any || each.use == use;
    if (!any) return;
    open(name);
    member("type", "array");
    open("items");
    open_list("anyOf");
    for (const OperationDefinitionParameter<>& each : all) {
      if (each.use != use) continue;
      out_->start_object();
      parameter(each, use);
      out_->end_object();
    }
    out_->end_array();
    out_->end_object();
    out_->end_object();
  }
  void parameter(const OperationDefinitionParameter<>& of, std::string_view use) {
    member("type", "object");
    if (!std::string_view(of.documentation).empty()) member("description", of.documentation);
    const type_id type = value_type_of(of);
    const std::string value_name = type == type_id::none ? "" : "value" + std::string(fhirops::detail::choice_suffix(type));
    const bool is_resource = is_resource_parameter(of) && of.type != "Any";
    if (!value_name.empty() && std::string_view(of.searchType).empty())
      required({"name", value_name});
    else if (is_resource)
      required({"name", "resource"});
    else
      required({"name"});
    open("properties");
    open("name");
    member("type", "string");
    // The name of a search parameter may have a modifier.
    if (std::string_view(of.searchType).empty()) member("const", of.name);
    out_->end_object();
    if (!value_name.empty()) {
      open(value_name);
      value(type);
      out_->end_object();
    } else if (is_resource) {
      open("resource");
      resource(of.type);
      out_->end_object();
    } else {
      list_of("part", of.part, use);
    }
    out_->end_object();
  }

  capability_out* out_;
};

}  // namespace fhirops::http::detail
