// docs/explanation/exactness.md: what comes back of what was read.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <string>
#include <string_view>

#include "expect.hpp"

namespace {

using namespace fhirops;

// One parameter's member, read and written: what strict reading says, and what lenient reading brings back.
void show(std::string_view member) {
  const std::string before = R"({"resourceType":"Parameters","parameter":[{"name":"x",)";
  const std::string text = before + std::string(member) + "}]}";
  const auto strict = from_json<Parameters<>>(text);
  const auto lenient = from_json<Parameters<>>(text, read_options{}.lenient().keep_unknown());
  std::cout << member << '\n';
  if (!strict) std::cout << "  strict:  refused: " << strict.issues().front().text << '\n';
  if (!lenient) {
    std::cout << "  lenient: refused\n";
    return;
  }
  std::string back = to_json(*lenient);
  back = back.substr(before.size() - 1, back.size() - before.size() - 2);
  if (back.starts_with(',')) back.erase(0, 1);
  if (back == member)
    std::cout << "  the same" << '\n';
  else
    std::cout << (strict ? "  becomes: " : "  lenient: ") << (back.empty() ? "nothing" : back) << '\n';
}

}  // namespace

int main() {
  for (const std::string_view member :
       // clang-format off
       {R"("valueDecimal":1.00)", R"("valueDecimal":-0.0)", R"("valueDecimal":1E2)",
        R"("valueDecimal":3.14159265358979323846264338327950288419716939937510)", R"("valueDecimal":1e-400)",
        R"("valueDecimal":1e400)", R"("valueDecimal":"1.0")", R"("valueInteger":7.0)", R"("valueInteger":3000000000)",
        R"("valueInteger":99999999999999999999)", R"("valueUnsignedInt":-1)",
        R"("valueDateTime":"2024-02-30T25:00")", R"("valueInstant":"2024-03-01T08:00:00.120+00:00")",
        R"("valueString":"\u00e6\/")", R"("valueString":"a\u0000b")", R"("valueString":"\uDC00")", R"("valueString":"")",
        R"("valueString":7)", R"("valueBoolean":"true")", R"("valueBoolean":"yes")", R"("valueCode":" two  blanks ")",
        R"("_valueString":{"extension":[{"url":"http://example.org/why","valueCode":"unknown"}]})",
        R"("valueHumanName":{"given":["A",null],"_given":[null,{"id":"b"}]})", R"("valueHumanName":{"given":"A"})",
        R"("valuePeriod":{"end":"2025","start":"2024"})", R"("valuePeriod":{})", R"("part":[])",
        R"("valueString":"first","valueString":"second")", R"("valueString":"first","valueCode":"second")",
        R"("colour":{"b":1.0,"a":null})", R"("resource":{"resourceType":"Patient","b":1.0,"a":"\u00e6"})",
        // clang-format on
        R"("valueInteger64":7)"})
    show(member);
  return 0;
}
