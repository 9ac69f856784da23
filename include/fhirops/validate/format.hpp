#pragma once
// Whether the text of a primitive is as R4 wants it (https://hl7.org/fhir/R4/datatypes.html#primitive), and
// whether a code is one of a required binding.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/json/scan.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/calendar.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/oid.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/primitive/uuid.hpp"

namespace fhirops::detail {

// What is wrong with a value; no text where nothing is.
struct verdict {
  std::string_view text{};
  issue_severity severity = issue_severity::error;

  explicit operator bool() const noexcept { return !text.empty(); }
};

constexpr bool is_control(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

inline verdict control_verdict(std::string_view text) noexcept {
  if (find_special(text.data(), text.size()) == text.size()) return {};
  if (text.find('\0') != std::string_view::npos) return {"the text has U+0000, which no FHIR string may have: remove it"};
  if (std::any_of(text.begin(), text.end(), is_control))
    return {"the text has control characters: R4 allows tab, line feed and carriage return alone",
            issue_severity::warning};
  return {};
}
// Of Unicode's white space beyond ASCII's, which some take for white space and some do not.
inline verdict space_verdict(std::string_view text) noexcept {
  if (find_special(text.data(), text.size()) == text.size()) return {};
  for (std::size_t i = 0; i < text.size(); ++i)
    if (white_space_at(text, i) > 1)
      return {"the text has white space of Unicode, such as a no-break space: remove it", issue_severity::warning};
  return {};
}

inline verdict text_verdict(std::string_view text) noexcept {
  if (const verdict found = control_verdict(text)) return found;
  if (is_white_space_alone(text))
    return {"the text is white space alone: write something, or leave the element out", issue_severity::warning};
  return {};
}

inline verdict string_verdict(std::string_view text) noexcept {
  if (text.size() > max_string_characters && count_characters(text) > max_string_characters)
    return {"a string has at most 1048576 characters (2^20): this one is longer"};
  return text_verdict(text);
}

// A uri that begins as a UUID or an OID should be one.
inline verdict uri_verdict(std::string_view text) noexcept {
  if (has_space(text)) return {"a URI has no white space: encode it as %20, or remove it"};
  if (const verdict found = control_verdict(text)) return found;
  if (const verdict found = space_verdict(text)) return found;
  // A fragment or version may follow.
  text = text.substr(0, text.find_first_of("#|"));
  if (text.starts_with("urn:uuid:") && !is_uuid(text))
    return {"this is no UUID: urn:uuid: and 8-4-4-4-12 hexadecimal digits in lower case",
            issue_severity::warning};
  if (text.starts_with("urn:oid:") && !is_oid(text))
    return {"this is no OID: urn:oid: and numbers with points between, as in urn:oid:1.2.3",
            issue_severity::warning};
  return {};
}

// A canonical that is neither absolute nor of a contained resource cannot be looked up anywhere.
inline verdict canonical_verdict(std::string_view text) noexcept {
  const verdict found = uri_verdict(text);
  if (found || text.starts_with('#') || is_absolute_uri(text)) return found;
  return {"a canonical should be an absolute URI, or # and the id of a contained resource", issue_severity::warning};
}

inline verdict format_verdict(type_id type, std::string_view text) noexcept {
  const auto unless = [](bool ok, std::string_view advice) { return ok ? verdict{} : verdict{advice}; };
  switch (type) {
    case type_id::string:
    case type_id::markdown:
      return string_verdict(text);
    case type_id::code:
      if (const verdict found = control_verdict(text); found && found.severity == issue_severity::error) return found;
      if (!is_code(text) && find_ill_formed(text) == std::string_view::npos) return {"a code has no white space at its ends, and single blanks inside"};
      if (const verdict found = control_verdict(text)) return found;
      return space_verdict(text);
    case type_id::id:
      return unless(is_id(text), "an id is 1 to 64 of A-Z, a-z, 0-9, '-' and '.'");
    case type_id::uri:
    case type_id::url:
      return uri_verdict(text);
    case type_id::canonical:
      return canonical_verdict(text);
    case type_id::oid:
      return unless(is_oid(text), "an oid is urn:oid: and numbers with points between, as in urn:oid:1.2.3");
    case type_id::uuid:
      return unless(is_uuid(text),
                    "a uuid is urn:uuid: and 8-4-4-4-12 hexadecimal digits in lower case");
    case type_id::base64Binary:
      return unless(is_base64(text), "base64 is groups of four of A-Z, a-z, 0-9, '+' and '/', padded with '='");
    case type_id::decimal:
      return unless(split_decimal(text).ok,
                    "a decimal is a JSON number: no '+', no leading zero, digits on both sides of the point");
    case type_id::date: {
      const moment m = parse_moment(text);
      return unless(m.ok && !m.zoned, "a date is YYYY, YYYY-MM or YYYY-MM-DD, and a day of the calendar");
    }
    case type_id::dateTime:
      return unless(parse_moment(text).ok,
                    "a dateTime is YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with Z or an offset such as "
                    "+01:00, and a day of the calendar");
    case type_id::instant: {
      const moment m = parse_moment(text);
      return unless(m.ok && m.zoned,
                    "an instant is YYYY-MM-DDThh:mm:ss with Z or an offset such as +01:00, and a day of the "
                    "calendar");
    }
    case type_id::time:
      return unless(parse_time(text).ok, "a time is hh:mm:ss, from 00:00:00, without an offset");
    default:
      return {};
  }
}

inline verdict integer_verdict(type_id type, std::int64_t number, bool minus_zero = false) noexcept {
  if (minus_zero && type == type_id::unsignedInt) return {"-0 is not an unsignedInt: write 0"};
  if (number > INT32_MAX) return {"R4's numbers go up to 2147483647: this one is larger"};
  if (type == type_id::positiveInt && number < 1) return {"a positiveInt is 1 or more"};
  if (type == type_id::unsignedInt && number < 0) return {"an unsignedInt is 0 or more"};
  if (number < INT32_MIN) return {"R4's numbers go down to -2147483648: this one is smaller"};
  return {};
}

// type/subtype of RFC 2045, and perhaps parameters after a semicolon.
constexpr bool is_media_type(std::string_view text) noexcept {
  text = text.substr(0, text.find(';'));
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  const std::size_t slash = text.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == text.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i != slash && (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F ||
                       std::string_view("()<>@,;:\\\"/[]?=").find(c) != std::string_view::npos))
      return false;
  }
  return true;
}

constexpr bool has_code(const code_set& set, std::string_view code) noexcept {
  constexpr std::size_t unsorted = 40;  // the larger sets are sorted
  if (set.codes.size() > unsorted) return std::binary_search(set.codes.begin(), set.codes.end(), code);
  return std::find(set.codes.begin(), set.codes.end(), code) != set.codes.end();
}

// Of a resource that there can be: R4's value set has the abstract types as well.
constexpr bool is_resource_type(std::string_view type) noexcept {
  return has_code(codes::resource_types, type) && type != "Resource" && type != "DomainResource";
}

inline verdict code_verdict(const code_set& set, std::string_view code) noexcept {
  if (set.valueSet == codes::mimetypes.valueSet) {
    if (is_media_type(code)) return {};
    return {"no media type, which is type/subtype as in application/fhir+json"};
  }
  if (has_code(set, code)) return {};
  if (set.valueSet == codes::currencies.valueSet && code.size() == 3 && is_upper(code[0]) && is_upper(code[1]) &&
      is_upper(code[2]))
    return {"not in R4's list of currencies, which is that of 2018", issue_severity::warning};
  return {"no code of the value set that R4 requires here"};
}

}  // namespace fhirops::detail
