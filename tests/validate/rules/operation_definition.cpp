// The invariants of OperationDefinition.

#include <fhirops/fhirops.hpp>
#include <string>

#include "support/checked.hpp"

using namespace fhirops;
using test::check_rule;
using test::checked;
using test::lines;

namespace {

std::string named(const std::string& name) {
  return R"({"resourceType":"OperationDefinition","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},"name":")" +
         name + R"(","status":"draft","kind":"operation","code":"a","system":true,"type":false,"instance":false})";
}
std::string parameter(const std::string& members) {
  return R"({"name":"a","use":"in","min":0,"max":"1")" + (members.empty() ? "" : ',' + members) + '}';
}

}  // namespace

TEST_CASE("opd-0: a name that code can use, as a warning", "[validate][rules]") {
  for (const std::string& good : {std::string("A"), std::string("Apply_2"), std::string("Z") + std::string(254, 'z')})
    CHECK(checked<OperationDefinition<>>(named(good)) == lines{});
  for (const std::string& bad : {std::string("apply"), std::string("2A"), std::string("Apply It"), std::string("Apply-It"),
                                 std::string("Ærø"), std::string("Z") + std::string(255, 'z')})
    CHECK(checked<OperationDefinition<>>(named(bad)) == lines{"opd-0 warning invariant OperationDefinition "});
}

TEST_CASE("opd-1 to opd-3: what a parameter has with which type", "[validate][rules]") {
  const auto reported = [](const std::string& members) { return checked<OperationDefinitionParameter<>>(parameter(members)); };
  const std::string where = " error invariant OperationDefinition.parameter ";
  CHECK(reported(R"("type":"string")") == lines{});
  CHECK(reported(R"("part":[)" + parameter(R"("type":"string")") + ']') == lines{});
  CHECK(reported("") == lines{"opd-1" + where});
  CHECK(reported(R"("part":[)" + parameter("") + ']') ==
        lines{"opd-1 error invariant OperationDefinition.parameter.part[0] /part/0"});

  CHECK(reported(R"("type":"string","searchType":"token")") == lines{});
  CHECK(reported(R"("type":"code","searchType":"token")") == lines{"opd-2" + where});
  CHECK(reported(R"("searchType":"token","part":[)" + parameter(R"("type":"string")") + ']') == lines{"opd-2" + where});

  for (const std::string type : {"Reference", "canonical"})
    CHECK(reported(R"("targetProfile":["http://x"],"type":")" + type + '"') == lines{});
  CHECK(reported(R"("targetProfile":["http://x"],"type":"uri")") == lines{"opd-3" + where});
  CHECK(reported(R"("targetProfile":["http://x"],"searchType":"token","type":"uri")") == lines{"opd-2" + where, "opd-3" + where});
}
