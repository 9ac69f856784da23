#pragma once
// Whether HL7's own R4 operations change anything. Their definitions do not say it (`affectsState` is absent from all 47), but
// their pages do: https://hl7.org/fhir/R4/operationslist.html. Operations that change nothing may be called by GET.

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

namespace opgen {

struct state_of_operation {
  std::string_view id;  // the part after http://hl7.org/fhir/OperationDefinition/
  bool affects;
  std::string_view why;
};

// `example` is not listed, since its page does not say.
inline constexpr state_of_operation hl7_operations[] = {
    {"ActivityDefinition-apply", false, "returns a resource that is not stored"},
    {"ActivityDefinition-data-requirements", false, "computes a module definition"},
    {"CapabilityStatement-conforms", false, "compares two statements"},
    {"CapabilityStatement-implements", false, "compares the server with a statement"},
    {"CapabilityStatement-subset", false, "returns a part of the statement"},
    {"CapabilityStatement-versions", false, "lists versions"},
    {"ChargeItemDefinition-apply", true, "applies the definition to a ChargeItem of the server"},
    {"Claim-submit", true, "submits a claim for adjudication"},
    {"CodeSystem-find-matches", false, "looks codes up"},
    {"CodeSystem-lookup", false, "looks a code up"},
    {"CodeSystem-subsumes", false, "compares two codes"},
    {"CodeSystem-validate-code", false, "checks a code"},
    {"Composition-document", false, "the page calls it by GET; whether the document is kept is the server's choice (persist)"},
    {"ConceptMap-closure", true, "begins and extends a table that the server keeps under a name"},
    {"ConceptMap-translate", false, "looks a translation up"},
    {"CoverageEligibilityRequest-submit", true, "submits a request for assessment"},
    {"Encounter-everything", false, "the page calls it by GET: a search"},
    {"Group-everything", false, "the page calls it by GET: a search"},
    {"Library-data-requirements", false, "computes a module definition"},
    {"List-find", false, "finds a list"},
    {"Measure-care-gaps", false, "computes a report"},
    {"Measure-collect-data", false, "collects what is there"},
    {"Measure-data-requirements", false, "computes a module definition"},
    {"Measure-evaluate-measure", false, "computes a report"},
    {"Measure-submit-data", true, "submits data, which the server stores"},
    {"MedicinalProduct-everything", false, "a search"},
    {"MessageHeader-process-message", true, "processes a message, whose event may change anything"},
    {"NamingSystem-preferred-id", false, "looks an identifier up"},
    {"Observation-lastn", false, "a search"},
    {"Observation-stats", false, "computes statistics"},
    {"Patient-everything", false, "the page calls it by GET: a search"},
    {"Patient-match", false, "a search; GET is not for it, as it requires a resource"},
    {"PlanDefinition-apply", false, "returns a CarePlan that is not stored"},
    {"PlanDefinition-data-requirements", false, "computes a module definition"},
    {"Resource-convert", false, "returns the resource in another form"},
    {"Resource-graph", false, "reads a graph of resources"},
    {"Resource-graphql", false, "reads what the query asks for: R4 has no mutations"},
    {"Resource-meta", false, "reads the profiles, tags and labels"},
    {"Resource-meta-add", true, "adds to the meta of a resource"},
    {"Resource-meta-delete", true, "takes from the meta of a resource"},
    {"Resource-validate", false, "checks a resource, and does not do what mode names"},
    {"StructureDefinition-questionnaire", false, "returns a questionnaire that is not stored"},
    {"StructureDefinition-snapshot", false, "returns a snapshot"},
    {"StructureMap-transform", false, "returns the transformed content"},
    {"ValueSet-expand", false, "returns an expansion"},
    {"ValueSet-validate-code", false, "checks a code"},
};

/// What R4's pages say about the operation with this URL; nothing if it is not one of HL7's R4 operations.
inline std::optional<bool> affects_state_by_page(std::string_view url) {
  constexpr std::string_view base = "http://hl7.org/fhir/OperationDefinition/";
  if (!url.starts_with(base)) return std::nullopt;
  const auto* const found = std::ranges::find(hl7_operations, url.substr(base.size()), &state_of_operation::id);
  if (found == std::end(hl7_operations)) return std::nullopt;
  return found->affects;
}

}  // namespace opgen
