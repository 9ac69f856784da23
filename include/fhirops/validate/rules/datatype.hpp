#pragma once
// The invariants of the datatypes other than amounts and times (https://hl7.org/fhir/R4/datatypes.html,
// https://hl7.org/fhir/R4/metadatatypes.html).

#include <algorithm>
#include <string>
#include <string_view>

#include "fhirops/core/block.hpp"
#include "fhirops/core/display_text.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/attachment.hpp"
#include "fhirops/datatype/contact_point.hpp"
#include "fhirops/datatype/expression.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/datatype/trigger_definition.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/resource_view.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

// For everything except primitives: there is something in addition to the id.
template <Storage S>
bool ele_1(const type_info<S>& info, const void* element) noexcept {
  for (const field<S>& f : info.fields)
    if (f.kind != shape::attribute && is_held(f, element)) return true;
  return at<block_handle>(element, info.unknown).count() > 0;
}
// The same for a primitive.
template <Storage S>
bool ele_1(primitive_view<S> primitive) noexcept {
  return primitive.has_value() ||
         (primitive.element() && (!primitive.element()->extension.empty() || !primitive.element()->unknown.empty()));
}

template <Storage S>
std::string_view ext_1_fault(const Extension<S>& extension) noexcept {
  if (extension.extension.empty() == extension.value.has_value()) return {};
  return extension.value.has_value() ? "an extension with a value must not have extensions inside: keep one of the two"
                                     : "value[x] is missing: an extension needs a value, or extensions inside";
}

template <Storage S>
bool att_1(const Attachment<S>& attachment) noexcept {
  return !exists(attachment.data) || exists(attachment.contentType);
}

template <Storage S>
bool cpt_2(const ContactPoint<S>& contact) noexcept {
  return !exists(contact.value) || exists(contact.system);
}

// `#x` is the contained resource x of the resource that contains the reference, or of that resource's container; in a contained
// resource, `#` is its container.
template <Storage S>
bool ref_1(const node<S>& at) noexcept {
  std::string_view reference = at.template as<Reference<S>>().reference;
  if (!reference.starts_with('#') || at.scope == nullptr) return true;
  if (reference == "#") return at.scope->container != nullptr;
  const auto& ids = at.scope->root().contained_ids;
  return std::binary_search(ids.begin(), ids.end(), reference.substr(1));
}

template <Storage S>
std::string ref_1_words(const node<S>& at) {
  const std::string_view reference = at.template as<Reference<S>>().reference;
  if (reference == "#") return "\"#\" is only allowed in a contained resource: it refers to the one that contains it";
  return joined({"no contained resource has the id \"", shortened_text(reference.substr(1)),
                 "\": add it to contained, or correct the reference"});
}

template <class Filter>
std::string_view path_fault(const Filter& filter) noexcept {
  if (exists(filter.path) != exists(filter.searchParam)) return {};
  return exists(filter.path) ? "path and searchParam must not appear together: keep one of them"
                             : "path or searchParam is missing: a filter needs one of them";
}

template <Storage S>
bool exp_1(const Expression<S>& expression) noexcept {
  return exists(expression.expression) || exists(expression.reference);
}

template <Storage S>
bool trd_1(const TriggerDefinition<S>& trigger) noexcept {
  return trigger.data.empty() || !trigger.timing.has_value();
}
template <Storage S>
bool trd_2(const TriggerDefinition<S>& trigger) noexcept {
  return !trigger.condition || !trigger.data.empty();
}
template <Storage S>
std::string_view trd_3_fault(const TriggerDefinition<S>& trigger) noexcept {
  const std::string_view type = trigger.type;
  if (type == "named-event") return exists(trigger.name) ? "" : "name is missing: a named-event needs one";
  if (type == "periodic") return trigger.timing.has_value() ? "" : "timing is missing: a periodic trigger needs it";
  return !type.starts_with("data-") || !trigger.data.empty() ? "" : "data is missing: a trigger of this type needs it";
}

}  // namespace fhirops::detail
