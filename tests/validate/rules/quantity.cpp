// The invariants of amounts: which hold, and which do not.

#include <fhirops/fhirops.hpp>

#include "support/checked.hpp"

using namespace fhirops;
using test::check_rule;
using test::checked;
using test::lines;

TEMPLATE_TEST_CASE("qty-3: a code has a system", "[validate][rules]", Quantity<>, Age<>, Count<>, Distance<>, Duration<>) {
  // With what the type itself asks for: a value above 0, UCUM, and for a Count the code "1".
  check_rule<TestType>("qty-3",
                       {R"({"value":1,"system":"http://unitsofmeasure.org","code":"1"})",
                        R"({"value":1,"code":"1","_system":{"extension":[{"url":"u","valueCode":"unknown"}]}})",
                        R"({"unit":"a","extension":[{"url":"u","valueBoolean":true}]})"},
                       {});
  // A Duration with a code has to be in UCUM, so that one without a system breaks both.
  lines expected{"qty-3 error invariant " + std::string(to_string(TestType::fhir_type)) + ' '};
  if (TestType::fhir_type == type_id::Duration) expected.push_back("drt-1 error invariant Duration ");
  CHECK(checked<TestType>(R"({"value":1,"code":"1"})") == expected);
  CHECK(checked<TestType>(R"({"value":1,"_code":{"extension":[{"url":"u","valueCode":"unknown"}]}})") == expected);
}

TEST_CASE("qty-3 is reported for a quantity wherever it is", "[validate][rules]") {
  CHECK(checked<Parameters<>>(R"({"resourceType":"Parameters","parameter":[
    {"name":"a","valueQuantity":{"value":1,"unit":"kg"}},
    {"name":"b","part":[{"name":"c","valueRange":{"low":{"value":1,"code":"kg"}}}]}]})") ==
        lines{"qty-3 error invariant Parameters.parameter[1].part[0].value.low "
              "/parameter/1/part/0/valueRange/low"});
}

TEST_CASE("age-1: an age has a code with its value, is in UCUM, and is more than 0", "[validate][rules]") {
  check_rule<Age<>>(
      "age-1",
      {R"({"value":1,"system":"http://unitsofmeasure.org","code":"a"})",
       R"({"value":0.000000000000000000001,"system":"http://unitsofmeasure.org","code":"a"})",
       R"({"system":"http://unitsofmeasure.org","code":"a"})", R"({"system":"http://unitsofmeasure.org"})", R"({"unit":"a"})",
       R"({"_value":{"extension":[{"url":"u","valueCode":"unknown"}]},"system":"http://unitsofmeasure.org","code":"a"})"},
      {R"({"value":1})", R"({"value":1,"system":"http://unitsofmeasure.org"})",
       R"({"_value":{"extension":[{"url":"u","valueCode":"unknown"}]}})",
       R"({"value":1,"system":"http://snomed.info/sct","code":"258707000"})",
       R"({"value":1,"system":"http://unitsofmeasure.org/","code":"a"})",
       R"({"value":0,"system":"http://unitsofmeasure.org","code":"a"})",
       R"({"value":-0.0,"system":"http://unitsofmeasure.org","code":"a"})",
       R"({"value":-1,"system":"http://unitsofmeasure.org","code":"a"})"});
}

TEST_CASE("cnt-3: a count is a whole number, of the code 1 in UCUM", "[validate][rules]") {
  check_rule<Count<>>(
      "cnt-3",
      {R"({"value":3,"system":"http://unitsofmeasure.org","code":"1"})",
       R"({"value":0,"system":"http://unitsofmeasure.org","code":"1"})",
       R"({"value":-3,"system":"http://unitsofmeasure.org","code":"1"})", R"({"system":"http://unitsofmeasure.org"})",
       R"({"_value":{"extension":[{"url":"u","valueCode":"unknown"}]},"system":"http://unitsofmeasure.org","code":"1"})"},
      {R"({"value":3})", R"({"value":3,"system":"http://unitsofmeasure.org"})",
       R"({"value":3,"system":"http://unitsofmeasure.org","code":"{count}"})",
       R"({"value":3,"system":"http://example.org","code":"1"})",
       R"({"value":3.5,"system":"http://unitsofmeasure.org","code":"1"})",
       // By the text: R4 looks for a point in it.
       R"({"value":3.0,"system":"http://unitsofmeasure.org","code":"1"})"});
}

TEST_CASE("dis-1: a distance has a code with its value, and is in UCUM", "[validate][rules]") {
  check_rule<Distance<>>("dis-1",
                         {R"({"value":-3.5,"system":"http://unitsofmeasure.org","code":"m"})", R"({"unit":"m"})",
                          R"({"system":"http://unitsofmeasure.org","code":"m"})"},
                         {R"({"value":3})", R"({"value":3,"unit":"m"})",
                          R"({"value":3,"system":"http://example.org","code":"m"})", R"({"system":"http://example.org"})"});
}

TEST_CASE("drt-1: a duration with a code is in UCUM, and has a value", "[validate][rules]") {
  check_rule<Duration<>>(
      "drt-1",
      {R"({"value":3,"system":"http://unitsofmeasure.org","code":"min"})", R"({"value":3,"unit":"minutes"})",
       R"({"value":3,"system":"http://example.org"})",
       R"({"_value":{"extension":[{"url":"u","valueCode":"unknown"}]},"system":"http://unitsofmeasure.org","code":"min"})"},
      {R"({"system":"http://unitsofmeasure.org","code":"min"})", R"({"value":3,"system":"http://example.org","code":"min"})"});
}

TEST_CASE("rng-2: low is no more than high", "[validate][rules]") {
  check_rule<Range<>>(
      "rng-2",
      {R"({"low":{"value":1},"high":{"value":2}})", R"({"low":{"value":2},"high":{"value":2.0}})", R"({"low":{"value":2}})",
       R"({"high":{"value":2}})", R"({"low":{"unit":"kg"},"high":{"value":2}})", R"({"low":{"value":1e-400},"high":{"value":1}})",
       // Which is more is not known in different units.
       R"({"low":{"value":2,"unit":"g"},"high":{"value":1,"unit":"kg"}})",
       R"({"low":{"value":2,"system":"http://unitsofmeasure.org","code":"g"},"high":{"value":1,"system":"http://unitsofmeasure.org","code":"kg"}})",
       R"({"low":{"value":2,"system":"http://unitsofmeasure.org","code":"g"},"high":{"value":1,"system":"http://example.org","code":"g"}})",
       R"({"low":{"value":2,"system":"http://unitsofmeasure.org","code":"g"},"high":{"value":1}})"},
      {R"({"low":{"value":2},"high":{"value":1}})", R"({"low":{"value":-1},"high":{"value":-2}})",
       R"({"low":{"value":1.000000000000000000000000000002},"high":{"value":1.000000000000000000000000000001}})",
       R"({"low":{"value":2,"unit":"kg"},"high":{"value":1,"unit":"kg"}})",
       R"({"low":{"value":2,"unit":"grams","system":"http://unitsofmeasure.org","code":"g"},"high":{"value":1,"unit":"g","system":"http://unitsofmeasure.org","code":"g"}})"});
}

TEST_CASE("rat-1: a ratio has both parts, or neither and an extension", "[validate][rules]") {
  check_rule<Ratio<>>("rat-1",
                      {R"({"numerator":{"value":1},"denominator":{"value":2}})",
                       R"({"numerator":{"value":1},"denominator":{"value":2},"extension":[{"url":"u","valueCode":"a"}]})",
                       R"({"extension":[{"url":"u","valueCode":"unknown"}]})"},
                      {R"({"numerator":{"value":1}})", R"({"denominator":{"value":1}})",
                       R"({"numerator":{"value":1},"extension":[{"url":"u","valueCode":"a"}]})",
                       R"({"denominator":{"value":1},"extension":[{"url":"u","valueCode":"a"}]})"});
}

TEST_CASE("sqty-1: the ends of a range are without a comparator", "[validate][rules]") {
  CHECK(checked<Range<>>(R"({"low":{"value":1},"high":{"value":2}})") == lines{});
  CHECK(checked<Range<>>(R"({"low":{"value":1,"comparator":"<"}})") == lines{"sqty-1 error invariant Range.low /low"});
  CHECK(checked<Quantity<>>(R"({"value":1,"comparator":"<"})") == lines{});
}
