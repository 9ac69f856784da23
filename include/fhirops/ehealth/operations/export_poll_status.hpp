#pragma once
// `$export-poll-status` (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-export-poll-status). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>
#include <string>

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"

namespace fhirops::ehealth {

/// `$export-poll-status`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-export-poll-status
struct ExportPollStatus {
  struct Request {
    /// 0..1, string.
    std::optional<std::string> _jobId{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  using Response = no_parameters;

  static constexpr operation_info info{
      .code = "export-poll-status",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-export-poll-status",
      .id = "-s-export-poll-status",
      .name = "export-poll-status",
      .affectsState = false,
      .system = true,
  };
};

constexpr auto fhir_parameters(const ExportPollStatus::Request*) {
  using self = ExportPollStatus::Request;
  return parameters(param<"_jobId", &self::_jobId>{});
}

}  // namespace fhirops::ehealth
