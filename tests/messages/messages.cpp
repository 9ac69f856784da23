// What the library says of faults, as a text of its own: tests/messages/faults.txt has each input, how it is read,
// and all that is said of it, word for word. Read it as someone would who has never seen the library.
//
// After a change of words: FHIROPS_WRITE_MESSAGES=1 rewrites the file. Then read what has changed.

#include <cstdlib>
#include <fhirops/ehealth/operations.hpp>
#include <fhirops/fhirops.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "messages/faults.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace {

const std::string path = FHIROPS_TEST_DATA "/../messages/faults.txt";

// One fault: `<how> <input>`, then the lines that are expected, each after two spaces.
struct fault {
  std::vector<std::string> comments;  // and empty lines before it
  std::string how;
  std::string input;
  std::vector<std::string> expected;
};

std::vector<fault> read_faults() {
  std::ifstream file(path);
  std::vector<fault> all;
  std::vector<std::string> comments;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') {
      comments.push_back(line);
    } else if (line[0] == ' ') {
      all.back().expected.push_back(line.substr(2));
    } else {
      const std::size_t blank = line.find(' ');
      all.push_back({std::move(comments), line.substr(0, blank), line.substr(blank + 1), {}});
      comments.clear();
    }
  }
  return all;
}

void write_faults(const std::vector<fault>& all) {
  std::ofstream file(path);
  for (const fault& each : all) {
    for (const std::string& comment : each.comments) file << comment << '\n';
    file << each.how << ' ' << each.input << '\n';
    for (const std::string& line : each.expected) file << "  " << line << '\n';
  }
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '$' && i + 2 < text.size()) {
      out += static_cast<char>(std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

template <class T>
issues read_and_validate(std::string_view json, read_options options) {
  auto read = from_json<T>(json, options);
  issues found = read.issues();
  if (read) found.append(validate(*read));
  return found;
}
template <class T>
issues read_as(std::string_view json, std::string_view mode) {
  if (mode == "lenient") return read_and_validate<T>(json, read_options{}.lenient());
  if (mode == "kept") return read_and_validate<T>(json, read_options{}.lenient().keep_unknown());
  return read_and_validate<T>(json, read_options{});
}

// Of one parameter, as most of R4's types can be shown by one value of it.
std::string in_parameter(std::string_view member) {
  return R"({"resourceType":"Parameters","parameter":[{"name":"a",)" + std::string(member) + "}]}";
}

issues read_in(std::string_view how, const std::string& input) {
  const std::string_view mode = how.ends_with("/lenient") ? "lenient" : how.ends_with("/kept") ? "kept" : "strict";
  const std::string_view what = how.substr(0, how.find('/'));
  if (what == "value") return read_as<Parameters<>>(in_parameter(input), mode);
  if (what == "Parameters") return read_as<Parameters<>>(input, mode);
  if (what == "Bundle") return read_as<Bundle<>>(input, mode);
  if (what == "Resource") return read_as<Resource<>>(input, mode);
  if (what == "OperationOutcome") return read_as<OperationOutcome<>>(input, mode);
  if (what == "OperationDefinition") return read_as<OperationDefinition<>>(input, mode);
  if (what == "HumanName") return read_as<HumanName<>>(input, mode);
  if (what == "Timing") return read_as<Timing<>>(input, mode);
  if (what == "made-decimal") return validate(Quantity<>{.value = Decimal<>(input)});
  if (what == "jobs") return read_report_jobs(input).issues();
  FAIL("faults.txt reads something as " << how);
  return {};
}

std::vector<std::string> lines_of(const issues& found) {
  std::vector<std::string> lines;
  for (const issue& each : found) lines.push_back(to_string(each));
  return lines;
}

std::vector<std::string> found_in(const fault& each) {
  const std::string_view how = each.how;
  const std::string input = how == "http" ? each.input : unescaped(each.input);
  const bool strictly = how.ends_with("/strict");
  if (how == "http") return test::faults_of_request(input);
  if (how.starts_with("request")) return test::faults_of_parameters(input, how.ends_with("/lenient"));
  if (how.starts_with("get/")) return test::faults_of_lookup(how.substr(4), input);
  if (how.starts_with("opgen/definition")) return test::faults_of_definition(input, strictly);
  if (how.starts_with("opgen/parameter")) return test::faults_of_definition_parameter(input, strictly);
  if (how.starts_with("opgen")) return test::faults_of_document(input, strictly);
  return lines_of(read_in(how, input));
}

}  // namespace

TEST_CASE("every message is the one in faults.txt", "[messages]") {
  std::vector<fault> all = read_faults();
  CHECK(all.size() >= 300);
  const bool writes = std::getenv("FHIROPS_WRITE_MESSAGES") != nullptr;
  for (fault& each : all) {
    CAPTURE(each.how, each.input);
    const std::vector<std::string> lines = found_in(each);
    if (writes) {
      each.expected = lines;
      continue;
    }
    CHECK_FALSE(lines.empty());
    CHECK(lines == each.expected);
  }
  if (writes) write_faults(all);
}

TEST_CASE("no message is too long for a person, or has words that the glossary replaced", "[messages]") {
  for (const fault& each : read_faults()) {
    for (const std::string& line : each.expected) {
      CAPTURE(line);
      CHECK(line.size() < 400);
      for (const std::string_view word : {"\" is no ", "this is no ", " stands ", " told ", "this element repeats"})
        CHECK(line.find(word) == std::string::npos);
    }
  }
}
