#pragma once
// What mutated sources call: whether a mutant is the chosen one. A constant expression never sees a mutant.

#include <array>
#include <type_traits>

namespace fhirops_mutation {

inline constexpr unsigned most = 65536;

inline unsigned chosen = most;                  // by main(), from the environment
inline std::array<unsigned char, most> reached{};  // in the current test case

inline bool check(unsigned mutant) noexcept {
  reached[mutant] = 1;
  return mutant == chosen;
}

constexpr bool on(unsigned mutant) noexcept {
  if (std::is_constant_evaluated()) return false;
  return check(mutant);
}

}  // namespace fhirops_mutation
