#pragma once
// The invariants of DomainResource (https://hl7.org/fhir/R4/domainresource.html). Those about contained resources are checked for
// each of them.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "fhirops/core/storage.hpp"
#include "fhirops/resource/resource_view.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

template <Storage S>
bool dom_2(const resource_view<S>& contained) noexcept {
  return !contained.has("contained");
}

// `references` are sorted. A contained resource without an id cannot be referred to, and R4's expression does not object to it.
inline bool dom_3(std::string_view id, const std::vector<std::string_view>& references) noexcept {
  return id.empty() || std::binary_search(references.begin(), references.end(), id);
}

// R4: the id of a contained resource is unique in the resource that contains it. `repeated` are the sorted indexes of those with
// the id of an earlier one.
inline bool has_id_of_its_own(std::size_t index, const std::vector<std::size_t>& repeated) noexcept {
  return !std::binary_search(repeated.begin(), repeated.end(), index);
}

template <Storage S>
bool dom_4(const resource_view<S>& contained) noexcept {
  return !contained.has_in_meta("versionId") && !contained.has_in_meta("lastUpdated");
}

template <Storage S>
bool dom_5(const resource_view<S>& contained) noexcept {
  return !contained.has_in_meta("security");
}

template <class T>
bool dom_6(const T& resource) noexcept {
  return resource.text && exists(resource.text->div);
}

}  // namespace fhirops::detail
