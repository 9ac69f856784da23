// Where the faults of a text are reported, and whether as errors.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

TEST_CASE("a fault of a modifier is an error in lenient reading too", "[json][fault_reporter]") {
  const auto reported_of = [](const std::string& members) {
    std::string all;
    const auto read = from_json<Parameters<>>(R"({"resourceType":"Parameters",)" + members + '}', read_options{}.lenient());
    for (const issue& each : read.issues()) all += std::string(to_string(each.severity)) + ' ' + each.expression + '\n';
    CHECK(read.has_value() == !read.issues().has_errors());
    return all;
  };
  CHECK(reported_of(R"("implicitRules":7)") == "error Parameters.implicitRules\n");
  CHECK(reported_of(R"("implicitRules":"")") == "error Parameters.implicitRules\n");
  CHECK(reported_of(R"("_implicitRules":7)") == "error Parameters.implicitRules\n");
  CHECK(reported_of(R"("implicitRules":"urn:a","implicitRules":"urn:b")") == "error Parameters.implicitRules\n");
  CHECK(reported_of(R"("modifierExtension":[{"url":"urn:a"}])") == "error Parameters.modifierExtension\n");
  CHECK(reported_of(R"("parameter":[{"name":"a","valueCode":"b","modifierExtension":"urn:a"}])") ==
        "error Parameters.parameter[0].modifierExtension\n");
  CHECK(reported_of(R"("parameter":[{"name":"a","valueCode":"b","modifierExtension":[{"url":7}]}])") ==
        "error Parameters.parameter[0].modifierExtension[0].url\n");
  CHECK(reported_of(R"("parameter":[{"name":"a","valuePeriod":{"start":"2023","modifierExtension":[{"url":"urn:a"}]}}])") ==
        "error Parameters.parameter[0].value.modifierExtension\n");
  // Its neighbours are read leniently.
  CHECK(reported_of(R"("language":7,"implicitRules":"urn:a","id":7)") == "warning Parameters.language\nwarning Parameters.id\n");
  // A fault of the object itself is a warning, whichever member is its last.
  for (const std::string_view members :
       {R"("language":"da","implicitRules":"urn:a")", R"("implicitRules":"urn:a","language":"da")"}) {
    const auto untyped = from_json<Parameters<>>('{' + std::string(members) + '}', read_options{}.lenient());
    REQUIRE(untyped);
    CHECK(test::reported(untyped.issues()) == std::vector<std::string>{"warning required Parameters "});
  }
  CHECK(reported_of(R"("parameter":[{"name":"a","valuePeriod":{"start":"2023"},"modifierExtension":[]}])") ==
        "error Parameters.parameter[0].modifierExtension\n");
  CHECK(reported_of(R"("parameter":[{"name":"a","valueCode":"b","modifierExtension":[{}]}])") ==
        "error Parameters.parameter[0].modifierExtension[0]\n");
  // Errors count where they are not listed.
  std::string many;
  for (int i = 0; i < 200; ++i) many += "\"x" + std::to_string(i) + "\":1,";
  const auto read =
      from_json<Parameters<>>(R"({"resourceType":"Parameters",)" + many + R"("implicitRules":7})", read_options{}.lenient());
  CHECK_FALSE(read);
  CHECK(read.issues().back().severity == issue_severity::error);
}

TEST_CASE("a fault of an object as a whole is reported at the object", "[json][fault_reporter]") {
  using lines = std::vector<std::string>;
  const auto reported = [](std::string_view json) { return test::reported_at(from_json<Parameters<>>(json).issues()); };
  CHECK(reported(R"({"resourceType":"Parameters","parameter":[{"name":"a"},{}]})") ==
        lines{"55 1:56 error structure Parameters.parameter[1] /parameter/1"});
  CHECK(reported(R"({"resourceType":"Parameters","parameter":[]})") ==
        lines{"41 1:42 error structure Parameters.parameter /parameter"});
  CHECK(reported(R"({"resourceType":"Parameters","parameter":[{"name":"a","resource":{"resourceType":"X","b":{}}}]})") ==
        lines{"89 1:90 error structure Parameters.parameter[0].resource.b /parameter/0/resource/b"});
}
