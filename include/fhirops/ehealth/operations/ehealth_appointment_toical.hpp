#pragma once
// `$exportAsiCal` (http://ehealth.sundhed.dk/fhir/OperationDefinition/ehealth-appointment-toical). Generated
// by examples/opgen from the definition; do not edit.

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/bundle.hpp"

namespace fhirops::ehealth {

/// `$exportAsiCal`, instance level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/ehealth-appointment-toical
struct EhealthAppointmentToical {
  using Request = no_parameters;
  struct Response {
    /// 1..1, Bundle.
    Bundle<> return_{};

    friend bool operator==(const Response&, const Response&) = default;
  };

  static constexpr operation_info info{
      .code = "exportAsiCal",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/ehealth-appointment-toical",
      .id = "ehealth-appointment-toical",
      .name = "Export Appointment to iCal",
      .affectsState = true,
      .instance = true,
      .resource = texts<"Appointment">,
  };
};

constexpr auto fhir_parameters(const EhealthAppointmentToical::Response*) {
  using self = EhealthAppointmentToical::Response;
  return parameters(param<"return", &self::return_>{});
}

}  // namespace fhirops::ehealth
