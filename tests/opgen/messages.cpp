// What is wrong with a definition is told, each fault with its place.

#include "../../examples/opgen/examine.hpp"

#include "support/catch.hpp"
#include "support/issues.hpp"

namespace {

// A document with a mark where the fault stands, and what is told of it.
struct refusal {
  std::string with_mark;
  std::string told;
};

opgen::examined examine(const std::string& text, opgen::choices wanted = {}) {
  return opgen::examine(text, wanted, [](const auto&, auto&, const auto&) {});
}

void check(const refusal& each) {
  const test::marked document(each.with_mark);
  CAPTURE(document.text);
  REQUIRE(document.places.size() == 1);
  const opgen::examined out = examine(document.text);
  std::vector<std::string> all;
  for (const fhirops::issue& found : out.found)
    all.push_back(std::to_string(found.offset) + ' ' + to_string(found));
  const std::string place = document.at(0);
  CHECK(all == std::vector<std::string>{place.substr(0, place.size() - 1) + ": " + each.told});
  CHECK(out.found.has_errors());
}

// A definition with one element changed, left out or added.
std::string definition(const std::string& from, const std::string& to) {
  std::string text = R"({
  "resourceType": "OperationDefinition",
  "id": "x",
  "status": "active",
  "kind": "operation",
  "code": "x",
  "resource": ["Patient"],
  "system": true,
  "type": true,
  "instance": false
})";
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}
// A definition with these parameters.
std::string parameters(const std::string& all) {
  return definition("\"instance\": false", "\"instance\": false,\n  \"parameter\": [\n    " + all + "\n  ]");
}

}  // namespace

TEST_CASE("a document that holds no definition is refused", "[opgen][messages]") {
  const refusal all[] = {
      {"@", "fatal structure Resource: the document is empty: expected a JSON object"},
      {"@\"x\"", "fatal structure Resource: the document must be a JSON object"},
      {"@[]", "error not-found: the document holds no OperationDefinition: the array is empty"},
      {R"([@1])", "fatal structure OperationDefinition: the document must be a JSON object"},
      {R"(@{"resourceType":"Patient"})",
       "error not-found: the document holds no OperationDefinition: it is a Patient"},
      {R"(@{"resourceType":"Bundle","type":"collection"})",
       "error not-found: the document holds no OperationDefinition: no entry of the Bundle is one"},
      {R"([@{"resourceType":"Patient"}])",
       "fatal structure OperationDefinition: expected the resource OperationDefinition, found Patient"},
      {"{\"resourceType\":\"OperationDefinition\",\n\"id\": @}",
       "fatal structure OperationDefinition.id: a value is missing after the colon"},
  };
  for (const refusal& each : all) check(each);
}

TEST_CASE("a wrong definition is refused", "[opgen][messages]") {
  const refusal all[] = {
      {definition("\"operation\"", "@\"query\""),
       "error not-supported OperationDefinition.kind: this defines a named query, which is no operation"},
      {definition("\"code\": \"x\"", "\"code\": @\"$x y\""),
       "error value OperationDefinition.code: the code \"$x y\" cannot stand after $ in a URL"},
      {definition("\"active\"", "@\"done\""),
       "error code-invalid OperationDefinition.status: \"done\" is no publication status"},
      {definition("\"Patient\"", "\"Patient\", @\"Person2\""),
       "error code-invalid OperationDefinition.resource[1]: \"Person2\" is no type of resource"},
  };
  for (const refusal& each : all) check(each);
  check({'@' + definition("  \"code\": \"x\",\n", ""),
         "error required OperationDefinition: the definition has no code: the name of the operation, without "
         "$"});
  check({'@' + definition("  \"resource\": [\"Patient\"],\n", ""),
         "error required OperationDefinition: an operation at the type or instance level must say on which "
         "resource"});
  check({'@' + definition("true,\n  \"type\": true", "false,\n  \"type\": false"),
         "error value OperationDefinition: one of system, type and instance must be true, or nothing can "
         "call the "
         "operation"});
}

TEST_CASE("a wrong parameter is refused", "[opgen][messages]") {
  const std::string here = "OperationDefinition.parameter[0]";
  const refusal all[] = {
      {R"(@{"use":"in","min":0,"max":"1","type":"string"})",
       "error required " + here + ": the parameter has no name"},
      {R"(@{"name":"a","min":0,"max":"1","type":"string"})",
       "error required " + here + ".use: the use of \"a\" must be in or out"},
      {R"({"name":"a","use":@"inout","min":0,"max":"1","type":"string"})",
       "error code-invalid " + here + ".use: the use of \"a\" must be in or out"},
      {R"(@{"name":"a","use":"in","max":"1","type":"string"})",
       "error required " + here + ": the parameter has no min"},
      {R"({"name":"a","use":"in","min":@-1,"max":"1","type":"string"})",
       "error value " + here + ".min: the min is below 0"},
      {R"({"name":"a","use":"in","min":@2,"max":"1","type":"string"})",
       "error value " + here + ".min: the min 2 is more than the max 1"},
      {R"(@{"name":"a","use":"in","min":0,"type":"string"})",
       "error required " + here + ": the parameter has no max"},
      {R"({"name":"a","use":"in","min":0,"max":@"many","type":"string"})",
       "error value " + here + ".max: the max \"many\" is neither * nor a number from 1 to 4294967295"},
      {R"({"name":"a","use":"in","min":0,"max":@"0","type":"string"})",
       "error value " + here + ".max: the max \"0\" is neither * nor a number from 1 to 4294967295"},
      {R"({"name":"a","use":"in","min":0,"max":@"4294967296","type":"string"})",
       "error value " + here + ".max: the max \"4294967296\" is neither * nor a number from 1 to 4294967295"},
      {R"(@{"name":"a","use":"in","min":0,"max":"1"})",
       "error required " + here + ": the parameter has neither type nor part (opd-1)"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":@"Text"})",
       "error code-invalid " + here + ".type: \"Text\" is no type of FHIR R4"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":@"reference"})",
       "error code-invalid " + here + ".type: \"reference\" is no type of FHIR R4: \"Reference\" was meant?"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":@"*"})",
       "error code-invalid " + here + ".type: \"*\" is no type of FHIR R4: \"Element\" was meant?"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":@"Narrative"})",
       "error not-supported " + here +
           ".type: a parameter cannot have the type \"Narrative\": value[x] does not allow it"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"code","searchType":@"token"})",
       "error invariant " + here + ".searchType: searchType is for parameters of type string alone (opd-2)"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"string","searchType":@"text"})",
       "error code-invalid " + here + ".searchType: \"text\" is no type of search parameter"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"string","targetProfile":@["urn:x"]})",
       "error invariant " + here +
           ".targetProfile: targetProfile is for parameters of type Reference or canonical alone (opd-3)"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"code","binding":@{"strength":"strong","valueSet":"urn:x"}})",
       "error code-invalid " + here +
           ".binding: the strength of a binding must be required, extensible, preferred or example"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"code","binding":@{"strength":"required"}})",
       "error required " + here + ".binding: the binding has no valueSet"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"Element","extension":[@{"url":)"
       R"("http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type","valueUri":"Patient"}]})",
       "error code-invalid " + here + ".extension[0]: \"Patient\" is none of the types that value[x] allows"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"code","extension":[@{"url":)"
       R"("http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type","valueUri":"code"}]})",
       "error value " + here + ".extension[0]: allowed types are for parameters of type Element alone"},
      {R"({"name":"a","use":"in","min":0,"max":"1","part":[@{"name":"b","use":"in","min":0,"max":"1"}]})",
       "error required " + here + ".part[0]: the parameter has neither type nor part (opd-1)"},
      {R"({"name":"a","use":"in","min":0,"max":"1","part":[{"name":"b","use":@"out","min":0,"max":"1","type":"code"}]})",
       "error value " + here + ".part[0].use: the use of a part must be that of the parameter around it: in"},
  };
  for (const refusal& each : all) check({parameters(each.with_mark), each.told});
}

TEST_CASE("names that would clash are refused", "[opgen][messages]") {
  const auto two = [](const std::string& first, const std::string& second) {
    return parameters(R"({"name":")" + first + R"(","use":"in","min":0,"max":"1","type":"string"},
    {"name":@")" + second +
                      R"(","use":"in","min":0,"max":"1","type":"string"})");
  };
  const std::string there = "error duplicate OperationDefinition.parameter[1].name: ";
  check({two("a", "a"),
         there + "there are two parameters \"a\" of use in: the other is OperationDefinition.parameter[0]"});
  check(
      {two("a-b", "a_b"), there + "the parameters \"a-b\" and \"a_b\" would have the same name in C++: a_b"});
  check({two("class", "class_"),
         there + "the parameters \"class\" and \"class_\" would have the same name in C++: class_"});
  // One in, one out: no clash.
  const std::string both = R"({"name":"a","use":"in","min":0,"max":"1","type":"string"},
    {"name":"a","use":"out","min":0,"max":"1","type":"string"})";
  CHECK(examine(parameters(both)).found.empty());
}

TEST_CASE("all faults are told at once, in the order of the text", "[opgen][messages]") {
  const opgen::examined out = examine(parameters(R"({"name":"a","use":"in","min":2,"max":"1","type":"Text"},
    {"name":"a","use":"in","min":0,"max":"x","part":[{"use":"in","min":0,"max":"1","type":"code"}]},
    {"name":"b","use":"in","min":"x","max":"1","type":"code"})"));
  std::vector<std::string> all;
  for (const fhirops::issue& each : out.found)
    all.push_back(std::to_string(each.line) + ' ' + std::string(to_string(each.severity)) + ' ' +
                  each.expression);
  CHECK(all == std::vector<std::string>{"12 error OperationDefinition.parameter[0].min",
                                        "12 error OperationDefinition.parameter[0].type",
                                        "13 error OperationDefinition.parameter[1].name",
                                        "14 error OperationDefinition.parameter[2]",
                                        "14 warning OperationDefinition.parameter[2].min"});
}

TEST_CASE("a fault in an array or a Bundle has its place in the whole", "[opgen][messages]") {
  const std::string wrong = parameters(R"({"name":"a","use":"in","min":0,"max":@"x","type":"string"})");
  const std::string told =
      "error value OperationDefinition.parameter[0].max: the max \"x\" is neither * nor a number "
      "from 1 to 4294967295";
  check({"[\n" + definition("\"x\"", "\"y\"") + ",\n  " + wrong + "]", told});
  check(
      {R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient"}},{"resource":)" +
           wrong + "}]}",
       told});
  check({"\xEF\xBB\xBF" + wrong, told});
}

TEST_CASE("a parameter without type is a value of any type where that is wanted", "[opgen][messages]") {
  const std::string text = parameters(R"({"name":"a","use":"in","min":0,"max":"1"})");
  const opgen::examined out = examine(text, {.untyped = true});
  REQUIRE(out.found.size() == 1);
  CHECK_FALSE(out.found.has_errors());
  CHECK(out.operations.at(0).request.at(0).type == "Value<>");
}
