#pragma once
// The message about a member that R4 does not define (https://hl7.org/fhir/R4/json.html): which element was probably meant, or
// which version of FHIR defines it.

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/display_text.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/later_versions.hpp"

namespace fhirops::detail {

// Whether it is a type of R4 that value[x] never has.
inline bool is_never_a_value(std::string_view suffix) noexcept {
  return suffix == "Narrative" || suffix == "Extension" || suffix == "Xhtml" || suffix == "BackboneElement" ||
         suffix == "Element" || suffix == "ElementDefinition" || suffix == "Resource";
}

// The message about a member of an object of this type. At most 60 bytes of `name` are quoted.
template <Storage S>
[[gnu::noinline, gnu::cold]] std::string unknown_element(const type_info<S>& info, std::string_view name) {
  const std::string shown = shortened_text(name);
  const bool sibling = name.starts_with('_');
  const std::string_view element = name.substr(sibling ? 1 : 0);
  const auto not_primitive = [&] {
    return joined({"\"", shown, "\" is not an element of ", info.name, ": ", element,
                   " is not a primitive, its id and extensions are written inside it"});
  };
  if (const std::string_view versions = versions_of_element(info.name, element); !versions.empty())
    return joined({"\"", shown, "\" is not an element of ", info.name, ": ", element, " is an element of ", versions});
  closest_name closest(element);
  for (const field<S>& f : info.fields) {
    if (f.kind != shape::value) {
      if (sibling && element == f.name) return not_primitive();
      closest.offer(f.name);
      continue;
    }
    if (element.starts_with(f.name)) {
      const std::string_view suffix = element.substr(f.name.size());
      if (suffix.empty())
        return joined({"\"", shown, "\" needs its type in its name: ", sibling ? "_" : "", f.name, "String, ", sibling ? "_" : "",
                       f.name, "Code, ..."});
      if (const std::string_view versions = versions_of_type(suffix == "Integer64" ? "integer64" : suffix); !versions.empty())
        return joined({"\"", shown, "\" is not an element of R4: ", suffix, " is a type of ", versions});
      if (is_never_a_value(suffix))
        return joined({"\"", shown, "\" is not an element of ", info.name, ": ", f.name, "[x] cannot have the type ", suffix});
      if (const type_id type = choice_type(suffix); type != type_id::none) {
        if (f.choices.contains(type)) return not_primitive();
        return joined(
            {"\"", shown, "\" is not an element of ", info.name, ": ", f.name, "[x] cannot have the type ", to_string(type)});
      }
    }
    for (std::size_t i = 1; i <= value_type_count; ++i) {
      const auto type = static_cast<type_id>(i);
      if (f.choices.contains(type)) closest.offer(joined({f.name, choice_suffix(type)}));
    }
  }
  if (info.is_resource) closest.offer("resourceType");
  if (name == "fhir_comments") return "\"fhir_comments\" is not an element of R4, only of DSTU2: remove it";
  std::string text = joined({"\"", shown, "\" is not an element of ", info.name});
  if (!closest.name().empty()) append(text, {": did you mean \"", sibling ? "_" : "", closest.name(), "\"?"});
  return text;
}

}  // namespace fhirops::detail
