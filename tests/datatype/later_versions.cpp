// The names that R4B and R5 have beyond R4's, against the official tables of the three: all of them, and no other.

#include <fhirops/datatype/codes.hpp>
#include <fhirops/datatype/later_versions.hpp>
#include <map>
#include <rapidjson/document.h>
#include <set>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

rapidjson::Document parsed(const std::string& name) {
  const std::string text = test::read_file(FHIROPS_TEST_DATA "/" + name);
  rapidjson::Document document;
  document.Parse(text.c_str(), text.size());
  REQUIRE_FALSE(document.HasParseError());
  return document;
}
std::set<std::string> names(const rapidjson::Value& list) {
  std::set<std::string> all;
  for (const auto& each : list.GetArray()) all.insert(each.GetString());
  return all;
}
std::string with_capital(std::string name) {
  if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}
// Each name that a version has beyond `known`, with the versions that have it.
using versions = std::map<std::string, std::string>;
void add(versions& later, const std::set<std::string>& all, const std::set<std::string>& known, const std::string& version) {
  for (const std::string& each : all)
    if (!known.contains(each)) (later[each] += later[each].empty() ? "" : " and ") += version;
}

// `Type.element` as a member of JSON, of the element at each path; without what is below another new one.
std::set<std::string> members(const rapidjson::Value& elements) {
  std::set<std::string> all;
  for (const auto& type : elements.GetObject())
    for (const auto& element : (type.value.IsArray() ? type.value : type.value["elements"]).GetArray()) {
      const std::string path = std::string(type.name.GetString()) + '.' + element["name"].GetString();
      if (!path.ends_with("[x]"))
        all.insert(path);
      else
        for (const auto& each : element["types"].GetArray())
          all.insert(path.substr(0, path.size() - 3) + with_capital(each.GetString()));
    }
  return all;
}

}  // namespace

TEST_CASE("types of later versions", "[datatype][later_versions]") {
  const std::set<std::string> known(codes::all_types.codes.begin(), codes::all_types.codes.end());
  versions later;
  for (const std::string version : {"r4b", "r5"}) {
    const auto table = parsed("versions/" + version + ".json");
    for (const char* kind : {"primitives", "datatypes", "resources"})
      add(later, names(table[kind]), known, table["version"].GetString());
  }
  CHECK(later.size() == std::size(detail::types_of_r4b_and_r5) + std::size(detail::types_of_r5));
  for (const auto& [name, version] : later) {
    INFO(name);
    CHECK(detail::versions_of_type(name) == version);
  }
  for (const std::string& each : known) CHECK(detail::versions_of_type(each).empty());
}

TEST_CASE("elements of later versions", "[datatype][later_versions]") {
  const auto r4_table = parsed("r4/r4-datatypes.json");
  const std::set<std::string> known = members(r4_table);
  versions later;
  for (const std::string version : {"r4b", "r5"}) {
    const auto table = parsed("versions/" + version + ".json");
    add(later, members(table["elements"]), known, table["version"].GetString());
  }
  std::size_t count = 0;
  for (const auto& [path, version] : later) {
    const std::string type = path.substr(0, path.rfind('.'));
    const std::string element = path.substr(path.rfind('.') + 1);
    // What is below an element that is new itself is never asked for; a type of value[x] is not an element.
    if (later.contains(type) || path.starts_with("Extension.value") || path.starts_with("Parameters.parameter.value")) continue;
    INFO(path);
    CHECK(detail::versions_of_element(type, element) == version);
    ++count;
  }
  CHECK(count == std::size(detail::elements_of_r5));
  for (const std::string& path : known)
    CHECK(detail::versions_of_element(path.substr(0, path.rfind('.')), path.substr(path.rfind('.') + 1)).empty());
}
