#pragma once
// Text that can be a template argument.

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace fhirops {

/// A string literal that can be passed as a template argument: `param<"organization", &Request::organization>`.
template <std::size_t N>
struct fixed_string {
  /// The characters, including the terminating NUL.
  char text[N]{};

  constexpr fixed_string() noexcept = default;
  /// From a literal.
  constexpr fixed_string(const char (&literal)[N]) noexcept {  // NOLINT(google-explicit-constructor)
    std::copy_n(literal, N, text);
  }
  /// The text, without the NUL.
  [[nodiscard]] constexpr std::string_view view() const noexcept { return {text, N - 1}; }
  /// Its length in bytes, without the NUL.
  [[nodiscard]] static constexpr std::size_t size() noexcept { return N - 1; }
};

/// Concatenates two strings.
template <std::size_t A, std::size_t B>
[[nodiscard]] constexpr fixed_string<A + B - 1> operator+(const fixed_string<A>& a, const fixed_string<B>& b) noexcept {
  fixed_string<A + B - 1> both;
  std::copy_n(a.text, A - 1, both.text);
  std::copy_n(b.text, B, both.text + A - 1);
  return both;
}

}  // namespace fhirops
