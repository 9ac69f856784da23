#pragma once
// Makes C++ names from FHIR's names, which may contain any character.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace opgen {

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_name(char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_'; }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// Keywords, and names that headers of C, C++ and Windows or compilers define as macros without arguments.
inline bool is_reserved_word(std::string_view name) {
  static constexpr std::string_view words =
      " BOOL DOMAIN EDOM EILSEQ EOF ERANGE ERROR FALSE I IN INFINITY NAN NULL OPTIONAL OUT OVERFLOW TRUE"
      " UNDERFLOW VOID alignas alignof and and_eq asm assert auto bitand bitor bool break case catch char"
      " char16_t char32_t char8_t class co_await co_return co_yield compl concept const const_cast consteval"
      " constexpr constinit continue decltype default delete do double dynamic_cast else enum errno"
      " explicit export extern false far fhirops float for friend goto i386 if inline int interface linux"
      " long mutable namespace near new noexcept not not_eq nullptr operator or or_eq private protected"
      " public register reinterpret_cast requires return self short signed sizeof small static"
      " static_assert static_cast std stderr stdin stdout struct switch template this thread_local throw"
      " true try typedef typeid typename union unix unsigned using virtual void volatile wchar_t while xor"
      " xor_eq ";
  return words.find(' ' + std::string(name) + ' ') != std::string_view::npos;
}

// Takes one code point of UTF-8 off the front; a byte that is not UTF-8 stands for itself.
inline char32_t take_code_point(std::string_view& text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t size = byte(0) < 0xC0 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  char32_t out = byte(0);
  if (size > 1 && size <= text.size()) {
    out = byte(0) & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) out = out << 6 | (byte(i) & 0x3FU);
  }
  text.remove_prefix(size < text.size() ? size : text.size());
  return out;
}

// The name in ASCII: letters of Western Europe are replaced by their usual transcription, other characters by their number, so
// that different names stay different.
inline std::string in_ascii(std::string_view name) {
  static constexpr std::string_view latin[] = {
      "A", "A", "A", "A", "Ae", "Aa", "Ae", "C", "E",  "E", "E", "E", "I",  "I", "I",  "I",   // U+00C0
      "D", "N", "O", "O", "O",  "O",  "Oe", "x", "Oe", "U", "U", "U", "Ue", "Y", "Th", "ss",  // U+00D0
      "a", "a", "a", "a", "ae", "aa", "ae", "c", "e",  "e", "e", "e", "i",  "i", "i",  "i",   // U+00E0
      "d", "n", "o", "o", "o",  "o",  "oe", "_", "oe", "u", "u", "u", "ue", "y", "th", "y"};  // U+00F0
  std::string out;
  while (!name.empty()) {
    const char32_t each = take_code_point(name);
    if (each < 0x80) {
      out += static_cast<char>(each);
    } else if (each >= 0xC0 && each <= 0xFF) {
      out += latin[each - 0xC0];
    } else {
      out += 'u';
      for (int shift = each > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) out += "0123456789ABCDEF"[each >> shift & 0xF];
    }
  }
  return out;
}

// The name of a member: FHIR's own if C++ allows it. Characters other than letters, digits and `_` become `_`; a name that begins
// with a character that C++ does not allow there gets an `x` before it; a reserved word gets a `_` after it.
inline std::string identifier(std::string_view name) {
  std::string out;
  for (const char c : in_ascii(name)) {
    const char next = is_name(c) ? c : '_';
    if (next != '_' || !out.ends_with('_')) out += next;  // two in a row are reserved for the compiler
  }
  if (out.empty() || is_digit(out[0]) || out == "_" || (out[0] == '_' && !is_lower(out[1]))) out.insert(0, "x");
  if (is_reserved_word(out)) out += '_';
  return out;
}

// The groups of letters and digits of a name, separated by anything else.
inline std::vector<std::string> words(std::string_view name) {
  std::vector<std::string> all;
  bool open = false;
  for (const char c : in_ascii(name)) {
    const bool part = is_name(c) && c != '_';
    if (part && !open) all.emplace_back();
    if (part) all.back() += c;
    open = part;
  }
  return all;
}

// `schedule`, `patient`, `total` becomes `SchedulePatientTotal`; empty if there is no letter or digit.
inline std::string type_name(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) (out += to_upper(word[0])) += word.substr(1);
  if (!out.empty() && is_digit(out[0])) out.insert(0, "X");
  return out;
}

// `ConceptMapTranslate` becomes `concept_map_translate`.
inline std::string snake_case(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool after_lower = i > 0 && !is_upper(name[i - 1]);
    const bool before_lower = i > 0 && i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(name[i]) && (after_lower || before_lower) && !out.ends_with('_')) out += '_';
    out += to_lower(name[i]);
  }
  return out;
}

}  // namespace opgen
