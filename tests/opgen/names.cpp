// C++ names from FHIR's names.

#include "../../examples/opgen/names.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

TEST_CASE("a member's name is FHIR's own, or near it", "[opgen][names]") {
  const std::string_view names[][2] = {
      {"a", "a"},
      {"aB9", "aB9"},
      {"Z", "Z"},
      {"a_b", "a_b"},
      // Characters that are not letters, digits or underscores, and several of them
      {"a-b", "a_b"},
      {"a.b", "a_b"},
      {"a/b:c@d[e`f{g", "a_b_c_d_e_f_g"},
      {"a__b", "a_b"},
      {"a___b", "a_b"},
      {"a- b", "a_b"},
      {"a-_b", "a_b"},
      {"a_", "a_"},
      {"a__", "a_"},
      // What no name may begin as
      {"", "x"},
      {"_", "x_"},
      {"__", "x_"},
      {"-", "x_"},
      {"0", "x0"},
      {"9a", "x9a"},
      {"_a", "_a"},
      {"__a", "_a"},
      {"-z", "_z"},
      {"_A", "x_A"},
      {"_Z", "x_Z"},
      {"_1", "x_1"},
      // Words that are taken
      {"class", "class_"},
      {"class_", "class_"},
      {"Class", "Class"},
      {"classes", "classes"},
      {"clas", "clas"},
      {"BOOL", "BOOL_"},
      {"xor_eq", "xor_eq_"},
      {"fhirops", "fhirops_"},
      {"and bitand", "and_bitand"},
      // Letters beyond ASCII
      {"\xC3\x86r\xC3\xB8", "Aeroe"},
      {"gr\xC3\xB6\xC3\x9F"
       "e",
       "groesse"},
      {"\xC3\x80\xC3\xBF", "Ay"},
      {"\xC3\xB7", "x_"},
      {"\xC2\xBF", "u00BF"},
      {"\xC4\x80", "u0100"},
      {"\xE5\x90\x8D", "u540D"},
      {"\xF0\x9F\x98\x80", "u01F600"},
      {"\xEF\xBF\xBF", "uFFFF"},
      {"\xF0\x90\x80\x80", "u010000"},
      // What is not UTF-8 is a name all the same.
      {"a\xC3", "aA"},
      {"a\xE5\x90", "aaa"},
      {"a\x80", "au0080"},
  };
  for (const auto& [name, expected] : names) {
    CAPTURE(name);
    CHECK(opgen::identifier(name) == expected);
  }
}

TEST_CASE("the type of a struct is named by its words", "[opgen][names]") {
  const auto named = [](std::string_view name) { return opgen::type_name(opgen::words(name)); };
  CHECK(opgen::words("schedule-patient total") == std::vector<std::string>{"schedule", "patient", "total"});
  CHECK(opgen::words("a__b") == std::vector<std::string>{"a", "b"});
  CHECK(opgen::words("--a--") == std::vector<std::string>{"a"});
  CHECK(opgen::words("-").empty());
  CHECK(opgen::words("").empty());
  CHECK(named("schedule-patient-total") == "SchedulePatientTotal");
  CHECK(named("aB-cD") == "ABCD");
  CHECK(named("ConceptMap-translate") == "ConceptMapTranslate");
  CHECK(named("a-1-z") == "A1Z");
  CHECK(named("1st") == "X1st");
  CHECK(named("\xC3\xA6-x") == "AeX");
  CHECK(named("$").empty());
}

TEST_CASE("the file of a struct is named in lower case", "[opgen][names]") {
  CHECK(opgen::snake_case("ConceptMapTranslate") == "concept_map_translate");
  CHECK(opgen::snake_case("Get") == "get");
  CHECK(opgen::snake_case("A") == "a");
  CHECK(opgen::snake_case("AB") == "ab");
  CHECK(opgen::snake_case("ABc") == "a_bc");
  CHECK(opgen::snake_case("HTTPServer") == "http_server");
  CHECK(opgen::snake_case("ServerHTTP") == "server_http");
  CHECK(opgen::snake_case("X1st") == "x1st");
  CHECK(opgen::snake_case("A1B") == "a1_b");
  CHECK(opgen::snake_case("a_B") == "a_b");
  CHECK(opgen::snake_case("aB") == "a_b");
  CHECK(opgen::snake_case("xHTTP") == "x_http");
  CHECK(opgen::snake_case("").empty());
}
