#pragma once
// Messages about what JSON has for an element, if that is not what the element needs: the value found, and what to write instead.

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
  const std::string_view type = to_string(t.type());
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

constexpr std::string_view an_integer(type_id type) noexcept {
  return type == type_id::integer ? "an integer" : type == type_id::unsignedInt ? "an unsignedInt" : "a positiveInt";
}
// `1.5 is not an integer: write a whole number`.
[[gnu::noinline, gnu::cold]] inline std::string not_an_integer(type_id type, std::string_view text) {
  const std::string_view what = an_integer(type);
  std::int64_t value = 0;
  bool exact = false;
  const decimal_parts parts = split_decimal(text);
  const bool whole = parts.ok && static_cast<std::int64_t>(parts.fraction.size()) <= std::max<std::int64_t>(parts.exponent, 0) &&
                     parts.exponent >= 0;
  if (!whole || parse_integer(text, value, exact))
    return joined({shortened_text(text), " is not ", what, ": write a whole number"});
  if (parts.negative && type == type_id::integer)
    return shortened_text(text) + " is too small for an integer (at least -2147483648)";
  return joined({shortened_text(text), parts.negative ? " is too small for " : " is too large for ", what,
                 parts.negative ? "" : " (at most 2147483647)"});
}

// About a member that is repeated.
inline std::string twice_text(std::string_view name) { return quoted(name) + " appears twice: keep one of them"; }
inline constexpr std::string_view no_sibling_of_id_text =
    "other readers may refuse \"_id\": the id of a resource has no extensions in R4's JSON";

// About resourceType.
inline constexpr std::string_view no_type_text = "resourceType is missing: each resource needs one";
[[gnu::noinline, gnu::cold]] inline std::string other_type_text(std::string_view found, std::string_view expected) {
  return joined({"resourceType is ", quoted(found), ", but \"", expected, "\" is expected"});
}

// One of the arrays `name` and `_name` is shorter than the other.
[[gnu::noinline, gnu::cold]] inline std::string lengths_text(std::string_view name, bool is_sibling, std::size_t size,
                                                             std::size_t other) {
  return joined({is_sibling ? "_" : "", shortened_text(name), " has ", digits(size), size == 1 ? " item, but " : " items, but ",
                 is_sibling ? "" : "_", shortened_text(name), " has ", digits(other), ": fill up with null"});
}
// A null in one of these arrays, where the other has nothing either.
inline constexpr std::string_view no_filler_text =
    "null is not allowed here: there is neither a value nor an extension at this index";

}  // namespace fhirops::detail
