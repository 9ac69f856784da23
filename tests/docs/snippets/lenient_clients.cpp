// docs/how-to/lenient-clients.md: what strict and lenient reading make of the same text.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <string_view>

#include "expect.hpp"

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

  for (const char* wrong : {"{\"resourceType\":\"Parameters\"", "{'resourceType':'Parameters'}",
                            "{\"resourceType\":\"Patient\"}"}) {
    const auto none = from_json<Parameters<>>(wrong, read_options{}.lenient());
    expect(!none, "no leniency for what is no JSON, or another resource");
    std::cout << to_string(none.issues().front()) << '\n';
  }
}
