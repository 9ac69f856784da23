// The invariants of the datatypes that are neither amounts nor times.

#include <fhirops/fhirops.hpp>
#include <string>

#include "support/checked.hpp"

using namespace fhirops;
using test::check_rule;
using test::checked;
using test::lines;

TEST_CASE("ele-1: an element has more than an id", "[validate][rules]") {
  check_rule<HumanName<>>("ele-1",
                          {R"({"text":"a"})", R"({"extension":[{"url":"u","valueCode":"a"}]})",
                           R"({"_text":{"extension":[{"url":"u","valueCode":"unknown"}]}})"},
                          {"{}", R"({"id":"a"})"});
  // Where the element is; of a primitive without a value, where its extensions would.
  CHECK(checked<HumanName<>>(R"({"text":"a","period":{"id":"p"}})") == lines{"ele-1 error invariant HumanName.period /period"});
  CHECK(checked<HumanName<>>(R"({"text":"a","_family":{"id":"f"}})") == lines{"ele-1 error invariant HumanName.family /_family"});
  CHECK(checked<HumanName<>>(R"({"given":["a",null],"_given":[{"id":"0"},{"id":"1"}]})") ==
        lines{"ele-1 error invariant HumanName.given[1] /_given/1"});
  CHECK(checked<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"b","_valueCode":{"id":"x"}}]})") ==
        lines{"ele-1 error invariant Parameters.parameter[0].value /parameter/0/_valueCode"});
}

TEST_CASE("ele-1 in values that were made, not read", "[validate][rules]") {
  HumanName<> name{.given = {"a", ""}};
  CHECK(test::keyed(validate(name)) == lines{"ele-1 error invariant HumanName.given[1] /given/1"});
  Parameters<> parameters;
  parameters.parameter.push_back({.name = "a", .value = String<>()});
  parameters.parameter.push_back({.name = "b", .value = Coding<>()});
  parameters.parameter.push_back({});
  CHECK(test::keyed(validate(parameters)) == lines{"ele-1 error invariant Parameters.parameter[0].value /parameter/0/valueString",
                                                   "ele-1 error invariant Parameters.parameter[1].value /parameter/1/valueCoding",
                                                   "ele-1 error invariant Parameters.parameter[2] /parameter/2"});
}

TEST_CASE("ext-1: an extension has a value or extensions", "[validate][rules]") {
  check_rule<Extension<>>("ext-1",
                          {R"({"url":"u","valueString":"a"})", R"({"url":"u","extension":[{"url":"v","valueString":"a"}]})",
                           R"({"url":"u","_valueString":{"extension":[{"url":"v","valueCode":"unknown"}]}})"},
                          {R"({"url":"u"})", R"({"url":"u","valueString":"a","extension":[{"url":"v","valueString":"b"}]})"});
  CHECK(
      checked<Parameters<>>(
          R"({"resourceType":"Parameters","parameter":[{"name":"a","_name":{"extension":[{"url":"u"}]},"modifierExtension":[{"url":"v"}],
                "valueReference":{"display":"d","_display":{"extension":[{"url":"u","valueString":"x"},{"url":"v","extension":[{"url":"w"}]}]}}}]})") ==
      lines{"ext-1 error invariant Parameters.parameter[0].modifierExtension[0] "
            "/parameter/0/modifierExtension/0",
            "ext-1 error invariant Parameters.parameter[0].name.extension[0] /parameter/0/_name/extension/0",
            "ext-1 error invariant Parameters.parameter[0].value.display.extension[1].extension[0] "
            "/parameter/0/valueReference/_display/extension/1/extension/0"});
}

TEST_CASE("att-1: data has a contentType", "[validate][rules]") {
  check_rule<Attachment<>>(
      "att-1",
      {R"({"data":"QQ==","contentType":"text/plain"})", R"({"contentType":"text/plain"})", R"({"url":"http://x"})",
       R"({"data":"QQ==","_contentType":{"extension":[{"url":"u","valueCode":"unknown"}]}})"},
      {R"({"data":"QQ=="})", R"({"_data":{"extension":[{"url":"u","valueCode":"unknown"}]}})"});
}

TEST_CASE("cpt-2: a value has the system that it is of", "[validate][rules]") {
  check_rule<ContactPoint<>>("cpt-2", {R"({"value":"1","system":"phone"})", R"({"system":"phone"})", R"({"use":"home"})"},
                             {R"({"value":"1"})", R"({"value":"1","use":"home","rank":1})"});
}

TEST_CASE("exp-1: an expression is there or referred to", "[validate][rules]") {
  check_rule<Expression<>>("exp-1",
                           {R"({"language":"text/cql","expression":"a"})", R"({"language":"text/cql","reference":"http://x"})",
                            R"({"language":"text/cql","expression":"a","reference":"http://x"})"},
                           {R"({"language":"text/cql"})", R"({"language":"text/cql","description":"d","name":"n"})"});
}

TEST_CASE("drq-1 and drq-2: a filter is by a path or by a searchParam", "[validate][rules]") {
  check_rule<DataRequirementCodeFilter<>>("drq-1", {R"({"path":"code"})", R"({"searchParam":"code"})"},
                                          {R"({"valueSet":"http://x"})", R"({"path":"code","searchParam":"code"})"});
  check_rule<DataRequirementDateFilter<>>("drq-2", {R"({"path":"date"})", R"({"searchParam":"date"})"},
                                          {R"({"valueDateTime":"2024"})", R"({"path":"date","searchParam":"date"})"});
  CHECK(
      checked<DataRequirement<>>(
          R"({"type":"Observation","codeFilter":[{"path":"a"},{"valueSet":"http://x"}],"dateFilter":[{"id":"x","valueDateTime":"2024"}]})") ==
      lines{"drq-1 error invariant DataRequirement.codeFilter[1] /codeFilter/1",
            "drq-2 error invariant DataRequirement.dateFilter[0] /dateFilter/0"});
}

TEST_CASE("trd-1 to trd-3: what a trigger has with what", "[validate][rules]") {
  const std::string data = R"("data":[{"type":"Patient"}])";
  const std::string condition = R"("condition":{"language":"text/cql","expression":"a"})";
  const auto of = [](std::string_view type, const std::string& members) {
    return R"({"type":")" + std::string(type) + '"' + (members.empty() ? "" : ",") + members + '}';
  };
  const auto reported = [&](std::string_view type, const std::string& members) {
    return checked<TriggerDefinition<>>(of(type, members));
  };
  const std::string where = " error invariant TriggerDefinition ";

  CHECK(reported("periodic", R"("timingDate":"2024")") == lines{});
  CHECK(reported("named-event", R"("name":"n")") == lines{});
  CHECK(reported("named-event", R"("name":"n",)" + data + ',' + condition) == lines{});
  CHECK(reported("named-event", R"("name":"n","timingDate":"2024",)" + data) == lines{"trd-1" + where});
  CHECK(reported("named-event", R"("name":"n",)" + condition) == lines{"trd-2" + where});
  CHECK(reported("named-event", "") == lines{"trd-3" + where});
  CHECK(reported("periodic", "") == lines{"trd-3" + where});
  for (const std::string_view type :
       {"data-changed", "data-added", "data-modified", "data-removed", "data-accessed", "data-access-ended"}) {
    CHECK(reported(type, data) == lines{});
    CHECK(reported(type, "") == lines{"trd-3" + where});
    CHECK(reported(type, R"("timingDate":"2024")") == lines{"trd-3" + where});
  }
}

TEST_CASE("ref-1: a local reference is to a contained resource", "[validate][rules]") {
  const auto outcome = [](std::string_view reference, std::string_view contained) {
    return R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},)" +
           std::string(contained) + R"("extension":[{"url":"u","valueReference":{"reference":")" + std::string(reference) +
           R"("}}],"issue":[{"severity":"error","code":"invalid"}]})";
  };
  const lines wrong{"ref-1 error invariant OperationOutcome.extension[0].value /extension/0/valueReference"};
  // A resource that the library knows, and one that it keeps as JSON.
  for (const std::string_view type : {"Parameters", "Patient"}) {
    const std::string contained = R"("contained":[{"resourceType":")" + std::string(type) + R"(","id":"p"}],)";
    CHECK(checked<OperationOutcome<>>(outcome("#p", contained)) == lines{});
    CHECK(checked<OperationOutcome<>>(outcome("#q", contained)) ==
          lines{wrong[0], "dom-3 error invariant OperationOutcome.contained[0] /contained/0"});
  }
  CHECK(checked<OperationOutcome<>>(outcome("#p", "")) == wrong);
  CHECK(checked<OperationOutcome<>>(outcome("#", "")) == wrong);
  CHECK(checked<OperationOutcome<>>(outcome("Patient/p#x", "")) == lines{});
  CHECK(checked<OperationOutcome<>>(outcome("http://x/Patient/p", "")) == lines{});
  // In Parameters nothing is contained; what they are in contains nothing for them.
  CHECK(
      checked<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"a","valueReference":{"reference":"#p"}}]})") ==
      lines{"ref-1 error invariant Parameters.parameter[0].value /parameter/0/valueReference"});
  // By itself a reference is in no resource.
  CHECK(checked<Reference<>>(R"({"reference":"#p"})") == lines{});
}

TEST_CASE("ref-1 inside contained resources: beside them, and up to the one that contains them", "[validate][rules]") {
  const auto contained = [](std::string_view reference) {
    return R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},
      "contained":[{"resourceType":"Parameters","id":"a","parameter":[{"name":"x","valueReference":{"reference":")" +
           std::string(reference) + R"("}}]},{"resourceType":"Patient","id":"b"}],
      "extension":[{"url":"u","valueReference":{"reference":"#a"}},{"url":"v","valueReference":{"reference":"#b"}}],
      "issue":[{"severity":"error","code":"invalid"}]})";
  };
  CHECK(checked<OperationOutcome<>>(contained("#b")) == lines{});
  CHECK(checked<OperationOutcome<>>(contained("#")) == lines{});
  CHECK(checked<OperationOutcome<>>(contained("#c")) ==
        lines{"ref-1 error invariant OperationOutcome.contained[0].parameter[0].value "
              "/contained/0/parameter/0/valueReference"});
}
