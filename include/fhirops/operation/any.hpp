#pragma once
// The type of a parameter that R4 declares as `Any`: a value or a resource
// (https://hl7.org/fhir/R4/valueset-all-types.html).

#include <variant>

#include "fhirops/core/storage.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {

/// The value or the resource of a parameter that may have either. The types can be restricted by `.allowed` and
/// `.allowedResource` of `param_details`.
///
/// To receive the whole parameter instead (value, resource or parts, with their ids and extensions), use a member of type
/// `ParametersParameter<>`.
///
///     Any<> content = Value<>(Coding<>{.code = "7"});
///     if (const auto* resource = std::get_if<Resource<>>(&content)) read(*resource);
template <Storage S = owned>
using Any = std::variant<Value<S>, Resource<S>>;

}  // namespace fhirops
