// docs/how-to/errors.md: from what is wrong to what a FHIR client gets.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <string>
#include <string_view>

#include "expect.hpp"

namespace {

//! [request]
// The request body to a value that R4 allows, or the OperationOutcome that says why not.
struct checked_body {
  fhirops::result<fhirops::Parameters<>> parameters;
  int status;           // of the HTTP response, if there is no value
  std::string outcome;  // its body
};
checked_body check(std::string_view text) {
  using namespace fhirops;
  auto parameters = from_json<Parameters<>>(text);
  if (!parameters) return {parameters, 400, to_json(to_outcome(parameters.issues()))};
  issues found = validate(*parameters);
  if (!found.has_errors()) return {std::move(parameters), 200, {}};
  locate(found, text);  // validate knows the element; the text knows the line
  return {issues(found), 400, to_json(to_outcome(found))};
}
//! [request]

}  // namespace

int main() {
  using namespace fhirops;

  const auto no_json = check(R"({"resourceType": "Parameters",})");
  expect(no_json.status == 400, "no JSON is a bad request");
  std::cout << no_json.outcome << '\n';

  const auto broken_rule = check(R"({"resourceType": "Parameters",
 "parameter": [{"name": "when", "valuePeriod": {"start": "2024-02-01", "end": "2024-01-01"}}]})");
  expect(broken_rule.status == 400, "so is a resource that R4 does not allow");
  std::cout << broken_rule.outcome << '\n';

  const auto good = check(R"({"resourceType": "Parameters", "parameter": [{"name": "count", "valueInteger": 3}]})");
  expect(good.parameters.has_value(), "a good request is there");

  //! [get]
  // If a lookup fails, the code of the issue says why, and its path says where.
  const auto wanted = get<Code<>>(*good.parameters, "count");
  for (const issue& each : wanted.issues()) std::cout << to_string(each) << '\n';
  for (const issue& each : get<Code<>>(*good.parameters, "status").issues()) std::cout << to_string(each) << '\n';
  //! [get]
  expect(wanted.issues().front().code == issue_type::value, "of another type");

  //! [own]
  // The server's own errors are sent in the same way.
  issue busy{issue_severity::error, issue_type::throttled, "too many reports are running: try again in a minute", {}, {}};
  std::cout << to_json(to_outcome({busy})) << '\n';
  //! [own]
  return 0;
}
