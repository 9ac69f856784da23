#pragma once
// `$update-care-teams`
// (http://ehealth.sundhed.dk/fhir/OperationDefinition/CarePlanEpisodeOfCare-i-update-care-teams). Generated
// by examples/opgen from the definition; do not edit.

#include <vector>

#include "fhirops/datatype/reference.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"

namespace fhirops::ehealth {

/// `$update-care-teams`, instance level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/CarePlanEpisodeOfCare-i-update-care-teams
struct CarePlanEpisodeOfCareUpdateCareTeams {
  struct Request {
    /// 0..*, Reference.
    std::vector<Reference<>> addCareTeams{};
    /// 0..*, Reference.
    std::vector<Reference<>> removeCareTeams{};
    /// 0..*, Reference.
    std::vector<Reference<>> addCareteams{};
    /// 0..*, Reference.
    std::vector<Reference<>> removeCareteams{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  using Response = no_parameters;

  static constexpr operation_info info{
      .code = "update-care-teams",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/CarePlanEpisodeOfCare-i-update-care-teams",
      .id = "CarePlanEpisodeOfCare-i-update-care-teams",
      .name = "update-care-teams",
      .affectsState = true,
      .instance = true,
      .resource = texts<"CarePlan", "EpisodeOfCare">,
  };
};

constexpr auto fhir_parameters(const CarePlanEpisodeOfCareUpdateCareTeams::Request*) {
  using self = CarePlanEpisodeOfCareUpdateCareTeams::Request;
  return parameters(
      param<"addCareTeams", &self::addCareTeams>{}, param<"removeCareTeams", &self::removeCareTeams>{},
      param<"addCareteams", &self::addCareteams>{}, param<"removeCareteams", &self::removeCareteams>{});
}

}  // namespace fhirops::ehealth
