#pragma once
// `$transform-to-PHMR` (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-to-PHMR). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::ehealth {

/// `$transform-to-PHMR`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-to-PHMR
struct TransformToPHMR {
  struct Request {
    /// 0..1, Bundle.
    std::optional<Bundle<>> bundle{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  struct Response {
    /// 0..1, DocumentReference.
    std::optional<Resource<>> documentReference{};

    friend bool operator==(const Response&, const Response&) = default;
  };

  static constexpr operation_info info{
      .code = "transform-to-PHMR",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-to-PHMR",
      .id = "-s-transform-to-PHMR",
      .name = "transform-to-PHMR",
      .affectsState = false,
      .system = true,
  };
};

constexpr auto fhir_parameters(const TransformToPHMR::Request*) {
  using self = TransformToPHMR::Request;
  return parameters(param<"bundle", &self::bundle>{});
}

constexpr auto fhir_parameters(const TransformToPHMR::Response*) {
  using self = TransformToPHMR::Response;
  return parameters(param<"documentReference", &self::documentReference>{{.type = "DocumentReference"}});
}

}  // namespace fhirops::ehealth
