#pragma once
// `$transform-to-QFDD` (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-to-QFDD). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::ehealth {

/// `$transform-to-QFDD`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-to-QFDD
struct TransformToQFDD {
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
      .code = "transform-to-QFDD",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-transform-to-QFDD",
      .id = "-s-transform-to-QFDD",
      .name = "transform-to-QFDD",
      .affectsState = false,
      .system = true,
  };
};

constexpr auto fhir_parameters(const TransformToQFDD::Request*) {
  using self = TransformToQFDD::Request;
  return parameters(param<"bundle", &self::bundle>{});
}

constexpr auto fhir_parameters(const TransformToQFDD::Response*) {
  using self = TransformToQFDD::Response;
  return parameters(param<"documentReference", &self::documentReference>{{.type = "DocumentReference"}});
}

}  // namespace fhirops::ehealth
