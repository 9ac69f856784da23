#pragma once
// The parts of an OperationDefinition that a program depends on, as lines of text: two definitions that agree in them have the
// same lines.

#include <fhirops/fhirops.hpp>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "../../examples/opgen/sources.hpp"
#include "support/json_tree.hpp"

namespace test {

inline void parameter_lines(const fhirops::OperationDefinitionParameter<>& parameter, const std::string& path,
                            std::vector<std::string>& lines) {
  const std::string name = path + '/' + std::string(std::string_view(parameter.name));
  std::string line = name + ' ' + std::string(std::string_view(parameter.use));
  line += ' ' + std::to_string(parameter.min.value.value_or(-1)) + ".." + std::string(std::string_view(parameter.max));
  line += " type=" + std::string(std::string_view(parameter.type));
  line += " search=" + std::string(std::string_view(parameter.searchType));
  for (const auto& profile : parameter.targetProfile) line += " target=" + std::string(std::string_view(profile));
  if (parameter.binding)
    line += " binding=" + std::string(std::string_view(parameter.binding->strength)) + '|' +
            std::string(std::string_view(parameter.binding->valueSet));
  std::set<std::string> allowed;  // in any order
  for (const auto& extension : parameter.extension)
    if (std::string_view(extension.url).ends_with("/operationdefinition-allowed-type"))
      allowed.emplace(std::string_view(*extension.value.get_if<fhirops::Uri<>>()));
  for (const std::string& each : allowed) line += " allowed=" + each;
  lines.push_back(line);
  for (const auto& part : parameter.part) parameter_lines(part, name, lines);
}

inline std::vector<std::string> definition_lines(const fhirops::OperationDefinition<>& definition) {
  const auto truth = [](const fhirops::Boolean<>& value) {
    return value.value ? std::string(*value.value ? "true" : "false") : std::string("absent");
  };
  std::vector<std::string> lines{
      "url " + std::string(std::string_view(definition.url)),
      "version " + std::string(std::string_view(definition.version)),
      "code " + std::string(std::string_view(definition.code)),
      "kind " + std::string(std::string_view(definition.kind)),
      "status " + std::string(std::string_view(definition.status)),
      "system " + truth(definition.system),
      "type " + truth(definition.type),
      "instance " + truth(definition.instance),
      "affectsState " + truth(definition.affectsState),
  };
  for (const auto& resource : definition.resource) lines.push_back("resource " + std::string(std::string_view(resource)));
  for (const auto& parameter : definition.parameter) parameter_lines(parameter, "", lines);
  return lines;
}

/// The published definitions in a file, by id.
inline void read_definitions(const std::string& path, std::map<std::string, std::vector<std::string>>& all) {
  for (auto& each : opgen::read_document(read_file(path)).sources)
    all[each.definition.id.text] = definition_lines(each.definition);
}

/// The definitions of a table of operations.
template <class... Ops>
std::map<std::string, std::vector<std::string>> table_definitions(fhirops::operation_table<Ops...>) {
  std::map<std::string, std::vector<std::string>> all;
  const auto add = [&all](const fhirops::OperationDefinition<>& definition) {
    all[definition.id.text] = definition_lines(definition);
  };
  (add(fhirops::definition<Ops>()), ...);
  return all;
}

}  // namespace test
