// A lenient reading is a fixed point: what it gives, written and read again strictly, is the same value with the same
// verdict, and an issue of it is located in the text that it came from.

#include <algorithm>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/documents.hpp"
#include "support/issues.hpp"
#include "support/json_spans.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;
using test::span;

namespace {

// What is put in place of a value, and in between.
constexpr std::string_view values[] = {
    // clang-format off
    "null", "true", "\"\"", "\"x\"", "\" \"", "7", "-0", "1.5", "1e1", "99999999999999999999", "[]", "{}", "[null]", "[\"\"]", "[{}]",
    "[[]]", "[[\"x\"]]", "[null,\"x\",\"\"]", "[\"x\",null,{}]", R"({"id":"x"})", R"({"id":""})", R"({"id":7})", R"({"unheardOf":1})",
    R"({"unheardOf":{"a":null,"b":[null,1,{}]}})", R"({"extension":[{}]})", R"({"extension":[null,{"url":"u","valueString":""}]})",
    "\"\\u0000\"", "\"\\udc00x\"", "\"a\\\\u0000\"", R"([{"url":"u","valueBoolean":"yes"}])",
    // clang-format on
    R"({"resourceType":"Patient","name":[{"given":["",null,"a"],"_given":[null,null,{"id":"i"},{}]}],"active":null})",
    R"({"resourceType":"Patient","name":[[{"family":"x"}],{}],"a":{"b":{"c":""}},"x":[1,2],"_x":[null]})",
    // clang-format off
    R"({"resourceType":"Parameters","parameter":[{},{"name":""},{"name":"n","valueCode":{}}]})", R"({"resourceType":null,"id":"p"})"};
constexpr std::string_view members[] = {
    R"("unheardOf":1)", R"("unheardOf":null)", R"("unheardOf":[null,"x",{"a":""}])", R"("unheardOf":1,"unheardOf":{"b":2})",
    R"("_unheardOf":{"id":"u"})", R"("valueBoolean":"yes")", R"("valueString":"second")", R"("_valueString":{})", R"("id":"again","id":null)",
    R"("given":["",null,"z"],"_given":[{},{"id":""},{"id":"g"},null])", R"("part":[null,{"name":"p","valueDate":"x"},{}])", R"("extension":[])",
    R"("contained":[{},{"resourceType":"Patient","id":""},{"id":"untyped"}])", R"("resource":{"id":"untyped"})", R"("_id":{"id":"i"})"};
// clang-format on

// Mutants of a document, by a number.
class mutants {
 public:
  explicit mutants(std::string text) : document_(std::move(text)) { add(document_.root()); }
  [[nodiscard]] std::size_t size() const { return spans_.size() * each; }
  [[nodiscard]] std::string mutant(std::size_t number) const {
    const span& at = *spans_[number / each % spans_.size()];
    std::size_t what = number % each;
    const std::string& text = document_.text();
    const auto replaced = [&text](std::size_t begin, std::size_t end, std::string_view by) {
      return text.substr(0, begin) + std::string(by) + text.substr(end);
    };
    if (what < std::size(values)) return replaced(at.begin, at.end, values[what]);
    what -= std::size(values);
    const bool object = at.kind == 'o';
    const bool array = at.kind == 'a';
    if (what < std::size(members)) {
      if (!object) return replaced(at.begin, at.end, '[' + std::string(document_.slice(at)) + ']');
      const bool first = what % 2 == 0;
      const std::string comma = at.children.empty() ? "" : ",";
      if (first) return replaced(at.begin + 1, at.begin + 1, std::string(members[what]) + comma);
      return replaced(at.end - 1, at.end - 1, comma + std::string(members[what]));
    }
    what -= std::size(members);
    const std::string_view item = values[what * 5 % std::size(values)];
    if (array && what % 2 == 0) return replaced(at.begin + 1, at.begin + 1, std::string(item) + (at.children.empty() ? "" : ","));
    if (array) return replaced(at.end - 1, at.end - 1, (at.children.empty() ? "" : ",") + std::string(item));
    if (at.key.empty()) return replaced(at.begin, at.end, std::string(document_.slice(at)));
    const std::string again = ",\"" + std::string(what % 3 == 0 ? "_" : "") + at.key +
                              "\":" + (what % 4 == 0 ? std::string(document_.slice(at)) : std::string(item));
    return replaced(at.end, at.end, again);
  }

 private:
  static constexpr std::size_t more = 24;
  static constexpr std::size_t each = std::size(values) + std::size(members) + more;
  void add(const span& at) {
    spans_.push_back(&at);
    for (const span& child : at.children) add(child);
  }
  test::spans document_;
  std::vector<const span*> spans_;
};

std::vector<std::string> lines(const issues& all) {
  std::vector<std::string> reported;
  for (const issue& each : all) reported.push_back(test::reported(each) + ' ' + each.text);
  return reported;
}
bool only_unknown(const issues& all) {
  for (const issue& each : all)
    if (each.is_error() || each.text.find("is not an element of") == std::string::npos) {
      // Reported of what is read all the same.
      if (each.text.find("_id") == std::string::npos && each.text.find("needs its type") == std::string::npos) return false;
    }
  return true;
}
// The scalar at an offset; empty for all else.
std::string scalar_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size() || text[offset] == '{' || text[offset] == '[') return {};
  std::size_t end = offset + 1;
  if (text[offset] == '"')
    for (; end < text.size() && text[end] != '"'; ++end) end += text[end] == '\\' ? 1 : 0;
  else
    while (end < text.size() && std::string_view(",]} \t\r\n").find(text[end]) == std::string_view::npos) ++end;
  return std::string(text.substr(offset, end - offset));
}

std::size_t read_with_warnings = 0;
std::size_t located = 0;

template <class T>
std::string fault_of(const std::string& text, bool keep) {
  const read_options options = read_options{}.lenient().keep_unknown(keep).max_issues(10000);
  const auto first = from_json<T>(std::string_view(text), options);
  if (!first) return {};
  read_with_warnings += first.issues().empty() ? 0U : 1U;
  const std::string written = to_json(*first);
  const auto again = from_json<T>(std::string_view(written), keep ? options : read_options{});
  if (!again) return "not read again: " + to_string(again.issues()[0]) + " in " + written;
  if (!only_unknown(again.issues())) return "read again with " + to_string(again.issues()[0]) + " in " + written;
  if (to_json(*again) != written) return "another text: " + written;
  if (const auto where = difference(*first, *again); where && test::json_difference(where->left, where->right) != "")
    return "another value: " + to_string(*where);
  const validate_options all = validate_options{}.max_issues(10000);
  issues verdict = validate(*first, all);
  issues second = validate(*again, all);
  if (lines(verdict) != lines(second))
    return "another verdict: " + Catch::Detail::stringify(lines(verdict)) + " and " + Catch::Detail::stringify(lines(second));
  // The same issue is at the same value, in the text as it was and as it is written.
  locate(verdict, text, options);
  locate(second, written, options);
  for (std::size_t i = 0; i < verdict.size(); ++i) {
    const std::string one = scalar_at(text, verdict[i].offset);
    const std::string other = scalar_at(written, second[i].offset);
    // Of members that appear twice the last is meant, unless it is empty.
    if (one.empty() || other.empty() || one[0] != other[0] || one == "\"") continue;
    ++located;
    if (one != other && one.find('\\') == std::string::npos && other.find("\xEF\xBF\xBD") == std::string::npos)
      return "located at " + one + " for " + other + ": " + to_string(verdict[i]);
  }
  return {};
}
// Each mutant in one of four ways: unknown elements kept or dropped, strings owned or borrowed.
std::string fault_of(const std::string& text, std::size_t way) {
  const bool keep = way % 2 == 1;
  const std::string fault = way % 4 < 2 ? fault_of<Resource<>>(text, keep) : fault_of<Resource<borrowed>>(text, keep);
  return fault.empty() || !keep ? fault : "kept: " + fault;
}

const std::string dense =
    R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:c757873d-ec9a-4326-a141-556f43239520","resource":)"
    R"({"resourceType":"Parameters","id":"p","parameter":[{"name":"s","valueString":"a","_valueString":{"id":"i","extension":[{"url":"u","valueInteger":5}]}},)"
    R"({"name":"n","valueHumanName":{"use":"official","given":["a",null,"c"],"_given":[null,{"id":"g"},null],"prefix":["p","q"],"period":{"start":"2020-01"}}},)"
    R"({"name":"b","valueBoolean":false},{"name":"d","valueDate":"2024-13"},{"name":"t","valueTiming":{"event":["2020","xx"],"repeat":{"count":2,"dayOfWeek":["mon"]}}},)"
    R"({"name":"o","part":[{"name":"in","resource":{"resourceType":"OperationOutcome","contained":[{"resourceType":"Patient","id":"c"}],"issue":[{"severity":"error","code":"invalid","expression":["a.b"]}]}},)"
    R"({"name":"other","resource":{"resourceType":"Patient","active":true,"name":[{"given":["a",null],"_given":[null,{"id":"y"}]}],"_birthDate":{"id":"z"}}}]}]}}]})";

}  // namespace

TEST_CASE("a lenient reading is a fixed point: every mutation of one dense document", "[json][fixed_point]") {
  const mutants all(dense);
  CHECK(all.size() > 5000);
  int shown = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string text = all.mutant(i);
    const std::string fault = fault_of(text, i + i / 4);
    if (fault.empty()) continue;
    CAPTURE(text);
    FAIL_CHECK(fault);
    if (++shown == 10) break;
  }
  CHECK(read_with_warnings > 3000);
  CHECK(located > 1000);
}

TEST_CASE("a lenient reading is a fixed point: mutants of documents of others, two faults each", "[json][fixed_point]") {
  std::uint64_t state = 1;
  const auto random = [&state](std::size_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state >> 33U) % below;
  };
  std::size_t count = 0;
  int shown = 0;
  for (const auto& path : test::documents()) {
    const std::string text = test::read_file(path.string());
    const std::size_t wanted = std::max<std::size_t>(3, std::min<std::size_t>(60, 120000 / text.size()));
    const mutants all(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
    for (std::size_t i = 0; i < wanted && shown < 10; ++i, ++count) {
      const mutants twice(all.mutant(random(all.size())));
      const std::string mutant = twice.mutant(random(twice.size()));
      const std::string fault = fault_of(mutant, count);
      if (fault.empty()) continue;
      CAPTURE(path.filename().string(), mutant.size() < 3000 ? mutant : std::string());
      FAIL_CHECK(fault);
      ++shown;
    }
  }
  CHECK(count > 3000);
}
