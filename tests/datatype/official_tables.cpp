// The tables of elements against the official definitions: the same elements, in the same order, of
// the same types, cardinalities, choices and required bindings.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <map>
#include <rapidjson/document.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

rapidjson::Document parsed(const char* path) {
  const std::string text = test::read_file(path);
  rapidjson::Document document;
  document.Parse(text.c_str(), text.size());
  REQUIRE_FALSE(document.HasParseError());
  return document;
}
std::string text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

template <Storage S>
std::vector<const detail::type_info<S>*> tables() {
  std::vector<const detail::type_info<S>*> all{&detail::info_of<Element<S>>::value, &detail::info_of<Extension<S>>::value,
                                               &detail::info_of<Narrative<S>>::value};
  for (std::size_t i = detail::first_complex; i <= value_type_count; ++i)
    all.push_back(detail::value_info<S>(static_cast<type_id>(i)));
  for (const auto* each : detail::resource_infos<S>) all.push_back(each);
  return all;
}

// An element as one line, so that a difference reads well.
std::string line(std::string_view path, std::string_view types, std::size_t min, bool many, std::string_view binding) {
  return std::string(path) + " : " + std::string(types) + ' ' + std::to_string(min) + ".." + (many ? "*" : "1") +
         (binding.empty() ? "" : " required " + std::string(binding));
}
std::string joined(const std::set<std::string>& names) {
  std::string all;
  for (const std::string& each : names) all += (all.empty() ? "" : "|") + each;
  return all;
}

template <Storage S>
void our_lines(const detail::type_info<S>& info, const std::string& path, std::vector<std::string>& lines) {
  for (const detail::field<S>& f : info.fields) {
    const std::string here = path + '.' + std::string(f.name) + (f.kind == detail::shape::value ? "[x]" : "");
    const std::string_view binding = f.binding == nullptr ? std::string_view() : f.binding->valueSet;
    std::string types(to_string(f.type));
    bool nested = false;
    if (f.kind == detail::shape::value) {
      std::set<std::string> names;
      for (std::size_t i = 1; i <= value_type_count; ++i)
        if (f.choices.contains(static_cast<type_id>(i))) names.emplace(to_string(static_cast<type_id>(i)));
      types = joined(names);
    } else if (f.kind == detail::shape::resource) {
      types = "Resource";
    } else if (f.kind == detail::shape::complex && types.find('.') != std::string::npos) {
      nested = types == here;
      CHECK(f.info().name == types);
      types = nested ? "nested" : '#' + types;
    }
    lines.push_back(line(here, types, f.min, f.many, binding));
    if (nested) our_lines(f.info(), here, lines);
  }
}

std::vector<std::string> official_lines(const std::string& type, const rapidjson::Value& definition) {
  std::vector<std::string> lines;
  const bool is_resource = text_of(definition["base"]).ends_with("Resource");
  for (const auto& element : definition["elements"].GetArray()) {
    const std::string name = text_of(element["name"]);
    std::set<std::string> names;
    for (const auto& each : element["types"].GetArray()) names.insert(text_of(each));
    std::string types = joined(names);
    if (types == "Element" || types == "BackboneElement") types = "nested";
    if (element.HasMember("contentReference")) types = text_of(element["contentReference"]);
    // FHIRPath's String, which the definitions call `string`; in a resource it has the form of an id.
    if (is_resource && name == "id") types = "id";
    std::string binding;
    if (element.HasMember("binding") && text_of(element["binding"]["strength"]) == "required") {
      binding = text_of(element["binding"]["valueSet"]);
      binding.erase(binding.find('|'));
    }
    lines.push_back(line(type + '.' + name, types, element["min"].GetUint(), text_of(element["max"]) == "*", binding));
  }
  return lines;
}

template <Storage S>
void check_against(const rapidjson::Document& official) {
  std::set<std::string> ours;
  for (const auto* info : tables<S>()) {
    const std::string name(info->name);
    CAPTURE(name);
    CHECK(ours.insert(name).second);
    REQUIRE(official.HasMember(name.c_str()));
    std::vector<std::string> lines;
    our_lines(*info, name, lines);
    CHECK(lines == official_lines(name, official[name.c_str()]));
    CHECK(info->is_resource == text_of(official[name.c_str()]["base"]).ends_with("Resource"));
  }
  for (const auto& each : official.GetObject()) {
    const std::string name = text_of(each.name);
    if (name != "BackboneElement" && name != "Resource" && name != "DomainResource") CHECK(ours.contains(name));
  }
}

}  // namespace

TEST_CASE("every table is the official one", "[datatype][official]") {
  const rapidjson::Document official = parsed(FHIROPS_TEST_DATA "/r4/r4-datatypes.json");
  check_against<owned>(official);
  check_against<borrowed>(official);
}

TEST_CASE("the primitives are the official ones", "[datatype][official]") {
  const rapidjson::Document official = parsed(FHIROPS_TEST_DATA "/r4/r4-primitives.json");
  std::set<std::string> names;
  for (const auto& each : official.GetObject()) names.insert(text_of(each.name));
  std::set<std::string> ours{"xhtml"};
  for (std::size_t i = 1; i < detail::first_complex; ++i) ours.emplace(to_string(static_cast<type_id>(i)));
  CHECK(ours == names);
}

TEST_CASE("value[x] is open to the 50 types of Extension.value", "[datatype][official]") {
  const rapidjson::Document official = parsed(FHIROPS_TEST_DATA "/r4/r4-datatypes.json");
  for (const auto& element : official["Extension"]["elements"].GetArray()) {
    if (text_of(element["name"]) != "value[x]") continue;
    const auto& types = element["types"];
    REQUIRE(types.Size() == value_type_count);
    for (rapidjson::SizeType i = 0; i < types.Size(); ++i) {
      bool found = false;
      for (std::size_t k = 1; k <= value_type_count; ++k)
        found = found || to_string(static_cast<type_id>(k)) == text_of(types[i]);
      CHECK(found);
    }
  }
}

TEST_CASE("fields do not overlap in memory, and are within their type", "[datatype]") {
  for (const auto* info : tables<owned>()) {
    CAPTURE(std::string(info->name));
    std::vector<std::pair<std::size_t, std::size_t>> places{{info->unknown, sizeof(void*)}};
    for (const auto& f : info->fields) places.emplace_back(f.offset, f.in_block() ? sizeof(void*) : f.ops->size);
    std::sort(places.begin(), places.end());
    std::size_t end = 0;
    for (const auto& [offset, size] : places) {
      CHECK(offset >= end);
      end = offset + size;
    }
    CHECK(end <= info->ops->size);
    CHECK(info->fields.size() <= 64);
    CHECK(info->ops->table() == info);
  }
}
