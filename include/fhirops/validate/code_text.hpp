#pragma once
// The texts of issues about codes that a required binding does not have (https://hl7.org/fhir/R4/terminologies.html#required).

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/later_versions.hpp"

namespace fhirops::detail {

// The text of an issue about a code that is not in the value set of a required binding.
[[gnu::noinline, gnu::cold]] inline std::string code_text(const code_set& set, std::string_view code) {
  const std::string_view url = set.valueSet.substr(0, set.valueSet.find('|'));
  std::string text = joined({quoted(code), " is not a code of ", url});
  const bool of_types = set.valueSet == codes::all_types.valueSet || set.valueSet == codes::resource_types.valueSet;
  if (const std::string_view versions = of_types ? versions_of_type(code) : std::string_view(); !versions.empty())
    return append(text, {": it is a type of ", versions}), text;
  closest_name closest(code);
  for (const std::string_view each : set.codes) closest.offer(each);
  if (!closest.name().empty()) return append(text, {": did you mean \"", closest.name(), "\"?"}), text;
  constexpr std::size_t most = 12;
  for (std::size_t i = 0; i < std::min(set.codes.size(), most); ++i)
    append(text, {i == 0 ? ": its codes are " : ", ", set.codes[i]});
  if (set.codes.size() > most) text += ", ...";
  return text;
}
inline std::string media_type_text(std::string_view code) {
  return joined({quoted(code), " is not a media type: write type/subtype, as in application/fhir+json"});
}
inline std::string currency_text(std::string_view code) {
  return joined({quoted(code), " is not in R4's list of currencies, which is that of 2018: check that it is one"});
}

}  // namespace fhirops::detail
