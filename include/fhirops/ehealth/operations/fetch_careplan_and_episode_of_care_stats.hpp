#pragma once
// `$fetch-careplan-and-episode-of-care-stats`
// (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-fetch-careplan-and-episode-of-care-stats). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>
#include <string>

#include "fhirops/datatype/period.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/binary.hpp"

namespace fhirops::ehealth {

/// `$fetch-careplan-and-episode-of-care-stats`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-fetch-careplan-and-episode-of-care-stats
struct FetchCareplanAndEpisodeOfCareStats {
  struct Request {
    /// 1..1, string.
    std::string anonymization{};
    /// 0..1, Reference.
    std::optional<Reference<>> organization{};
    /// 0..1, Period.
    std::optional<Period<>> period{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  struct Response {
    /// 0..1, Binary.
    std::optional<Binary<>> return_{};

    friend bool operator==(const Response&, const Response&) = default;
  };

  static constexpr operation_info info{
      .code = "fetch-careplan-and-episode-of-care-stats",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-fetch-careplan-and-episode-of-care-stats",
      .id = "-s-fetch-careplan-and-episode-of-care-stats",
      .name = "fetch-careplan-and-episode-of-care-stats",
      .affectsState = true,
      .system = true,
  };
};

constexpr auto fhir_parameters(const FetchCareplanAndEpisodeOfCareStats::Request*) {
  using self = FetchCareplanAndEpisodeOfCareStats::Request;
  return parameters(param<"anonymization", &self::anonymization>{},
                    param<"organization", &self::organization>{}, param<"period", &self::period>{});
}

constexpr auto fhir_parameters(const FetchCareplanAndEpisodeOfCareStats::Response*) {
  using self = FetchCareplanAndEpisodeOfCareStats::Response;
  return parameters(param<"return", &self::return_>{});
}

}  // namespace fhirops::ehealth
