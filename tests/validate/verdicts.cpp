// Documents, each of a kind that was judged wrongly once: what reading and checking say of them together.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

using lines = std::vector<std::string>;

// Strictly read and checked: each issue with the line that it is located at.
lines verdict(std::string_view text, read_options options = {}) {
  const auto read = from_json<Resource<>>(text, options);
  issues all = read.issues();
  if (read) {
    issues found = validate(*read);
    locate(found, text, options);
    all.append(std::move(found));
  }
  lines reported;
  for (const issue& each : all) reported.push_back(std::to_string(each.line) + ' ' + test::reported(each));
  return reported;
}
std::string parameter(std::string_view members) {
  return R"({"resourceType":"Parameters","parameter":[{"name":"a",)" + std::string(members) + "}]}";
}
lines of(std::string_view members) { return verdict(parameter(members)); }
const std::string at = "Parameters.parameter[0]";
const std::string in = " /parameter/0";

}  // namespace

TEST_CASE("sqty-1: a SimpleQuantity has no comparator, wherever R4 has one", "[validate][verdicts]") {
  CHECK(of(R"("valueRange":{"low":{"value":1,"comparator":"<"}})") ==
        lines{"1 error invariant " + at + ".value.low" + in + "/valueRange/low"});
  CHECK(of(R"("valueRange":{"high":{"value":1,"comparator":"<"}})") ==
        lines{"1 error invariant " + at + ".value.high" + in + "/valueRange/high"});
  CHECK(of(R"("valueSampledData":{"origin":{"value":0,"comparator":"<"},"period":1,"dimensions":1,"data":"1"})") ==
        lines{"1 error invariant " + at + ".value.origin" + in + "/valueSampledData/origin"});
  for (const std::string name : {"dose", "rate"})
    CHECK(of(R"("valueDosage":{"doseAndRate":[{")" + name + R"(Quantity":{"value":1,"comparator":"<"}}]})") ==
          lines{"1 error invariant " + at + ".value.doseAndRate[0]." + name + in + "/valueDosage/doseAndRate/0/" + name +
                "Quantity"});
  for (const std::string name : {"maxDosePerAdministration", "maxDosePerLifetime"})
    CHECK(of(R"("valueDosage":{")" + name + R"(":{"value":1,"comparator":"<"}})") ==
          lines{"1 error invariant " + at + ".value." + name + in + "/valueDosage/" + name});
  CHECK(of(R"("valueDosage":{"doseAndRate":[{"doseRange":{"high":{"value":1,"comparator":">"}}}]})").size() == 1);
  // These are plain quantities.
  CHECK(of(R"("valueQuantity":{"value":1,"comparator":"<"})") == lines{});
  CHECK(of(R"("valueRatio":{"numerator":{"value":1,"comparator":"<"},"denominator":{"value":1,"comparator":">"}})") == lines{});
  CHECK(of(R"("valueUsageContext":{"code":{"code":"a"},"valueQuantity":{"value":1,"comparator":"<"}})") == lines{});
}

TEST_CASE("cnt-3: every way to write a fraction", "[validate][verdicts]") {
  const auto count = [](std::string_view number) {
    return of(R"("valueCount":{"value":)" + std::string(number) + R"(,"system":"http://unitsofmeasure.org","code":"1"})");
  };
  for (const std::string_view fraction :
       {"1.5", "15e-1", "150e-2", "1.25e1", "0.5", "5E-1", "1e-1", "-15e-1", "1.0", "1.00e1", "10.5e0"})
    CHECK(count(fraction) == lines{"1 error invariant " + at + ".value" + in + "/valueCount"});
  for (const std::string_view whole : {"1", "0", "10", "10e-1", "1.5e1", "15e0", "1e3", "0e-5", "1.50e2"})
    CHECK(count(whole) == lines{});
}

TEST_CASE("two contained resources of one id", "[validate][verdicts]") {
  const auto outcome = [](std::string_view first, std::string_view second) {
    return verdict(
        R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},"contained":[)" +
        std::string(first) + ',' + std::string(second) +
        R"(],"extension":[{"url":"http://e","valueReference":{"reference":"#p"}},{"url":"http://e","valueReference":{"reference":"#q"}}],"issue":[{"severity":"error","code":"invalid"}]})");
  };
  const std::string p = R"({"resourceType":"Patient","id":"p"})";
  const std::string twice = "1 error structure OperationOutcome.contained[1].id /contained/1/id";
  CHECK(outcome(p, R"({"resourceType":"Patient","id":"q"})") == lines{});
  const auto has = [&twice](const lines& all) { return std::find(all.begin(), all.end(), twice) != all.end(); };
  CHECK(has(outcome(p, p)));
  CHECK(has(outcome(p, R"({"resourceType":"Parameters","id":"p"})")));
  CHECK(has(outcome(p, R"({"resourceType":"Patient","\u0069d":"\u0070"})")));
  // Neither has an id: nothing can refer to either.
  CHECK_FALSE(has(outcome(R"({"resourceType":"Patient"})", R"({"resourceType":"Patient"})")));
}

TEST_CASE("JSON's rules in a resource that is kept as JSON", "[validate][verdicts]") {
  const auto patient = [](std::string_view members) {
    return of(R"("resource":{"resourceType":"Patient",)" + std::string(members) + '}');
  };
  const std::string here = "1 error structure " + at + ".resource.";
  const std::string there = in + "/resource/";
  CHECK(patient(R"("name":[[{"family":"x"}]])") == lines{here + "name[0]" + there + "name/0"});
  CHECK(patient(R"("a":{"b":[1,[2,[3]]]})") == lines{here + "a.b[1]" + there + "a/b/1"});
  CHECK(patient(R"("name":[{"given":["a",null]}])") == lines{here + "name[0].given[1]" + there + "name/0/given/1"});
  CHECK(patient(R"("name":[{"given":[null]}])") == lines{here + "name[0].given[0]" + there + "name/0/given/0"});
  CHECK(patient(R"("name":[{"given":["a"],"_given":[null,null,null]}])") ==
        lines{here + "name[0].given" + there + "name/0/given"});
  CHECK(patient(R"("name":[{"_given":[{"id":"x"}],"given":["a","b"]}])") ==
        lines{here + "name[0]._given" + there + "name/0/_given"});
  CHECK(patient(R"("name":[{"given":["a",null],"_given":[null,null]}])").size() == 2);
  CHECK(patient(R"("name":[{"given":["a",null],"_given":[null,{"id":"x"}]},{"given":["b"]}])") == lines{});
  CHECK(patient(R"("_id":{"id":"x"},"id":"p")") == lines{"1 warning structure " + at + ".resource._id" + there + "_id"});
  CHECK(verdict(R"({"resourceType":"Parameters","_id":{"extension":[{"url":"http://e","valueCode":"x"}]}})") ==
        lines{"1 warning structure Parameters.id /_id"});
}

TEST_CASE("expressions are FHIRPath", "[validate][verdicts]") {
  CHECK(
      verdict(
          R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":7},"issue":[{"severity":"error","code":"invalid"}]})") ==
      lines{"1 error value OperationOutcome.text.`div` /text/div"});
  CHECK(of(R"("a b/c":1)") == lines{"1 error structure " + at + ".`a b/c`" + in + "/a b~1c"});
  const auto where = difference(Narrative<>{.status = "generated", .div = "a"}, Narrative<>{.status = "generated", .div = "b"});
  REQUIRE(where);
  CHECK(where->expression == "Narrative.`div`");
}

TEST_CASE("URNs with a fragment or a version, and white space of Unicode", "[validate][verdicts]") {
  const std::string uuid = "urn:uuid:c757873d-ec9a-4326-a141-556f43239520";
  for (const std::string type : {"Uri", "Url", "Canonical"})
    for (const std::string& text : {uuid + "#item-1", uuid + "|1.0", uuid + "|1.0#a", std::string("urn:oid:2.16.840|4.0.1"),
                                    std::string("urn:oid:1.2.3#frag")})
      CHECK(of("\"value" + type + "\":\"" + text + '"') == lines{});
  CHECK(of(R"("valueUri":"urn:uuid:1#a")") == lines{"1 warning value " + at + ".value" + in + "/valueUri"});
  CHECK(of(R"("valueUuid":"urn:uuid:c757873d-ec9a-4326-a141-556f43239520#a")") ==
        lines{"1 error value " + at + ".value" + in + "/valueUuid"});
  CHECK(of(R"("valueString":"\u00a0\u2003")") == lines{"1 warning value " + at + ".value" + in + "/valueString"});
  CHECK(of(R"("valueString":"\u00a0x")") == lines{});
  CHECK(of(R"("valueCode":"a\u00a0")") == lines{"1 warning value " + at + ".value" + in + "/valueCode"});
}

TEST_CASE("integers that are written as they must not be", "[validate][verdicts]") {
  const auto words = [](std::string_view type, std::string_view number) {
    const auto read = from_json<Resource<>>(parameter("\"value" + std::string(type) + "\":" + std::string(number)));
    return read ? std::string() : read.issues()[0].text;
  };
  CHECK(words("Integer", "99999999999999999999") == "99999999999999999999 is too large for an integer (at most 2147483647)");
  CHECK(words("Integer", "-99999999999999999999") == "-99999999999999999999 is too small for an integer (at least -2147483648)");
  CHECK(words("PositiveInt", "1e40") == "1e40 is too large for a positiveInt (at most 2147483647)");
  CHECK(words("Integer", "1e1") == "1e1 is not an integer: write 10, without an exponent");
  CHECK(words("UnsignedInt", "7.0") == "7.0 is not an unsignedInt: write 7, without a point");
  CHECK(words("Integer", "-20e-1") == "-20e-1 is not an integer: write -2, without an exponent");
  CHECK(words("Integer", "15e-1") == "15e-1 is not an integer: write a whole number");
  CHECK(words("Integer", "1.5") == "1.5 is not an integer: write a whole number");
  CHECK(words("UnsignedInt", "-0") == "-0 is not an unsignedInt: write 0");
  CHECK(words("Integer", "-0").empty());
  CHECK(words("String", "1").find("a string") != std::string::npos);
}

TEST_CASE("elements that lenient reading dropped are not checked again, and do not move those that follow",
          "[validate][verdicts]") {
  const read_options lenient = read_options{}.lenient();
  CHECK(verdict("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"a\",\"part\":[\nnull,\n{\"name\":\"b\","
                "\"valueDate\":\"xx\"}]}]}",
                lenient) == lines{"2 warning structure Parameters.parameter[0].part[0] /parameter/0/part/0",
                                  "3 error value Parameters.parameter[0].part[0].value /parameter/0/part/0/valueDate"});
  CHECK(verdict(parameter(R"("valueHumanName":{"given":["","a"]})"), lenient) ==
        lines{"1 warning value " + at + ".value.given[0]" + in + "/valueHumanName/given/0"});
  const std::string alone = "1 error invariant " + at + in;  // inv-1: there is no value any more
  CHECK(verdict(parameter(R"("valueCoding":{})"), lenient) ==
        lines{"1 warning structure " + at + ".value" + in + "/valueCoding", alone});
  CHECK(verdict(parameter(R"("valueBoolean":"yes")"), lenient) ==
        lines{"1 warning value " + at + ".value" + in + "/valueBoolean", alone});
}

TEST_CASE("a rule of several conditions names the one that fails", "[validate][verdicts]") {
  const auto why = [](std::string_view members) {
    const auto read = from_json<Resource<>>(parameter(members));
    REQUIRE(read);
    const issues found = validate(*read);
    return found.empty() ? std::string() : found[0].text;
  };
  CHECK(why(R"("valueAge":{"value":1})").starts_with("age-1: code is missing"));
  CHECK(why(R"("valueAge":{"value":1,"code":"a","system":"urn:x"})").starts_with("age-1: the system of an age must be"));
  CHECK(why(R"("valueAge":{"value":-1,"code":"a","system":"http://unitsofmeasure.org"})")
            .starts_with("age-1: an age must be more than 0"));
  CHECK(why(R"("valueRatio":{"numerator":{"value":1}})").starts_with("rat-1: denominator is missing"));
  CHECK(why(R"("valueTriggerDefinition":{"type":"periodic"})").starts_with("trd-3: timing is missing"));
  CHECK(why(R"("valueString":"x","part":[{"name":"b","valueString":"y"}])")
            .starts_with("inv-1: a parameter with parts must not have a value"));
  CHECK(why(R"("valueTiming":{"repeat":{"offset":1}})").starts_with("tim-9: when is missing"));
  CHECK(why(R"("valueTiming":{"repeat":{"offset":1,"when":["C"]}})").starts_with("tim-9: offset is not allowed with the meals"));
}
