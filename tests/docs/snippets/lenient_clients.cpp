// docs/how-to/lenient-clients.md: what strict and lenient reading make of the same text.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "expect.hpp"

namespace {

//! [merge]
struct Merge {
  std::string source{};
  std::optional<bool> dryRun{};
};
constexpr auto fhir_parameters(const Merge*) {
  using namespace fhirops;
  return parameters(param<"source", &Merge::source>{}, param<"dryRun", &Merge::dryRun>{});
}
//! [merge]

}  // namespace

int main() {
  using namespace fhirops;

  //! [text]
  constexpr std::string_view text = R"({
  "resourceType": "Parameters",
  "parameter": [
    {"name": "count", "valueInteger": "10", "comment": "ten"},
    {"name": "note", "valueString": ""}
  ]
})";
  //! [text]

  //! [strict]
  const auto strict = from_json<Parameters<>>(text);
  for (const issue& each : strict.issues()) std::cout << to_string(each) << '\n';
  //! [strict]
  expect(!strict, "strict reading refuses it");
  std::cout << "--\n";

  //! [lenient]
  const auto lenient = from_json<Parameters<>>(text, read_options{}.lenient());
  for (const issue& each : lenient.issues()) std::cout << to_string(each) << '\n';
  std::cout << to_json(*lenient) << '\n';
  //! [lenient]
  expect(lenient.has_value() && !lenient.issues().has_errors(), "lenient reading has a value, and warnings");

  //! [keep]
  const auto kept = from_json<Parameters<>>(text, read_options{}.lenient().keep_unknown());
  std::cout << to_json(*kept) << '\n';
  //! [keep]
  expect_same(kept->parameter[0].unknown[0].name, "comment");
  expect_same(kept->parameter[0].unknown[0].json, "\"ten\"");

  //! [limits]
  const auto limited = read_options{}.lenient().max_depth(32).max_bytes(1 << 20).max_issues(20);
  //! [limits]
  expect(from_json<Parameters<>>(text, limited).has_value(), "within the limits");
  const auto refused = from_json<Parameters<>>(text, read_options{}.lenient().max_bytes(20));
  expect(!refused, "beyond a limit there is no value, however lenient");
  std::cout << to_string(refused.issues().front()) << '\n';

  for (const char* wrong :
       {"{\"resourceType\":\"Parameters\"", "{'resourceType':'Parameters'}", "{\"resourceType\":\"Patient\"}"}) {
    const auto none = from_json<Parameters<>>(wrong, read_options{}.lenient());
    expect(!none, "no leniency for what is not JSON, or another resource");
    std::cout << to_string(none.issues().front()) << '\n';
  }
  std::cout << "--\n";

  //! [sent]
  // `dryRun` is a string, and `colour` is not a parameter of this operation.
  const Parameters<> sent{.parameter = {{.name = "source", .value = "Patient/7"},
                                        {.name = "dryRun", .value = "true"},
                                        {.name = "colour", .value = "red"}}};
  const auto merge = from_parameters<Merge>(sent, read_options{}.lenient());
  for (const issue& each : merge.issues()) std::cout << to_string(each) << '\n';
  //! [sent]
  expect(!merge, "what the client meant by dryRun is not guessed");
  std::cout << "--\n";

  //! [drop]
  const auto guessed = from_parameters<Merge>(sent, read_options{}.lenient().drop_wrong_types());
  //! [drop]
  expect(guessed.has_value() && !guessed->dryRun && guessed.issues().size() == 2, "dropped, where the host says so");

  //! [modifiers]
  Parameters<> modified{.parameter = {{.name = "source", .value = "Patient/7"}}};
  modified.parameter[0].modifierExtension.push_back({.url = "https://example.org/fhir/not-before", .value = Date<>("2027")});
  const auto ignored = from_parameters<Merge>(modified, read_options{}.lenient());
  for (const issue& each : ignored.issues()) std::cout << to_string(each) << '\n';

  // A host that handles it says so.
  const auto honoured = read_options{}.understand(texts<"https://example.org/fhir/not-before">);
  expect(from_parameters<Merge>(modified, honoured).has_value(), "understood");
  //! [modifiers]
  expect(!ignored, "a modifier is not ignored");
  return 0;
}
