// Each of R4's operations is defined as HL7 published it; what it changes, its page says.

#include <fhirops/hl7/operations.hpp>
#include <filesystem>
#include <set>

#include "support/catch.hpp"
#include "support/definitions.hpp"

namespace {

template <class... Op>
std::set<std::string> called_by_get(std::type_identity<fhirops::operation_table<Op...>>) {
  std::set<std::string> all;
  ((fhirops::allows_get<Op> ? void(all.insert(std::string(Op::info.id))) : void()), ...);
  return all;
}

}  // namespace

TEST_CASE("the 47 definitions are those of HL7", "[hl7][definition]") {
  std::map<std::string, std::vector<std::string>> published;
  for (const auto& each : std::filesystem::directory_iterator(FHIROPS_TEST_DATA "/hl7-r4-examples"))
    if (each.path().filename().string().starts_with("OperationDefinition-"))
      test::read_definitions(each.path().string(), published);
  const auto ours = test::table_definitions(fhirops::hl7::operations{});
  CHECK(published.size() == 47);
  CHECK(ours.size() == published.size());
  const std::set<std::string> changing{"ChargeItemDefinition-apply", "Claim-submit",
                                       "ConceptMap-closure",         "CoverageEligibilityRequest-submit",
                                       "Measure-submit-data",        "MessageHeader-process-message",
                                       "Resource-meta-add",          "Resource-meta-delete"};
  for (auto [id, lines] : published) {
    CAPTURE(id);
    REQUIRE(ours.contains(id));
    // HL7's JSON does not say.
    const auto state = std::find(lines.begin(), lines.end(), "affectsState absent");
    REQUIRE(state != lines.end());
    if (id != "example") *state = changing.contains(id) ? "affectsState true" : "affectsState false";
    CHECK(ours.at(id) == lines);
  }
}

TEST_CASE("those of the 47 that change nothing and need no resource are called by GET", "[hl7][definition]") {
  const auto all = called_by_get(std::type_identity<fhirops::hl7::operations>());
  CHECK(all.size() == 35);
  for (const char* id : {"Patient-everything", "Encounter-everything", "Group-everything", "ValueSet-expand",
                         "ValueSet-validate-code", "CodeSystem-lookup", "CodeSystem-validate-code", "CodeSystem-subsumes",
                         "ConceptMap-translate", "Resource-meta", "Resource-validate", "Observation-lastn", "Observation-stats",
                         "Composition-document", "Measure-evaluate-measure", "List-find"})
    CHECK(all.contains(id));
  for (const char* id : {"ConceptMap-closure", "MessageHeader-process-message", "Resource-meta-add", "Patient-match",
                         "Resource-convert", "StructureMap-transform", "Claim-submit", "example"})
    CHECK_FALSE(all.contains(id));
}
