#pragma once
// Random numbers and texts for fixtures; the same seed gives the same ones on every machine.

#include <cstddef>
#include <cstdint>
#include <string>

namespace fhirops::fixtures {

/// Pseudo-random numbers that are the same for the same seed with every compiler and standard library (splitmix64; the
/// distributions of `<random>` differ between libraries).
///
///     fhirops::fixtures::random_source random(7);
///     random.below(10);  // 7, here and everywhere
class random_source {
 public:
  /// Any seed is allowed, including 0.
  constexpr explicit random_source(std::uint64_t seed) noexcept : state_(seed) {}

  /// A random number of 64 bits.
  constexpr std::uint64_t operator()() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t bits = state_;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return bits ^ (bits >> 31U);
  }
  /// A number from 0 to `limit - 1`; `limit` must be at least 1.
  constexpr std::size_t below(std::size_t limit) noexcept { return index((*this)() % limit); }
  /// True in `percent` of a hundred cases.
  constexpr bool chance(unsigned percent) noexcept { return below(100) < percent; }
  /// One of the values of an array.
  template <class T, std::size_t N>
  constexpr const T& one_of(const T (&choices)[N]) noexcept {
    return choices[below(N)];
  }

 private:
  // A template, since a compiler may warn of a cast to the same type if std::size_t has 64 bits.
  template <class Whole>
  static constexpr std::size_t index(Whole whole) noexcept {
    return static_cast<std::size_t>(whole);
  }

  std::uint64_t state_;
};

namespace detail {

// Defined in testing/draw_text.hpp.
template <class Random>
std::string draw_well_formed_text(Random& random);
template <class Random>
std::string draw_hostile_text(Random& random);

}  // namespace detail

/// Text that survives a round trip through JSON: well-formed UTF-8, not empty, without U+0000; with quotes, backslashes, line
/// breaks, controls, Danish letters and an emoji. Up to about 160 bytes.
///
///     fixtures::random_source random(1);
///     job.reportClass = fixtures::well_formed_text(random);
[[nodiscard]] inline std::string well_formed_text(random_source& random) { return detail::draw_well_formed_text(random); }

/// Text that a host may pass although FHIR does not allow it: ill-formed UTF-8, U+0000, or nothing.
///
///     fixtures::random_source random(1);
///     job.status = fixtures::hostile_text(random);
[[nodiscard]] inline std::string hostile_text(random_source& random) { return detail::draw_hostile_text(random); }

}  // namespace fhirops::fixtures

#ifndef FHIROPS_COMPILED
#include "fhirops/testing/draw_text.hpp"
#endif
