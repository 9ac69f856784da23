// The rules of Parameters.

#include <fhirops/fhirops.hpp>
#include <string>

#include "support/checked.hpp"

using namespace fhirops;
using test::checked;
using test::lines;

namespace {

std::string with(std::string_view parameters) {
  return R"({"resourceType":"Parameters","parameter":[)" + std::string(parameters) + "]}";
}

}  // namespace

TEST_CASE("inv-1: a parameter has a value, a resource or parts", "[validate][rules]") {
  for (const auto* good :
       {R"({"name":"a","valueString":"x"})", R"({"name":"a","resource":{"resourceType":"Patient"}})",
        R"({"name":"a","resource":{"resourceType":"Parameters"}})", R"({"name":"a","part":[{"name":"b","valueBoolean":false}]})",
        // An extension in place of a value is a value all the same.
        R"({"name":"a","_valueString":{"extension":[{"url":"u","valueCode":"unknown"}]}})",
        R"({"name":"a","valuePeriod":{"extension":[{"url":"u","valueCode":"unknown"}]}})"}) {
    CAPTURE(good);
    CHECK(checked<Parameters<>>(with(good)) == lines{});
  }
  for (const auto* bad :
       {R"({"name":"a"})", R"({"name":"a","extension":[{"url":"u","valueCode":"a"}]})",
        R"({"name":"a","valueString":"x","resource":{"resourceType":"Patient"}})",
        R"({"name":"a","valueString":"x","part":[{"name":"b","valueBoolean":false}]})",
        R"({"name":"a","resource":{"resourceType":"Patient"},"part":[{"name":"b","valueBoolean":false}]})",
        R"({"name":"a","valueString":"x","resource":{"resourceType":"Patient"},"part":[{"name":"b","valueBoolean":false}]})"}) {
    CAPTURE(bad);
    CHECK(checked<Parameters<>>(with(bad)) == lines{"inv-1 error invariant Parameters.parameter[0] /parameter/0"});
    CHECK(
        checked<Parameters<>>(with(R"({"name":"z","part":[{"name":"y","valueString":"x"},)" + std::string(bad) + "]}")).front() ==
        "inv-1 error invariant Parameters.parameter[0].part[1] /parameter/0/part/1");
  }
}

TEST_CASE("Parameters without a parameter are right", "[validate][rules]") {
  CHECK(checked<Parameters<>>(R"({"resourceType":"Parameters"})") == lines{});
}

TEST_CASE("parts in parts are a warning, reported once for all that is below", "[validate][rules]") {
  CHECK(
      checked<Parameters<>>(with(
          R"({"name":"a","part":[{"name":"b","part":[{"name":"c","part":[{"name":"d","valueString":"x"}]},{"name":"e","valueString":"x"}]}]})")) ==
      lines{"warning structure Parameters.parameter[0].part[0].part[0] /parameter/0/part/0/part/0",
            "warning structure Parameters.parameter[0].part[0].part[1] /parameter/0/part/0/part/1"});
}

TEST_CASE("Parameters inside Parameters are checked by themselves", "[validate][rules]") {
  CHECK(checked<Parameters<>>(
            with(R"({"name":"a","part":[{"name":"b","resource":)" + with(R"({"name":"c","part":[{"name":"d"}]})") + "}]}")) ==
        lines{"inv-1 error invariant Parameters.parameter[0].part[0].resource.parameter[0].part[0] "
              "/parameter/0/part/0/resource/parameter/0/part/0"});
}
