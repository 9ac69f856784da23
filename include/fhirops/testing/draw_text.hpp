#pragma once
// The definitions of well_formed_text and hostile_text (testing/random_source.hpp).

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/testing/random_source.hpp"

namespace fhirops::fixtures::detail {

template <class Random>
std::string draw_well_formed_text(Random& random) {
  constexpr std::string_view pieces[] = {"a", "\"", "\\", "\n", "\t", "\x01", "\xC3\xA6", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
                                         "/", " "};
  // Drawn in separate statements, since the compiler chooses the order in which arguments are evaluated.
  const char letter = static_cast<char>('a' + random.below(26));
  std::string text(1 + random.below(70), letter);
  for (std::size_t n = random.below(4); n > 0; --n) {
    text += random.one_of(pieces);
    text.append(random.below(20), 'z');
  }
  return text;
}

template <class Random>
std::string draw_hostile_text(Random& random) {
  using namespace std::string_view_literals;
  constexpr std::string_view pieces[] = {"a"sv,        "\""sv,           "\\"sv,
                                         "\n"sv,       "\x01"sv,         "\x1F"sv,
                                         "\xC3\xA6"sv, "\xE2\x82\xAC"sv, "\xF0\x9F\x98\x80"sv,
                                         "\xFF"sv,     "\xED\xA0\x80"sv, "\xC3"sv,
                                         "/"sv,        "\x7F"sv,         "0123456789abcdef"sv,
                                         "\0"sv};
  std::string text;
  for (std::size_t n = random.below(6); n > 0; --n) text += random.one_of(pieces);
  const std::size_t more = random.below(40);
  return text.append(more, static_cast<char>('a' + random.below(26)));
}

}  // namespace fhirops::fixtures::detail
