#pragma once
// `true` or `false` (https://hl7.org/fhir/R4/datatypes.html#boolean).

#include <concepts>
#include <optional>
#include <string>

#include "fhirops/core/box.hpp"
#include "fhirops/core/fwd.hpp"
#include "fhirops/core/stream.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// `true` or `false` (https://hl7.org/fhir/R4/datatypes.html#boolean).
template <Storage S = owned>
struct Boolean {
  using storage = S;
  static constexpr auto fhir_type = type_id::boolean;
  static constexpr auto representation = detail::shape::boolean;

  /// Absent, true or false.
  std::optional<bool> value{};
  /// The id and extensions of this primitive (JSON's `_name`); usually absent.
  box<Element<S>> element{};

  constexpr Boolean() noexcept = default;
  /// From a `bool`, but not from a number or a pointer.
  template <std::same_as<bool> B>
  constexpr Boolean(B truth) : value(truth) {}  // NOLINT(google-explicit-constructor): made from literals

  /// `true` or `false`; empty if there is no value.
  operator std::string() const { return empty() ? "" : *value ? "true" : "false"; }  // NOLINT(google-explicit-constructor)
  /// Whether there is no value; there may be extensions nevertheless.
  [[nodiscard]] constexpr bool empty() const noexcept { return !value.has_value(); }
  /// Whether there is a value; every value is valid.
  [[nodiscard]] constexpr bool ok() const noexcept { return !empty(); }

  friend bool operator==(const Boolean& a, const Boolean& b) { return a.value == b.value && a.element == b.element; }
  template <std::same_as<bool> B>
  friend constexpr bool operator==(const Boolean& a, B truth) {
    return a.value == truth;
  }
};

}  // namespace fhirops
