// Requests and answers that others recorded of terminology servers, in the types of HL7's operations.

#include <fhirops/fhirops.hpp>
#include <fhirops/hl7/operations/code_system_lookup.hpp>
#include <fhirops/hl7/operations/value_set_expand.hpp>
#include <fhirops/hl7/operations/value_set_validate_code.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

struct tally {
  int read = 0;
  int without_a_word = 0;
  std::set<std::string> reported;

  // Whatever is suggested instead of it.
  [[nodiscard]] bool reports_unexpected(const std::string& name) const {
    const std::string begin = '"' + name + "\" is not a known parameter";
    const auto first = reported.lower_bound(begin);
    return first != reported.end() && first->starts_with(begin);
  }
};

bool has(const Parameters<>& parameters, std::string_view name) {
  for (const auto& each : parameters.parameter)
    if (each.name == name) return true;
  return false;
}

// Read leniently, as these servers have parameters that R4 does not know; what was understood comes back.
template <class T>
void check(const Parameters<>& parameters, tally& out) {
  const auto strict = from_parameters<T>(parameters);
  const auto lenient = from_parameters<T>(parameters, read_options{}.lenient());
  REQUIRE(lenient);
  CHECK(strict.has_value() == lenient.issues().empty());
  ++out.read;
  out.without_a_word += strict ? 1 : 0;
  for (const issue& each : lenient.issues()) out.reported.insert(each.text);
  const Parameters<> again = to_parameters(*lenient);
  const auto back = from_parameters<T>(again);
  REQUIRE(back);
  CHECK(*back == *lenient);
  for (const auto& each : parameters.parameter) {
    const bool unknown = out.reports_unexpected(each.name.text);
    CAPTURE(each.name.text);
    CHECK(has(again, each.name) != unknown);
  }
  if (strict) CHECK(again.parameter.size() == parameters.parameter.size());
}

}  // namespace

TEST_CASE("recorded requests and answers of terminology servers are read into R4's types", "[hl7][recorded]") {
  std::map<std::string, tally> all;
  for (const auto& file : std::filesystem::directory_iterator(FHIROPS_TEST_DATA "/hl7-tx-parameters")) {
    const std::string name = file.path().filename().string();
    CAPTURE(name);
    const std::string text = test::read_file(file.path().string());
    const auto parameters = from_json<Parameters<>>(text, read_options{}.lenient());
    // One is an OperationOutcome; $related is not of R4.
    if (!parameters || has(*parameters, "thisValueSet") || has(*parameters, "performed-expansion")) continue;
    const bool validates = has(*parameters, "code") || has(*parameters, "coding") || has(*parameters, "codeableConcept") ||
                           has(*parameters, "dv_coded_text");
    if (name.find("response") != name.npos)
      check<hl7::ValueSetValidateCode::Response>(*parameters, all["answer of $validate-code"]);
    else if (name.find("lookup") != name.npos)
      check<hl7::CodeSystemLookup::Request>(*parameters, all["$lookup"]);
    else if (validates)
      check<hl7::ValueSetValidateCode::Request>(*parameters, all["$validate-code"]);
    else
      check<hl7::ValueSetExpand::Request>(*parameters, all["$expand"]);
  }
  CHECK(all["$lookup"].read == 1);
  CHECK(all["$lookup"].without_a_word == 1);
  CHECK(all["$expand"].read == 37);
  CHECK(all["$expand"].without_a_word == 32);
  CHECK(all["$expand"].reported.contains("the parameter \"url\" has valueUrl, but needs valueUri"));
  CHECK(all["$validate-code"].read == 51);
  CHECK(all["$validate-code"].without_a_word == 35);
  CHECK(all["$validate-code"].reports_unexpected("system-version"));
  CHECK(all["answer of $validate-code"].read == 14);
}
