#pragma once
// The codes of R4's required bindings (https://hl7.org/fhir/R4/terminologies.html#required) on the types of
// this library, as of FHIR 4.0.1. Checking looks an element's code up in its set.
//
// A small set stands in FHIR's order. The three large ones, `resource_types`, `all_types` and
// `currencies`, are sorted by bytes, so that a lookup may use binary search.
// An empty set means that a grammar elsewhere defines the codes, not that there are none.

#include <cstddef>
#include <string_view>

#include "fhirops/core/type_info.hpp"

namespace fhirops::codes {
namespace detail {

inline constexpr std::string_view address_use_codes[] = {"home", "work", "temp", "old", "billing"};
inline constexpr std::string_view address_type_codes[] = {"postal", "physical", "both"};
inline constexpr std::string_view quantity_comparator_codes[] = {"<", "<=", ">=", ">"};
inline constexpr std::string_view contact_point_system_codes[] = {
    "phone", "fax", "email", "pager", "url", "sms", "other"};
inline constexpr std::string_view contact_point_use_codes[] = {"home", "work", "temp", "old", "mobile"};
inline constexpr std::string_view name_use_codes[] = {
    "usual", "official", "temp", "nickname", "anonymous", "old", "maiden"};
inline constexpr std::string_view identifier_use_codes[] = {"usual", "official", "temp", "secondary", "old"};
inline constexpr std::string_view units_of_time_codes[] = {"s", "min", "h", "d", "wk", "mo", "a"};
inline constexpr std::string_view days_of_week_codes[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
inline constexpr std::string_view event_timing_codes[] = {
    "MORN", "MORN.early", "MORN.late", "NOON", "AFT", "AFT.early", "AFT.late", "EVE", "EVE.early", "EVE.late",
    "NIGHT", "PHS", "HS", "WAKE", "C", "CM", "CD", "CV", "AC", "ACM", "ACD", "ACV", "PC", "PCM", "PCD", "PCV"};
inline constexpr std::string_view contributor_type_codes[] = {"author", "editor", "reviewer", "endorser"};
inline constexpr std::string_view sort_direction_codes[] = {"ascending", "descending"};
inline constexpr std::string_view operation_parameter_use_codes[] = {"in", "out"};
inline constexpr std::string_view related_artifact_type_codes[] = {
    "documentation", "justification", "citation", "predecessor", "successor", "derived-from", "depends-on",
    "composed-of"};
inline constexpr std::string_view trigger_type_codes[] = {
    "named-event", "periodic", "data-changed", "data-added", "data-modified", "data-removed", "data-accessed",
    "data-access-ended"};
inline constexpr std::string_view narrative_status_codes[] = {
    "generated", "extensions", "additional", "empty"};
inline constexpr std::string_view bundle_type_codes[] = {
    "document", "message", "transaction", "transaction-response", "batch", "batch-response", "history",
    "searchset", "collection"};
inline constexpr std::string_view search_entry_mode_codes[] = {"match", "include", "outcome"};
inline constexpr std::string_view http_verb_codes[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"};
inline constexpr std::string_view issue_severity_codes[] = {"fatal", "error", "warning", "information"};
inline constexpr std::string_view issue_type_codes[] = {
    "invalid", "structure", "required", "value", "invariant", "security", "login", "unknown", "expired",
    "forbidden", "suppressed", "processing", "not-supported", "duplicate", "multiple-matches", "not-found",
    "deleted", "too-long", "code-invalid", "extension", "too-costly", "business-rule", "conflict",
    "transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled", "informational"};
inline constexpr std::string_view publication_status_codes[] = {"draft", "active", "retired", "unknown"};
inline constexpr std::string_view operation_kind_codes[] = {"operation", "query"};
inline constexpr std::string_view search_param_type_codes[] = {
    "number", "date", "string", "token", "reference", "composite", "quantity", "uri", "special"};
inline constexpr std::string_view binding_strength_codes[] = {
    "required", "extensible", "preferred", "example"};

// As R4 expands the set: ISO 4217 of early 2018 (VEF, not yet VES), with the pounds of Guernsey (GGP), the
// Isle of Man (IMP) and Jersey (JEP) and the dollar of Tuvalu (TVD), which are not ISO's.
inline constexpr std::string_view currencies_codes[] = {
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
    "BIF", "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF",
    "CHW", "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CUC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD",
    "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GGP", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD",
    "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "IMP", "INR", "IQD", "IRR", "ISK", "JEP", "JMD", "JOD",
    "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL",
    "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV", "MYR",
    "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG",
    "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLL", "SOS", "SRD",
    "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TVD", "TWD", "TZS",
    "UAH", "UGX", "USD", "USN", "UYI", "UYU", "UZS", "VEF", "VND", "VUV", "WST", "XAF", "XAG", "XAU", "XBA",
    "XBB", "XBC", "XBD", "XCD", "XDR", "XOF", "XPD", "XPF", "XPT", "XSU", "XTS", "XUA", "XXX", "YER", "ZAR",
    "ZMW", "ZWL"};

// With the abstract Resource and DomainResource.
inline constexpr std::string_view resource_types_codes[] = {
    "Account", "ActivityDefinition", "AdverseEvent", "AllergyIntolerance", "Appointment",
    "AppointmentResponse", "AuditEvent", "Basic", "Binary", "BiologicallyDerivedProduct", "BodyStructure",
    "Bundle", "CapabilityStatement", "CarePlan", "CareTeam", "CatalogEntry", "ChargeItem",
    "ChargeItemDefinition", "Claim", "ClaimResponse", "ClinicalImpression", "CodeSystem", "Communication",
    "CommunicationRequest", "CompartmentDefinition", "Composition", "ConceptMap", "Condition", "Consent",
    "Contract", "Coverage", "CoverageEligibilityRequest", "CoverageEligibilityResponse", "DetectedIssue",
    "Device", "DeviceDefinition", "DeviceMetric", "DeviceRequest", "DeviceUseStatement", "DiagnosticReport",
    "DocumentManifest", "DocumentReference", "DomainResource", "EffectEvidenceSynthesis", "Encounter",
    "Endpoint", "EnrollmentRequest", "EnrollmentResponse", "EpisodeOfCare", "EventDefinition", "Evidence",
    "EvidenceVariable", "ExampleScenario", "ExplanationOfBenefit", "FamilyMemberHistory", "Flag", "Goal",
    "GraphDefinition", "Group", "GuidanceResponse", "HealthcareService", "ImagingStudy", "Immunization",
    "ImmunizationEvaluation", "ImmunizationRecommendation", "ImplementationGuide", "InsurancePlan", "Invoice",
    "Library", "Linkage", "List", "Location", "Measure", "MeasureReport", "Media", "Medication",
    "MedicationAdministration", "MedicationDispense", "MedicationKnowledge", "MedicationRequest",
    "MedicationStatement", "MedicinalProduct", "MedicinalProductAuthorization",
    "MedicinalProductContraindication", "MedicinalProductIndication", "MedicinalProductIngredient",
    "MedicinalProductInteraction", "MedicinalProductManufactured", "MedicinalProductPackaged",
    "MedicinalProductPharmaceutical", "MedicinalProductUndesirableEffect", "MessageDefinition",
    "MessageHeader", "MolecularSequence", "NamingSystem", "NutritionOrder", "Observation",
    "ObservationDefinition", "OperationDefinition", "OperationOutcome", "Organization",
    "OrganizationAffiliation", "Parameters", "Patient", "PaymentNotice", "PaymentReconciliation", "Person",
    "PlanDefinition", "Practitioner", "PractitionerRole", "Procedure", "Provenance", "Questionnaire",
    "QuestionnaireResponse", "RelatedPerson", "RequestGroup", "ResearchDefinition",
    "ResearchElementDefinition", "ResearchStudy", "ResearchSubject", "Resource", "RiskAssessment",
    "RiskEvidenceSynthesis", "Schedule", "SearchParameter", "ServiceRequest", "Slot", "Specimen",
    "SpecimenDefinition", "StructureDefinition", "StructureMap", "Subscription", "Substance",
    "SubstanceNucleicAcid", "SubstancePolymer", "SubstanceProtein", "SubstanceReferenceInformation",
    "SubstanceSourceMaterial", "SubstanceSpecification", "SupplyDelivery", "SupplyRequest", "Task",
    "TerminologyCapabilities", "TestReport", "TestScript", "ValueSet", "VerificationResult",
    "VisionPrescription"};

// The data types, and the placeholders Type (any data type) and Any (any resource).
inline constexpr std::string_view data_types_codes[] = {
    "Address", "Age", "Annotation", "Any", "Attachment", "BackboneElement", "CodeableConcept", "Coding",
    "ContactDetail", "ContactPoint", "Contributor", "Count", "DataRequirement", "Distance", "Dosage",
    "Duration", "Element", "ElementDefinition", "Expression", "Extension", "HumanName", "Identifier",
    "MarketingStatus", "Meta", "Money", "MoneyQuantity", "Narrative", "ParameterDefinition", "Period",
    "Population", "ProdCharacteristic", "ProductShelfLife", "Quantity", "Range", "Ratio", "Reference",
    "RelatedArtifact", "SampledData", "Signature", "SimpleQuantity", "SubstanceAmount", "Timing",
    "TriggerDefinition", "Type", "UsageContext", "base64Binary", "boolean", "canonical", "code", "date",
    "dateTime", "decimal", "id", "instant", "integer", "markdown", "oid", "positiveInt", "string", "time",
    "unsignedInt", "uri", "url", "uuid", "xhtml"};

template <std::size_t N>
struct code_list {
  std::string_view codes[N];
};

template <std::size_t N>
constexpr bool sorted(const std::string_view (&codes)[N]) {
  for (std::size_t i = 1; i < N; ++i) {
    if (!(codes[i - 1] < codes[i])) return false;
  }
  return true;
}

// The codes of two sorted lists, sorted.
template <std::size_t N, std::size_t M>
constexpr code_list<N + M> merge(const std::string_view (&left)[N], const std::string_view (&right)[M]) {
  code_list<N + M> both{};
  std::size_t l = 0;
  std::size_t r = 0;
  for (std::string_view& code : both.codes) {
    code = r == M || (l < N && left[l] < right[r]) ? left[l++] : right[r++];
  }
  return both;
}

inline constexpr auto all_types_list = merge(resource_types_codes, data_types_codes);

static_assert(sorted(currencies_codes) && sorted(resource_types_codes) && sorted(all_types_list.codes));

}  // namespace detail

/// What an address is for (http://hl7.org/fhir/ValueSet/address-use).
inline constexpr code_set address_use{"http://hl7.org/fhir/ValueSet/address-use", detail::address_use_codes};
/// Whether an address takes post, visitors or both (http://hl7.org/fhir/ValueSet/address-type).
inline constexpr code_set address_type{"http://hl7.org/fhir/ValueSet/address-type",
                                       detail::address_type_codes};
/// How the actual value compares with the stated one (http://hl7.org/fhir/ValueSet/quantity-comparator).
inline constexpr code_set quantity_comparator{"http://hl7.org/fhir/ValueSet/quantity-comparator",
                                              detail::quantity_comparator_codes};
/// Media types (http://hl7.org/fhir/ValueSet/mimetypes). An empty list: BCP 13 defines the codes by a
/// grammar, and `validate` checks the syntax `type/subtype`.
inline constexpr code_set mimetypes{"http://hl7.org/fhir/ValueSet/mimetypes", {}};
/// The means of contact (http://hl7.org/fhir/ValueSet/contact-point-system).
inline constexpr code_set contact_point_system{"http://hl7.org/fhir/ValueSet/contact-point-system",
                                               detail::contact_point_system_codes};
/// What a contact point is for (http://hl7.org/fhir/ValueSet/contact-point-use).
inline constexpr code_set contact_point_use{"http://hl7.org/fhir/ValueSet/contact-point-use",
                                            detail::contact_point_use_codes};
/// What a name is for (http://hl7.org/fhir/ValueSet/name-use).
inline constexpr code_set name_use{"http://hl7.org/fhir/ValueSet/name-use", detail::name_use_codes};
/// What an identifier is for (http://hl7.org/fhir/ValueSet/identifier-use).
inline constexpr code_set identifier_use{"http://hl7.org/fhir/ValueSet/identifier-use",
                                         detail::identifier_use_codes};
/// The currencies of ISO 4217 (http://hl7.org/fhir/ValueSet/currencies). Sorted.
inline constexpr code_set currencies{"http://hl7.org/fhir/ValueSet/currencies", detail::currencies_codes};
/// UCUM's units of time, from seconds to years (http://hl7.org/fhir/ValueSet/units-of-time).
inline constexpr code_set units_of_time{"http://hl7.org/fhir/ValueSet/units-of-time",
                                        detail::units_of_time_codes};
/// The days of the week (http://hl7.org/fhir/ValueSet/days-of-week).
inline constexpr code_set days_of_week{"http://hl7.org/fhir/ValueSet/days-of-week",
                                       detail::days_of_week_codes};
/// Times of day, sleep and meals that a timing is tied to (http://hl7.org/fhir/ValueSet/event-timing). HS and
/// those after it are from HL7 v3's TimingEvent.
inline constexpr code_set event_timing{"http://hl7.org/fhir/ValueSet/event-timing",
                                       detail::event_timing_codes};
/// What a contributor did (http://hl7.org/fhir/ValueSet/contributor-type).
inline constexpr code_set contributor_type{"http://hl7.org/fhir/ValueSet/contributor-type",
                                           detail::contributor_type_codes};
/// All types: data types, resource types, Type and Any (http://hl7.org/fhir/ValueSet/all-types). Sorted.
inline constexpr code_set all_types{"http://hl7.org/fhir/ValueSet/all-types", detail::all_types_list.codes};
/// Which way to sort (http://hl7.org/fhir/ValueSet/sort-direction).
inline constexpr code_set sort_direction{"http://hl7.org/fhir/ValueSet/sort-direction",
                                         detail::sort_direction_codes};
/// Whether a parameter goes in or comes out (http://hl7.org/fhir/ValueSet/operation-parameter-use).
inline constexpr code_set operation_parameter_use{"http://hl7.org/fhir/ValueSet/operation-parameter-use",
                                                  detail::operation_parameter_use_codes};
/// What a related artifact is to the one that names it (http://hl7.org/fhir/ValueSet/related-artifact-type).
inline constexpr code_set related_artifact_type{"http://hl7.org/fhir/ValueSet/related-artifact-type",
                                                detail::related_artifact_type_codes};
/// What sets a trigger off (http://hl7.org/fhir/ValueSet/trigger-type).
inline constexpr code_set trigger_type{"http://hl7.org/fhir/ValueSet/trigger-type",
                                       detail::trigger_type_codes};
/// How a narrative came about (http://hl7.org/fhir/ValueSet/narrative-status).
inline constexpr code_set narrative_status{"http://hl7.org/fhir/ValueSet/narrative-status",
                                           detail::narrative_status_codes};
/// What a bundle is for (http://hl7.org/fhir/ValueSet/bundle-type).
inline constexpr code_set bundle_type{"http://hl7.org/fhir/ValueSet/bundle-type", detail::bundle_type_codes};
/// Why an entry is among the results of a search (http://hl7.org/fhir/ValueSet/search-entry-mode).
inline constexpr code_set search_entry_mode{"http://hl7.org/fhir/ValueSet/search-entry-mode",
                                            detail::search_entry_mode_codes};
/// The HTTP method of a bundle's request (http://hl7.org/fhir/ValueSet/http-verb).
inline constexpr code_set http_verb{"http://hl7.org/fhir/ValueSet/http-verb", detail::http_verb_codes};
/// How badly an issue affects the action (http://hl7.org/fhir/ValueSet/issue-severity).
inline constexpr code_set issue_severity{"http://hl7.org/fhir/ValueSet/issue-severity",
                                         detail::issue_severity_codes};
/// What kind of issue it is (http://hl7.org/fhir/ValueSet/issue-type). FHIR's tree, each code before those
/// under it.
inline constexpr code_set issue_type{"http://hl7.org/fhir/ValueSet/issue-type", detail::issue_type_codes};
/// Where a definition stands in its life (http://hl7.org/fhir/ValueSet/publication-status).
inline constexpr code_set publication_status{"http://hl7.org/fhir/ValueSet/publication-status",
                                             detail::publication_status_codes};
/// Whether a definition is of an operation or of a named query (http://hl7.org/fhir/ValueSet/operation-kind).
inline constexpr code_set operation_kind{"http://hl7.org/fhir/ValueSet/operation-kind",
                                         detail::operation_kind_codes};
/// The types of resources (http://hl7.org/fhir/ValueSet/resource-types). Sorted.
inline constexpr code_set resource_types{"http://hl7.org/fhir/ValueSet/resource-types",
                                         detail::resource_types_codes};
/// How a search parameter is matched (http://hl7.org/fhir/ValueSet/search-param-type).
inline constexpr code_set search_param_type{"http://hl7.org/fhir/ValueSet/search-param-type",
                                            detail::search_param_type_codes};
/// How strictly a value set binds (http://hl7.org/fhir/ValueSet/binding-strength).
inline constexpr code_set binding_strength{"http://hl7.org/fhir/ValueSet/binding-strength",
                                           detail::binding_strength_codes};

}  // namespace fhirops::codes
