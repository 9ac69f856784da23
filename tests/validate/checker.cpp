// Every element of the official tables: what is required, which codes it may have, which types.

#include <fhirops/fhirops.hpp>
#include <map>
#include <rapidjson/document.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/checked.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;
using test::checked;
using test::lines;

namespace {

rapidjson::Document parsed(const std::string& name) {
  rapidjson::Document document;
  document.Parse(test::read_file(FHIROPS_TEST_DATA "/r4/" + name).c_str());
  REQUIRE_FALSE(document.HasParseError());
  return document;
}
std::string text_of(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

// A way from the root of a resource to an element of an official type, and a document that is nothing else.
class way {
 public:
  way(const rapidjson::Document& official, const std::string& type, const std::string& path) {
    const auto& definition = official[type.c_str()];
    if (text_of(definition["base"]).ends_with("Resource")) {
      open_ = R"({"resourceType":")" + type + '"';
      close_ = "}";
      expression = type;
      comma_ = ",";
    } else if (type == "Narrative") {
      start(R"({"resourceType":"OperationOutcome","text":)", "}", "OperationOutcome.text", "/text");
    } else if (type == "Extension") {
      start(R"({"resourceType":"OperationOutcome","extension":[)", "]}", "OperationOutcome.extension[0]", "/extension/0");
    } else {
      start(R"({"resourceType":"Parameters","parameter":[{"name":"a","value)" + type + "\":", "}]}",
            "Parameters.parameter[0].value", "/parameter/0/value" + type);
    }
    // The steps of the path.
    std::string at;
    for (std::size_t begin = 0; begin < path.size();) {
      const std::size_t end = std::min(path.find('.', begin), path.size());
      const std::string name = path.substr(begin, end - begin);
      at += (at.empty() ? "" : ".") + name;
      begin = end + 1;
      bool many = false;
      for (const auto& element : definition["elements"].GetArray())
        if (text_of(element["name"]) == at) many = text_of(element["max"]) == "*";
      step(name, many, end == path.size());
    }
  }

  // The document whose last element is this.
  [[nodiscard]] std::string document(const std::string& json) const { return open_ + json + close_; }
  // Or whose last element is an object with these members.
  [[nodiscard]] std::string object(const std::string& members) const {
    if (leaf_) return document('{' + members + '}');
    return open_ + (comma_.empty() || members.empty() ? "" : comma_) + members + close_;
  }

  std::string expression;
  std::string pointer;

 private:
  void start(const std::string& open, const std::string& close, const std::string& where, const std::string& at) {
    open_ = open + '{';
    close_ = '}' + close;
    expression = where;
    pointer = at;
  }
  void step(const std::string& name, bool many, bool last) {
    open_ += comma_ + '"' + name + (many ? "\":[" : "\":") + (last ? "" : "{");
    close_ = (last ? "" : "}") + std::string(many ? "]" : "") + close_;
    comma_.clear();
    expression += '.' + name + (many ? "[0]" : "");
    pointer += '/' + name + (many ? "/0" : "");
    leaf_ = last;
  }

  std::string open_;
  std::string close_;
  std::string comma_;
  bool leaf_ = false;
};

lines of_code(const issues& all, issue_type code) {
  lines found;
  for (const issue& each : all)
    if (each.code == code) found.push_back(test::reported(each));
  return found;
}
issues found_in(const std::string& json) {
  CAPTURE(json);
  auto read = from_json<Resource<>>(json);  // strictly: the document is right as JSON
  for (const issue& each : read.issues()) FAIL_CHECK(to_string(each));
  REQUIRE(read);
  return validate(*read, validate_options{}.max_issues(1000));
}

}  // namespace

TEST_CASE("every element that R4 requires is reported if it is missing", "[validate][official]") {
  const auto official = parsed("r4-datatypes.json");
  std::size_t required = 0;
  for (const auto& type : official.GetObject()) {
    const std::string name = text_of(type.name);
    if (name == "BackboneElement" || name == "Resource" || name == "DomainResource" || name == "Element") continue;
    // The type itself, and the elements with elements of their own; what is missing in each.
    std::map<std::string, lines> missing{{"", {}}};
    for (const auto& element : type.value["elements"].GetArray()) {
      const std::string path = text_of(element["name"]);
      const auto& types = element["types"];
      if (!types.Empty() && (text_of(types[0]) == "BackboneElement" || text_of(types[0]) == "Element")) missing[path];
      const std::size_t dot = path.rfind('.');
      const std::string parent = dot == std::string::npos ? "" : path.substr(0, dot);
      if (element["min"].GetUint() == 0) continue;
      missing[parent].push_back(path.substr(dot + 1) + " is missing: R4 requires it");
      ++required;
    }
    for (const auto& [path, texts] : missing) {
      CAPTURE(name, path);
      const way to(official, name, path);
      // Something beside the id, so that the element is there.
      const bool bare = path.empty() && text_of(type.value["base"]) == "Resource";
      const issues found = found_in(to.object(bare ? "" : R"("extension":[{"url":"u","valueBoolean":true}])"));
      lines reported;
      for (const issue& each : found) {
        if (each.code != issue_type::required || each.severity != issue_severity::error || each.expression != to.expression)
          continue;
        CHECK(each.pointer == to.pointer);
        reported.push_back(each.text);
      }
      CHECK(reported == texts);
    }
  }
  CHECK(required == 47);
}

TEST_CASE("every required binding takes R4's codes, all of them and no others", "[validate][official]") {
  const auto official = parsed("r4-datatypes.json");
  const auto codes = parsed("r4-codes.json");
  std::size_t bindings = 0;
  std::set<std::string> without_codes;
  for (const auto& type : official.GetObject()) {
    for (const auto& element : type.value["elements"].GetArray()) {
      if (!element.HasMember("binding") || text_of(element["binding"]["strength"]) != "required") continue;
      const std::string name = text_of(type.name);
      const std::string path = text_of(element["name"]);
      std::string set = text_of(element["binding"]["valueSet"]);
      set.erase(set.find('|'));
      CAPTURE(name, path, set);
      ++bindings;
      const way to(official, name, path);
      const auto reported = [&to](const std::string& code) {
        return of_code(found_in(to.document('"' + code + '"')), issue_type::code_invalid);
      };
      const lines wrong{"error code-invalid " + to.expression + ' ' + to.pointer};
      CHECK(reported("unheard-of") == wrong);
      if (!codes.HasMember(set.c_str())) {
        without_codes.insert(set);
        continue;
      }
      for (const auto& each : codes[set.c_str()].GetArray()) {
        const std::string code = text_of(each);
        CAPTURE(code);
        CHECK(reported(code) == lines{});
        CHECK(reported(code + "-x") == wrong);
      }
    }
  }
  CHECK(bindings == 40);
  // Their codes are a grammar, and a list elsewhere.
  CHECK(without_codes ==
        std::set<std::string>{"http://hl7.org/fhir/ValueSet/currencies", "http://hl7.org/fhir/ValueSet/mimetypes"});
}

namespace {

// The code sets of a table and of those inside it.
void add_sets(const detail::type_info<owned>& info, std::map<std::string, std::set<std::string>>& sets) {
  for (const auto& f : info.fields) {
    if (f.binding != nullptr) sets[std::string(f.binding->valueSet)].insert(f.binding->codes.begin(), f.binding->codes.end());
    const std::string_view of = to_string(f.type);
    if (f.kind == detail::shape::complex && of.starts_with(info.name) && of.size() > info.name.size()) add_sets(f.info(), sets);
  }
}

}  // namespace

TEST_CASE("the code sets hold R4's codes and nothing else", "[validate][official]") {
  std::map<std::string, std::set<std::string>> ours;
  add_sets(detail::info_of<Narrative<>>::value, ours);
  for (std::size_t i = detail::first_complex; i <= value_type_count; ++i)
    add_sets(*detail::value_info<owned>(static_cast<type_id>(i)), ours);
  for (const auto* each : detail::resource_infos<owned>) add_sets(*each, ours);
  CHECK(ours.erase("http://hl7.org/fhir/ValueSet/currencies") == 1);
  CHECK(ours.erase("http://hl7.org/fhir/ValueSet/mimetypes") == 1);

  std::map<std::string, std::set<std::string>> theirs;
  const auto official_codes = parsed("r4-codes.json");
  for (const auto& set : official_codes.GetObject())
    for (const auto& code : set.value.GetArray()) theirs[text_of(set.name)].insert(text_of(code));
  CHECK(ours == theirs);
}

namespace {

template <class T, class Member>
void check_choices(Member member, const std::string& name) {
  const auto official = parsed("r4-datatypes.json");
  const std::string type(to_string(T::fhir_type));
  CAPTURE(type, name);
  const std::string root = type.substr(0, type.find('.'));
  const std::string path = (root == type ? "" : type.substr(root.size() + 1) + '.') + name + "[x]";
  std::set<std::string> allowed;
  for (const auto& element : official[root.c_str()]["elements"].GetArray())
    if (text_of(element["name"]) == path)
      for (const auto& each : element["types"].GetArray()) allowed.insert(text_of(each));
  REQUIRE_FALSE(allowed.empty());
  for (std::size_t i = 1; i <= value_type_count; ++i) {
    const auto id = static_cast<type_id>(i);
    T object;
    const auto* info = detail::value_info<owned>(id);
    (object.*member).emplace(id, info == nullptr ? nullptr : info->ops);
    const std::string suffix(detail::choice_suffix(id));
    CAPTURE(suffix);
    const lines expected{"error structure " + type + '.' + name + " /" + name + suffix};
    CHECK(of_code(validate(object), issue_type::structure) ==
          (allowed.contains(std::string(to_string(id))) ? lines{} : expected));
  }
}

}  // namespace

TEST_CASE("a choice of types takes R4's types, all of them and no others", "[validate][official]") {
  check_choices<Annotation<>>(&Annotation<>::author, "author");
  check_choices<TimingRepeat<>>(&TimingRepeat<>::bounds, "bounds");
  check_choices<DataRequirement<>>(&DataRequirement<>::subject, "subject");
  check_choices<DataRequirementDateFilter<>>(&DataRequirementDateFilter<>::value, "value");
  check_choices<TriggerDefinition<>>(&TriggerDefinition<>::timing, "timing");
  check_choices<UsageContext<>>(&UsageContext<>::value, "value");
  check_choices<Dosage<>>(&Dosage<>::asNeeded, "asNeeded");
  check_choices<DosageDoseAndRate<>>(&DosageDoseAndRate<>::dose, "dose");
  check_choices<DosageDoseAndRate<>>(&DosageDoseAndRate<>::rate, "rate");
}

TEST_CASE("unknown elements that reading has kept are a warning", "[validate]") {
  CHECK(
      checked<Bundle<>>(
          R"({"resourceType":"Bundle","type":"collection","a":1,"entry":[{"fullUrl":"urn:x:1","b/c":{"x":1},"resource":{"resourceType":"Parameters","d":[1]}}]})") ==
      lines{"warning structure Bundle.entry[0].resource.d /entry/0/resource/d",
            "warning structure Bundle.entry[0].`b/c` /entry/0/b~1c", "warning structure Bundle.a /a"});
}

TEST_CASE("a resource that is kept as JSON is of the type that it says, one that R4 has", "[validate]") {
  const auto reported = [](RawResource<> raw) { return test::reported(validate(raw)); };
  CHECK(reported({.resourceType = "Patient", .json = R"({"resourceType":"Patient","anything":[null]})"}) == lines{});
  CHECK(reported({.resourceType = "Patient", .json = R"( {"id":"x","resource\u0054ype":"P\u0061tient"} )"}) == lines{});
  CHECK(reported({.resourceType = "Patient", .json = R"({"resourceType":"Person"})"}) == lines{"error structure Patient "});
  CHECK(reported({.resourceType = "Patient", .json = R"({"id":"x"})"}) == lines{"error structure Patient "});
  CHECK(reported({.resourceType = "Patient", .json = R"([])"}) == lines{"error structure Patient "});
  CHECK(reported({.resourceType = "Patient", .json = R"({"resourceType":"Patient")"}) == lines{"error structure Patient "});
  CHECK(reported({.resourceType = "", .json = R"({"id":"x"})"}) == lines{"error required  "});
  // SubscriptionStatus is of R4B and later; Resource is abstract; letters matter.
  for (const std::string type : {"SubscriptionStatus", "Resource", "DomainResource", "parameters", "Patientt"})
    CHECK(reported({.resourceType = type, .json = R"({"resourceType":")" + type + "\"}"}) ==
          lines{"error structure " + type + ".resourceType /resourceType"});
}

TEST_CASE("resources are checked wherever they are", "[validate]") {
  CHECK(checked<Parameters<>>(
            R"({"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"b","resource":{"resourceType":"Binary"}}]},
      {"name":"c","resource":{"resourceType":"Unheard"}}]})") ==
        lines{"error required Parameters.parameter[0].part[0].resource /parameter/0/part/0/resource",
              "error structure Parameters.parameter[1].resource.resourceType "
              "/parameter/1/resource/resourceType"});
  CHECK(
      checked<Bundle<>>(
          R"({"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":"400","outcome":{"resourceType":"OperationOutcome","issue":[{"severity":"bad","code":"invalid"}]}}}]})") ==
      lines{"dom-6 warning invariant Bundle.entry[0].response.outcome /entry/0/response/outcome",
            "error code-invalid Bundle.entry[0].response.outcome.issue[0].severity "
            "/entry/0/response/outcome/issue/0/severity"});
}
