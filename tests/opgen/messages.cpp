// What is wrong with a definition is reported, each fault with its position.

#include "../../examples/opgen/examine.hpp"
#include "../../examples/opgen/print.hpp"

#include "support/catch.hpp"
#include "support/issues.hpp"

namespace {

// A document with a mark at the position of the fault, and its issues.
struct refusal {
  std::string with_mark;
  std::string reported;
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
  for (const fhirops::issue& found : out.found) all.push_back(std::to_string(found.offset) + ' ' + to_string(found));
  const std::string place = document.at(0);
  CHECK(all == std::vector<std::string>{place.substr(0, place.size() - 1) + ": " + each.reported});
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
      {"@\"x\"", "fatal structure Resource: the document is a string: it must be an object"},
      {"@[]", "error not-found: the document holds no OperationDefinition: the array is empty"},
      {R"([@1])", "fatal structure OperationDefinition: the document is a number: it must be an object"},
      {R"(@{"resourceType":"Patient"})", "error not-found: the document holds no OperationDefinition: it is a Patient resource"},
      {R"(@{"resourceType":"Bundle","type":"collection"})",
       "error not-found: the document holds no OperationDefinition: no entry of the Bundle has one"},
      {R"([@{"resourceType":"Patient"}])",
       "fatal structure OperationDefinition: resourceType is \"Patient\", but \"OperationDefinition\" is expected"},
      {"{\"resourceType\":\"OperationDefinition\",\n\"id\": @}",
       "fatal structure OperationDefinition.id: a value is missing after the colon"},
  };
  for (const refusal& each : all) check(each);
}

TEST_CASE("an unknown element of a document is a warning, and an error in strict reading", "[opgen][messages]") {
  const std::string text = definition("\"id\": \"x\"", "\"id\": \"x\", \"unheardOf\": 1");
  const opgen::examined out = examine(text);
  CHECK_FALSE(out.found.has_errors());
  REQUIRE(out.found.size() == 1);
  CHECK(out.found[0].severity == fhirops::issue_severity::warning);
  CHECK(out.operations.size() == 1);
  const opgen::examined strict = examine(text, {.strict = true});
  REQUIRE(strict.found.size() == 1);
  CHECK(strict.found[0].severity == fhirops::issue_severity::error);
  CHECK(strict.operations.size() == 1);  // it is looked at all the same
  for (const opgen::choices wanted : {opgen::choices{}, opgen::choices{.strict = true}}) {
    const opgen::examined broken = examine("[" + text + ", 1]", wanted);
    CHECK(broken.found.has_errors());
    CHECK(broken.operations.empty());
  }
}

TEST_CASE("a document of white space alone is reported as empty", "[opgen][messages]") {
  const opgen::document out = opgen::read_document(std::string_view("< ").substr(1));
  REQUIRE(out.found.size() == 1);
  CHECK(out.found[0].text.find("XML") == std::string::npos);
}

TEST_CASE("a wrong definition is refused", "[opgen][messages]") {
  const refusal all[] = {
      {definition("\"code\": \"x\"", "\"code\": @\"x y\""),
       "error value OperationDefinition.code: \"x y\" is not the code of an operation: it follows $ in a URL, so remove spaces "
       "and / ? # % &"},
      {definition("\"active\"", "@\"done\""),
       "error code-invalid OperationDefinition.status: \"done\" is not a publication status: write draft, active, "
       "retired or unknown"},
      {definition("\"Patient\"", "\"Patient\", @\"Person2\""),
       "error code-invalid OperationDefinition.resource[1]: \"Person2\" is not a resource type of R4: did you mean \"Person\"?"},
  };
  for (const refusal& each : all) check(each);
  check({'@' + definition("  \"code\": \"x\",\n", ""),
         "error required OperationDefinition: code is missing: it is the name of the operation in a URL, without $"});
  check({'@' + definition("true,\n  \"type\": true", "false,\n  \"type\": false"),
         "error value OperationDefinition: system, type and instance are all false: one must be true, or nothing "
         "can call the operation"});
}

TEST_CASE("a definition is refused if no name for a struct can be made from it", "[opgen][messages]") {
  std::string text = definition("\"code\": \"x\"", "\"code\": \"!\"");
  text.replace(text.find("\"id\": \"x\""), 9, "\"id\": \"-\"");
  check({'@' + text,
         "error value OperationDefinition: neither id nor code has a letter or digit, which the name of the struct needs: change "
         "one of them"});
}

TEST_CASE("a code that a URL cannot have is refused", "[opgen][messages]") {
  const auto reported = [](const std::string& code) {
    const opgen::examined out = examine(definition("\"code\": \"x\"", "\"code\": \"" + code + '"'));
    std::string all;
    for (const fhirops::issue& each : out.found)
      all += std::string(to_string(each.severity)) + ' ' + std::string(to_string(each.code)) + ' ' + each.expression + ' ';
    return all;
  };
  for (const char* good : {"x", "a-b", "a_b", "a.b", "a~b!", "a'b", "a(b)*+,;:=@", "\xC3\xA6"}) {
    CAPTURE(good);
    CHECK(reported(good).empty());
  }
  for (const char* wrong : {"x>y", "x<y", ">", "<", "x/y", "x?y", "x#y", "x%y", "x&y", "x\\\"y", "x\\\\y", "x$y", "x y"}) {
    CAPTURE(wrong);
    CHECK(reported(wrong) == "error value OperationDefinition.code ");
  }
}

TEST_CASE("a maximum is the limit of a list, or there is no limit", "[opgen][messages]") {
  const auto member = [](const std::string& min, const std::string& max) {
    const opgen::examined out =
        examine(parameters(R"({"name":"a","use":"in","min":)" + min + R"(,"max":")" + max + R"(","type":"string"})"));
    CHECK_FALSE(out.found.has_errors());
    REQUIRE(out.operations.size() == 1);
    REQUIRE(out.operations[0].request.size() == 1);
    const opgen::member& made = out.operations[0].request[0];
    std::string all = made.many ? "many" : made.optional ? "optional" : "one";
    for (const auto& each : made.details) all += ' ' + each.name + '=' + each.open;
    return all;
  };
  CHECK(member("0", "1") == "optional");
  CHECK(member("1", "1") == "one");
  CHECK(member("0", "2") == "many max=2");
  CHECK(member("1", "2") == "many min=1 max=2");
  CHECK(member("2", "2") == "many min=2 max=2");
  CHECK(member("0", "*") == "many");
  CHECK(member("3", "*") == "many min=3");
  CHECK(member("0", "4294967295") == "many max=4294967295");
}

TEST_CASE("a maximum that cannot be read is not compared with the minimum", "[opgen][messages]") {
  check({parameters(R"({"name":"a","use":"in","min":2,"max":@"x","type":"string"})"),
         "error value OperationDefinition.parameter[0].max: \"x\" is not a max: write * or a number from 0 to 4294967295"});
}

TEST_CASE("a wrong parameter is refused", "[opgen][messages]") {
  const std::string here = "OperationDefinition.parameter[0]";
  const refusal all[] = {
      {R"(@{"use":"in","min":0,"max":"1","type":"string"})",
       "error required " + here + ": name is missing: each parameter needs one"},
      {R"(@{"use":"in","min":0,"max":"0","type":"string"})",
       "error required " + here + ": name is missing: each parameter needs one"},
      {R"(@{"name":"a","min":0,"max":"1","type":"string"})", "error required " + here + ".use: use is missing: write in or out"},
      {R"({"name":"a","use":@"inout","min":0,"max":"1","type":"string"})",
       "error code-invalid " + here + ".use: \"inout\" is not a use: write in or out"},
      {R"(@{"name":"a","use":"in","max":"1","type":"string"})",
       "error required " + here + ": min is missing: write 0 where the parameter is optional, 1 where it is required"},
      {R"({"name":"a","use":"in","min":@-1,"max":"1","type":"string"})",
       "error value " + here + ".min: -1 is not a min: it must be at least 0"},
      {R"({"name":"a","use":"in","min":@2,"max":"1","type":"string"})",
       "error value " + here + ".min: min 2 is more than max 1: change one of them"},
      {R"(@{"name":"a","use":"in","min":0,"type":"string"})", "error required " + here + ": max is missing: write a number or *"},
      {R"({"name":"a","use":"in","min":0,"max":@"many","type":"string"})",
       "error value " + here + ".max: \"many\" is not a max: write * or a number from 0 to 4294967295"},
      {R"({"name":"a","use":"in","min":1,"max":@"0","type":"string"})",
       "error value " + here + ".max: min 1 is more than max 0: change one of them"},
      {R"({"name":"a","use":"in","min":0,"max":@"4294967296","type":"string"})",
       "error value " + here + ".max: \"4294967296\" is not a max: write * or a number from 0 to 4294967295"},
      {R"({"name":"a","use":"in","min":0,"max":@"01","type":"string"})",
       "error value " + here + ".max: \"01\" is not a max: write * or a number from 0 to 4294967295"},
      {R"({"name":"a","use":"in","min":0,"max":@"00","type":"string"})",
       "error value " + here + ".max: \"00\" is not a max: write * or a number from 0 to 4294967295"},
      {R"({"name":"a","use":"in","min":0,"max":@"+1","type":"string"})",
       "error value " + here + ".max: \"+1\" is not a max: write * or a number from 0 to 4294967295"},
      {R"({"name":"a","use":"in","min":0,"max":@"1.","type":"string"})",
       "error value " + here + ".max: \"1.\" is not a max: write * or a number from 0 to 4294967295"},
      {R"({"name":"a","use":"in","min":0,"max":@"**","type":"string"})",
       "error value " + here + ".max: \"**\" is not a max: write * or a number from 0 to 4294967295"},
      {R"(@{"name":"a","use":"in","min":0,"max":"1"})",
       "error required " + here +
           ": type is missing: a parameter needs a type or parts (opd-1); --untyped takes it as a value of any type"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":@"Text"})",
       "error code-invalid " + here + ".type: \"Text\" is not a type of R4"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":@"reference"})",
       "error code-invalid " + here + ".type: \"reference\" is not a type of R4: did you mean \"Reference\"?"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":@"*"})",
       "error code-invalid " + here + ".type: \"*\" is not a type of R4: did you mean \"Element\"?"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":@"Narrative"})",
       "error not-supported " + here +
           ".type: \"Narrative\" is not a type that a parameter can have: it is not one of value[x], nor a resource"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"string","searchType":@"text"})",
       "error code-invalid " + here +
           ".searchType: \"text\" is not a type of search parameter: write one of number, date, string, token, reference, "
           "composite, quantity, uri or special"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"code","binding":@{"strength":"strong","valueSet":"urn:x"}})",
       "error code-invalid " + here +
           ".binding: \"strong\" is not a binding strength: write required, extensible, preferred or example"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"code","binding":@{"strength":"required"}})",
       "error required " + here + ".binding: valueSet is missing: a binding needs one"},
      {R"({"name":"a","use":"in","min":0,"max":"1","type":"Element","extension":[@{"url":)"
       R"("http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type","valueUri":"Pateint"}]})",
       "error code-invalid " + here +
           ".extension[0]: \"Pateint\" is not a type that a parameter can have: it is not one of value[x], nor a resource of R4"},
      // Of several faults one message, at the first.
      {R"({"name":"a","use":"in","min":@2,"max":"1","type":"Text","searchType":"what"})",
       "error value " + here +
           ".min: min 2 is more than max 1: change one of them; \"Text\" is not a type of R4; \"what\" is not a type of search "
           "parameter: write one of number, date, string, token, reference, composite, quantity, uri or special"},
      {R"({"name":"a","use":"in","min":0,"max":"1","part":[@{"name":"b","use":"in","min":0,"max":"1"}]})",
       "error required " + here +
           ".part[0]: type is missing: a parameter needs a type or parts (opd-1); --untyped takes it as a value of any type"},
      {R"({"name":"a","use":"in","min":0,"max":"1","part":[{"name":"b","use":@"out","min":0,"max":"1","type":"code"}]})",
       "error value " + here + ".part[0].use: \"out\" is not the use of the parameter around it: write in"},
  };
  for (const refusal& each : all) check({parameters(each.with_mark), each.reported});
}

TEST_CASE("names that would clash are refused", "[opgen][messages]") {
  const auto two = [](const std::string& first, const std::string& second) {
    return parameters(R"({"name":")" + first + R"(","use":"in","min":0,"max":"1","type":"string"},
    {"name":@")" + second +
                      R"(","use":"in","min":0,"max":"1","type":"string"})");
  };
  const std::string there = "error duplicate OperationDefinition.parameter[1].name: ";
  check({two("a", "a"), there + "\"a\" is the name of another parameter with the use in, OperationDefinition.parameter[0]: "
                                "rename or remove one of them"});
  check({two("a-b", "a_b"), there + "the parameters \"a-b\" and \"a_b\" would both be a_b in C++: give one of them "
                                    "another name, by --rename \"a_b=...\""});
  check({two("a__b", "a_b"), there + "the parameters \"a__b\" and \"a_b\" would both be a_b in C++: give one of them "
                                     "another name, by --rename \"a_b=...\""});
  check({two("class", "class_"), there + "the parameters \"class\" and \"class_\" would both be class_ in C++: give "
                                         "one of them another name, by --rename \"class_=...\""});
  // One in, one out: no clash.
  const std::string both = R"({"name":"a","use":"in","min":0,"max":"1","type":"string"},
    {"name":"a","use":"out","min":0,"max":"1","type":"string"})";
  CHECK(examine(parameters(both)).found.empty());
}

TEST_CASE("all faults are reported at once, in the order of the text", "[opgen][messages]") {
  const opgen::examined out = examine(parameters(R"({"name":"a","use":"in","min":2,"max":"1","type":"Text"},
    {"name":"a","use":"in","min":0,"max":"x","part":[{"use":"in","min":0,"max":"1","type":"code"}]},
    {"name":"b","use":"in","min":"x","max":"1","type":"code"})"));
  std::vector<std::string> all;
  for (const fhirops::issue& each : out.found)
    all.push_back(std::to_string(each.line) + ' ' + std::string(to_string(each.severity)) + ' ' + each.expression);
  CHECK(all == std::vector<std::string>{"12 error OperationDefinition.parameter[0].min",
                                        "13 error OperationDefinition.parameter[1].name",
                                        "14 error OperationDefinition.parameter[2].min"});
}

TEST_CASE("a fault in an array or a Bundle has its position in the whole", "[opgen][messages]") {
  const std::string wrong = parameters(R"({"name":"a","use":"in","min":0,"max":@"x","type":"string"})");
  const std::string reported =
      "error value OperationDefinition.parameter[0].max: \"x\" is not a max: write * or a number "
      "from 0 to 4294967295";
  check({"[\n" + definition("\"x\"", "\"y\"") + ",\n  " + wrong + "]", reported});
  check({R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient"}},{"resource":)" + wrong +
             "}]}",
         reported});
  check({"\xEF\xBB\xBF" + wrong, reported});
}

TEST_CASE("a parameter without a type is a value of any type if the option allows it", "[opgen][messages]") {
  const std::string text = parameters(R"({"name":"a","use":"in","min":0,"max":"1"})");
  const opgen::examined out = examine(text, {.untyped = true});
  REQUIRE(out.found.size() == 1);
  CHECK_FALSE(out.found.has_errors());
  CHECK(out.operations.at(0).request.at(0).type == "Value<>");
}

namespace {

// The issues of a definition that is accepted all the same, without positions; strict reading refuses it.
std::vector<std::string> warned(const std::string& text) {
  const opgen::examined out = examine(text);
  CAPTURE(text);
  CHECK_FALSE(out.found.has_errors());
  std::vector<std::string> all;
  bool warning = false;
  for (const fhirops::issue& each : out.found) {
    all.push_back(each.expression + ": " + each.text);
    warning = warning || each.severity == fhirops::issue_severity::warning;
  }
  CHECK(examine(text, {.strict = true}).found.has_errors() == warning);
  return all;
}
using lines = std::vector<std::string>;

// The type of the first parameter, and what its table says of it.
std::string made(const std::string& parameter) {
  const opgen::examined out = examine(parameters(parameter));
  REQUIRE(out.operations.size() == 1);
  if (out.operations[0].request.empty()) return "nothing";
  const opgen::member& member = out.operations[0].request[0];
  std::string all = member.type;
  for (const opgen::constant& each : member.details) all += ' ' + opgen::inline_text(each);
  return all;
}
std::string of_type(const std::string& type, const std::string& more) {
  return R"({"name":"a","use":"in","min":0,"max":"1","type":")" + type + "\"," + more + "}";
}
std::string allowing(const std::string& type, const std::vector<std::string>& allowed) {
  std::string all;
  for (const std::string& each : allowed)
    all += (all.empty() ? "" : ",") +
           (R"({"url":"http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type","valueUri":")" + each + "\"}");
  return of_type(type, "\"extension\":[" + all + "]");
}

}  // namespace

TEST_CASE("deviations of published guides are accepted with a warning", "[opgen][messages]") {
  const std::string here = "OperationDefinition.parameter[0]";
  CHECK(warned(definition("  \"resource\": [\"Patient\"],\n", "")) ==
        lines{"OperationDefinition: resource is missing, though type or instance is true: taken as any type of "
              "resource"});
  for (const char* const levels : {"\"type\": true,\n  \"instance\": false", "\"type\": false,\n  \"instance\": true"})
    CHECK(warned(definition("\"resource\": [\"Patient\"],\n  \"system\": true,\n  \"type\": true,\n  \"instance\": false",
                            "\"system\": true,\n  " + std::string(levels)))
              .size() == 1);
  CHECK(warned(definition("\"resource\": [\"Patient\"],\n  \"system\": true,\n  \"type\": true,\n  \"instance\": false",
                          "\"system\": true,\n  \"type\": false,\n  \"instance\": false"))
            .empty());
  CHECK(warned(definition("\"code\": \"x\"", "\"code\": \"$x\"")) ==
        lines{"OperationDefinition.code: \"$x\" begins with $, which is not part of a code: taken as \"x\""});
  CHECK(warned(definition("\"code\": \"x\"", "\"code\": \"x\", \"url\": \"OperationDefinition/x\"")) ==
        lines{"OperationDefinition.url: \"OperationDefinition/x\" is not an absolute URL: it is left out"});
  CHECK(warned(parameters(of_type("code", R"("searchType":"token")"))) ==
        lines{here + ".searchType: searchType is not allowed with the type \"code\", only with string (opd-2): it is kept"});
  for (const char* type : {"string", "Bundle", "uri", "Coding"})
    CHECK(warned(parameters(of_type(type, R"("targetProfile":["urn:x"])"))) ==
          lines{here + ".targetProfile: targetProfile is not allowed with the type \"" + type +
                "\", only with Reference or canonical (opd-3): it is kept"});
  CHECK(warned(parameters(of_type("Reference", R"("targetProfile":["Patient"])"))) ==
        lines{here + ".targetProfile[0]: \"Patient\" is not an absolute URL: it is left out"});
  CHECK(warned(parameters(of_type("code", R"("binding":{"strength":"required","valueSet":"the codes"})"))) ==
        lines{here + ".binding.valueSet: \"the codes\" is not an absolute URL: the binding is left out"});
  CHECK(
      warned(parameters(R"({"name":"a","use":"in","min":0,"max":"1","part":[{"name":"b","min":0,"max":"1","type":"code"}]})")) ==
      lines{here + ".part[0]: use is missing: taken as in, which the parameter around it has"});
  CHECK(warned(parameters(allowing("code", {"code"}))) ==
        lines{here + ".extension[0]: allowed types do not narrow the type \"code\", only Element, Resource, DomainResource and "
                     "Any: they are left out"});
  CHECK(warned(parameters(of_type("Element", R"("allowedType":["string"])"))) ==
        lines{here + ".allowedType: allowedType is an element of R5, not of R4: it is used as R5 has it"});
  // Before R4 targetProfile was profile, one Reference.
  const std::string no_element =
      ".profile: profile is not an element of R4: it is left out; for a Reference or canonical write targetProfile";
  CHECK(made(of_type("Reference", R"("profile":{"reference":"http://x/P"})")) ==
        "Reference<> .targetProfile = texts<\"http://x/P\">");
  CHECK(made(of_type("canonical", R"("profile":{"reference":"http://x/P"})")) ==
        "Canonical<> .targetProfile = texts<\"http://x/P\">");
  CHECK(warned(parameters(of_type("Reference", R"("profile":{"reference":"http://x/P"})"))) == lines{});
  for (const char* const profile : {R"({"reference":"Patient/1"})", R"({"display":"x"})"}) {
    CHECK(warned(parameters(of_type("Reference", std::string("\"profile\":") + profile))) == lines{here + no_element});
    CHECK(made(of_type("Reference", std::string("\"profile\":") + profile)) == "Reference<>");
  }
  CHECK(warned(parameters(of_type("code", R"("profile":{"reference":"http://x/P"})"))) == lines{here + no_element});
  CHECK(made(of_type("code", R"("profile":{"reference":"http://x/P"})")) == "Code<>");
  CHECK(warned(parameters(of_type("string", R"("scope":["type"])"))) ==
        lines{here + ".scope: scope is an element of R5, not of R4: it is used as R5 has it"});
  CHECK(warned(parameters(R"({"name":"a","use":"out","min":0,"max":"1","type":"string","scope":["type"]})")) ==
        lines{here + ".scope: scope is an element of R5, not of R4: it is left out, as only parameters of a request have it"});
}

TEST_CASE("a named query is left out", "[opgen][messages]") {
  const std::string query = definition("\"operation\"", "\"query\"");
  CHECK(warned(query) == lines{"OperationDefinition.kind: kind is query: a named query is not an operation, so it is left out"});
  CHECK(examine(query).operations.empty());
}

TEST_CASE("a parameter with a maximum of 0 is left out", "[opgen][messages]") {
  const std::string none = R"({"name":"a","use":"in","min":0,"max":"0","type":"string"})";
  CHECK(warned(parameters(none)) ==
        lines{"OperationDefinition.parameter[0].max: \"a\" has max 0, so nothing may be sent for it: it is left out"});
  CHECK(made(none) == "nothing");
  // So is one that would have nothing but such parts.
  const std::string parts = R"({"name":"b","use":"in","min":0,"max":"1","part":[)" + none + "]}";
  const std::string around = R"({"name":"c","use":"in","min":0,"max":"1","part":[)" + parts + "]}";
  CHECK(warned(parameters(around)) == lines{"OperationDefinition.parameter[0].part: \"c\" has only parts with max 0, so nothing "
                                            "may be sent for it: it is left out"});
  CHECK(made(around) == "nothing");
  const std::string sent = R"({"name":"c","use":"in","min":1,"max":"1","part":[)" + none + "]}";
  const fhirops::issues refused = examine(parameters(sent)).found;
  REQUIRE(refused.has_errors());
  CHECK(refused[0].expression == "OperationDefinition.parameter[0].part");
  CHECK(refused[0].text == "\"c\" must be sent, but has only parts with max 0: set its min to 0, or allow a part");
  const std::string other = R"({"name":"d","use":"in","min":0,"max":"1","type":"string"})";
  CHECK(made(R"({"name":"c","use":"in","min":1,"max":"1","part":[)" + none + ',' + other + "]}") != "nothing");
}

TEST_CASE("the names of a path are separated by points", "[opgen][messages]") {
  fhirops::list<opgen::parameter_definition> all;
  all.emplace_back().name = "a";
  all[0].part.emplace_back().name = "b";
  for (const std::string_view known : {"a", "a.b"}) CHECK(opgen::names_parameter(all, known));
  for (const std::string_view other : {"", "b", "ab", "axb", "a.", ".b", "a.b.", "a.c", "a.b.b"}) {
    CAPTURE(other);
    CHECK_FALSE(opgen::names_parameter(all, other));
  }
}

TEST_CASE("names that no parameter has are reported", "[opgen][messages]") {
  const std::string other =
      R"(,{"name":"b","use":"in","min":0,"max":"1","part":[{"name":"c.d","use":"in","min":0,"max":"1","type":"Resource"}]})";
  const auto from = [&](const std::string& source) {
    return warned(parameters(of_type("Resource", R"("referencedFrom":[{"source":")" + source + "\"}]") + other));
  };
  CHECK(from("b").empty());
  CHECK(from("b.c.d").empty());
  CHECK(from("b.c") ==
        lines{"OperationDefinition.parameter[0].referencedFrom[0].source: \"b.c\" is not a parameter of this operation"});
  CHECK(warned(definition("\"instance\": false", "\"instance\": false, \"overload\": [{\"parameterName\": [\"q\"]}]")) ==
        lines{"OperationDefinition.overload[0].parameterName[0]: \"q\" is not a parameter of this operation"});
}

TEST_CASE("allowed types narrow the abstract types", "[opgen][messages]") {
  CHECK(made(allowing("Resource", {"Patient", "Group"})) == "Resource<> .allowedResource = texts<\"Patient\", \"Group\">");
  CHECK(made(allowing("Resource", {"Patient", "Group", "Patient"})) ==
        "Resource<> .allowedResource = texts<\"Patient\", \"Group\">");
  CHECK(made(allowing("DomainResource", {"Patient"})) ==
        "Resource<> .type = \"DomainResource\" .allowedResource = texts<\"Patient\">");
  CHECK(made(allowing("Element", {"string", "SimpleQuantity"})) ==
        "Value<> .allowed = type_set(type_id::string, type_id::Quantity)");
  CHECK(made(allowing("Any", {"http://hl7.org/fhir/StructureDefinition/Patient", "string"})) ==
        "Any<> .allowed = type_set(type_id::string) .allowedResource = texts<\"Patient\">");
  CHECK(made(allowing("Any", {"Element", "Patient"})) ==
        "Any<> .allowed = type_set::open() .allowedResource = texts<\"Patient\">");
  CHECK(made(of_type("Any", "\"documentation\":\"x\"")) == "Any<>");
  // A resource is not an Element; but this is what is meant.
  CHECK(made(allowing("Element", {"Patient", "Coding"})) ==
        "Any<> .type = \"Element\" .allowed = type_set(type_id::Coding) .allowedResource = texts<\"Patient\">");
  CHECK(made(of_type("Element", R"("allowedType":["string","Coding"])")) ==
        "Value<> .allowed = type_set(type_id::string, type_id::Coding)");
}

TEST_CASE("a search parameter is one with a modifier, and R5's scope is kept", "[opgen][messages]") {
  CHECK(made(of_type("string", R"("searchType":"token")")) == "search_value .searchType = \"token\"");
  CHECK(made(R"({"name":"a","use":"in","min":1,"max":"1","type":"string","scope":["type","system"]})") ==
        "std::string .scope = texts<\"type\", \"system\"> .min = 1");
}

TEST_CASE("a name can be given to a member", "[opgen][messages]") {
  const std::string text = parameters(R"({"name":"a-b","use":"in","min":0,"max":"1","type":"string"},
    {"name":"a_b","use":"in","min":0,"max":"1","type":"string"},
    {"name":"p","use":"in","min":0,"max":"1","part":[{"name":"x y","use":"in","min":0,"max":"1","type":"string"},
      {"name":"x-y","use":"in","min":0,"max":"1","type":"string"}]})");
  opgen::renames names{.to = {{"a_b", "other"}, {"x:p.x-y", "third"}, {"unused", "q"}}, .used = {}};
  const opgen::examined out = examine(text, {.names = &names});
  CHECK(out.found.empty());
  CHECK(out.operations.at(0).request.at(1).identifier == "other");
  CHECK(out.operations.at(0).request.at(2).parts.at(1).identifier == "third");
  CHECK(names.used == std::set<std::string>{"a_b", "x:p.x-y"});
}

TEST_CASE("XML is reported as XML", "[opgen][messages]") {
  check({"\n @<OperationDefinition xmlns=\"http://hl7.org/fhir\"/>",
         "error not-supported: the document is XML, not JSON: give the definition as JSON"});
}
