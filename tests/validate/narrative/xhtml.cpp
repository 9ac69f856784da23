// The elements and attributes of a narrative.

#include "fhirops/validate/narrative/xhtml.hpp"

#include <algorithm>
#include <iterator>

#include "support/catch.hpp"

using namespace fhirops::detail;

static_assert(std::is_sorted(std::begin(xhtml_elements), std::end(xhtml_elements)));
static_assert(std::is_sorted(std::begin(xhtml_attributes), std::end(xhtml_attributes),
                             [](const xhtml_attribute& a, const xhtml_attribute& b) { return a.name < b.name; }));
static_assert(is_xhtml_element("a") && is_xhtml_element("var") && !is_xhtml_element("script") && !is_xhtml_element("A") &&
              !is_xhtml_element(""));

TEST_CASE("attributes, and the elements that may have them", "[validate][narrative]") {
  for (const xhtml_attribute& each : xhtml_attributes) {
    CAPTURE(each.name);
    CHECK(find_xhtml_attribute(each.name) == &each);
    CHECK_FALSE(each.name.starts_with("on"));
    CHECK(may_have("blockquote", each) == (each.elements.empty() || each.name == "cite"));
    // What refers to something is a matter of its element; a style is on any.
    const bool refers =
        each.value == xhtml_value::link || each.value == xhtml_value::image || each.value == xhtml_value::fragment;
    CHECK((!refers || !each.elements.empty() || each.name == "xml:base"));
  }
  CHECK(find_xhtml_attribute("onclick") == nullptr);
  CHECK(find_xhtml_attribute("") == nullptr);
  CHECK(may_have("area", *find_xhtml_attribute("href")));
  CHECK_FALSE(may_have("are", *find_xhtml_attribute("href")));
  CHECK_FALSE(may_have("area img", *find_xhtml_attribute("alt")));
}
