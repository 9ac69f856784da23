#pragma once
// The names that R4B (4.3.0) and R5 (5.0.0) have but R4 does not, so that a message about an unknown name can say which version
// it belongs to. All types that R4B adds are in R5 too, and R4B adds no elements to the types of this library.
// docs/explanation/versions.md lists all differences.

#include <string_view>

namespace fhirops::detail {

using namespace std::string_view_literals;

// Data types and resources.
// clang-format off
inline constexpr std::string_view types_of_r4b_and_r5[] = {
    "AdministrableProductDefinition"sv, "Citation"sv, "ClinicalUseDefinition"sv, "CodeableReference"sv,
    "EvidenceReport"sv, "Ingredient"sv, "ManufacturedItemDefinition"sv, "MedicinalProductDefinition"sv,
    "NutritionProduct"sv, "PackagedProductDefinition"sv, "RatioRange"sv, "RegulatedAuthorization"sv,
    "SubscriptionStatus"sv, "SubscriptionTopic"sv, "SubstanceDefinition"sv};
inline constexpr std::string_view types_of_r5[] = {
    "ActorDefinition"sv, "ArtifactAssessment"sv, "Availability"sv, "BiologicallyDerivedProductDispense"sv,
    "ConditionDefinition"sv, "DeviceAssociation"sv, "DeviceDispense"sv, "DeviceUsage"sv, "EncounterHistory"sv,
    "ExtendedContactDetail"sv, "FormularyItem"sv, "GenomicStudy"sv, "ImagingSelection"sv, "integer64"sv,
    "InventoryItem"sv, "InventoryReport"sv, "MonetaryComponent"sv, "NutritionIntake"sv, "Permission"sv,
    "RequestOrchestration"sv, "Requirements"sv, "TestPlan"sv, "Transport"sv, "VirtualServiceDetail"sv};
// clang-format on

struct later_element {
  std::string_view type;
  std::string_view element;
};
inline constexpr later_element elements_of_r5[] = {
    {"Attachment"sv, "height"sv},
    {"Attachment"sv, "width"sv},
    {"Attachment"sv, "frames"sv},
    {"Attachment"sv, "duration"sv},
    {"Attachment"sv, "pages"sv},
    {"SampledData"sv, "interval"sv},
    {"SampledData"sv, "intervalUnit"sv},
    {"SampledData"sv, "codeMap"sv},
    {"SampledData"sv, "offsets"sv},
    {"DataRequirement"sv, "valueFilter"sv},
    {"RelatedArtifact"sv, "classifier"sv},
    {"RelatedArtifact"sv, "resourceReference"sv},
    {"RelatedArtifact"sv, "publicationStatus"sv},
    {"RelatedArtifact"sv, "publicationDate"sv},
    {"TriggerDefinition"sv, "code"sv},
    {"TriggerDefinition"sv, "subscriptionTopic"sv},
    {"Dosage"sv, "asNeeded"sv},
    {"Dosage"sv, "asNeededFor"sv},
    {"Bundle"sv, "issues"sv},
    {"OperationDefinition"sv, "identifier"sv},
    {"OperationDefinition"sv, "versionAlgorithmString"sv},
    {"OperationDefinition"sv, "versionAlgorithmCoding"sv},
    {"OperationDefinition"sv, "copyright"sv},
    {"OperationDefinition"sv, "copyrightLabel"sv},
    {"OperationDefinition.parameter"sv, "scope"sv},
    {"OperationDefinition.parameter"sv, "allowedType"sv},
};

// The versions that have the type, `R5` or `R4B and R5`; empty if R4 has it, or if none of them has it.
constexpr std::string_view versions_of_type(std::string_view name) noexcept {
  for (const std::string_view each : types_of_r4b_and_r5)
    if (each == name) return "R4B and R5"sv;
  for (const std::string_view each : types_of_r5)
    if (each == name) return "R5"sv;
  return ""sv;
}
// `type` is spelled as in `to_string(type_id)`: `DataRequirement`, `OperationDefinition.parameter`.
constexpr std::string_view versions_of_element(std::string_view type, std::string_view element) noexcept {
  for (const later_element& each : elements_of_r5)
    if (each.type == type && each.element == element) return "R5"sv;
  return ""sv;
}

}  // namespace fhirops::detail
