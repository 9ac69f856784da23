#pragma once
// Messages about a JSON value of the wrong kind for its element: the value found, and what to write instead.

#include <string>
#include <string_view>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/primitive/decimal.hpp"

namespace fhirops::detail {

// The member's name as the document has it, such as `_valueString`.
template <Storage S>
std::string member_name(const target<S>& t) {
  return joined({t.is_sibling ? "_" : "", t.element->name, t.element->kind == shape::value ? choice_suffix(t.choice) : ""});
}
// The value found: a scalar as it was written, or `an object`.
inline std::string found_text(json_kind kind, std::string_view text) {
  if (kind == json_kind::string) return quoted(text);
  if (kind == json_kind::number || kind == json_kind::boolean) return shortened_text(text);
  return std::string(article_name(kind));
}

// `an array is not allowed here: family is a string`.
template <Storage S>
[[gnu::noinline, gnu::cold]] std::string not_allowed_here(const target<S>& t, shape representation, json_kind kind,
                                                          std::string_view text) {
  const std::string_view type = to_string(t.choice != type_id::none ? t.choice : t.element->type);
  const std::string found = joined({found_text(kind, text), " is not allowed here: ", member_name(t)});
  if (t.is_sibling)
    return found +
           (t.element->many ? " is an array of objects with id or extension, and null" : " is an object with id or extension");
  if (representation == shape::complex || representation == shape::resource)
    return found + (kind == json_kind::array ? " does not repeat, it is an object" : " is an object");
  const std::string_view name = representation == shape::attribute ? "string" : type;
  return joined({found, kind == json_kind::array ? " does not repeat, it is " : " is ", article_of(name), name});
}
// `"1" is not an integer: write 1, without quotes`.
[[gnu::noinline, gnu::cold]] inline std::string wrong_kind_text(std::string_view type, shape representation, json_kind kind,
                                                                std::string_view text) {
  const std::string found = joined({found_text(kind, text), " is not ", article_of(type), type, ": write "});
  const json_kind needed = kind_of(representation);
  if (needed == json_kind::string) return joined({found, quoted(text), ", in quotes"});
  if (needed == json_kind::boolean)
    return text == "true" || text == "false" ? joined({found, text, ", without quotes"}) : found + "true or false";
  if (kind == json_kind::string && split_decimal(text).ok) return joined({found, shortened_text(text), ", without quotes"});
  return found + "a number";
}
// `"a" is not an array: given may repeat, so write ["a"]`.
template <Storage S>
[[gnu::noinline, gnu::cold]] std::string not_an_array(const target<S>& t, json_kind kind, std::string_view text) {
  return joined({found_text(kind, text), " is not an array: ", member_name(t), " may repeat, so write [",
                 kind == json_kind::object ? std::string("{...}") : found_text(kind, text), "]"});
}

}  // namespace fhirops::detail
