#pragma once
// `$data-requirements` (http://hl7.org/fhir/OperationDefinition/PlanDefinition-data-requirements). Generated
// by examples/opgen from the definition; do not edit.

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::hl7 {

/// `$data-requirements`, instance level.
/// http://hl7.org/fhir/OperationDefinition/PlanDefinition-data-requirements
struct PlanDefinitionDataRequirements {
  using Request = no_parameters;
  struct Response {
    /// 1..1, Library.
    Resource<> return_{};

    friend bool operator==(const Response&, const Response&) = default;
  };

  static constexpr operation_info info{
      .code = "data-requirements",
      .url = "http://hl7.org/fhir/OperationDefinition/PlanDefinition-data-requirements",
      .id = "PlanDefinition-data-requirements",
      .version = "4.0.1",
      .name = "Data Requirements",
      .status = "draft",
      .affectsState = false,
      .instance = true,
      .resource = texts<"PlanDefinition">,
  };
};

constexpr auto fhir_parameters(const PlanDefinitionDataRequirements::Response*) {
  using self = PlanDefinitionDataRequirements::Response;
  return parameters(param<"return", &self::return_>{{.type = "Library"}});
}

}  // namespace fhirops::hl7
