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

TEST_CASE("a style may have declarations, comments, escapes, strings, functions that compute", "[validate][narrative]") {
  // clang-format off
  for (const std::string_view style :
       {"", ";", "color", "color:", "color;red", "color:red;", "color:red;;width:1px", "COLOR:RED", "a b", "color red", "width:calc((1))",
        "width:calc(1", "width:calc((1)", "width:calc(1 (2))", "width:calc(1,(2))", "width:calc(min(1,(2)))", "color=red", "=red", "a=b", "=",
        "color:a,b", "color:a/b", "color:a!b", "color:a*b", "color:a=b", "color:calc(1)", "color:Calc(1)", "position:stickyx", "position:fixedx",
        "left:fixed", "-webkit-position:fixed", "/**/color:red", "color/**/:/**/red/**/", "/* a */ /* b */", "-webkit-color:x", "-moz-color:x",
        "-ms-color:x", "-o-color:x", "mso-x:y", "col\\6f r:x", "col\\6Fr:x", "col\\4Fr:x", "col\\00006fr:x", "col\\6f\x09r:x", "col\\6f\x0Ar:x",
        "col\\6f\x0D\x0Ar:x", "c\\olor:x", "\\63olor:x", "color:\\7A", "color:\\7a", "color:\\41", "color:\\5A", "color:\\2D", "color:\\5F",
        "color:\\39", "color:\\80", "color:\\D7FF", "color:\\10FFFF", "color:\\\xC3\xA6", "color:\\xe9", "color:\\-", "color:\\_", "color:\\1F600",
        "font:'a'", "font:\"a\"", "font:'a\"b'", "font:\"a'b\"", "font:'a)b'", "font:'(Body)'", "font:'(Headings)'", "font:'(Body)x)'",
        "font:'a,b/c!'", "font:'\\61'", "font:'a' b", "font:'a''b'", "font:'\\41 b'", "color:a#b", "color:.5", "color:50%", "color:+1",
        "color:a\xC3\xA6", "color:\xC3\xA6", "color:a_b", "color:red\x0C;", "color:red\x0B"}) {
    // clang-format on
    CAPTURE(style);
    CHECK(style_check(style).fault() == "");
  }
}

TEST_CASE("each forbidden part of a style is named", "[validate][narrative]") {
  struct example {
    std::string_view style;
    std::string_view fault;
  };
  // clang-format off
  for (const example& each :
       {example{"color:red;x:y", "x:"}, {"a b:c", "a:"}, {":red", ":"}, {"color::", ":"}, {"color:red:", ":"}, {"1:2", "1:"}, {"color:(1)", "("},
        {"width:calc(1))", ")"}, {"width:calc(a(1))", "a("}, {"width:calc(-(2))", "-("}, {"width:calc(+(2))", "+("}, {"width:calc(1+(2))", "1+("},
        {"width:calc(1px(2))", "1px("}, {"width:calc(a (2))", "("}, {"width:calc(1;", ";"}, {"width:calc(min(1,a (2)))", "("},
        {"width:calc(1) (2)", "("}, {"width:calc(1)(2)", "("}, {"a=b:c", "a:"}, {"color=:red", "color:"}, {"color:a>b", ">"}, {"color,red", ","},
        {"color/red", "/"}, {"color!red", "!"}, {"color*red", "*"}, {"color:a&b", "&"}, {"calc(1)", "calc("}, {"color:calcx(1)", "calcx("},
        {"color:calc (1)", "("}, {"color:calc/**/(1)", "("}, {"color:foo(1)", "foo("}, {"color:#f(1)", "#f("}, {"color:1(1)", "1("},
        {"position:fixed", "position:fixed"}, {"position:static fixed", "position:fixed"}, {"position:sticky", "position:sticky"},
        {"position:-webkit-sticky", "position:-webkit-sticky"}, {"POSITION:FIXED", "position:fixed"}, {"/*/color:red", "/*"}, {"/*", "/*"},
        {"color:/*red", "/*"}, {"co/**/lor:red", "co:"}, {"-x-color:x", "-x-color:"}, {"-webkit--moz-color:x", "-webkit--moz-color:"},
        {"-mso-x:y", "-mso-x:"}, {"-webkit-:x", "-webkit-:"}, {"-webkit-mso-x:y", "-webkit-mso-x:"}, {"col\\000006fr:x", "\\000006"},
        {"col\\000006f r:x", "\\000006"}, {"col\\6f\x0D\x0A r:x", "colo:"}, {"col\\6f  r:x", "colo:"}, {"color:\\5B", "\\5B"},
        {"color:\\2E", "\\2E"}, {"color:\\3A", "\\3A"}, {"color:\\7F", "\\7F"}, {"color:\\D800", "\\D800"}, {"color:\\110000", "\\110000"},
        {"color:\\FFFE", "\\FFFE"}, {"color:\\0", "\\0"}, {"color:\\", "\\"}, {"color:\\@", "\\@"}, {"font:'", "'"}, {"font:'a", "'"},
        {"font:'a\"", "'"}, {"font:'a(b'", "("}, {"font:'(body)'", "("}, {"font:'(Body'", "("}, {"font:'a;b'", ";"}, {"font:'a@b'", "@"},
        {"font:'a<b'", "<"}, {"font:'a>b'", ">"}, {"font:'a{b'", "{"}, {"font:'a}b'", "}"}, {"font:'a\x0A""b'", " "}, {"font:'a\x0D""b'", " "},
        {"font:'a\x0C""b'", " "}, {"font:'\\28'", "\\28"}, {"font:'\\'", "\\'"}, {"font:'a'(1)", "("}, {"'a':b", ":"}, {"color:[", "["},
        {"color:`", "`"}, {"color:$", "$"}, {"color:~", "~"}, {"color:^", "^"}, {"color:|", "|"}, {"color:?", "?"}, {"color:{", "{"},
        {"color:)", ")"}, {"color:@", "@"}, {"_color:x", "_color:"}, {"#color:x", "#color:"}, {".color:x", ".color:"}, {"%:x", "%:"}}) {
    // clang-format on
    CAPTURE(each.style);
    CHECK(style_check(each.style).fault() == each.fault);
  }
}
