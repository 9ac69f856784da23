// What is said of a definition, and how the faults of one parameter become one message.

#include "../../examples/opgen/report.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace {

using lines = std::vector<std::string>;

lines all(opgen::report& of) {
  lines told;
  for (const fhirops::issue& each : of.found()) told.push_back(to_string(each) + ' ' + each.pointer);
  return told;
}
const opgen::place parameter = opgen::place{"Op", ""}.at("parameter", 0);

}  // namespace

TEST_CASE("a place is named as FHIRPath and as JSON Pointer", "[opgen][report]") {
  CHECK(parameter.expression == "Op.parameter[0]");
  CHECK(parameter.pointer == "/parameter/0");
  CHECK(parameter.at("part", 2).at("min").expression == "Op.parameter[0].part[2].min");
  CHECK(parameter.at("part", 2).at("min").pointer == "/parameter/0/part/2/min");
}

TEST_CASE("a warning is an error where it is read strictly, a note never is", "[opgen][report]") {
  for (const bool strict : {false, true}) {
    opgen::report told(strict);
    told.error(fhirops::issue_type::value, "a", parameter);
    told.warning(fhirops::issue_type::value, "b", parameter);
    told.note("c", parameter);
    CHECK(told.size() == 3);
    CHECK(all(told) == lines{"error value Op.parameter[0]: a /parameter/0", std::string(strict ? "error" : "warning") + " value Op.parameter[0]: b /parameter/0",
                             "information informational Op.parameter[0]: c /parameter/0"});
  }
}

TEST_CASE("the errors of a parameter are one, at the first, and its parts have their own", "[opgen][report]") {
  opgen::report told;
  const auto at = [](std::string_view name) { return parameter.at(name); };
  told.error(fhirops::issue_type::value, "another parameter's", opgen::place{"Op", ""}.at("name"));
  const std::size_t begin = told.size();
  told.error(fhirops::issue_type::required, "part", parameter.at("part", 0).at("min"));
  told.warning(fhirops::issue_type::value, "warning", at("name"));
  told.error(fhirops::issue_type::structure, "first", at("min"));
  told.warning(fhirops::issue_type::value, "part's warning", parameter.at("part", 1));
  told.error(fhirops::issue_type::value, "second", at("max"));
  told.error(fhirops::issue_type::value, "part again", parameter.at("part", 10).at("max"));
  told.note("note", at("type"));
  told.error(fhirops::issue_type::value, "third", at("min"));
  told.join(begin, parameter);
  CHECK(all(told) == lines{"error value Op.name: another parameter's /name", "error required Op.parameter[0].part[0].min: part /parameter/0/part/0/min",
                           "error structure Op.parameter[0].min: first; second; third /parameter/0/min",
                           "warning value Op.parameter[0].part[1]: part's warning /parameter/0/part/1",
                           "error value Op.parameter[0].part[10].max: part again /parameter/0/part/10/max"});
}

TEST_CASE("where a parameter has no error of its own, all stays as it is", "[opgen][report]") {
  opgen::report told;
  told.error(fhirops::issue_type::value, "part", parameter.at("part", 0));
  told.warning(fhirops::issue_type::value, "own", parameter.at("min"));
  told.error(fhirops::issue_type::value, "part again", parameter.at("part", 1));
  const lines before = all(told);
  told.join(0, parameter);
  CHECK(all(told) == before);
  // One error alone: the warnings beside it go.
  told.error(fhirops::issue_type::value, "last", parameter.at("max"));
  told.join(0, parameter);
  CHECK(all(told) == lines{before[0], before[2], "error value Op.parameter[0].max: last /parameter/0/max"});
}
