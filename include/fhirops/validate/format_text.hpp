#pragma once
// The text of an issue about a primitive with a faulty format: the value found, what is wrong with it, and what would be right.
// Called only if there is a fault; the formats themselves are in format.hpp.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/display_text.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uuid.hpp"
#include "fhirops/validate/character_text.hpp"
#include "fhirops/validate/format.hpp"
#include "fhirops/validate/moment_text.hpp"

namespace fhirops::detail {

inline std::string decimal_diagnosis(std::string_view text) {
  if (const std::string_view ends = space_at_ends(text); !ends.empty()) return std::string(ends);
  if (text.starts_with('+')) return "remove the +";
  const std::string_view sign = text.substr(0, text.starts_with('-') ? 1 : 0);
  const std::string_view number = text.substr(sign.size());
  if (number.starts_with('.')) return joined({"write a digit before the point, as in ", sign, "0.5"});
  if (number.size() > 1 && number[0] == '0' && is_digit(number[1])) return "remove the leading 0";
  if (number.find(',') != std::string_view::npos) return "write a point, not a comma, and nothing between thousands";
  if (number.ends_with('.')) return "write a digit after the point, or remove the point";
  return "write a number as JSON has it, such as -1.50 or 1.5e3";
}

inline std::string id_diagnosis(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (const char c = text[i]; !is_letter(c) && !is_digit(c) && c != '-' && c != '.')
      return joined({not_allowed(text, i), ", an id has A-Z, a-z, 0-9, - and . only"});
  return joined({"it has ", digits(text.size()), " characters, at most 64 are allowed"});
}

inline std::string code_diagnosis(std::string_view text) {
  if (const std::string_view ends = space_at_ends(text); !ends.empty()) return std::string(ends);
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) return "remove the character U+0000";
  return "write one space between words, not several";
}

inline std::string uuid_diagnosis(std::string_view text) {
  constexpr std::string_view prefix = "urn:uuid:";
  constexpr std::string_view form =
      "write urn:uuid: and 8-4-4-4-12 hexadecimal digits, as in urn:uuid:c757873d-ec9a-4326-a141-556f43239520";
  std::string lower(text.substr(0, 64));
  for (char& c : lower) c = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  if (is_bare_uuid(lower)) return joined({"write urn:uuid:", lower});
  if (text.size() == lower.size() && is_uuid(lower)) return joined({"write it in lower case, ", lower});
  if (!text.starts_with(prefix)) return std::string(form);
  const std::string_view digits_of = text.substr(prefix.size());
  for (std::size_t i = 0; i < digits_of.size(); ++i)
    if (const char c = digits_of[i]; !is_hex(c) && c != '-')
      return joined({character_text(digits_of, i), " is not a hexadecimal digit"});
  if (digits_of.size() != 36)
    return joined({"it has ", digits(digits_of.size()), digits_of.size() == 1 ? " character" : " characters",
                   " after urn:uuid:, not the 36 of 8-4-4-4-12 hexadecimal digits"});
  return std::string(form);
}

inline std::string oid_diagnosis(std::string_view text) {
  constexpr std::string_view prefix = "urn:oid:";
  if (!text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos)
    return joined({"write urn:oid: before it, as in urn:oid:1.2.3"});
  if (!text.starts_with(prefix))
    return same_letters(text.substr(0, prefix.size()), prefix) ? "it must begin with urn:oid: in lower case"
                                                               : "it must begin with urn:oid:, as in urn:oid:1.2.3";
  std::string_view rest = text.substr(prefix.size());
  for (std::size_t i = 0; i < rest.size(); ++i)
    if (!is_digit(rest[i]) && rest[i] != '.') return joined({not_allowed(rest, i), ", an OID has digits and points only"});
  if (rest.empty() || rest[0] < '0' || rest[0] > '2' || (rest.size() > 1 && rest[1] != '.'))
    return "an OID begins with 0, 1 or 2";
  if (rest.size() < 3) return "an OID has at least two numbers, as in urn:oid:1.2";
  for (std::size_t begin = 0; begin <= rest.size();) {
    const std::size_t end = std::min(rest.find('.', begin), rest.size());
    const std::string_view number = rest.substr(begin, end - begin);
    if (number.empty()) return "a number is missing beside a point";
    if (number.size() > 1 && number[0] == '0') return joined({shortened_text(number), " has a leading 0: remove it"});
    begin = end + 1;
  }
  return "write urn:oid: and numbers with points between, as in urn:oid:1.2.3";
}

inline std::string base64_diagnosis(std::string_view text) {
  std::size_t count = 0;
  std::size_t padding = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_space(c)) {
      if (count % 4 != 0) return "white space is only allowed between groups of four characters";
      continue;
    }
    if (c == '-' || c == '_')
      return joined({character_text(text, i), " is of the URL-safe alphabet: write ", c == '-' ? "+" : "/"});
    if (c != '=' && base64_digit(c) < 0) return joined({not_allowed(text, i), ", base64 has A-Z, a-z, 0-9, +, / and = only"});
    if (c != '=' && padding > 0) return "= is only allowed at the end";
    padding += c == '=' ? 1U : 0U;
    ++count;
  }
  if (count == 0) return "it has only white space: leave the element out";
  if (count % 4 != 0)
    return joined({"it has ", digits(count), count == 1 ? " character" : " characters",
                   ", not a multiple of 4: pad it with = or complete it"});
  return "at most two = are allowed at the end";
}

// A template, so that only units that use it compile it.
template <class = void>
std::string diagnosis_of(type_id type, std::string_view text) {
  switch (type) {
    case type_id::date:
    case type_id::dateTime:
    case type_id::instant:
    case type_id::time:
      return moment_diagnosis(type, text).text();
    case type_id::decimal:
      return decimal_diagnosis(text);
    case type_id::id:
      return id_diagnosis(text);
    case type_id::oid:
      return oid_diagnosis(text);
    case type_id::uuid:
      return uuid_diagnosis(text);
    case type_id::base64Binary:
      return base64_diagnosis(text);
    default:
      return code_diagnosis(text);
  }
}
inline std::string white_space_diagnosis(std::string_view text) {
  if (const std::string_view ends = space_at_ends(text); !ends.empty()) return std::string(ends);
  const auto found = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_space) - text.begin());
  return text[found] == ' ' ? "write a space in it as %20" : joined({character_text(text, found), " is not allowed: remove it"});
}

// `a date`, `an integer`; base64 has no article.
inline std::string with_article(type_id type) {
  return type == type_id::base64Binary ? "base64" : joined({article_of(to_string(type)), to_string(type)});
}

[[gnu::noinline, gnu::cold]] inline std::string integer_text(type_id type, std::int64_t number, bool minus_zero) {
  const std::string name = with_article(type);
  const digits shown(number);
  if (number > INT32_MAX) return joined({shown, " is too large for ", name, " (at most 2147483647)"});
  if (type == type_id::integer) return joined({shown, " is too small for an integer (at least -2147483648)"});
  if (minus_zero && type == type_id::unsignedInt) return "-0 is not an unsignedInt: write 0";
  return joined(
      {minus_zero ? "-" : "", shown, " is not ", name, ": it must be at least ", type == type_id::positiveInt ? "1" : "0"});
}

// A template, so that only units that use it compile it.
template <class = void>
[[gnu::noinline, gnu::cold]] std::string format_text(type_id type, format_fault fault, std::string_view text) {
  const std::string value = quoted(text);
  const std::string name = with_article(type);
  switch (fault) {
    case format_fault::nul:
      return joined({value, " has the character U+0000, which FHIR does not allow: remove it"});
    case format_fault::too_long:
      return joined({"the ", to_string(type), " has ", digits(count_characters(text)), " characters, at most ",
                     digits(max_string_characters), " (2^20) are allowed"});
    case format_fault::control: {
      const auto at = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_control) - text.begin());
      return joined({value, " has the control character ", code_point_text(text, at),
                     ": R4 allows only tab, line feed and carriage return"});
    }
    case format_fault::odd_space: {
      std::size_t at = 0;
      while (at + 1 < text.size() && white_space_at(text, at) < 2) ++at;
      return joined({value, " has the white space character ", code_point_text(text, at), ": remove it"});
    }
    case format_fault::blank:
      return joined({value, " has only white space: write something, or leave the element out"});
    case format_fault::white_space:
      return joined({value, " is not ", name, ": ", white_space_diagnosis(text)});
    case format_fault::not_uuid:
      return joined({value, " is not a UUID: ", uuid_diagnosis(text.substr(0, text.find_first_of("#|")))});
    case format_fault::not_oid:
      return joined({value, " is not an OID: ", oid_diagnosis(text.substr(0, text.find_first_of("#|")))});
    case format_fault::not_absolute:
      return joined({value, " is relative: a canonical should be an absolute URI, or # and the id of a contained resource"});
    default:
      return joined({value, " is not ", name, ": ", diagnosis_of(type, text)});
  }
}

}  // namespace fhirops::detail
