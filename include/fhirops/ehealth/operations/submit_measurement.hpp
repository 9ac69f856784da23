#pragma once
// `$submit-measurement` (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-submit-measurement). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/bundle.hpp"

namespace fhirops::ehealth {

/// `$submit-measurement`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-submit-measurement
struct SubmitMeasurement {
  struct Request {
    /// 0..1, Bundle.
    std::optional<Bundle<>> measurement{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  struct Response {
    /// 0..1, Bundle.
    std::optional<Bundle<>> bundle{};

    friend bool operator==(const Response&, const Response&) = default;
  };

  static constexpr operation_info info{
      .code = "submit-measurement",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-submit-measurement",
      .id = "-s-submit-measurement",
      .name = "submit-measurement",
      .affectsState = true,
      .system = true,
  };
};

constexpr auto fhir_parameters(const SubmitMeasurement::Request*) {
  using self = SubmitMeasurement::Request;
  return parameters(param<"measurement", &self::measurement>{});
}

constexpr auto fhir_parameters(const SubmitMeasurement::Response*) {
  using self = SubmitMeasurement::Response;
  return parameters(param<"bundle", &self::bundle>{});
}

}  // namespace fhirops::ehealth
