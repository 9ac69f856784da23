// R4's invariants, ours, and the page that lists them: the same ones, each with its function and its cases.

#include <rapidjson/document.h>
#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

const std::string project = FHIROPS_TEST_DATA "/../..";

// The cells of the rows of those tables of the page whose first column has the heading.
using row = std::vector<std::string>;
std::vector<row> page_rows(std::string_view wanted) {
  std::vector<row> rows;
  std::string heading;
  const std::string page = test::read_file(project + "/docs/reference/rules.md");
  for (std::size_t begin = 0; begin < page.size();) {
    const std::size_t end = std::min(page.find('\n', begin), page.size());
    const std::string line = page.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with("| ")) {
      if (!line.starts_with("|")) heading.clear();
      continue;
    }
    row cells;
    for (std::size_t at = 2; at < line.size();) {
      const std::size_t bar = std::min(line.find(" |", at), line.size());
      cells.push_back(line.substr(at, bar - at));
      at = bar + 3;
    }
    if (heading.empty())
      heading = cells.front();
    else if (heading == wanted)
      rows.push_back(cells);
  }
  return rows;
}
std::string unticked(const std::string& cell) {
  return cell.size() > 2 && cell.front() == '`' && cell.back() == '`' ? cell.substr(1, cell.size() - 2)
                                                                      : cell;
}
bool names(const std::string& cell, const std::string& word) {
  return cell.find('`' + word + '`') != std::string::npos;
}

std::string all_text(const std::string& folder) {
  std::string text;
  for (const auto& each : std::filesystem::recursive_directory_iterator(project + folder))
    if (each.is_regular_file()) text += test::read_file(each.path().string());
  return text;
}
rapidjson::Document official() {
  rapidjson::Document document;
  document.Parse(test::read_file(FHIROPS_TEST_DATA "/r4/r4-datatypes.json").c_str());
  REQUIRE_FALSE(document.HasParseError());
  return document;
}
std::string text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

}  // namespace

TEST_CASE("every invariant of the official tables is on the page, with its severity, place and function",
          "[validate][docs]") {
  std::map<std::string, row> page;
  for (const row& each : page_rows("key")) CHECK(page.emplace(unticked(each.front()), each).second);
  const std::string headers = all_text("/include/fhirops/validate");

  std::set<std::string> keys{"ele-1", "ext-1"};  // of all elements: they are not in the table
  const auto tables = official();
  for (const auto& type : tables.GetObject()) {
    for (const auto& invariant : type.value["constraints"].GetArray()) {
      const std::string key = text_of(invariant["key"]);
      CAPTURE(key);
      keys.insert(key);
      REQUIRE(page.contains(key));
      CHECK(page[key].at(1) == text_of(invariant["severity"]));
      CHECK(names(page[key].at(2), text_of(invariant["path"])));
    }
  }
  CHECK(keys.size() == 51);
  for (const auto& [key, cells] : page) {
    CAPTURE(key);
    CHECK(keys.contains(key));
    REQUIRE(cells.size() == 5);
    // Both of a narrative are judged in one reading of it.
    const bool of_narrative = key.starts_with("txt-");
    std::string function = of_narrative ? "judge_narrative" : key;
    std::replace(function.begin(), function.end(), '-', '_');
    CHECK(unticked(cells[4]) == function);
    CHECK(headers.find((of_narrative ? "narrative_verdict " : "bool ") + function + '(') != std::string::npos);
  }
}

TEST_CASE("every invariant of the code is on the page, and the other way", "[validate][docs]") {
  std::set<std::pair<std::string, std::string>> page;
  for (const row& each : page_rows("key")) page.emplace(unticked(each.front()), each.at(1));
  // These are asked apart from the tables.
  std::set<std::pair<std::string, std::string>> ours{
      {"ele-1", "error"}, {"dom-3", "error"}, {"txt-1", "error"}, {"txt-2", "error"}};
  const auto add = [&ours](std::string_view key, issue_severity severity) {
    if (!key.empty()) ours.emplace(std::string(key), std::string(to_string(severity)));
  };
  for (const auto& each : detail::rule_table<owned>::rows) add(each.key, each.severity);
  for (const auto& each : detail::contained_rules<owned>) add(each.key, each.severity);
  CHECK(ours == page);
}

TEST_CASE("the invariants are asked of the types that R4 states them for", "[validate][official]") {
  std::set<std::string> ours;
  for (const auto& each : detail::rule_table<owned>::rows)
    if (!each.key.empty()) ours.insert(std::string(to_string(each.type)) + ' ' + std::string(each.key));
  std::set<std::string> theirs{"Extension ext-1"};
  const auto tables = official();
  for (const auto& type : tables.GetObject()) {
    if (text_of(type.name) == "DomainResource") continue;
    for (const auto& invariant : type.value["constraints"].GetArray()) {
      const std::string key = text_of(invariant["key"]);
      std::string path = text_of(invariant["path"]);
      if (path == "Narrative.div") continue;  // of a primitive: judge_narrative
      if (key == "bdl-2" || key == "bdl-3" || key == "bdl-4" || key == "bdl-7")
        path = "Bundle.entry";  // and these at the entry
      if (key == "dom-2" || key == "dom-3" || key == "dom-4" || key == "dom-5")
        continue;  // of what is contained
      theirs.insert(path == "DomainResource" ? text_of(type.name) + ' ' + key : path + ' ' + key);
    }
  }
  CHECK(ours == theirs);
}

TEST_CASE("what is asked for in words is on the page", "[validate][docs]") {
  const std::string headers = all_text("/include/fhirops/validate");
  std::size_t ours = 0;
  std::multiset<std::string> places;
  for (const auto& each : detail::rule_table<owned>::rows) {
    if (!each.key.empty()) continue;
    ++ours;
    CHECK(each.severity == issue_severity::warning);
    places.insert(std::string(to_string(each.type)) + ' ' + std::string(to_string(each.code)));
  }
  const auto page = page_rows("function");
  CHECK(page.size() == ours);
  std::multiset<std::string> told;
  for (const row& each : page) {
    CAPTURE(each.front());
    CHECK(headers.find("bool " + unticked(each.front()) + '(') != std::string::npos);
    told.insert(unticked(each.at(2)) + ' ' + unticked(each.at(1)));
  }
  CHECK(told == places);
}

TEST_CASE("the value sets and the primitives of the page are R4's", "[validate][docs]") {
  std::map<std::string, row> sets;
  for (const row& each : page_rows("value set")) CHECK(sets.emplace(unticked(each.front()), each).second);
  rapidjson::Document codes;
  codes.Parse(test::read_file(FHIROPS_TEST_DATA "/r4/r4-codes.json").c_str());
  const auto tables = official();
  std::set<std::string> required;
  for (const auto& type : tables.GetObject()) {
    for (const auto& element : type.value["elements"].GetArray()) {
      if (!element.HasMember("binding") || text_of(element["binding"]["strength"]) != "required") continue;
      const std::string url = text_of(element["binding"]["valueSet"]);
      const std::string set = url.substr(0, url.find('|'));
      const std::string name = set.substr(set.rfind('/') + 1);
      CAPTURE(name);
      required.insert(name);
      REQUIRE(sets.contains(name));
      const std::string path = text_of(type.name) + '.' + text_of(element["name"]);
      CHECK((names(sets[name].at(1), path) ||
             (name == "quantity-comparator" && names(sets[name].at(1), text_of(type.name)))));
      if (codes.HasMember(set.c_str()))
        CHECK(sets[name].at(2).starts_with("R4's " + std::to_string(codes[set.c_str()].Size())));
    }
  }
  CHECK(sets.size() == required.size());

  std::set<std::string> listed;
  for (const row& each : page_rows("type")) listed.insert(unticked(each.front()));
  std::set<std::string> primitives{"xhtml"};
  for (std::size_t i = 1; i < detail::first_complex; ++i)
    primitives.emplace(to_string(static_cast<type_id>(i)));
  CHECK(listed == primitives);
}

TEST_CASE("every rule has its cases", "[validate][docs]") {
  const std::string cases = all_text("/tests/validate/rules");
  for (const row& each : page_rows("key")) {
    const std::string key = unticked(each.front());
    CAPTURE(key);
    CHECK((cases.find('"' + key + '"') != std::string::npos ||
           cases.find('"' + key + ' ') != std::string::npos));
  }
}
