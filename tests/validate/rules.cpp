// R4's invariants, ours, and the page that lists them: the same ones, each with its function and its cases.

#include <algorithm>
#include <cstdlib>
#include <fhirops/fhirops.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <rapidjson/document.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/json_tree.hpp"
#include "validate/rules_page.hpp"

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
  return cell.size() > 2 && cell.front() == '`' && cell.back() == '`' ? cell.substr(1, cell.size() - 2) : cell;
}

std::string all_text(const std::string& folder) {
  std::string text;
  for (const auto& each : std::filesystem::recursive_directory_iterator(project + folder))
    if (each.is_regular_file()) text += test::read_file(each.path().string());
  return text;
}
rapidjson::Document parsed(const char* name) {
  rapidjson::Document document;
  document.Parse(test::read_file(std::string(FHIROPS_TEST_DATA "/r4/") + name).c_str());
  REQUIRE_FALSE(document.HasParseError());
  return document;
}
rapidjson::Document official() { return parsed("r4-datatypes.json"); }
std::string text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }
std::string ticked(std::string_view text) { return '`' + std::string(text) + '`'; }

template <std::size_t N>
std::string words_of(const test::rule_words (&all)[N], std::string_view name) {
  for (const auto& each : all)
    if (each.name == name) return std::string(each.asks);
  return {};
}

// The part of the page between its marks is what was made; made again if FHIROPS_MAKE_PAGE is set.
void check_made(std::string_view part, const std::string& made) {
  const std::string begin = "<!-- made by tests/validate/rules.cpp: " + std::string(part) + " -->\n";
  const std::string path = project + "/docs/reference/rules.md";
  std::string page = test::read_file(path);
  const std::size_t from = page.find(begin);
  REQUIRE(from != std::string::npos);
  const std::size_t at = from + begin.size();
  const std::size_t end = page.find("<!-- end -->", at);
  REQUIRE(end != std::string::npos);
  if (std::getenv("FHIROPS_MAKE_PAGE") != nullptr && page.substr(at, end - at) != made) {
    page.replace(at, end - at, made);
    std::ofstream(path, std::ios::binary) << page;
    return;
  }
  CHECK(page.substr(at, end - at) == made);
}

}  // namespace

TEST_CASE("the list of invariants is R4's", "[validate][official]") {
  std::map<std::string, std::set<std::string>> listed;
  const auto invariants = parsed("r4-invariants.json");
  for (const auto& each : invariants.GetArray())
    for (const auto& of : each["of"].GetArray())
      listed[text_of(each["key"])].insert(text_of(of) + ' ' + text_of(each["severity"]) + ' ' + text_of(each["expression"]));
  // Of all elements, of Extension, and of the profile SimpleQuantity: they are in no table of a type.
  std::map<std::string, std::set<std::string>> theirs;
  for (const char* key : {"ele-1", "ext-1", "sqty-1"}) theirs[key] = listed[key];
  const auto tables = official();
  for (const auto& type : tables.GetObject())
    for (const auto& each : type.value["constraints"].GetArray())
      theirs[text_of(each["key"])].insert(text_of(each["path"]) + ' ' + text_of(each["severity"]) + ' ' +
                                          text_of(each["expression"]));
  CHECK(listed == theirs);
  CHECK(listed.size() == 52);
}

TEST_CASE("the page has every invariant of R4's list, with the function that checks it", "[validate][docs]") {
  // Asked apart from the tables: of every element, when all of a resource has been seen, and of a narrative's text.
  std::map<std::string, std::string> ours{{"ele-1", "error"}, {"dom-3", "error"}, {"txt-1", "error"}, {"txt-2", "error"}};
  for (const auto& each : detail::rule_table<owned>::rows)
    if (!each.key.empty()) ours.emplace(each.key, to_string(each.severity));
  for (const auto& each : detail::contained_rules<owned>) ours.emplace(each.key, to_string(each.severity));
  const std::string headers = all_text("/include/fhirops/validate");

  std::string made = "| key | severity | of | what it requires | function |\n|---|---|---|---|---|\n";
  const auto invariants = parsed("r4-invariants.json");
  for (const auto& each : invariants.GetArray()) {
    const std::string key = text_of(each["key"]);
    CAPTURE(key);
    CHECK(ours[key] == text_of(each["severity"]));
    // Both of a narrative are judged in one reading of it; where a rule has several conditions the function says which fails.
    std::string function = key;
    std::replace(function.begin(), function.end(), '-', '_');
    if (key.starts_with("txt-"))
      function = "judge_narrative";
    else if (key.starts_with("drq-"))
      function = "path_fault";
    else if (headers.find("bool " + function + '(') == std::string::npos)
      function += "_fault";
    CHECK((headers.find("bool " + function + '(') != std::string::npos ||
           headers.find("std::string_view " + function + '(') != std::string::npos ||
           headers.find("narrative_verdict " + function + '(') != std::string::npos));
    const std::string words = words_of(test::invariant_words, key);
    CHECK_FALSE(words.empty());
    std::string of;
    for (const auto& path : each["of"].GetArray()) of += (of.empty() ? "" : ", ") + ticked(text_of(path));
    if (key == "ele-1") of = "every element";
    made += "| " + ticked(key) + " | " + ours[key] + " | " + of + " | " + words + " | " + ticked(function) + " |\n";
    ours.erase(key);
  }
  for (const auto& [key, severity] : ours) CHECK(key == "an invariant of R4");
  check_made("invariants", made);
}

TEST_CASE("the invariants are checked for the types that R4 states them for", "[validate][official]") {
  std::set<std::string> ours;
  for (const auto& each : detail::rule_table<owned>::rows)
    if (!each.key.empty()) ours.insert(std::string(to_string(each.type)) + ' ' + std::string(each.key));
  std::set<std::string> theirs{"Extension ext-1", "Quantity sqty-1"};
  const auto tables = official();
  for (const auto& type : tables.GetObject()) {
    if (text_of(type.name) == "DomainResource") continue;
    for (const auto& invariant : type.value["constraints"].GetArray()) {
      const std::string key = text_of(invariant["key"]);
      std::string path = text_of(invariant["path"]);
      if (path == "Narrative.div") continue;  // of a primitive: judge_narrative
      // Reported at the entry, or at the Bundle where all entries are wrong.
      if (key == "bdl-2" || key == "bdl-3" || key == "bdl-4") theirs.insert("Bundle.entry " + key);
      if (key == "bdl-7") path = "Bundle.entry";
      if (key == "dom-2" || key == "dom-3" || key == "dom-4" || key == "dom-5") continue;  // of what is contained
      theirs.insert(path == "DomainResource" ? text_of(type.name) + ' ' + key : path + ' ' + key);
    }
  }
  CHECK(ours == theirs);
}

TEST_CASE("every rule without an invariant key is on the page", "[validate][docs]") {
  const std::string headers = all_text("/include/fhirops/validate");
  std::string made = "| function | severity | code | of | what it requires |\n|---|---|---|---|---|\n";
  std::size_t count = 0;
  for (const auto& each : detail::rule_table<owned>::rows) {
    if (!each.key.empty()) continue;
    REQUIRE(count < std::size(test::keyless_words));
    const auto& [function, words] = test::keyless_words[count++];
    CAPTURE(function);
    CHECK(headers.find("bool " + std::string(function) + '(') != std::string::npos);
    made += "| " + ticked(function) + " | " + std::string(to_string(each.severity)) + " | " + ticked(to_string(each.code)) +
            " | " + ticked(to_string(each.type)) + " | " + std::string(words) + " |\n";
  }
  CHECK(count == std::size(test::keyless_words));
  check_made("keyless", made);
}

TEST_CASE("the value sets and the primitives of the page are R4's", "[validate][docs]") {
  const auto codes = parsed("r4-codes.json");
  const auto tables = official();
  std::map<std::string, std::set<std::string>> of;
  std::map<std::string, std::string> urls;
  for (const auto& type : tables.GetObject()) {
    for (const auto& element : type.value["elements"].GetArray()) {
      if (!element.HasMember("binding") || text_of(element["binding"]["strength"]) != "required") continue;
      const std::string url = text_of(element["binding"]["valueSet"]);
      const std::string set = url.substr(0, url.find('|'));
      const std::string name = set.substr(set.rfind('/') + 1);
      urls[name] = set;
      of[name].insert(ticked(text_of(type.name) + '.' + text_of(element["name"])));
    }
  }
  std::string made = "| value set | of | codes |\n|---|---|---|\n";
  for (const auto& [name, elements] : of) {
    std::string cell;
    for (const std::string& each : elements) cell += (cell.empty() ? "" : ", ") + each;
    std::string words = words_of(test::value_set_words, name);
    if (codes.HasMember(urls[name].c_str())) {
      const std::string size = "R4's " + std::to_string(codes[urls[name].c_str()].Size());
      CHECK((words.empty() || words.starts_with(size)));
      if (words.empty()) words = size;
    }
    CHECK_FALSE(words.empty());
    made += "| " + ticked(name) + " | " + cell + " | " + words + " |\n";
  }
  check_made("value sets", made);

  std::set<std::string> listed;
  for (const row& each : page_rows("type")) listed.insert(unticked(each.front()));
  std::set<std::string> primitives{"xhtml"};
  for (std::size_t i = 1; i < detail::first_complex; ++i) primitives.emplace(to_string(static_cast<type_id>(i)));
  CHECK(listed == primitives);
}

TEST_CASE("every rule has its cases", "[validate][docs]") {
  const std::string cases = all_text("/tests/validate/rules");
  for (const row& each : page_rows("key")) {
    const std::string key = unticked(each.front());
    CAPTURE(key);
    CHECK((cases.find('"' + key + '"') != std::string::npos || cases.find('"' + key + ' ') != std::string::npos));
  }
}
