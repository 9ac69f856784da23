#pragma once
// The characters and references of XML 1.0, fifth edition (https://www.w3.org/TR/xml/#charsets).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

constexpr bool is_xml_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct code_point {
  std::uint32_t value;
  std::size_t length;  // in bytes
};

// The code point at `i` of well-formed UTF-8.
constexpr code_point code_point_at(std::string_view text, std::size_t i) noexcept {
  const std::uint32_t lead = byte_at(text, i);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  std::uint32_t value = lead & (0x7FU >> length);
  for (std::size_t k = 1; k < length; ++k) value = value << 6U | (byte_at(text, i + k) & 0x3FU);
  return {value, length};
}

constexpr bool is_xml_character(std::uint32_t c) noexcept {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
}

struct code_range {
  std::uint32_t first;
  std::uint32_t last;
};
template <std::size_t N>
constexpr bool is_in(std::uint32_t c, const code_range (&ranges)[N]) noexcept {
  for (const code_range& each : ranges)
    if (c >= each.first && c <= each.last) return true;
  return false;
}

// Does not include the colon, which separates a prefix from a name.
constexpr bool starts_xml_name(std::uint32_t c) noexcept {
  if (c < 0x80) return is_letter(static_cast<char>(c)) || c == '_';
  return is_in(c, {{0xC0, 0xD6},
                   {0xD8, 0xF6},
                   {0xF8, 0x2FF},
                   {0x370, 0x37D},
                   {0x37F, 0x1FFF},
                   {0x200C, 0x200D},
                   {0x2070, 0x218F},
                   {0x2C00, 0x2FEF},
                   {0x3001, 0xD7FF},
                   {0xF900, 0xFDCF},
                   {0xFDF0, 0xFFFD},
                   {0x10000, 0xEFFFF}});
}
constexpr bool continues_xml_name(std::uint32_t c) noexcept {
  if (starts_xml_name(c)) return true;
  if (c < 0x80) return is_digit(static_cast<char>(c)) || c == '-' || c == '.';
  return is_in(c, {{0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}});
}

// Unicode's White_Space, and characters without a width.
constexpr bool is_invisible(std::uint32_t c) noexcept {
  return is_in(c, {{0, 0x20},
                   {0x7F, 0xA0},
                   {0xAD, 0xAD},
                   {0x34F, 0x34F},
                   {0x61C, 0x61C},
                   {0x115F, 0x1160},
                   {0x1680, 0x1680},
                   {0x17B4, 0x17B5},
                   {0x180B, 0x180F},
                   {0x2000, 0x200F},
                   {0x2028, 0x202F},
                   {0x205F, 0x206F},
                   {0x3000, 0x3000},
                   {0x3164, 0x3164},
                   {0xFE00, 0xFE0F},
                   {0xFEFF, 0xFEFF},
                   {0xFFA0, 0xFFA0},
                   {0xFFF0, 0xFFFB},
                   {0xE0000, 0xE0FFF}});
}

// A reference, and the character that it denotes.
struct xml_reference {
  std::uint32_t character = 0;  // U+FFFF, which XML does not allow, if `name` is not one of XML's five
  std::size_t length = 0;       // from & to ; inclusive, or 0 if there is no reference
  std::string_view name{};      // the text between & and ;
};

constexpr xml_reference read_reference(std::string_view text, std::size_t at) noexcept {
  std::size_t i = at + 1;
  std::uint32_t number = 0;
  const bool numeric = i < text.size() && text[i] == '#';
  if (numeric) ++i;
  const bool hexadecimal = numeric && i < text.size() && text[i] == 'x';
  if (hexadecimal) ++i;
  const std::size_t begin = i;
  for (; i < text.size() && text[i] != ';'; ++i) {
    const char c = text[i];
    const char low = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    if (!numeric ? !is_letter(c) && !(is_digit(c) && i > begin) : !is_digit(c) && !(hexadecimal && low >= 'a' && low <= 'f'))
      return {};
    if (number <= 0x10FFFF)
      number = number * (hexadecimal ? 16U : 10U) + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : low - 'a' + 10);
  }
  if (i == text.size() || i == begin) return {};
  const std::string_view name = text.substr(at + 1, i - at - 1);
  if (!numeric)
    number = name == "lt"     ? '<'
             : name == "gt"   ? '>'
             : name == "amp"  ? '&'
             : name == "quot" ? '"'
             : name == "apos" ? '\''
                              : 0xFFFFU;
  return {number, i + 1 - at, name};
}

// The text with its references resolved, all of which must be valid; it is in `buffer` if there are any.
inline std::string_view without_references(std::string_view text, std::string& buffer) {
  std::size_t at = text.find('&');
  if (at == std::string_view::npos) return text;
  buffer.assign(text, 0, at);
  while (at < text.size()) {
    const xml_reference found = read_reference(text, at);
    append_utf8(buffer, found.character);
    at += found.length;
    const std::size_t next = text.find('&', at);
    buffer.append(text, at, next == std::string_view::npos ? next : next - at);
    at = next;
  }
  return buffer;
}

// The character to write instead of an entity that HTML has but XML does not; 0 for any other name.
constexpr std::uint32_t html_entity(std::string_view name) noexcept {
  struct entity {
    std::string_view name;
    std::uint32_t character;
  };
  constexpr entity known[] = {
      {"nbsp", 160},   {"copy", 169},   {"reg", 174},    {"deg", 176},    {"plusmn", 177}, {"sup2", 178},   {"sup3", 179},
      {"micro", 181},  {"middot", 183}, {"frac12", 189}, {"Aring", 197},  {"AElig", 198},  {"Oslash", 216}, {"times", 215},
      {"szlig", 223},  {"aring", 229},  {"aelig", 230},  {"eacute", 233}, {"oslash", 248}, {"uuml", 252},   {"ndash", 8211},
      {"mdash", 8212}, {"lsquo", 8216}, {"rsquo", 8217}, {"ldquo", 8220}, {"rdquo", 8221}, {"bull", 8226},  {"hellip", 8230},
      {"euro", 8364},  {"trade", 8482}, {"larr", 8592},  {"rarr", 8594},  {"le", 8804},    {"ge", 8805}};
  for (const entity& each : known)
    if (each.name == name) return each.character;
  return 0;
}

}  // namespace fhirops::detail
