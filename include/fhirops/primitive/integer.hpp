#pragma once
// A whole number of 32 bits (https://hl7.org/fhir/R4/datatypes.html#integer).

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/fwd.hpp"
#include "fhirops/core/stream.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// The base of `Integer`, `UnsignedInt` and `PositiveInt`. Wider than R4's 32 bits, so that a number out of range can be stored
/// and reported; `ok()` checks the range.
template <Storage S>
struct integer_primitive {
  using storage = S;
  static constexpr auto representation = detail::shape::integer;

  /// The number, if any.
  std::optional<std::int64_t> value{};
  /// Whether a zero is written as `-0`, which R4 allows only for `integer`.
  bool minus_zero = false;
  /// The id and extensions of this primitive (JSON's `_name`); usually absent.
  box<Element<S>> element{};

  constexpr integer_primitive() noexcept = default;
  /// From a number.
  template <std::integral I>
    requires(!std::same_as<I, bool>)
  constexpr integer_primitive(I number)  // NOLINT(google-explicit-constructor): made from literals
      : value(widened(number)) {}

  /// The number as JSON writes it: `-0`, `42`; empty if there is none.
  operator std::string() const {  // NOLINT(google-explicit-constructor)
    return is_minus_zero() ? "-0" : empty() ? "" : std::to_string(*value);
  }
  /// Whether there is no value; there may be extensions nevertheless.
  [[nodiscard]] constexpr bool empty() const noexcept { return !value.has_value(); }
  /// Whether the number is zero, and written as `-0`.
  [[nodiscard]] constexpr bool is_minus_zero() const noexcept { return minus_zero && value == 0; }

  friend bool operator==(const integer_primitive& a, const integer_primitive& b) {
    return a.value == b.value && a.is_minus_zero() == b.is_minus_zero() && a.element == b.element;
  }
  template <std::integral I>
    requires(!std::same_as<I, bool>)
  friend constexpr bool operator==(const integer_primitive& a, I number) {
    return a.value == widened(number);
  }

 protected:
  /// A number that does not fit in 64 bits becomes the largest one, so that it does not turn negative.
  template <std::integral I>
  static constexpr std::int64_t widened(I number) noexcept {
    if constexpr (std::unsigned_integral<I> && sizeof(I) >= sizeof(std::int64_t))
      if (number > static_cast<I>(INT64_MAX)) return INT64_MAX;
    return static_cast<std::int64_t>(number);
  }
  /// Whether there is a number, and it is in the given range.
  [[nodiscard]] constexpr bool between(std::int64_t low, std::int64_t high) const noexcept {
    return value && *value >= low && *value <= high;
  }
};

namespace detail {
// All types of this shape share one set of functions to copy, move and destroy them.
template <class T>
  requires(T::representation == shape::integer)
struct block_functions<T> : generated_functions<integer_primitive<typename T::storage>> {
  static constexpr const void* (*table)() = nullptr;
};
}  // namespace detail

/// A whole number from -2,147,483,648 to 2,147,483,647
/// (https://hl7.org/fhir/R4/datatypes.html#integer).
template <Storage S = owned>
struct Integer : integer_primitive<S> {
  using integer_primitive<S>::integer_primitive;
  constexpr Integer() noexcept = default;
  static constexpr auto fhir_type = type_id::integer;
  /// Whether the number is in R4's range.
  [[nodiscard]] constexpr bool ok() const noexcept { return this->between(INT32_MIN, INT32_MAX); }
};

}  // namespace fhirops
