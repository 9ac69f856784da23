// docs/tutorials/fhir-in-an-hour.md: FHIR for those who know C++.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

int main() {
  using namespace fhirops;

  // 1. A resource is a JSON object that names its type.
  constexpr std::string_view stored = R"({
    "resourceType": "Patient",
    "id": "nancy",
    "name": [{"family": "Berggren", "given": ["Nancy", "Ann"]}],
    "birthDate": "1951-03"
  })";
  const auto patient = from_json<Resource<>>(stored);
  if (!patient) return 1;
  const RawResource<>* untyped = patient->get_if<RawResource<>>();
  std::cout << untyped->resourceType << " with " << untyped->json.size() << " bytes\n";

  // 2. Datatypes: structs of elements. The member's type says whether an element may repeat.
  HumanName<> name{.family = "Berggren", .given = {"Nancy", "Ann"}};
  name.given.push_back("Maria");
  name.period = Period<>{.start = "1951-03"};
  std::cout << to_json(name) << '\n';
  std::cout << "ended: " << (name.period->end.empty() ? "not said" : "yes") << '\n';

  // 3. Primitives keep their text: what is not known stays unknown.
  const Date<> born = "1951-03";
  std::cout << born << ", valid: " << born.ok() << ", February 30: " << Date<>("1951-02-30").ok() << '\n';
  const Decimal<> dose = "1.50";
  std::cout << dose << " mg, as a double " << dose.to_double() << '\n';

  // 4. A code is nothing without its system.
  const CodeableConcept<> test{.coding = {{.system = "http://loinc.org", .code = "4548-4", .display = "HbA1c"}},
                               .text = "long-term blood sugar"};
  std::cout << to_json(test) << '\n';

  // 5. value[x]: an element of several types. In JSON the type is in the name.
  Extension<> eyes{.url = "https://example.org/fhir/eye-colour", .value = Code<>("green")};
  std::cout << to_json(eyes) << '\n';
  eyes.value = Quantity<>{.value = "0.8", .unit = "dpt"};
  std::cout << to_json(eyes) << '\n';

  // 6. Parameters: what an operation is asked, and what it answers.
  Parameters<> request;
  add(request, "code", Code<>("4548-4")).add("since", Date<>("2024")).add_parts("limit", [](auto parts) {
    parts.add("above", Decimal<>("53"));
  });
  std::cout << to_json(request) << '\n';
  if (const auto since = get<Date<>>(request, "since")) std::cout << "since " << *since << '\n';

  // 7. Bundle: several resources in one, each with an address.
  Bundle<> bundle{.type = "collection"};
  bundle.entry.push_back({.fullUrl = "https://example.org/fhir/Patient/nancy", .resource = *patient});
  bundle.entry.push_back({.fullUrl = "https://example.org/fhir/Parameters/1", .resource = request});
  for (const Parameters<>& each : resources<Parameters<>>(bundle)) std::cout << each.parameter.size() << " parameters\n";

  // 8. Errors are reported in a resource, too.
  request.parameter[1].value = Date<>("2024-13");
  const issues found = validate(request);
  for (const issue& each : found) std::cout << to_string(each) << '\n';
  std::cout << to_json(to_outcome(found)) << '\n';
  return 0;
}
