// Values made from braces in braces, of every list and box: g++ 12 ended in an internal error at some of these, where
// the default constructor of a primitive had no noexcept written out.

#include <fhirops/fhirops.hpp>
#include <type_traits>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

template <Storage S, class... T>
constexpr bool nothrow_made(detail::type_list<T...>) {
  return (std::is_nothrow_default_constructible_v<T> && ...);
}
static_assert(nothrow_made<owned>(detail::value_primitives<owned>{}));
static_assert(nothrow_made<borrowed>(detail::value_complexes<borrowed>{}));

}  // namespace

TEST_CASE("lists and boxes are made from braces", "[datatype]") {
  const CodeableConcept<> concept_{.coding = {{.system = "http://loinc.org", .code = "a"}, {.code = "b"}}};
  CHECK(to_json(concept_) == R"({"coding":[{"system":"http://loinc.org","code":"a"},{"code":"b"}]})");
  const CodeableConcept<borrowed> view{.coding = {{.code = "a"}}};
  CHECK(to_json(view) == R"({"coding":[{"code":"a"}]})");
  CodeableConcept<> assigned;
  assigned.coding = {{.code = "a"}};
  CHECK(to_json(assigned) == R"({"coding":[{"code":"a"}]})");

  const ContactDetail<> contact{.telecom = {{.system = "phone", .rank = 1}}};
  CHECK(to_json(contact) == R"({"telecom":[{"system":"phone","rank":1}]})");
  const Timing<> timing{.event = {"2024"}, .repeat = {{.period = 1}}};
  CHECK(to_json(timing) == R"({"event":["2024"],"repeat":{"period":1}})");
  const Dosage<> dosage{.additionalInstruction = {{.text = "a"}}, .doseAndRate = {{.type = {{.text = "b"}}}}};
  CHECK(to_json(dosage) == R"({"additionalInstruction":[{"text":"a"}],"doseAndRate":[{"type":{"text":"b"}}]})");
  const OperationOutcome<> outcome{.issue = {{.severity = "error", .details = {{.text = "a"}}}}};
  CHECK(to_json(outcome) == R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","details":{"text":"a"}}]})");
  const OperationDefinition<> definition{
      .parameter = {{.name = "a", .binding = {{.strength = "required"}}, .part = {{.name = "b"}}}}};
  CHECK(
      to_json(definition) ==
      R"({"resourceType":"OperationDefinition","parameter":[{"name":"a","binding":{"strength":"required"},"part":[{"name":"b"}]}]})");
  const Bundle<> bundle{.link = {{.relation = "self"}},
                        .entry = {{.request = {{.method = "GET"}}, .response = {{.status = "200"}}}}};
  CHECK(
      to_json(bundle) ==
      R"({"resourceType":"Bundle","link":[{"relation":"self"}],"entry":[{"request":{"method":"GET"},"response":{"status":"200"}}]})");
}
