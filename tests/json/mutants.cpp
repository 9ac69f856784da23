// Valid documents with one fault put in each time: only the fault is reported, at the position where it was put;
// read leniently it is a warning, and the rest of the document is there.

#include <fhirops/fhirops.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"
#include "support/json_spans.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;
using test::span;

namespace {

struct mutant {
  std::string kind;
  std::string text;
  std::size_t offset = 0;  // of the fault
  std::string reported;    // code, expression, pointer
  // What is written of the value read leniently; empty where that is not looked at.
  std::optional<std::string> lenient{};
  enum class how { fault, untyped, fatal, warning } how = how::fault;
};

// All mutants of a document. The expected issues follow from the document alone.
class mutator {
 public:
  explicit mutator(const test::spans& document) : document_(document), text_(document.text()) {
    at(document.root());
    whole();
  }
  [[nodiscard]] const std::vector<mutant>& all() const { return all_; }

 private:
  // --- expected issues

  [[nodiscard]] std::string replaced(std::size_t begin, std::size_t end, std::string_view by) const {
    return text_.substr(0, begin) + std::string(by) + text_.substr(end);
  }
  [[nodiscard]] std::string replaced(const span& value, std::string_view by) const {
    return replaced(value.begin, value.end, by);
  }
  static std::string expected(std::string_view code, const span& at) {
    return std::string(code) + ' ' + at.expression + ' ' + at.pointer;
  }
  [[nodiscard]] std::string slice(const span& value) const { return std::string(document_.slice(value)); }

  // The document as it is when `left_out` is not there, nor what is empty without it. Not looked at where an item of
  // lined-up arrays becomes empty by it: the items behind it move up.
  [[nodiscard]] std::optional<std::string> without(const span& left_out) const {
    if (left_out.pointer.find("/_given/") != std::string::npos) return {};
    return printed(document_.root(), left_out);
  }
  [[nodiscard]] std::string printed(const span& value, const span& left_out) const {
    if (value.kind != 'o' && value.kind != 'a') return slice(value);
    std::string members;
    for (const span& each : value.children) {
      const std::string member = &each == &left_out ? std::string() : printed(each, left_out);
      if (member.empty()) continue;
      if (!members.empty()) members += ',';
      if (value.kind == 'o') members += '"' + each.key + "\":";
      members += member;
    }
    if (members.empty()) return {};
    return value.kind == 'o' ? '{' + members + '}' : '[' + members + ']';
  }

  void put(std::string kind, const span& value, std::string_view by, std::string_view code, std::optional<std::string> lenient) {
    all_.push_back({std::move(kind), replaced(value, by), value.begin, expected(code, value), std::move(lenient)});
  }
  // In a resource that is kept as it is, what is empty is left out as well.
  void keep(std::string kind, const span& value, std::string_view by, std::string_view code) {
    put(std::move(kind), value, by, code, without(value));
  }

  // --- where faults are put

  void at(const span& value) {
    if (value.kind == 'o') object(value);
    if (value.kind == 'a') array(value);
    if (value.kind == 's') string(value);
    for (const span& each : value.children) at(each);
  }

  void object(const span& object) {
    const std::size_t inside = object.end - 1;
    if (!object.raw) {
      span unknown = object;
      unknown.expression += ".unheardOf";
      unknown.pointer += "/unheardOf";
      for (const std::string_view by : {"1", "\"x\"", R"({"unheardOf":[{"a":null}]})"}) {
        if (by.ends_with('}')) continue;
        all_.push_back({"an unknown element", replaced(inside, inside, ",\"unheardOf\":" + std::string(by)), inside + 1,
                        expected("structure", unknown), text_});
      }
      all_.push_back({"an unknown element", replaced(object.begin + 1, object.begin + 1, R"("unheardOf":{"a":[1,{"b":true}]},)"),
                      object.begin + 1, expected("structure", unknown), text_});
    }
    for (const span& each : object.children) {
      if (each.key == "resourceType")
        resource_type(object, each);
      else
        member(object, each);
      // Repeated: the last counts.
      std::string again = ",\"" + each.key + "\":" + slice(each);
      std::optional<std::string> lenient = text_;
      all_.push_back(
          {"a member twice", replaced(inside, inside, again), inside + 1, expected("structure", each), std::move(lenient)});
    }
    for (std::size_t i = 1; i < object.children.size(); ++i) {
      const std::size_t comma = text_.find(',', object.children[i - 1].end);
      // Where the type has not been read, it cannot be found behind the fault.
      if (object.pointer.empty() && object.find("resourceType")->begin > comma) continue;
      all_.push_back({"a comma missing",
                      replaced(comma, comma + 1, " "),
                      object.children[i].key_at,
                      expected("structure", object.children[i - 1]),
                      {},
                      mutant::how::fatal});
    }
    all_.push_back({"a comma too many",
                    replaced(inside, inside, ","),
                    inside,
                    expected("structure", object.children.back()),
                    {},
                    mutant::how::fatal});
  }

  void resource_type(const span& resource, const span& type) {
    const std::size_t comma = text_.find(',', type.end);
    const bool root = resource.pointer.empty();
    all_.push_back({"resourceType is missing", replaced(type.key_at, comma + 1, ""), resource.begin,
                    expected("required", resource), root ? text_ : without(resource), mutant::how::untyped});
  }

  [[nodiscard]] static bool has_other(const span& object, const span& member) {
    return object.find(member.key.starts_with('_') ? member.key.substr(1) : '_' + member.key) != nullptr;
  }

  void member(const span& object, const span& value) {
    if (object.raw) {
      keep("null", value, "null", "structure");
      keep("an empty array", value, "[]", "structure");
      keep("an empty object", value, "{}", "structure");
      keep("an empty string", value, "\"\"", "value");
      return;
    }
    const bool lined_up = value.kind == 'a' && has_other(object, value);
    if (!lined_up) {
      put("null", value, "null", "structure", without(value));
      span misspelt = value;
      misspelt.expression = object.expression + '.' + value.key + "s";
      misspelt.pointer += "s";
      all_.push_back({"a misspelt element", replaced(value.key_at, value.key_at + value.key.size() + 2, '"' + value.key + "s\""),
                      value.key_at, expected("structure", misspelt), without(value)});
    }
    if (value.kind == 'a') {
      if (!lined_up) whole_array(value);
      return;
    }
    put("an array in place of one", value, '[' + slice(value) + ']', "structure", text_);
    put("an array in place of one", value, '[' + slice(value) + ',' + slice(value) + ']', "structure", text_);
    single(value);
    const bool choice = value.key.starts_with("value") && value.key != "value" && value.expression.ends_with(".value");
    if (choice && !has_other(object, value)) {
      const std::string_view other = value.key == "valueBoolean" ? "\"valueCode\":\"a\"" : "\"valueBoolean\":true";
      span second = object;
      second.expression = value.expression;
      second.pointer += value.key == "valueBoolean" ? "/valueCode" : "/valueBoolean";
      const std::size_t inside = object.end - 1;
      all_.push_back({"two value[x]", replaced(inside, inside, ',' + std::string(other)), inside + 1,
                      expected("structure", second), replaced(value.key_at, value.end, other)});
    }
  }

  // In place of one value, in an array or not.
  void single(const span& value) {
    if (value.kind == 'o') {
      for (const std::string_view by : {"\"x\"", "7", "true"})
        put("a primitive in place of an object", value, by, "structure", without(value));
      if (value.find("resourceType") == nullptr) put("an empty object", value, "{}", "structure", without(value));
      return;
    }
    put("an object in place of a primitive", value, R"({"id":"x"})", "structure", without(value));
    if (value.kind == 's') {
      put("another type of primitive", value, "7", "value", replaced(value, "\"7\""));
      put("another type of primitive", value, "false", "value", replaced(value, "\"false\""));
      put("an empty string", value, "\"\"", "value", without(value));
      return;
    }
    put("another type of primitive", value, '"' + slice(value) + '"', "value", text_);
    put("another type of primitive", value, value.kind == 'b' ? "1" : "true", "value", without(value));
    put("a string that is none of the type", value, "\"x\"", "value", without(value));
    if (value.pointer.ends_with("Integer") || value.pointer.ends_with("Int") || value.pointer.ends_with("/min")) {
      put("no whole number", value, "1.5", "value", without(value));
      put("no whole number", value, "99999999999999999999", "value", without(value));
      put("no whole number", value, slice(value) + ".0", "value", text_);
    }
  }

  void whole_array(const span& value) {
    put("an empty array", value, "[]", "structure", without(value));
    const span& first = value.children[0];
    put("one in place of an array", value, slice(first), "structure", replaced(value, '[' + slice(first) + ']'));
    if (first.kind == 'o') put("a primitive in place of an array", value, "\"x\"", "structure", without(value));
  }

  void array(const span& array) {
    for (std::size_t i = 0; i < array.children.size(); ++i) {
      const span& item = array.children[i];
      if (array.raw) {
        keep("an empty array", item, "[]", "structure");
        keep("an empty object", item, "{}", "structure");
        keep("an empty string", item, "\"\"", "value");
      } else if (item.kind != '0' && array.key != "given" && array.key != "_given") {
        put("an array in an array", item, '[' + slice(item) + ']', "structure", without(item));
        put("null", item, "null", "structure", without(item));
        single(item);
      }
      if (i == 0) continue;
      const std::size_t comma = text_.find(',', array.children[i - 1].end);
      all_.push_back(
          {"a comma missing", replaced(comma, comma + 1, " "), item.begin, expected("structure", item), {}, mutant::how::fatal});
    }
  }

  void string(const span& value) {
    if (value.key == "resourceType") return;
    const std::size_t inside = value.begin + 1;
    const auto insert = [&](std::string_view what) { return replaced(inside, inside, what); };
    all_.push_back({"bytes that are not UTF-8", insert("\xFF"), value.begin, expected("value", value), insert("\xEF\xBF\xBD")});
    all_.push_back({"bytes that are not UTF-8", insert("\xED\xA0\x80"), value.begin, expected("value", value), {}});
    all_.push_back({"a lone surrogate", insert("\\uDC00"), value.begin, expected("value", value), {}});
    all_.push_back({"a lone surrogate", insert("\\uD800"), inside, expected("structure", value), {}, mutant::how::fatal});
    all_.push_back({"U+0000", insert("\\u0000"), value.begin, expected("value", value), insert("\xEF\xBF\xBD")});
    all_.push_back({"a control character", insert("\x01"), inside, expected("structure", value), {}, mutant::how::fatal});
    all_.push_back({"a line break in a string", insert("\n"), inside, expected("structure", value), {}, mutant::how::fatal});
  }

  // The document as a whole.
  void whole() {
    const span& root = document_.root();
    for (const std::string_view after : {"x", "{}", ",", "}", "\xEF\xBB\xBF", "// the end"})
      all_.push_back({"bytes after the document",
                      text_ + std::string(after),
                      text_.size(),
                      expected("structure", root),
                      {},
                      mutant::how::fatal});
    all_.push_back({"bytes after the document", text_ + '\0', text_.size(), expected("structure", root), {}, mutant::how::fatal});
    all_.push_back({"a byte order mark", "\xEF\xBB\xBF" + text_, 0, "structure  ", text_, mutant::how::warning});
    if (root.raw || root.find("meta") != nullptr) return;
    // The root is 1 deep, meta 2, and each extension adds an array and an object.
    std::string deep = ",\"meta\":{";
    std::string expression = root.expression + ".meta";
    std::string pointer = "/meta";
    for (std::size_t depth = 2; depth < read_options{}.max_depth(); depth += 2) {
      deep += "\"extension\":[{";
      expression += ".extension[0]";
      pointer += "/extension/0";
    }
    const std::size_t inside = root.end - 1;
    all_.push_back({"too deep",
                    replaced(inside, inside, deep + "\"extension\":["),
                    inside + deep.size() + 12,
                    "too-costly " + expression + ".extension " + pointer + "/extension",
                    {},
                    mutant::how::fatal});
  }

  const test::spans& document_;
  const std::string& text_;
  std::vector<mutant> all_;
};

struct outcome {
  bool has_value = false;
  std::vector<std::string> reported;
  std::string json;
};
template <class T>
outcome read(std::string_view text, read_options options) {
  const auto read = from_json<T>(text, options);
  return {read.has_value(), test::reported_at(read.issues()), read ? to_json(*read) : std::string()};
}
outcome read_as(const std::string& type, std::string_view text, read_options options) {
  if (type == "Parameters") return read<Parameters<>>(text, options);
  if (type == "Bundle") return read<Bundle<>>(text, options);
  if (type == "OperationOutcome") return read<OperationOutcome<>>(text, options);
  if (type == "OperationDefinition") return read<OperationDefinition<>>(text, options);
  return read<Resource<>>(text, options);
}

std::string place(std::string_view text, std::size_t offset) {
  return test::marked(std::string(text.substr(0, offset)) + '\x1A', '\x1A').at(0);
}

// Faults found elsewhere than they were put, or not alone; empty where all is right.
std::string fault_of(const mutant& each, const std::string& type) {
  using how = enum mutant::how;
  const std::string at = place(each.text, each.offset);
  const std::string strict_reported = at +
                                      (each.how == how::fatal     ? "fatal "
                                       : each.how == how::warning ? "warning "
                                                                  : "error ") +
                                      each.reported;
  const std::string lenient_reported = at + (each.how == how::fatal ? "fatal " : "warning ") + each.reported;

  const outcome strict = read_as(type, each.text, {});
  if (strict.has_value != (each.how == how::warning)) return "strictly, the value";
  if (strict.reported != std::vector<std::string>{strict_reported})
    return "strictly, not " + strict_reported + " but " + Catch::Detail::stringify(strict.reported);
  const outcome lenient = read_as(type, each.text, read_options{}.lenient());
  if (lenient.has_value == (each.how == how::fatal)) return "leniently, the value";
  if (lenient.reported != std::vector<std::string>{lenient_reported})
    return "leniently, " + Catch::Detail::stringify(lenient.reported);
  if (each.lenient)
    if (const std::string where = test::json_difference(*each.lenient, lenient.json); !where.empty())
      return "leniently, " + where + " of " + lenient.json;
  if (each.how == how::untyped) return {};
  // Whatever resource there is, and the storage that refers to the text.
  const outcome any = read<Resource<borrowed>>(each.text, read_options{}.lenient());
  return any.reported == lenient.reported && any.json == lenient.json ? std::string() : "read as any resource";
}

// With primitives' extensions, arrays of primitives, other resources; with tabs and CR LF.
const std::string dense =
    "{\t\"type\": \"collection\",\r\n\t\"resourceType\": \"Bundle\",\r\n\t\"entry\": [ {\r\n"
    R"("fullUrl":"urn:uuid:c757873d-ec9a-4326-a141-556f43239520","resource":{"resourceType":"Parameters","id":"p","parameter":[)"
    "\r\n\t{\"name\":\"caf\xC3\xA9\", \"valueString\": \"\\u00e6 \\\"\\n\", "
    R"("_valueString":{"id":"i","extension":[{"url":"http://example.org/a","valueInteger":5}]}},)"
    "\r\n\t"
    R"({"name":"n","valueHumanName":{"use":"official","family":"A","given":["a",null,"c"],"_given":[null,{"id":"g"},null],"prefix":["p","q"],"period":{"start":"2020-01","end":"2021"}}},)"
    R"({"name":"b","valueBoolean":false},{"name":"d","valueDecimal":1.50},{"name":"q","valueQuantity":{"value":-0.0,"comparator":"<"}},)"
    "\r\n\r\n"
    R"({"name":"t","valueTiming":{"event":["2020","2021-01-01"],"repeat":{"count":2,"dayOfWeek":["mon"]}}},{"name":"x","_valueCode":{"id":"y"}},)"
    R"({"name":"o","part":[{"name":"in","resource":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","expression":["a.b"]}]}},)"
    R"({"name":"other","resource":{"resourceType":"Patient","active":true,"name":[{"given":["a"]}],"birthDate":"2000","_birthDate":{"id":"z"}}}]}]}}]})"
    "\r\n";

std::vector<std::pair<std::string, std::string>> documents() {
  std::vector<std::pair<std::string, std::string>> all{{"dense", dense}};
  for (const char* name :
       {"get-report-job-status", "hl7-r4-examples/OperationOutcome-validationfail",
        "hl7-r4-examples/OperationDefinition-Resource-graphql", "hl7-r4-examples/Bundle-bundle-response",
        "hl7-r4-examples/Bundle-bundle-search-warning", "hl7-tx-parameters/tests__overload__validate-good2a-response",
        "hl7-tx-parameters/tests__permutations__simple-bad-cc2-enumerated-request-parameters"}) {
    std::string text = test::read_file(std::string(FHIROPS_TEST_DATA "/") + name + ".json");
    while (text.ends_with('\n')) text.pop_back();
    all.emplace_back(name, std::move(text));
  }
  return all;
}

}  // namespace

TEST_CASE("a single fault in a document is reported, at its position and without others", "[json][mutants]") {
  std::map<std::string, int> kinds;
  for (const auto& [name, text] : documents()) {
    CAPTURE(name);
    const test::spans document(text);
    const std::string type = document.type_of(document.root());
    REQUIRE(read_as(type, text, {}).has_value);
    const mutator mutants(document);
    for (const mutant& each : mutants.all()) {
      ++kinds[each.kind];
      const std::string wrong = fault_of(each, type);
      if (wrong.empty()) continue;
      CAPTURE(each.kind, each.reported, each.text);
      FAIL_CHECK(wrong);
    }
  }
  int all = 0;
  for (const auto& [kind, count] : kinds) all += count;
  CHECK(kinds.size() >= 20);
  CHECK(all >= 3000);
}
