// What opgen says of definitions.

#include "../../examples/opgen/examine.hpp"

#include "messages/faults.hpp"

std::vector<std::string> test::faults_of_document(std::string_view json, bool strictly) {
  const auto out = opgen::examine(json, {.strict = strictly}, [](const auto&, auto&, const auto&) {});
  std::vector<std::string> lines;
  for (fhirops::issue each : out.found) {
    each.line = 0;  // where it is in one line says little
    lines.push_back(to_string(each));
  }
  return lines;
}

namespace {

// With the members that each needs, but for those that are `given`, and those that are left out: `!code,`.
std::string definition_of(std::string_view members, std::string_view given) {
  std::string text = R"({"resourceType":"OperationDefinition",)" + std::string(members);
  for (const std::string_view needed : {R"("id":"plan")", R"("status":"active")", R"("kind":"operation")", R"("code":"plan")",
                                        R"("system":true)", R"("type":false)", R"("instance":false)"}) {
    const std::string_view name = needed.substr(0, needed.find(':') + 1);
    if (given.find(name) == given.npos && given.find('!' + std::string(name.substr(1, name.size() - 3))) == given.npos)
      (text += text.ends_with(',') ? "" : ",") += needed;
  }
  for (std::size_t at = text.find('!'); at != text.npos; at = text.find('!')) {
    const std::size_t end = text.find(',', at);
    text.erase(at, end + 1 - at);
  }
  return text + '}';
}

}  // namespace

std::vector<std::string> test::faults_of_definition(std::string_view members, bool strictly) {
  const std::size_t parameters = members.find("\"parameter\"");
  return faults_of_document(definition_of(members, members.substr(0, parameters)), strictly);
}

std::vector<std::string> test::faults_of_definition_parameter(std::string_view parameter, bool strictly) {
  return faults_of_document(definition_of(R"("parameter":[)" + std::string(parameter) + ']', ""), strictly);
}
