#pragma once
// The text of an issue about a name that is not a type of resource in R4.

#include <string>
#include <string_view>

#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/later_versions.hpp"

namespace fhirops::detail {

// `"Pateint" is not a resource type of R4: did you mean "Patient"?`
inline std::string unknown_type_text(std::string_view type) {
  if (const std::string_view versions = versions_of_type(type); !versions.empty())
    return joined({quoted(type), " is not a resource type of R4: it is a type of ", versions});
  closest_name closest(type);
  for (const std::string_view each : codes::resource_types.codes) closest.offer(each);
  std::string text = joined({quoted(type), " is not a resource type of R4"});
  if (!closest.name().empty()) append(text, {": did you mean ", quoted(std::string_view(closest.name())), "?"});
  return text;
}

}  // namespace fhirops::detail
