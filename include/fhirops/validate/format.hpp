#pragma once
// Checks the text of a primitive against R4's format for its type (https://hl7.org/fhir/R4/datatypes.html#primitive), and a code
// against a required binding.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/scan.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/datatype/codes.hpp"
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

// The faults that a text may have: first those that R4 forbids, then those that it only advises against.
enum class format_fault : std::uint8_t {
  // clang-format off
  none, format, nul, too_long, white_space,
  control, odd_space, blank, not_uuid, not_oid, not_absolute
  // clang-format on
};
// If R4 only advises against it, it is a warning.
constexpr issue_severity severity_of(format_fault fault) noexcept {
  return fault < format_fault::control ? issue_severity::error : issue_severity::warning;
}

// Whether the text needs no closer look: only ASCII, without controls, quotes and backslashes.
inline bool is_plain_text(std::string_view text) noexcept { return find_special(text.data(), text.size()) == text.size(); }

constexpr bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }
inline format_fault control_fault(std::string_view text, bool plain) noexcept {
  if (plain) return format_fault::none;
  format_fault found = format_fault::none;
  for (const char c : text) {
    if (c == '\0') return format_fault::nul;
    if (is_control(c)) found = format_fault::control;
  }
  return found;
}
// Finds Unicode white space beyond ASCII: programs disagree about whether it counts as white space.
inline format_fault space_fault(std::string_view text, bool plain) noexcept {
  if (plain) return format_fault::none;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (white_space_at(text, i) > 1) return format_fault::odd_space;
  return format_fault::none;
}

inline format_fault string_fault(std::string_view text, bool plain) noexcept {
  if (text.size() > max_string_characters && count_characters(text) > max_string_characters) return format_fault::too_long;
  if (const format_fault found = control_fault(text, plain); found != format_fault::none) return found;
  return is_white_space_alone(text) ? format_fault::blank : format_fault::none;
}

// A uri that begins like a UUID or an OID should be one.
inline format_fault uri_fault(std::string_view text, bool plain) noexcept {
  if (plain ? text.find(' ') != std::string_view::npos : has_space(text)) return format_fault::white_space;
  if (const format_fault found = control_fault(text, plain); found != format_fault::none) return found;
  if (const format_fault found = space_fault(text, plain); found != format_fault::none) return found;
  if (!text.starts_with("urn:")) return format_fault::none;
  // A fragment or a version may follow.
  text = text.substr(0, text.find_first_of("#|"));
  if (text.starts_with("urn:uuid:") && !is_uuid(text)) return format_fault::not_uuid;
  if (text.starts_with("urn:oid:") && !is_oid(text)) return format_fault::not_oid;
  return format_fault::none;
}

// A canonical that is neither absolute nor refers to a contained resource cannot be resolved.
inline format_fault canonical_fault(std::string_view text, bool plain) noexcept {
  const format_fault found = uri_fault(text, plain);
  if (found != format_fault::none || text.starts_with('#') || is_absolute_uri(text)) return found;
  return format_fault::not_absolute;
}

// U+0000 is reported in preference to white space, and white space in preference to other control characters.
inline format_fault code_fault(std::string_view text, bool plain) noexcept {
  const format_fault control = control_fault(text, plain);
  if (control == format_fault::nul) return control;
  if (!is_code(text) && find_ill_formed(text) == std::string_view::npos) return format_fault::format;
  return control != format_fault::none ? control : space_fault(text, plain);
}

// `plain` says whether the text is plain (see is_plain_text).
inline format_fault find_format_fault(type_id type, std::string_view text, bool plain) noexcept {
  const auto unless = [](bool ok) { return ok ? format_fault::none : format_fault::format; };
  switch (type) {
    case type_id::string:
    case type_id::markdown:
      return string_fault(text, plain);
    case type_id::code:
      return code_fault(text, plain);
    case type_id::id:
      return unless(is_id(text));
    case type_id::uri:
    case type_id::url:
      return uri_fault(text, plain);
    case type_id::canonical:
      return canonical_fault(text, plain);
    case type_id::oid:
      return unless(is_oid(text));
    case type_id::uuid:
      return unless(is_uuid(text));
    case type_id::base64Binary:
      return unless(is_base64(text));
    case type_id::decimal:
      return unless(split_decimal(text).ok);
    case type_id::date: {
      const moment m = parse_moment(text);
      return unless(m.ok && !m.zoned);
    }
    case type_id::dateTime:
      return unless(parse_moment(text).ok);
    case type_id::instant: {
      const moment m = parse_moment(text);
      return unless(m.ok && m.zoned);
    }
    case type_id::time:
      return unless(parse_time(text).ok);
    default:
      return format_fault::none;
  }
}

constexpr bool is_integer_of(type_id type, std::int64_t number, bool minus_zero) noexcept {
  const std::int64_t least = type == type_id::positiveInt ? 1 : type == type_id::unsignedInt ? 0 : INT32_MIN;
  return number >= least && number <= INT32_MAX && !(minus_zero && type == type_id::unsignedInt);
}

// The form type/subtype of RFC 2045, optionally with parameters after a semicolon.
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

// Whether a resource can have this type: R4's value set also contains the abstract types.
constexpr bool is_resource_type(std::string_view type) noexcept {
  return has_code(codes::resource_types, type) && type != "Resource" && type != "DomainResource";
}

// The possible faults of a code with a required binding.
enum class binding_fault : std::uint8_t { none, not_in_set, not_media_type, not_of_2018 };

inline binding_fault find_code_fault(const code_set& set, std::string_view code) noexcept {
  using fault = binding_fault;
  if (set.valueSet == codes::mimetypes.valueSet) return is_media_type(code) ? fault::none : fault::not_media_type;
  if (has_code(set, code)) return fault::none;
  const bool is_currency = code.size() == 3 && is_upper(code[0]) && is_upper(code[1]) && is_upper(code[2]);
  return set.valueSet == codes::currencies.valueSet && is_currency ? fault::not_of_2018 : fault::not_in_set;
}

}  // namespace fhirops::detail
