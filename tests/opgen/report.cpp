// What is said of a definition, and how the faults of one parameter become one message.

#include "../../examples/opgen/report.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace {

using lines = std::vector<std::string>;

lines all(opgen::report& of) {
  lines reported;
  for (const fhirops::issue& each : of.found()) reported.push_back(to_string(each) + ' ' + each.pointer);
  return reported;
}
const opgen::place parameter = opgen::place{"Op", ""}.at("parameter", 0);

}  // namespace

TEST_CASE("a place is named as FHIRPath and as JSON Pointer", "[opgen][report]") {
  CHECK(parameter.expression == "Op.parameter[0]");
  CHECK(parameter.pointer == "/parameter/0");
  CHECK(parameter.at("part", 2).at("min").expression == "Op.parameter[0].part[2].min");
  CHECK(parameter.at("part", 2).at("min").pointer == "/parameter/0/part/2/min");
}

TEST_CASE("in strict mode a warning is an error, but a note is not", "[opgen][report]") {
  for (const bool strict : {false, true}) {
    opgen::report reported(strict);
    reported.error(fhirops::issue_type::value, "a", parameter);
    reported.warning(fhirops::issue_type::value, "b", parameter);
    reported.note("c", parameter);
    CHECK(reported.size() == 3);
    CHECK(all(reported) == lines{"error value Op.parameter[0]: a /parameter/0",
                                 std::string(strict ? "error" : "warning") + " value Op.parameter[0]: b /parameter/0",
                                 "information informational Op.parameter[0]: c /parameter/0"});
  }
}

TEST_CASE("the errors of a parameter become one, at the first, but its parts have their own", "[opgen][report]") {
  opgen::report reported;
  const auto at = [](std::string_view name) { return parameter.at(name); };
  reported.error(fhirops::issue_type::value, "another parameter's", opgen::place{"Op", ""}.at("name"));
  const std::size_t begin = reported.size();
  reported.error(fhirops::issue_type::required, "part", parameter.at("part", 0).at("min"));
  reported.warning(fhirops::issue_type::value, "warning", at("name"));
  reported.error(fhirops::issue_type::structure, "first", at("min"));
  reported.warning(fhirops::issue_type::value, "part's warning", parameter.at("part", 1));
  reported.error(fhirops::issue_type::value, "second", at("max"));
  reported.error(fhirops::issue_type::value, "part again", parameter.at("part", 10).at("max"));
  reported.note("note", at("type"));
  reported.error(fhirops::issue_type::value, "third", at("min"));
  reported.join(begin, parameter);
  CHECK(all(reported) == lines{"error value Op.name: another parameter's /name",
                               "error required Op.parameter[0].part[0].min: part /parameter/0/part/0/min",
                               "error structure Op.parameter[0].min: first; second; third /parameter/0/min",
                               "warning value Op.parameter[0].part[1]: part's warning /parameter/0/part/1",
                               "error value Op.parameter[0].part[10].max: part again /parameter/0/part/10/max"});
}

TEST_CASE("where a parameter has no error of its own, all stays as it is", "[opgen][report]") {
  opgen::report reported;
  reported.error(fhirops::issue_type::value, "part", parameter.at("part", 0));
  reported.warning(fhirops::issue_type::value, "own", parameter.at("min"));
  reported.error(fhirops::issue_type::value, "part again", parameter.at("part", 1));
  const lines before = all(reported);
  reported.join(0, parameter);
  CHECK(all(reported) == before);
  // One error alone: the warnings beside it go.
  reported.error(fhirops::issue_type::value, "last", parameter.at("max"));
  reported.join(0, parameter);
  CHECK(all(reported) == lines{before[0], before[2], "error value Op.parameter[0].max: last /parameter/0/max"});
}
