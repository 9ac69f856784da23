// The invariants of DomainResource, on resources that the library knows and on those that it keeps as JSON.

#include <fhirops/fhirops.hpp>
#include <string>

#include "support/checked.hpp"

using namespace fhirops;
using test::checked;
using test::lines;

namespace {

// An outcome that contains the resources, and refers to `#a`.
std::string with(std::string_view contained, std::string_view reference = "#a") {
  return R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},
    "contained":[)" +
         std::string(contained) + R"(],"extension":[{"url":"u","valueReference":{"reference":")" + std::string(reference) +
         R"("}}],"issue":[{"severity":"error","code":"invalid"}]})";
}
const std::string at_first = " error invariant OperationOutcome.contained[0] /contained/0";

}  // namespace

TEST_CASE("dom-2: a contained resource contains no others", "[validate][rules]") {
  CHECK(checked<OperationOutcome<>>(
            with(R"({"resourceType":"Patient","id":"a","contained":[{"resourceType":"Patient","id":"b"}]})")) ==
        lines{"dom-2" + at_first});
  CHECK(checked<OperationOutcome<>>(
            with(
                R"({"resourceType":"OperationOutcome","id":"a","contained":[{"resourceType":"Patient","id":"b"}],
      "text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},
      "issue":[{"severity":"error","code":"invalid","extension":[{"url":"u","valueReference":{"reference":"#b"}}]}]})"))
            .front() == "dom-2" + at_first);
  CHECK(checked<OperationOutcome<>>(with(R"({"resourceType":"Patient","id":"a"})")) == lines{});
}

TEST_CASE("dom-3: something refers to each contained resource", "[validate][rules]") {
  CHECK(checked<OperationOutcome<>>(
            with(R"({"resourceType":"Patient","id":"a"},{"resourceType":"Binary","id":"b","contentType":"a/b"})")) ==
        lines{"dom-3 error invariant OperationOutcome.contained[1] /contained/1"});
  // One beside it may, or it refers itself to what contains it.
  CHECK(
      checked<OperationOutcome<>>(with(
          R"({"resourceType":"Patient","id":"a","generalPractitioner":[{"reference":"#b"}]},{"resourceType":"Practitioner","id":"b"})")) ==
      lines{});
  CHECK(checked<OperationOutcome<>>(
            with(R"({"resourceType":"Patient","id":"a"},{"resourceType":"Provenance","id":"b","target":[{"reference":"#"}]})")) ==
        lines{});
  CHECK(
      checked<OperationOutcome<>>(with(
          R"({"resourceType":"Patient","id":"a"},{"resourceType":"Parameters","id":"b","parameter":[{"name":"x","valueReference":{"reference":"#"}}]})")) ==
      lines{});
  // A canonical, uri or url is a reference too.
  for (const std::string type : {"Canonical", "Uri", "Url"})
    CHECK(
        checked<OperationOutcome<>>(
            R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},
      "contained":[{"resourceType":"ValueSet","id":"v"}],"extension":[{"url":"u","value)" +
            type + R"(":"#v"}],"issue":[{"severity":"error","code":"invalid"}]})") == lines{});
  CHECK(
      checked<OperationOutcome<>>(
          R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},
      "contained":[{"resourceType":"ValueSet","id":"v"}],"extension":[{"url":"u","valueString":"#v"}],"issue":[{"severity":"error","code":"invalid"}]})") ==
      lines{"dom-3 error invariant OperationOutcome.contained[0] /contained/0"});
  // What does not begin with # refers to nothing in it.
  for (const std::string reference : {"xv", "v", "x#v", "%23v"})
    CHECK(
        checked<OperationOutcome<>>(
            R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},)"
            R"("contained":[{"resourceType":"ValueSet","id":"v"}],"extension":[{"url":"u","valueReference":{"reference":")" +
            reference + R"("}}],"issue":[{"severity":"error","code":"invalid"}]})") ==
        lines{"dom-3 error invariant OperationOutcome.contained[0] /contained/0"});
}

TEST_CASE("dom-4 and dom-5: a contained resource has no version, no time and no security of its own", "[validate][rules]") {
  for (const std::string type : {"Patient", "Parameters"}) {
    const auto of = [&type](std::string_view meta) {
      return checked<OperationOutcome<>>(with(R"({"resourceType":")" + type + R"(","id":"a","meta":)" + std::string(meta) + '}'));
    };
    CHECK(of(R"({"tag":[{"code":"x"}],"profile":["http://x"],"source":"http://x"})") == lines{});
    CHECK(of(R"({"versionId":"1"})") == lines{"dom-4" + at_first});
    CHECK(of(R"({"lastUpdated":"2024-01-01T00:00:00Z"})") == lines{"dom-4" + at_first});
    CHECK(of(R"({"security":[{"code":"R"}]})") == lines{"dom-5" + at_first});
    CHECK(of(R"({"versionId":"1","security":[{"code":"R"}]})") == lines{"dom-4" + at_first, "dom-5" + at_first});
  }
}

TEST_CASE("dom-6: a resource should have a text, as a warning", "[validate][rules]") {
  CHECK(checked<OperationOutcome<>>(R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid"}]})") ==
        lines{"dom-6 warning invariant OperationOutcome "});
  CHECK(
      checked<OperationOutcome<>>(
          R"({"resourceType":"OperationOutcome","text":{"status":"generated","_div":{"extension":[{"url":"u","valueCode":"a"}]}},"issue":[{"severity":"error","code":"invalid"}]})") ==
      lines{});
  CHECK(
      checked<OperationDefinition<>>(
          R"({"resourceType":"OperationDefinition","name":"A","status":"draft","kind":"query","code":"a","system":true,"type":false,"instance":false})") ==
      lines{"dom-6 warning invariant OperationDefinition "});
  // Parameters, Bundle and Binary are not a DomainResource.
  CHECK(checked<Parameters<>>(R"({"resourceType":"Parameters"})") == lines{});
}

TEST_CASE("a resource in a Bundle or in Parameters is not a contained one", "[validate][rules]") {
  CHECK(checked<Bundle<>>(
            R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:x:1","resource":
      {"resourceType":"Parameters","meta":{"versionId":"1","security":[{"code":"R"}]}}}]})") == lines{});
}
