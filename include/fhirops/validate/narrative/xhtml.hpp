#pragma once
// The elements and attributes that a narrative may have (https://hl7.org/fhir/R4/narrative.html): those of HTML 4.0, chapters 7
// to 11 (except 9.4) and 15, and also a and img.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

inline constexpr std::string_view xhtml_name_space = "http://www.w3.org/1999/xhtml";

// Sorted.
inline constexpr std::string_view xhtml_elements[] = {
    "a",     "abbr", "acronym", "address",  "area",  "b",     "bdo",  "big",    "blockquote", "br",  "caption",
    "cite",  "code", "col",     "colgroup", "dd",    "dfn",   "div",  "dl",     "dt",         "em",  "h1",
    "h2",    "h3",   "h4",      "h5",       "h6",    "hr",    "i",    "img",    "kbd",        "li",  "map",
    "ol",    "p",    "pre",     "q",        "samp",  "small", "span", "strong", "sub",        "sup", "table",
    "tbody", "td",   "tfoot",   "th",       "thead", "tr",    "tt",   "ul",     "var"};

enum class xhtml_value : std::uint8_t { plain, link, image, fragment, style };

struct xhtml_attribute {
  std::string_view name;
  std::string_view elements{};  // the elements that may have it, separated by blanks; any if empty
  xhtml_value value = xhtml_value::plain;
};

// Attributes without elements only format or name; it makes no difference to a browser on which elements HTML 4.0 has them.
// Sorted.
inline constexpr xhtml_attribute xhtml_attributes[] = {{"abbr"},
                                                       {"accesskey"},
                                                       {"align"},
                                                       {"alt", "area img"},
                                                       {"axis"},
                                                       {"bgcolor", "table tbody td tfoot th thead tr"},
                                                       {"border", "img table"},
                                                       {"cellhalign", "table tbody td tfoot th thead tr"},
                                                       {"cellpadding", "table"},
                                                       {"cellspacing", "table"},
                                                       {"cellvalign", "table tbody td tfoot th thead tr"},
                                                       {"char"},
                                                       {"charoff"},
                                                       {"charset", "a"},
                                                       {"cite", "blockquote q", xhtml_value::link},
                                                       {"class"},
                                                       {"clear", "br"},
                                                       {"colspan"},
                                                       {"compact", "dl ol ul"},
                                                       {"coords", "a area"},
                                                       {"dir"},
                                                       {"frame", "table"},
                                                       {"headers"},
                                                       {"height", "img table td th tr"},
                                                       {"href", "a area", xhtml_value::link},
                                                       {"hreflang", "a"},
                                                       {"hspace", "img table"},
                                                       {"id"},
                                                       {"idref"},
                                                       {"ismap", "img"},
                                                       {"lang"},
                                                       {"longdesc", "img", xhtml_value::link},
                                                       {"name", "a img map"},
                                                       {"nohref", "area"},
                                                       {"noshade", "hr"},
                                                       {"nowrap", "td th"},
                                                       {"rel", "a"},
                                                       {"rev", "a"},
                                                       {"rowspan"},
                                                       {"rules", "table"},
                                                       {"scope"},
                                                       {"shape", "a area"},
                                                       {"size", "hr"},
                                                       {"span"},
                                                       {"src", "img", xhtml_value::image},
                                                       {"start", "ol"},
                                                       {"style", {}, xhtml_value::style},
                                                       {"summary", "table"},
                                                       {"tabindex"},
                                                       {"title"},
                                                       {"type", "a li ol ul"},
                                                       {"usemap", "img", xhtml_value::fragment},
                                                       {"valign"},
                                                       {"value", "li"},
                                                       {"vspace", "img table"},
                                                       {"width"},
                                                       {"xml:base", {}, xhtml_value::link},
                                                       {"xml:lang"},
                                                       {"xml:space"}};

// Where the elements of each letter begin; they end where those of the next letter begin.
inline constexpr auto xhtml_letters = [] {
  std::array<std::uint8_t, 27> starts{};
  std::size_t i = 0;
  for (std::size_t letter = 0; letter < starts.size(); ++letter) {
    starts[letter] = static_cast<std::uint8_t>(i);
    while (i < std::size(xhtml_elements) && static_cast<std::size_t>(xhtml_elements[i][0] - 'a') == letter) ++i;
  }
  return starts;
}();
static_assert(xhtml_letters.back() == std::size(xhtml_elements), "the elements are sorted");

constexpr bool is_xhtml_element(std::string_view name) noexcept {
  if (name.empty() || !is_lower(name[0])) return false;
  const auto letter = static_cast<std::size_t>(name[0] - 'a');
  for (std::size_t i = xhtml_letters[letter]; i < xhtml_letters[letter + 1]; ++i)
    if (xhtml_elements[i] == name) return true;
  return false;
}
// The attribute with this name; null if there is none.
constexpr const xhtml_attribute* find_xhtml_attribute(std::string_view name) noexcept {
  const auto* found = std::lower_bound(std::begin(xhtml_attributes), std::end(xhtml_attributes), name,
                                       [](const xhtml_attribute& a, std::string_view b) { return a.name < b; });
  return found != std::end(xhtml_attributes) && found->name == name ? found : nullptr;
}
constexpr bool may_have(std::string_view element, const xhtml_attribute& attribute) noexcept {
  std::string_view rest = attribute.elements;
  if (rest.empty()) return true;
  for (;;) {
    const std::size_t end = rest.find(' ');
    if (rest.substr(0, end) == element) return true;
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
  }
}

}  // namespace fhirops::detail
