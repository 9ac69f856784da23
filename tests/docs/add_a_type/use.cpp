// What the new type can do, with nothing written but its table.

#include <fhirops/fhirops.hpp>

#include "../snippets/expect.hpp"

int main() {
  using namespace fhirops;

  const auto any = from_json<Resource<>>(R"({"created": "2024", "resourceType": "Basic", "code": {"text": "x"}})");
  expect(any && any->is<Basic<>>(), "it is read wherever any resource is");
  expect_same(to_json(*any), R"({"resourceType":"Basic","code":{"text":"x"},"created":"2024"})");

  const issues found = validate(Basic<>{.created = "20"});
  expect_same(to_string(found[0]), R"(error required Basic: code is missing: R4 requires it)");
  expect(found.size() == 2 && found[1].expression == "Basic.created", "its formats are checked");

  expect_same(to_string(*difference(Basic<>{.id = "a"}, Basic<>{.id = "b"})), R"(Basic.id: "a" is not "b")");

  Parameters<> parameters;
  add(parameters, "basic", Basic<>{.id = "a"});
  expect(get<Basic<>>(parameters, "basic").has_value(), "a parameter may have it");
}
