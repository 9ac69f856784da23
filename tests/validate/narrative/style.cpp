// Styles of a narrative: what is named as the fault. What is allowed, and the hostile ones, are in
// tests/validate/rules/narrative.cpp.

#include "fhirops/validate/narrative/style.hpp"

#include <algorithm>
#include <iterator>

#include "support/catch.hpp"

using namespace fhirops::detail;

static_assert(std::is_sorted(std::begin(style_properties), std::end(style_properties)));
static_assert(std::is_sorted(std::begin(style_functions), std::end(style_functions)));

TEST_CASE("a style names the first thing that is not allowed", "[validate][narrative]") {
  struct example {
    std::string_view style;
    std::string_view fault;
  };
  for (const example& each : {example{"color:red", ""},
                              {"color:red; behavior: x", "behavior:"},
                              {"width:EXPRESSION(1)", "expression("},
                              {"a:u\\72l(x)", "a:"},
                              {"color:u\\72l(x)", "url("},
                              {"color:url (x)", "("},
                              {"color:\\28", "\\28"},
                              {"@import 'x'", "@"},
                              {"color:red}", "}"},
                              {"color:a:b", ":"},
                              {"font-family:'a", "'"},
                              {"font-family:'a:b'", ":"},
                              {"/* x", "/*"},
                              {"POSITION : Fixed", "position:fixed"},
                              {"color red:blue", "color:"},
                              {"calc(1)", "calc("},
                              {"color:calc(1;2)", ";"},
                              {"--x:y", "--x:"},
                              {"-MOZ-Binding:x", "-moz-binding:"},
                              {"-webkit-color:red", ""},
                              {"mso-anything:x", ""}}) {
    CAPTURE(each.style);
    CHECK(style_check(each.style).fault() == each.fault);
  }
}
