#pragma once
// `$transform-from-APD` (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-from-APD). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::ehealth {

/// `$transform-from-APD`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-from-APD
struct TransformFromAPD {
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
      .code = "transform-from-APD",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-from-APD",
      .id = "-s-transform-from-APD",
      .name = "transform-from-APD",
      .affectsState = false,
      .system = true,
  };
};

constexpr auto fhir_parameters(const TransformFromAPD::Request*) {
  using self = TransformFromAPD::Request;
  return parameters(param<"documentReference", &self::documentReference>{{.type = "DocumentReference"}});
}

constexpr auto fhir_parameters(const TransformFromAPD::Response*) {
  using self = TransformFromAPD::Response;
  return parameters(param<"bundle", &self::bundle>{});
}

}  // namespace fhirops::ehealth
