#pragma once
// What mutated sources call: whether a mutant is the chosen one. A constant expression never sees a mutant.

#include <array>
#include <cstdlib>
#include <optional>
#include <type_traits>
#include <utility>

namespace fhirops_mutation {

inline constexpr unsigned most = 65536;

inline unsigned chosen = [] {  // by the environment, in whatever program
  const char* const mutant = std::getenv("FHIROPS_MUTANT");
  return mutant == nullptr ? most : static_cast<unsigned>(std::atoi(mutant));
}();
inline std::array<unsigned char, most> reached{};  // in the current test case

inline bool check(unsigned mutant) noexcept {
  reached[mutant] = 1;
  return mutant == chosen;
}

constexpr bool on(unsigned mutant) noexcept {
  if (std::is_constant_evaluated()) return false;
  return check(mutant);
}

// For one storage alone.
template <class Storage>
constexpr bool on_owned(unsigned mutant) noexcept {
  if constexpr (Storage::owns) return on(mutant);
  return false;
}
template <class Storage>
constexpr bool on_borrowed(unsigned mutant) noexcept {
  if constexpr (!Storage::owns) return on(mutant);
  return false;
}

// What can be moved from, where std::move was: of a mutant that is the chosen one a copy, which lasts as long as the
// expression; the value itself for the others, and for what has no copy.
template <class T, class Copy = std::optional<std::remove_cvref_t<T>>>
constexpr std::remove_reference_t<T>&& moved(bool copied, T&& value, Copy&& copy = {}) {
  if constexpr (std::is_copy_constructible_v<std::remove_cvref_t<T>>) {
    if (copied) return std::move(copy.emplace(std::as_const(value)));
  }
  return std::move(value);
}

}  // namespace fhirops_mutation
