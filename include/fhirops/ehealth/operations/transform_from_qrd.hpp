#pragma once
// `$transform-from-QRD` (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-from-QRD). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::ehealth {

/// `$transform-from-QRD`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-from-QRD
struct TransformFromQRD {
  struct Request {
    /// 0..1, DocumentReference.
    std::optional<Resource<>> documentReference{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  struct Response {
    /// 0..1, Bundle.
    std::optional<Bundle<>> bundle{};

    friend bool operator==(const Response&, const Response&) = default;
  };

  static constexpr operation_info info{
      .code = "transform-from-QRD",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-from-QRD",
      .id = "-s-transform-from-QRD",
      .name = "transform-from-QRD",
      .affectsState = false,
      .system = true,
  };
};

constexpr auto fhir_parameters(const TransformFromQRD::Request*) {
  using self = TransformFromQRD::Request;
  return parameters(param<"documentReference", &self::documentReference>{{.type = "DocumentReference"}});
}

constexpr auto fhir_parameters(const TransformFromQRD::Response*) {
  using self = TransformFromQRD::Response;
  return parameters(param<"bundle", &self::bundle>{});
}

}  // namespace fhirops::ehealth
