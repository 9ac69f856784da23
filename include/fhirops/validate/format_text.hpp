#pragma once
// The text of an issue about a primitive with a faulty format: the value found, what is wrong with it, and what would be right.
// Called only if there is a fault; the formats themselves are in format.hpp.

#include <algorithm>
#include <chrono>
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
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/later_versions.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/calendar.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uuid.hpp"

namespace fhirops::detail {

// The notation `U+00A0` for the character at `i`.
inline std::string code_point_text(std::string_view text, std::size_t i) {
  const unsigned char lead = byte_at(text, i);
  std::size_t skip = 0;
  const std::size_t length = utf8_sequence(text, i, skip);
  std::uint32_t value = length == 2 ? lead & 0x1FU : length == 3 ? lead & 0x0FU : length == 4 ? lead & 0x07U : lead;
  for (std::size_t k = 1; k < length; ++k) value = value << 6U | (byte_at(text, i + k) & 0x3FU);
  return code_point_name(value);
}
// The name of a character within a sentence: `a space`, `"_"`, `U+00A0`.
inline std::string character_text(std::string_view text, std::size_t i) {
  if (text[i] == ' ') return "a space";
  if (text[i] == '\t') return "a tab";
  if (text[i] == '\n' || text[i] == '\r') return "a line break";
  std::size_t skip = 0;
  const std::size_t length = utf8_sequence(text, i, skip);
  if (length == 0) return "a byte that is not UTF-8";
  const std::string_view sequence = text.substr(i, length);
  return controls_display(sequence) || white_space_at(text, i) > 0 ? code_point_text(text, i) : joined({"\"", sequence, "\""});
}
inline std::string not_allowed(std::string_view text, std::size_t i) {
  return joined({character_text(text, i), " is not allowed"});
}
// White space at either end cannot be seen when the value is shown.
inline std::string_view space_at_ends(std::string_view text) noexcept {
  if (text.empty()) return {};
  if (is_space(text.front())) return "remove the white space at its beginning";
  return is_space(text.back()) ? "remove the white space at its end" : "";
}

// Explains faults in dates and times. Reads them like calendar.hpp, as far as possible.
class moment_diagnosis {
 public:
  moment_diagnosis(type_id type, std::string_view text) noexcept : type_(type), text_(text), rest_(text) {}

  std::string text() {
    if (const std::string_view ends = space_at_ends(text_); !ends.empty()) return std::string(ends);
    return type_ == type_id::time ? clock(true) : year();
  }

 private:
  [[nodiscard]] std::string_view form() const noexcept {
    switch (type_) {
      case type_id::date:
        return "write YYYY, YYYY-MM or YYYY-MM-DD";
      case type_id::instant:
        return "write YYYY-MM-DDThh:mm:ss and an offset, Z or +01:00";
      case type_id::time:
        return "write hh:mm:ss";
      default:
        return "write YYYY, YYYY-MM, YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss and an offset, Z or +01:00";
    }
  }
  [[nodiscard]] std::string any_form() const { return std::string(form()); }
  std::string trailing() const { return joined({"remove ", quoted(rest_), " at the end"}); }
  // The number of digits that come next.
  [[nodiscard]] std::size_t digits_ahead() const noexcept {
    return std::min(rest_.find_first_not_of("0123456789"), rest_.size());
  }
  // Takes two digits into `number`; returns what is wrong, if anything.
  std::string two(int& number, std::string_view what, std::string_view example) {
    if (digits_ahead() != 2) {
      if (digits_ahead() == 1) return joined({"the ", what, " has two digits, as in ", example});
      return any_form();
    }
    take_number(rest_, 2, number);
    return {};
  }
  std::string_view last_two(std::size_t from) const noexcept { return text_.substr(from, 2); }

  std::string year() {
    if (digits_ahead() == 8 && rest_.size() == 8)
      return joined({"write ", text_.substr(0, 4), "-", text_.substr(4, 2), "-", text_.substr(6)});
    if (digits_ahead() != 4) return any_form();
    take_number(rest_, 4, m_.year);
    if (m_.year == 0) return "there is no year 0000, years go from 0001 to 9999";
    if (rest_.empty()) return end_of_date();
    if (rest_.front() == '/' || rest_.front() == '.') return joined({"write - instead of ", rest_.substr(0, 1)});
    if (rest_.front() == 'T') return "a time needs a full date, YYYY-MM-DD";
    if (!take(rest_, '-')) return any_form();
    return month();
  }
  std::string month() {
    if (std::string fault = two(m_.month, "month", "2024-01"); !fault.empty()) return fault;
    if (m_.month < 1 || m_.month > 12) return joined({"there is no month ", last_two(5)});
    if (rest_.empty()) return end_of_date();
    if (rest_.front() == 'T') return "a time needs a full date, YYYY-MM-DD";
    if (!take(rest_, '-')) return any_form();
    return day();
  }
  std::string day() {
    if (std::string fault = two(m_.day, "day", "2024-01-01"); !fault.empty()) return fault;
    if (m_.day == 0) return "there is no day 00";
    constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                           "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day_last last = std::chrono::year(m_.year) / m_.month / std::chrono::last;
    const auto most = static_cast<unsigned>(last.day());
    if (static_cast<unsigned>(m_.day) > most)
      return joined({months[m_.month - 1], " ", text_.substr(0, 4), " has ", digits(most), " days"});
    if (rest_.empty()) return end_of_date();
    if (type_ == type_id::date)
      return rest_.front() == 'T' || rest_.front() == ' ' ? joined({"a date has no time: write ", text_.substr(0, 10)})
                                                          : trailing();
    if (rest_.front() == 't') return "write T in upper case";
    if (rest_.front() == ' ') return "write T before the time, not a space";
    if (!take(rest_, 'T')) return trailing();
    return clock(false);
  }
  // A date without a time, which is wrong only for an instant.
  std::string end_of_date() const {
    if (text_.size() == 10) return joined({"an instant needs a time and an offset, as in ", text_, "T00:00:00Z"});
    return "an instant needs a full date, a time and an offset, as in 2024-01-01T00:00:00Z";
  }
  std::string clock(bool alone) {
    constexpr std::string_view shape = "a time is hh:mm:ss, as in 09:30:00";
    const std::size_t start = text_.size() - rest_.size();
    if (digits_ahead() == 1) return "the hour has two digits, as in 09:30:00";
    if (digits_ahead() != 2) return std::string(shape);
    take_number(rest_, 2, m_.hour);
    if (m_.hour > 23) return joined({"there is no hour ", last_two(start), ", hours go from 00 to 23"});
    if (!take(rest_, ':') || digits_ahead() != 2) return std::string(shape);
    take_number(rest_, 2, m_.minute);
    if (m_.minute > 59) return joined({"there is no minute ", last_two(start + 3), ", minutes go from 00 to 59"});
    if (rest_.empty() || rest_.front() != ':') return joined({"a time needs seconds: write ", text_.substr(start, 5), ":00"});
    take(rest_, ':');
    if (digits_ahead() != 2) return std::string(shape);
    take_number(rest_, 2, m_.second);
    if (m_.second > 60)
      return joined({"there is no second ", last_two(start + 6), ", seconds go from 00 to 59, or 60 in a leap second"});
    if (rest_.starts_with(',')) return "write a point before the fraction of a second, not a comma";
    if (take(rest_, '.')) {
      if (digits_ahead() == 0) return "digits are missing after the point";
      rest_.remove_prefix(digits_ahead());
    }
    return alone ? after_time() : zone();
  }
  std::string after_time() const {
    if (rest_.front() == 'Z' || rest_.front() == 'z' || rest_.front() == '+' || rest_.front() == '-')
      return joined({"a time by itself has no offset: remove ", shortened_text(rest_)});
    return trailing();
  }
  std::string zone() {
    if (rest_.empty()) return "a time needs an offset, Z or +01:00";
    if (rest_.front() == 'z') return "write Z in upper case";
    if (take(rest_, 'Z')) return trailing();
    if (rest_.front() != '+' && rest_.front() != '-') return trailing();
    const std::string sign(rest_.substr(0, 1));
    rest_.remove_prefix(1);
    int hours = 0;
    int minutes = 0;
    if (digits_ahead() == 4 && rest_.size() == 4)
      return joined({"an offset has a colon: write ", sign, rest_.substr(0, 2), ":", rest_.substr(2)});
    if (digits_ahead() == 2 && rest_.size() == 2) return joined({"an offset has minutes: write ", sign, rest_, ":00"});
    if (!take_number(rest_, 2, hours) || !take(rest_, ':') || !take_number(rest_, 2, minutes))
      return "an offset is Z, +hh:mm or -hh:mm";
    if (minutes > 59 || hours * 60 + minutes > 14 * 60) return "offsets go from -14:00 to +14:00, with minutes up to 59";
    return trailing();
  }

  type_id type_;
  std::string_view text_;
  std::string_view rest_;
  moment m_;
};

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

// The faults that a text may have: first those that R4 forbids, then those that it only advises against.
enum class format_fault : std::uint8_t {
  // clang-format off
  none, format, nul, too_long, white_space,
  control, odd_space, blank, not_uuid, not_oid, not_absolute
  // clang-format on
};

constexpr bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }
constexpr std::string_view primitive_with_article(type_id type) noexcept {
  switch (type) {
      // clang-format off
    case type_id::string: return "a string";
    case type_id::markdown: return "a markdown";
    case type_id::code: return "a code";
    case type_id::id: return "an id";
    case type_id::uri: return "a uri";
    case type_id::url: return "a url";
    case type_id::canonical: return "a canonical";
    case type_id::oid: return "an oid";
    case type_id::uuid: return "a uuid";
    case type_id::base64Binary: return "base64";
    case type_id::decimal: return "a decimal";
    case type_id::date: return "a date";
    case type_id::dateTime: return "a dateTime";
    case type_id::instant: return "an instant";
    case type_id::time: return "a time";
    case type_id::integer: return "an integer";
    case type_id::positiveInt: return "a positiveInt";
    case type_id::unsignedInt: return "an unsignedInt";
    default: return "a value";
      // clang-format on
  }
}

inline std::string diagnosis_of(type_id type, std::string_view text) {
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

[[gnu::noinline, gnu::cold]] inline std::string integer_text(type_id type, std::int64_t number, bool minus_zero) {
  const std::string_view name = primitive_with_article(type);
  const digits shown(number);
  if (number > INT32_MAX) return joined({shown, " is too large for ", name, " (at most 2147483647)"});
  if (type == type_id::integer) return joined({shown, " is too small for an integer (at least -2147483648)"});
  if (minus_zero && type == type_id::unsignedInt) return "-0 is not an unsignedInt: write 0";
  return joined(
      {minus_zero ? "-" : "", shown, " is not ", name, ": it must be at least ", type == type_id::positiveInt ? "1" : "0"});
}

[[gnu::noinline, gnu::cold]] inline std::string format_text(type_id type, format_fault fault, std::string_view text) {
  const std::string value = quoted(text);
  const std::string_view name = primitive_with_article(type);
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

// The text of an issue about a code that is not in the value set of a required binding.
[[gnu::noinline, gnu::cold]] inline std::string code_text(const code_set& set, std::string_view code) {
  const std::string_view url = set.valueSet.substr(0, set.valueSet.find('|'));
  std::string text = joined({quoted(code), " is not a code of ", url});
  const bool of_types = set.valueSet == codes::all_types.valueSet || set.valueSet == codes::resource_types.valueSet;
  if (const std::string_view versions = of_types ? versions_of_type(code) : std::string_view(); !versions.empty())
    return append(text, {": it is a type of ", versions}), text;
  closest_name closest(code);
  for (const std::string_view each : set.codes) closest.offer(each);
  if (!closest.name().empty()) return append(text, {": did you mean \"", closest.name(), "\"?"}), text;
  constexpr std::size_t most = 12;
  for (std::size_t i = 0; i < std::min(set.codes.size(), most); ++i)
    append(text, {i == 0 ? ": its codes are " : ", ", set.codes[i]});
  if (set.codes.size() > most) text += ", ...";
  return text;
}
inline std::string media_type_text(std::string_view code) {
  return joined({quoted(code), " is not a media type: write type/subtype, as in application/fhir+json"});
}
inline std::string currency_text(std::string_view code) {
  return joined({quoted(code), " is not in R4's list of currencies, which is that of 2018: check that it is one"});
}

}  // namespace fhirops::detail
