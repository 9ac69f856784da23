#pragma once
// Includes all resources that the library has types for, for code that reads or writes any of them.

#include <array>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/resource/binary.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/operation_definition.hpp"
#include "fhirops/resource/operation_outcome.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/raw_resource.hpp"  // IWYU pragma: export
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

template <Storage S>
inline constexpr std::array<const type_info<S>*, 5> resource_infos{
    &type_table<Parameters<S>>(), &type_table<Bundle<Resource<S>>>(), &type_table<OperationOutcome<S>>(),
    &type_table<OperationDefinition<S>>(), &type_table<Binary<S>>()};

/// The table of a resource; null for types that are kept as `RawResource`.
template <Storage S>
const type_info<S>* resource_info(type_id type) noexcept {
  for (const type_info<S>* info : resource_infos<S>)
    if (info->type == type) return info;
  return nullptr;
}
template <Storage S>
const type_info<S>* resource_info(std::string_view resourceType) noexcept {
  for (const type_info<S>* info : resource_infos<S>)
    if (info->name == resourceType) return info;
  return nullptr;
}

}  // namespace fhirops::detail
