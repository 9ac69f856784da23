#pragma once
// `$fetch-patient-gdpr` (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-fetch-patient-gdpr). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>
#include <string>

#include "fhirops/datatype/period.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/binary.hpp"

namespace fhirops::ehealth {

/// `$fetch-patient-gdpr`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-fetch-patient-gdpr
struct FetchPatientGdpr {
  struct Request {
    /// 1..1, string.
    std::string anonymization{};
    /// 0..1, Reference.
    std::optional<Reference<>> organization{};
    /// 0..1, Period.
    std::optional<Period<>> period{};
    /// 1..1, Reference.
    Reference<> patient{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  struct Response {
    /// 0..1, Binary.
    std::optional<Binary<>> return_{};

    friend bool operator==(const Response&, const Response&) = default;
  };

  static constexpr operation_info info{
      .code = "fetch-patient-gdpr",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-fetch-patient-gdpr",
      .id = "-s-fetch-patient-gdpr",
      .name = "fetch-patient-gdpr",
      .affectsState = true,
      .system = true,
  };
};

constexpr auto fhir_parameters(const FetchPatientGdpr::Request*) {
  using self = FetchPatientGdpr::Request;
  return parameters(param<"anonymization", &self::anonymization>{},
                    param<"organization", &self::organization>{}, param<"period", &self::period>{},
                    param<"patient", &self::patient>{});
}

constexpr auto fhir_parameters(const FetchPatientGdpr::Response*) {
  using self = FetchPatientGdpr::Response;
  return parameters(param<"return", &self::return_>{});
}

}  // namespace fhirops::ehealth
