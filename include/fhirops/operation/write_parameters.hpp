#pragma once
// The definitions of operation/parameter_writer.hpp.

#include <cstdint>
#include <string_view>

#include "fhirops/core/block.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/operation/parameter_writer.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

template <Storage S>
ParametersParameter<S>& parameter_writer<S>::add(list_type& parts, std::string_view name) {
  ParametersParameter<S>& parameter = parts.emplace_back();
  parameter.name.text = typename S::string(name);
  return parameter;
}

template <Storage S>
void parameter_writer<S>::add(list_type& parts, std::string_view name, const Value<S>& value) {
  if (is_given(value)) add(parts, name).value = value;
}
template <Storage S>
void parameter_writer<S>::add(list_type& parts, std::string_view name, const Resource<S>& resource) {
  if (resource.has_value()) add(parts, name).resource = resource;
}

template <Storage S>
void parameter_writer<S>::add_value(list_type& parts, std::string_view name, const block_ops& ops, const void* value) {
  const auto type = static_cast<type_id>(ops.type);
  const shape kind = shape_of(type);
  // Most items are primitives with a value, so their content need not be examined.
  const bool is_plain = is_primitive(kind) && has_json(primitive_view<S>(kind, value));
  Value<S>& to = add(parts, name).value;
  to.emplace(type, kind == shape::complex ? &ops : nullptr);
  copying work;
  ops.assign(ops, value, to.place(), work);
  block_handle::finish(work);
  if (!is_plain && !is_given(to)) parts.pop_back();
}

template <Storage S>
void parameter_writer<S>::add_resource(list_type& parts, std::string_view name, const block_ops& ops, const void* resource) {
  void* to = add(parts, name).resource.emplace(ops);
  copying work;
  ops.assign(ops, resource, to, work);
  block_handle::finish(work);
}

template <Storage S>
void parameter_writer<S>::add_text(list_type& parts, std::string_view name, type_id type, std::string_view text) {
  if (text.empty()) return;
  Value<S>& to = add(parts, name).value;
  to.emplace(type, nullptr);
  static_cast<text_primitive<S>*>(to.place())->text = typename S::string(text);
}

template <Storage S>
void parameter_writer<S>::add_integer(list_type& parts, std::string_view name, type_id type, std::int64_t number) {
  Value<S>& to = add(parts, name).value;
  to.emplace(type, nullptr);
  static_cast<integer_primitive<S>*>(to.place())->value = number;
}

template <Storage S>
void parameter_writer<S>::add_boolean(list_type& parts, std::string_view name, bool truth) {
  add(parts, name).value.template emplace<Boolean<S>>(truth);
}

}  // namespace fhirops::detail
