#pragma once
// Changes JSON texts at random, but in the same way for the same seed: bytes, tokens, members and whole values. The result may or
// may not be JSON, or FHIR: it is for tests that compare one way of reading with another.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fhirops/testing/random_source.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// FHIROPS_TEST_SEED, or 1; printed once, so that a failure can be repeated.
inline std::uint64_t seed() {
  static const std::uint64_t value = [] {
    const char* const text = std::getenv("FHIROPS_TEST_SEED");
    const std::uint64_t number = text == nullptr ? 1 : std::strtoull(text, nullptr, 10);
    std::printf("FHIROPS_TEST_SEED=%llu\n", static_cast<unsigned long long>(number));
    return number;
  }();
  return value;
}
/// This many, or FHIROPS_TEST_TIMES as many.
inline std::size_t times(std::size_t count) {
  const char* const text = std::getenv("FHIROPS_TEST_TIMES");
  return text == nullptr ? count : count * std::strtoull(text, nullptr, 10);
}

struct token {
  char kind;  // its first byte
  std::size_t begin;
  std::size_t end;
};
/// The tokens of JSON, and of text that is not quite JSON.
inline std::vector<token> tokens(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  const auto is_punctuation = [](char c) { return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ','; };
  std::vector<token> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at++;
    const char c = text[begin];
    if (is_space(c)) continue;
    if (c == '"') {
      while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
      at = at < text.size() ? at + 1 : text.size();
    } else if (!is_punctuation(c)) {
      while (at < text.size() && !is_space(text[at]) && !is_punctuation(text[at]) && text[at] != '"') ++at;
    }
    all.push_back({c, begin, at});
  }
  return all;
}
/// The last token of the value that begins with this one; the last of all if it does not end.
inline std::size_t value_end(const std::vector<token>& all, std::size_t i) {
  for (std::size_t depth = 0; i < all.size(); ++i) {
    const char c = all[i].kind;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (depth == 0) return i;
  }
  return all.size() - 1;
}

class changes {
 public:
  explicit changes(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] fhirops::fixtures::random_source& random() { return random_; }

  /// One to three changes.
  std::string changed(std::string text) {
    for (std::size_t n = 1 + random_.below(10) / 7 + random_.below(10) / 8; n > 0 && !text.empty(); --n)
      text = once(std::move(text));
    return text;
  }

 private:
  using size_type = std::size_t;
  // clang-format off
  static constexpr std::string_view values[] = {
      "null", "{}", "[]", "\"\"", "true", "false", "0", "-0", "-1", "1.50", "1e2", "01", "1.", "1e", ".5", "+1", "1E+2", "2147483648",
      "9223372036854775808", "123456789012345678901234567890", "0.10", "\"x\"", "\"2024-01-02\"", "[null]", "[\"x\"]", "[{}]", "[[]]",
      R"({"id":"a"})", R"({"resourceType":"Parameters"})", R"({"resourceType":"Patient","id":"p"})", R"([{"name":"n","valueString":"v"}])",
      R"({"extension":[{"url":"u","valueCode":"c"}]})", R"({"start":"2020"})", "nul", "True", "NaN", "'x'", "\"\\u0041\"", "\"a\\/b\""};
  static constexpr std::string_view members[] = {
      R"("id":"q")", R"("unheardOf":1)", R"("_valueString":{"id":"e"})", R"("valueString":"s")", R"("valueBoolean":true)", R"("extension":[])",
      R"("extension":[{"url":"u","valueInteger":5}])", R"("modifierExtension":[{"url":"urn:m","valueBoolean":true}])", R"("name":"again")",
      R"("part":[{"name":"in","valueCode":"c"}])", R"("resource":{"resourceType":"Parameters","id":"r"})", R"("resourceType":"Parameters")",
      R"("entry":[{"fullUrl":"x"}])", R"("link":[{"relation":"self","url":"u"}])", R"("_id":{"id":"i"})", R"("implicitRules":"urn:r")"};
  static constexpr std::string_view pieces[] = {
      "\\n", "\\\"", "\\\\", "\\/", "\\b", "\\u00e6", "\\u0000", "\\u001F", "\\u007f", "\\u0800", "\\uFFFF", "\\uE000", "\\uD7FF", "\\ud800",
      "\\udc00", "\\ud83d\\ude00", "\\uDBFF\\uDFFF", "\\ude00\\ud83d", "\\u12", "\\x", "\\", "\n", "\t", "\x01", "\x1F", "\x7F", "\x80", "\xC3\xA6",
      "\xC3", "\xC0\xAF", "\xE2\x82\xAC", "\xE2\x82", "\xED\x9F\xBF", "\xED\xA0\x80", "\xEE\x80\x80", "\xF0\x9F\x98\x80", "\xF0\x9F\x98",
      "\xF4\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xFF", "\xEF\xBB\xBF", "abcdefghijklmnopqrstuvwxyz0123456789"};
  static constexpr std::string_view keys[] = {"valueString", "valueCode", "valueBoolean", "valueInteger", "valueDecimal", "valueDateTime", "valueReference",
                                              "resource", "part", "name", "id", "fullUrl", "parameter", "entry", "type", "resourceType", "_name",
                                              "value", "valueFoo", "Name", "nam\\u0065", "e\\u006etry", ""};
  // clang-format on

  std::string once(std::string text) {
    const std::size_t at = random_.below(text.size());
    switch (random_.below(24)) {
      case 0:
        text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << random_.below(8)));
        return text;
      case 1:
        text[at] = static_cast<char>(random_.below(256));
        return text;
      case 2:
        return text.erase(at, 1 + random_.below(20));
      case 3:
        return text.substr(0, at);
      case 4:
        return text.insert(at, random_.one_of(pieces));
      case 5:
        return random_.chance(20) ? "\xEF\xBB\xBF" + text : text + (random_.chance(50) ? "\n" : random_.chance(50) ? "x" : "{}");
      default:
        return by_tokens(std::move(text));
    }
  }

  std::string by_tokens(std::string text) {
    const std::vector<token> all = tokens(text);
    if (all.size() < 2) return text;
    const std::size_t i = random_.below(all.size());
    const std::size_t k = random_.below(all.size());
    const token& at = all[i];
    const bool is_key = at.kind == '"' && i + 1 < all.size() && all[i + 1].kind == ':';
    switch (random_.below(14)) {
      case 0:  // swap two tokens
        return i < k ? swapped(text, at.begin, at.end, all[k].begin, all[k].end)
                     : swapped(text, all[k].begin, all[k].end, at.begin, at.end);
      case 1:  // white space
        return text.insert(at.begin, random_.one_of({" ", "\n", "\t", "\r\n", "\v", "  \n "}));
      case 2:  // drop a token, or repeat it
        if (random_.chance(50)) return text.erase(at.begin, at.end - at.begin);
        return text.insert(at.begin, text.substr(at.begin, at.end - at.begin));
      case 3:
      case 4:  // change a string
        if (at.kind != '"' || at.end - at.begin < 2) return text.insert(at.begin, random_.one_of(values));
        return text.insert(at.begin + 1 + random_.below(at.end - at.begin - 1), random_.one_of(pieces));
      default:
        break;
    }
    // The next member, if this is not one.
    std::size_t m = i;
    while (m + 2 < all.size() && !(all[m].kind == '"' && all[m + 1].kind == ':')) ++m;
    if (m + 2 >= all.size()) return text.insert(at.begin, random_.one_of(values));
    const std::size_t begin = all[m].begin;
    const std::size_t value = all[m + 2].begin;
    const std::size_t end = all[value_end(all, m + 2)].end;
    const std::string member = text.substr(begin, end - begin);
    switch (random_.below(is_key ? 7 : 8)) {
      case 0:  // twice
        return text.insert(end, "," + member);
      case 1:  // another name
        return text.replace(begin, all[m].end - begin, '"' + std::string(random_.one_of(keys)) + '"');
      case 2:  // gone, with its comma
        if (text.substr(end, 1) == ",") return text.erase(begin, end + 1 - begin);
        return text.erase(begin, end - begin);
      case 3:  // one more
        return text.insert(begin, std::string(random_.one_of(members)) + ",");
      case 4:  // in an array, or out of it
        if (text[value] == '[' && end - value > 2) return text.erase(end - 1, 1).erase(value, 1);
        return text.insert(end, "]").insert(value, "[");
      case 5: {  // before the one behind it
        const std::size_t comma = value_end(all, m + 2) + 1;
        if (comma + 3 >= all.size() || all[comma].kind != ',' || all[comma + 2].kind != ':') return text;
        return swapped(text, begin, end, all[comma + 1].begin, all[value_end(all, comma + 3)].end);
      }
      default:  // another value
        return text.replace(value, end - value, random_.one_of(values));
    }
  }

  static std::string swapped(const std::string& text, size_type a, size_type a_end, size_type b, size_type b_end) {
    if (a_end > b) return text;
    return text.substr(0, a) + text.substr(b, b_end - b) + text.substr(a_end, b - a_end) + text.substr(a, a_end - a) +
           text.substr(b_end);
  }
  fhirops::fixtures::random_source random_;
};

}  // namespace test
