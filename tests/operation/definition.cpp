// What a server publishes of an operation.

#include "fhirops/operation/definition.hpp"

#include <algorithm>
#include <fhirops/ehealth/operations/schedule_patient_total.hpp>
#include <fhirops/hl7/operations/code_system_lookup.hpp>
#include <fhirops/hl7/operations/concept_map_translate.hpp>
#include <fhirops/hl7/operations/measure_collect_data.hpp>
#include <fhirops/hl7/operations/patient_match.hpp>

#include "operation/clinic.hpp"
#include "support/catch.hpp"
#include "support/definitions.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

// Lists of every maximum.
struct Listed {
  struct Request {
    std::vector<std::string> one{};
    std::vector<std::string> two{};
    std::vector<std::string> any{};
    std::vector<clinic::Dose> dose{};
  };
  using Response = no_parameters;
  static constexpr operation_info info{.code = "listed", .system = true};
};
constexpr auto fhir_parameters(const Listed::Request*) {
  using self = Listed::Request;
  return parameters(param<"one", &self::one>{{.max = 1}}, param<"two", &self::two>{{.min = 1, .max = 2}},
                    param<"any", &self::any>{}, param<"dose", &self::dose>{{.min = 1, .max = 1}});
}

// Of the types that the member can hold, not all are allowed.
struct Narrow {
  struct Request {
    std::optional<std::variant<bool, Value<>>> how{};
    std::optional<std::variant<bool, Value<>>> any{};
  };
  using Response = no_parameters;
  static constexpr operation_info info{.code = "narrow", .system = true};
};
constexpr auto fhir_parameters(const Narrow::Request*) {
  using self = Narrow::Request;
  return parameters(param<"how", &self::how>{{.allowed = type_set(type_id::boolean, type_id::string)}},
                    param<"any", &self::any>{});
}

}  // namespace

TEST_CASE("a definition lists the allowed types of the table, or else all types that the member can hold",
          "[operation][definition]") {
  const auto published = definition<Narrow>();
  const auto types = [&published](std::size_t parameter) {
    std::string all;
    for (const auto& each : published.parameter[parameter].extension) all += each.value.get_if<Uri<>>()->text + ' ';
    return all;
  };
  CHECK(types(0) == "boolean string ");
  CHECK(types(1) == "boolean Element ");
}

TEST_CASE("the definition says all that the struct and its table say", "[operation][definition]") {
  const auto whole = definition<clinic::Admit>();
  // The best practice of dom-6 is for who publishes it.
  CHECK(test::reported(validate(whole)) == std::vector<std::string>{"warning invariant OperationDefinition "});
  const auto expected = from_json<OperationDefinition<>>(R"({
    "resourceType": "OperationDefinition",
    "id": "admit-i",
    "url": "https://clinic.example/OperationDefinition/admit",
    "version": "2.1",
    "name": "Admit",
    "title": "Admit a patient",
    "status": "draft",
    "kind": "operation",
    "description": "Finds *a bed*.",
    "affectsState": true,
    "code": "admit",
    "resource": ["Patient", "Group"],
    "system": false,
    "type": true,
    "instance": true,
    "parameter": [
      {"name": "ward", "use": "in", "min": 1, "max": "1", "documentation": "Where to.", "type": "string", "searchType": "token"},
      {"name": "bed", "use": "in", "min": 1, "max": "1", "type": "integer"},
      {"name": "urgent", "use": "in", "min": 0, "max": "1", "type": "boolean"},
      {"name": "days", "use": "in", "min": 0, "max": "1", "type": "unsignedInt"},
      {"name": "level", "use": "in", "min": 0, "max": "1", "type": "integer"},
      {"name": "since", "use": "in", "min": 0, "max": "1", "type": "instant"},
      {"name": "code", "use": "in", "min": 1, "max": "3", "type": "code",
       "binding": {"strength": "required", "valueSet": "http://hl7.org/fhir/ValueSet/bundle-type"}},
      {"name": "period", "use": "in", "min": 0, "max": "*", "type": "Period"},
      {"name": "reason", "use": "in", "min": 0, "max": "1", "type": "Element", "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type", "valueUri": "boolean"},
        {"url": "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type", "valueUri": "string"},
        {"url": "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type", "valueUri": "Coding"}]},
      {"name": "anything", "use": "in", "min": 0, "max": "1", "type": "Element"},
      {"name": "either", "use": "in", "min": 0, "max": "1", "type": "Element", "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type", "valueUri": "code"},
        {"url": "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type", "valueUri": "Quantity"}]},
      {"name": "first", "use": "in", "min": 0, "max": "1", "part": [
        {"name": "drug", "use": "in", "min": 1, "max": "1", "type": "string"},
        {"name": "times", "use": "in", "min": 0, "max": "1", "type": "integer"},
        {"name": "taken", "use": "in", "min": 0, "max": "*", "type": "boolean"}]},
      {"name": "dose", "use": "in", "min": 2, "max": "*", "part": [
        {"name": "drug", "use": "in", "min": 1, "max": "1", "type": "string"},
        {"name": "times", "use": "in", "min": 0, "max": "1", "type": "integer"},
        {"name": "taken", "use": "in", "min": 0, "max": "*", "type": "boolean"}]},
      {"name": "patient", "use": "in", "min": 0, "max": "1", "type": "Patient"},
      {"name": "photo", "use": "in", "min": 0, "max": "1", "type": "Binary"},
      {"name": "plan", "use": "in", "min": 0, "max": "1", "type": "Parameters"},
      {"name": "raw", "use": "in", "min": 0, "max": "1", "type": "Parameters"},
      {"name": "return", "use": "out", "min": 1, "max": "1", "type": "Bundle"}
    ]})");
  REQUIRE(expected);
  CHECK(to_json(whole, write_options{}.pretty()) == to_json(*expected, write_options{}.pretty()));
  CHECK(whole == *expected);
}

TEST_CASE("a definition leaves out facts that the operation does not state", "[operation][definition]") {
  const auto sparse = definition<clinic::Find>();
  CHECK(sparse.id.empty());
  CHECK(sparse.url.empty());
  CHECK(sparse.affectsState == false);
  CHECK(sparse.system == true);
  CHECK(sparse.instance == false);
  CHECK(sparse.status == "active");
}

TEST_CASE("a handful of definitions are as they were published", "[operation][definition]") {
  std::map<std::string, std::vector<std::string>> published;
  test::read_definitions(FHIROPS_TEST_DATA "/ehealth-operations.json", published);
  for (const char* name : {"CodeSystem-lookup", "ConceptMap-translate", "Measure-collect-data", "Patient-match"})
    test::read_definitions(FHIROPS_TEST_DATA "/hl7-r4-examples/OperationDefinition-" + std::string(name) + ".json", published);
  // HL7's JSON leaves it out; of these four, none changes the state of the server.
  for (auto& [id, all] : published)
    std::ranges::replace(all, std::string("affectsState absent"), std::string("affectsState false"));
  const auto check = [&published](const OperationDefinition<>& ours) {
    CAPTURE(ours.id.text);
    REQUIRE(published.contains(ours.id.text));
    CHECK(test::definition_lines(ours) == published[ours.id.text]);
  };
  check(definition<hl7::CodeSystemLookup>());
  check(definition<hl7::ConceptMapTranslate>());
  check(definition<hl7::MeasureCollectData>());
  check(definition<hl7::PatientMatch>());
  check(definition<ehealth::SchedulePatientTotal>());
}

TEST_CASE("a capability names the operation and its definition", "[operation][definition]") {
  CHECK(capability<clinic::Admit>() == capability_entry{"admit", "https://clinic.example/OperationDefinition/admit"});
  CHECK(capability<hl7::CodeSystemLookup>() ==
        capability_entry{"lookup", "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup"});
}

TEST_CASE("a list has the maximum of its table, 1 among them", "[operation][definition]") {
  const auto published = definition<Listed>();
  std::string all;
  for (const auto& each : published.parameter)
    all += each.name.text + ' ' + std::to_string(*each.min.value) + ".." + each.max.text + ' ';
  CHECK(all == "one 0..1 two 1..2 any 0..* dose 1..1 ");

  // And reading holds to it.
  Listed::Request request{.one = {"a"}, .two = {"a", "b"}, .any = {"a", "b", "c"}, .dose = {{.drug = "x"}}};
  CHECK(from_parameters<Listed::Request>(to_parameters(request)));
  request.one.emplace_back("b");
  const auto refused = from_parameters<Listed::Request>(to_parameters(request));
  CHECK_FALSE(refused);
  CHECK(test::reported(refused.issues()) == std::vector<std::string>{"error structure Parameters "});
}
