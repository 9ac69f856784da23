#pragma once
// The codes of R4's required bindings (https://hl7.org/fhir/R4/terminologies.html#required) on the types of
// this library, as of FHIR 4.0.1. Checking looks an element's code up in its set.
//
// Small sets are in FHIR's order. The three large ones, `resource_types`, `all_types` and `currencies`, are sorted by bytes for
// binary search.
// An empty set means that a grammar elsewhere defines the codes, not that there are none.

#include <cstddef>
#include <string_view>

#include "fhirops/core/type_info.hpp"

namespace fhirops::codes {
namespace detail {

using namespace std::string_view_literals;  // the compiler does not have to count their lengths

inline constexpr std::string_view address_use_codes[] = {"home"sv, "work"sv, "temp"sv, "old"sv, "billing"sv};
inline constexpr std::string_view address_type_codes[] = {"postal"sv, "physical"sv, "both"sv};
inline constexpr std::string_view quantity_comparator_codes[] = {"<"sv, "<="sv, ">="sv, ">"sv};
inline constexpr std::string_view contact_point_system_codes[] = {"phone"sv, "fax"sv, "email"sv, "pager"sv,
                                                                  "url"sv,   "sms"sv, "other"sv};
inline constexpr std::string_view contact_point_use_codes[] = {"home"sv, "work"sv, "temp"sv, "old"sv, "mobile"sv};
inline constexpr std::string_view name_use_codes[] = {"usual"sv,     "official"sv, "temp"sv,  "nickname"sv,
                                                      "anonymous"sv, "old"sv,      "maiden"sv};
inline constexpr std::string_view identifier_use_codes[] = {"usual"sv, "official"sv, "temp"sv, "secondary"sv, "old"sv};
inline constexpr std::string_view units_of_time_codes[] = {"s"sv, "min"sv, "h"sv, "d"sv, "wk"sv, "mo"sv, "a"sv};
inline constexpr std::string_view days_of_week_codes[] = {"mon"sv, "tue"sv, "wed"sv, "thu"sv, "fri"sv, "sat"sv, "sun"sv};
inline constexpr std::string_view event_timing_codes[] = {
    "MORN"sv,     "MORN.early"sv, "MORN.late"sv, "NOON"sv, "AFT"sv,  "AFT.early"sv, "AFT.late"sv, "EVE"sv, "EVE.early"sv,
    "EVE.late"sv, "NIGHT"sv,      "PHS"sv,       "HS"sv,   "WAKE"sv, "C"sv,         "CM"sv,       "CD"sv,  "CV"sv,
    "AC"sv,       "ACM"sv,        "ACD"sv,       "ACV"sv,  "PC"sv,   "PCM"sv,       "PCD"sv,      "PCV"sv};
inline constexpr std::string_view contributor_type_codes[] = {"author"sv, "editor"sv, "reviewer"sv, "endorser"sv};
inline constexpr std::string_view sort_direction_codes[] = {"ascending"sv, "descending"sv};
inline constexpr std::string_view operation_parameter_use_codes[] = {"in"sv, "out"sv};
inline constexpr std::string_view related_artifact_type_codes[] = {"documentation"sv, "justification"sv, "citation"sv,
                                                                   "predecessor"sv,   "successor"sv,     "derived-from"sv,
                                                                   "depends-on"sv,    "composed-of"sv};
inline constexpr std::string_view trigger_type_codes[] = {"named-event"sv,   "periodic"sv,         "data-changed"sv,
                                                          "data-added"sv,    "data-modified"sv,    "data-removed"sv,
                                                          "data-accessed"sv, "data-access-ended"sv};
inline constexpr std::string_view narrative_status_codes[] = {"generated"sv, "extensions"sv, "additional"sv, "empty"sv};
inline constexpr std::string_view bundle_type_codes[] = {
    "document"sv, "message"sv,   "transaction"sv, "transaction-response"sv, "batch"sv, "batch-response"sv,
    "history"sv,  "searchset"sv, "collection"sv};
inline constexpr std::string_view search_entry_mode_codes[] = {"match"sv, "include"sv, "outcome"sv};
inline constexpr std::string_view http_verb_codes[] = {"GET"sv, "HEAD"sv, "POST"sv, "PUT"sv, "DELETE"sv, "PATCH"sv};
inline constexpr std::string_view issue_severity_codes[] = {"fatal"sv, "error"sv, "warning"sv, "information"sv};
inline constexpr std::string_view issue_type_codes[] = {
    "invalid"sv,          "structure"sv, "required"sv,     "value"sv,      "invariant"sv,    "security"sv,      "login"sv,
    "unknown"sv,          "expired"sv,   "forbidden"sv,    "suppressed"sv, "processing"sv,   "not-supported"sv, "duplicate"sv,
    "multiple-matches"sv, "not-found"sv, "deleted"sv,      "too-long"sv,   "code-invalid"sv, "extension"sv,     "too-costly"sv,
    "business-rule"sv,    "conflict"sv,  "transient"sv,    "lock-error"sv, "no-store"sv,     "exception"sv,     "timeout"sv,
    "incomplete"sv,       "throttled"sv, "informational"sv};
inline constexpr std::string_view publication_status_codes[] = {"draft"sv, "active"sv, "retired"sv, "unknown"sv};
inline constexpr std::string_view operation_kind_codes[] = {"operation"sv, "query"sv};
inline constexpr std::string_view search_param_type_codes[] = {"number"sv,    "date"sv,     "string"sv, "token"sv,  "reference"sv,
                                                               "composite"sv, "quantity"sv, "uri"sv,    "special"sv};
inline constexpr std::string_view binding_strength_codes[] = {"required"sv, "extensible"sv, "preferred"sv, "example"sv};

// R4's expansion of the set: ISO 4217 as of early 2018 (VEF, not yet VES), plus the pounds of Guernsey (GGP), the Isle of Man
// (IMP) and Jersey (JEP) and the dollar of Tuvalu (TVD), which ISO does not have.
inline constexpr std::string_view currencies_codes[] = {
    "AED"sv, "AFN"sv, "ALL"sv, "AMD"sv, "ANG"sv, "AOA"sv, "ARS"sv, "AUD"sv, "AWG"sv, "AZN"sv, "BAM"sv, "BBD"sv, "BDT"sv, "BGN"sv,
    "BHD"sv, "BIF"sv, "BMD"sv, "BND"sv, "BOB"sv, "BOV"sv, "BRL"sv, "BSD"sv, "BTN"sv, "BWP"sv, "BYN"sv, "BZD"sv, "CAD"sv, "CDF"sv,
    "CHE"sv, "CHF"sv, "CHW"sv, "CLF"sv, "CLP"sv, "CNY"sv, "COP"sv, "COU"sv, "CRC"sv, "CUC"sv, "CUP"sv, "CVE"sv, "CZK"sv, "DJF"sv,
    "DKK"sv, "DOP"sv, "DZD"sv, "EGP"sv, "ERN"sv, "ETB"sv, "EUR"sv, "FJD"sv, "FKP"sv, "GBP"sv, "GEL"sv, "GGP"sv, "GHS"sv, "GIP"sv,
    "GMD"sv, "GNF"sv, "GTQ"sv, "GYD"sv, "HKD"sv, "HNL"sv, "HRK"sv, "HTG"sv, "HUF"sv, "IDR"sv, "ILS"sv, "IMP"sv, "INR"sv, "IQD"sv,
    "IRR"sv, "ISK"sv, "JEP"sv, "JMD"sv, "JOD"sv, "JPY"sv, "KES"sv, "KGS"sv, "KHR"sv, "KMF"sv, "KPW"sv, "KRW"sv, "KWD"sv, "KYD"sv,
    "KZT"sv, "LAK"sv, "LBP"sv, "LKR"sv, "LRD"sv, "LSL"sv, "LYD"sv, "MAD"sv, "MDL"sv, "MGA"sv, "MKD"sv, "MMK"sv, "MNT"sv, "MOP"sv,
    "MRU"sv, "MUR"sv, "MVR"sv, "MWK"sv, "MXN"sv, "MXV"sv, "MYR"sv, "MZN"sv, "NAD"sv, "NGN"sv, "NIO"sv, "NOK"sv, "NPR"sv, "NZD"sv,
    "OMR"sv, "PAB"sv, "PEN"sv, "PGK"sv, "PHP"sv, "PKR"sv, "PLN"sv, "PYG"sv, "QAR"sv, "RON"sv, "RSD"sv, "RUB"sv, "RWF"sv, "SAR"sv,
    "SBD"sv, "SCR"sv, "SDG"sv, "SEK"sv, "SGD"sv, "SHP"sv, "SLL"sv, "SOS"sv, "SRD"sv, "SSP"sv, "STN"sv, "SVC"sv, "SYP"sv, "SZL"sv,
    "THB"sv, "TJS"sv, "TMT"sv, "TND"sv, "TOP"sv, "TRY"sv, "TTD"sv, "TVD"sv, "TWD"sv, "TZS"sv, "UAH"sv, "UGX"sv, "USD"sv, "USN"sv,
    "UYI"sv, "UYU"sv, "UZS"sv, "VEF"sv, "VND"sv, "VUV"sv, "WST"sv, "XAF"sv, "XAG"sv, "XAU"sv, "XBA"sv, "XBB"sv, "XBC"sv, "XBD"sv,
    "XCD"sv, "XDR"sv, "XOF"sv, "XPD"sv, "XPF"sv, "XPT"sv, "XSU"sv, "XTS"sv, "XUA"sv, "XXX"sv, "YER"sv, "ZAR"sv, "ZMW"sv, "ZWL"sv};

// Including the abstract types Resource and DomainResource.
// clang-format off
inline constexpr std::string_view resource_types_codes[] = {
    "Account"sv, "ActivityDefinition"sv, "AdverseEvent"sv, "AllergyIntolerance"sv, "Appointment"sv,
    "AppointmentResponse"sv, "AuditEvent"sv, "Basic"sv, "Binary"sv, "BiologicallyDerivedProduct"sv, "BodyStructure"sv,
    "Bundle"sv, "CapabilityStatement"sv, "CarePlan"sv, "CareTeam"sv, "CatalogEntry"sv, "ChargeItem"sv,
    "ChargeItemDefinition"sv, "Claim"sv, "ClaimResponse"sv, "ClinicalImpression"sv, "CodeSystem"sv, "Communication"sv,
    "CommunicationRequest"sv, "CompartmentDefinition"sv, "Composition"sv, "ConceptMap"sv, "Condition"sv, "Consent"sv,
    "Contract"sv, "Coverage"sv, "CoverageEligibilityRequest"sv, "CoverageEligibilityResponse"sv, "DetectedIssue"sv,
    "Device"sv, "DeviceDefinition"sv, "DeviceMetric"sv, "DeviceRequest"sv, "DeviceUseStatement"sv, "DiagnosticReport"sv,
    "DocumentManifest"sv, "DocumentReference"sv, "DomainResource"sv, "EffectEvidenceSynthesis"sv, "Encounter"sv,
    "Endpoint"sv, "EnrollmentRequest"sv, "EnrollmentResponse"sv, "EpisodeOfCare"sv, "EventDefinition"sv, "Evidence"sv,
    "EvidenceVariable"sv, "ExampleScenario"sv, "ExplanationOfBenefit"sv, "FamilyMemberHistory"sv, "Flag"sv, "Goal"sv,
    "GraphDefinition"sv, "Group"sv, "GuidanceResponse"sv, "HealthcareService"sv, "ImagingStudy"sv, "Immunization"sv,
    "ImmunizationEvaluation"sv, "ImmunizationRecommendation"sv, "ImplementationGuide"sv, "InsurancePlan"sv, "Invoice"sv,
    "Library"sv, "Linkage"sv, "List"sv, "Location"sv, "Measure"sv, "MeasureReport"sv, "Media"sv, "Medication"sv,
    "MedicationAdministration"sv, "MedicationDispense"sv, "MedicationKnowledge"sv, "MedicationRequest"sv,
    "MedicationStatement"sv, "MedicinalProduct"sv, "MedicinalProductAuthorization"sv,
    "MedicinalProductContraindication"sv, "MedicinalProductIndication"sv, "MedicinalProductIngredient"sv,
    "MedicinalProductInteraction"sv, "MedicinalProductManufactured"sv, "MedicinalProductPackaged"sv,
    "MedicinalProductPharmaceutical"sv, "MedicinalProductUndesirableEffect"sv, "MessageDefinition"sv,
    "MessageHeader"sv, "MolecularSequence"sv, "NamingSystem"sv, "NutritionOrder"sv, "Observation"sv,
    "ObservationDefinition"sv, "OperationDefinition"sv, "OperationOutcome"sv, "Organization"sv,
    "OrganizationAffiliation"sv, "Parameters"sv, "Patient"sv, "PaymentNotice"sv, "PaymentReconciliation"sv, "Person"sv,
    "PlanDefinition"sv, "Practitioner"sv, "PractitionerRole"sv, "Procedure"sv, "Provenance"sv, "Questionnaire"sv,
    "QuestionnaireResponse"sv, "RelatedPerson"sv, "RequestGroup"sv, "ResearchDefinition"sv,
    "ResearchElementDefinition"sv, "ResearchStudy"sv, "ResearchSubject"sv, "Resource"sv, "RiskAssessment"sv,
    "RiskEvidenceSynthesis"sv, "Schedule"sv, "SearchParameter"sv, "ServiceRequest"sv, "Slot"sv, "Specimen"sv,
    "SpecimenDefinition"sv, "StructureDefinition"sv, "StructureMap"sv, "Subscription"sv, "Substance"sv,
    "SubstanceNucleicAcid"sv, "SubstancePolymer"sv, "SubstanceProtein"sv, "SubstanceReferenceInformation"sv,
    "SubstanceSourceMaterial"sv, "SubstanceSpecification"sv, "SupplyDelivery"sv, "SupplyRequest"sv, "Task"sv,
    "TerminologyCapabilities"sv, "TestReport"sv, "TestScript"sv, "ValueSet"sv, "VerificationResult"sv,
    "VisionPrescription"sv};

// Including the placeholders Type (any data type) and Any (any resource).
inline constexpr std::string_view data_types_codes[] = {
    "Address"sv, "Age"sv, "Annotation"sv, "Any"sv, "Attachment"sv, "BackboneElement"sv, "CodeableConcept"sv, "Coding"sv,
    "ContactDetail"sv, "ContactPoint"sv, "Contributor"sv, "Count"sv, "DataRequirement"sv, "Distance"sv, "Dosage"sv,
    "Duration"sv, "Element"sv, "ElementDefinition"sv, "Expression"sv, "Extension"sv, "HumanName"sv, "Identifier"sv,
    "MarketingStatus"sv, "Meta"sv, "Money"sv, "MoneyQuantity"sv, "Narrative"sv, "ParameterDefinition"sv, "Period"sv,
    "Population"sv, "ProdCharacteristic"sv, "ProductShelfLife"sv, "Quantity"sv, "Range"sv, "Ratio"sv, "Reference"sv,
    "RelatedArtifact"sv, "SampledData"sv, "Signature"sv, "SimpleQuantity"sv, "SubstanceAmount"sv, "Timing"sv,
    "TriggerDefinition"sv, "Type"sv, "UsageContext"sv, "base64Binary"sv, "boolean"sv, "canonical"sv, "code"sv, "date"sv,
    "dateTime"sv, "decimal"sv, "id"sv, "instant"sv, "integer"sv, "markdown"sv, "oid"sv, "positiveInt"sv, "string"sv, "time"sv,
    "unsignedInt"sv, "uri"sv, "url"sv, "uuid"sv, "xhtml"sv};
// clang-format on

template <std::size_t N>
struct code_list {
  std::string_view codes[N];
};

// Merges two sorted lists of codes.
template <std::size_t N, std::size_t M>
consteval code_list<N + M> merge(const std::string_view (&left)[N], const std::string_view (&right)[M]) {
  code_list<N + M> both{};
  std::size_t l = 0;
  std::size_t r = 0;
  for (std::string_view& code : both.codes) {
    code = r == M || (l < N && left[l] < right[r]) ? left[l++] : right[r++];
  }
  return both;
}

inline constexpr auto all_types_list = merge(resource_types_codes, data_types_codes);

}  // namespace detail

/// What an address is for (http://hl7.org/fhir/ValueSet/address-use).
inline constexpr code_set address_use{"http://hl7.org/fhir/ValueSet/address-use", detail::address_use_codes};
/// Whether an address is for mail, for visits, or both (http://hl7.org/fhir/ValueSet/address-type).
inline constexpr code_set address_type{"http://hl7.org/fhir/ValueSet/address-type", detail::address_type_codes};
/// How the actual value compares with the stated one (http://hl7.org/fhir/ValueSet/quantity-comparator).
inline constexpr code_set quantity_comparator{"http://hl7.org/fhir/ValueSet/quantity-comparator",
                                              detail::quantity_comparator_codes};
/// Media types (http://hl7.org/fhir/ValueSet/mimetypes). The list is empty, because BCP 13 defines the codes by a grammar;
/// `validate` checks the syntax `type/subtype`.
inline constexpr code_set mimetypes{"http://hl7.org/fhir/ValueSet/mimetypes", {}};
/// The means of contact (http://hl7.org/fhir/ValueSet/contact-point-system).
inline constexpr code_set contact_point_system{"http://hl7.org/fhir/ValueSet/contact-point-system",
                                               detail::contact_point_system_codes};
/// What a contact point is for (http://hl7.org/fhir/ValueSet/contact-point-use).
inline constexpr code_set contact_point_use{"http://hl7.org/fhir/ValueSet/contact-point-use", detail::contact_point_use_codes};
/// What a name is for (http://hl7.org/fhir/ValueSet/name-use).
inline constexpr code_set name_use{"http://hl7.org/fhir/ValueSet/name-use", detail::name_use_codes};
/// What an identifier is for (http://hl7.org/fhir/ValueSet/identifier-use).
inline constexpr code_set identifier_use{"http://hl7.org/fhir/ValueSet/identifier-use", detail::identifier_use_codes};
/// The currencies of ISO 4217 (http://hl7.org/fhir/ValueSet/currencies). Sorted.
inline constexpr code_set currencies{"http://hl7.org/fhir/ValueSet/currencies", detail::currencies_codes};
/// UCUM's units of time, from seconds to years (http://hl7.org/fhir/ValueSet/units-of-time).
inline constexpr code_set units_of_time{"http://hl7.org/fhir/ValueSet/units-of-time", detail::units_of_time_codes};
/// The days of the week (http://hl7.org/fhir/ValueSet/days-of-week).
inline constexpr code_set days_of_week{"http://hl7.org/fhir/ValueSet/days-of-week", detail::days_of_week_codes};
/// Times of day, sleep and meals that a timing is tied to (http://hl7.org/fhir/ValueSet/event-timing). HS and the codes after it
/// are from HL7 v3's TimingEvent.
inline constexpr code_set event_timing{"http://hl7.org/fhir/ValueSet/event-timing", detail::event_timing_codes};
/// What a contributor did (http://hl7.org/fhir/ValueSet/contributor-type).
inline constexpr code_set contributor_type{"http://hl7.org/fhir/ValueSet/contributor-type", detail::contributor_type_codes};
/// All types: data types, resource types, Type and Any (http://hl7.org/fhir/ValueSet/all-types). Sorted.
inline constexpr code_set all_types{"http://hl7.org/fhir/ValueSet/all-types", detail::all_types_list.codes};
/// The direction of sorting (http://hl7.org/fhir/ValueSet/sort-direction).
inline constexpr code_set sort_direction{"http://hl7.org/fhir/ValueSet/sort-direction", detail::sort_direction_codes};
/// Whether a parameter is input or output (http://hl7.org/fhir/ValueSet/operation-parameter-use).
inline constexpr code_set operation_parameter_use{"http://hl7.org/fhir/ValueSet/operation-parameter-use",
                                                  detail::operation_parameter_use_codes};
/// How a related artifact relates to the one that refers to it (http://hl7.org/fhir/ValueSet/related-artifact-type).
inline constexpr code_set related_artifact_type{"http://hl7.org/fhir/ValueSet/related-artifact-type",
                                                detail::related_artifact_type_codes};
/// What activates a trigger (http://hl7.org/fhir/ValueSet/trigger-type).
inline constexpr code_set trigger_type{"http://hl7.org/fhir/ValueSet/trigger-type", detail::trigger_type_codes};
/// How a narrative was created (http://hl7.org/fhir/ValueSet/narrative-status).
inline constexpr code_set narrative_status{"http://hl7.org/fhir/ValueSet/narrative-status", detail::narrative_status_codes};
/// What a bundle is for (http://hl7.org/fhir/ValueSet/bundle-type).
inline constexpr code_set bundle_type{"http://hl7.org/fhir/ValueSet/bundle-type", detail::bundle_type_codes};
/// Why an entry is among the results of a search (http://hl7.org/fhir/ValueSet/search-entry-mode).
inline constexpr code_set search_entry_mode{"http://hl7.org/fhir/ValueSet/search-entry-mode", detail::search_entry_mode_codes};
/// The HTTP method of an entry's request (http://hl7.org/fhir/ValueSet/http-verb).
inline constexpr code_set http_verb{"http://hl7.org/fhir/ValueSet/http-verb", detail::http_verb_codes};
/// How badly an issue affects the action (http://hl7.org/fhir/ValueSet/issue-severity).
inline constexpr code_set issue_severity{"http://hl7.org/fhir/ValueSet/issue-severity", detail::issue_severity_codes};
/// The kinds of issues (http://hl7.org/fhir/ValueSet/issue-type). FHIR arranges them in a tree; here each code precedes those
/// below it.
inline constexpr code_set issue_type{"http://hl7.org/fhir/ValueSet/issue-type", detail::issue_type_codes};
/// The state of a definition in its life cycle (http://hl7.org/fhir/ValueSet/publication-status).
inline constexpr code_set publication_status{"http://hl7.org/fhir/ValueSet/publication-status", detail::publication_status_codes};
/// Whether a definition describes an operation or a named query (http://hl7.org/fhir/ValueSet/operation-kind).
inline constexpr code_set operation_kind{"http://hl7.org/fhir/ValueSet/operation-kind", detail::operation_kind_codes};
/// The types of resources (http://hl7.org/fhir/ValueSet/resource-types). Sorted.
inline constexpr code_set resource_types{"http://hl7.org/fhir/ValueSet/resource-types", detail::resource_types_codes};
/// How a search parameter is matched (http://hl7.org/fhir/ValueSet/search-param-type).
inline constexpr code_set search_param_type{"http://hl7.org/fhir/ValueSet/search-param-type", detail::search_param_type_codes};
/// How strictly a value set is binding (http://hl7.org/fhir/ValueSet/binding-strength).
inline constexpr code_set binding_strength{"http://hl7.org/fhir/ValueSet/binding-strength", detail::binding_strength_codes};

}  // namespace fhirops::codes
