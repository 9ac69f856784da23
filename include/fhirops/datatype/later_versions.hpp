#pragma once
// The names that R4B (4.3.0) and R5 (5.0.0) have and R4 has not: what is said of an unknown name says whose it is. Of the types
// that R4B has beyond R4's, each is one of R5 too, and R4B has no new element of the types of this library.
// docs/explanation/versions.md has all that differs.

#include <string_view>

namespace fhirops::detail {

using namespace std::string_view_literals;

// Of data and of resources.
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

// The versions that have it, `R5` or `R4B and R5`; empty if neither has it, or if R4 has it.
constexpr std::string_view versions_of_type(std::string_view name) noexcept {
  for (const std::string_view each : types_of_r4b_and_r5)
    if (each == name) return "R4B and R5"sv;
  for (const std::string_view each : types_of_r5)
    if (each == name) return "R5"sv;
  return ""sv;
}
// The type as `to_string(type_id)` has it: `DataRequirement`, `OperationDefinition.parameter`.
constexpr std::string_view versions_of_element(std::string_view type, std::string_view element) noexcept {
  for (const later_element& each : elements_of_r5)
    if (each.type == type && each.element == element) return "R5"sv;
  return ""sv;
}

}  // namespace fhirops::detail
