#pragma once
// What all date and time primitives share: their text, kept in place as it was written.

#include <compare>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/fwd.hpp"
#include "fhirops/core/small_text.hpp"
#include "fhirops/core/stream.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/calendar.hpp"

namespace fhirops {

/// The base of `Date`, `DateTime`, `Instant` and `Time`. The text is always owned, and stored in place, so it needs no allocation
/// up to nine fraction digits. Empty text means that the value is absent.
template <Storage S>
struct time_primitive {
  using storage = S;
  static constexpr auto representation = detail::shape::time;

  /// The value, as written: precision, fraction digits and `Z` or `+00:00` are kept.
  small_text text{};
  /// The id and extensions of this primitive (JSON's `_name`); usually absent.
  box<Element<S>> element{};

  constexpr time_primitive() noexcept = default;
  /// From text; `ok()` says whether it is valid.
  template <class U>
    requires(!std::derived_from<std::remove_cvref_t<U>, time_primitive> && std::convertible_to<U, std::string_view>)
  constexpr time_primitive(U&& value)  // NOLINT(google-explicit-constructor): made from literals
      : text(std::string_view(std::forward<U>(value))) {}

  /// The value.
  constexpr operator std::string_view() const noexcept { return text.view(); }  // NOLINT(google-explicit-constructor)
  /// A copy of the value; empty if there is none.
  operator std::string() const { return std::string(std::string_view(text)); }  // NOLINT(google-explicit-constructor)
  /// Whether there is no value; there may be extensions nevertheless.
  [[nodiscard]] constexpr bool empty() const noexcept { return text.empty(); }

  friend bool operator==(const time_primitive& a, const time_primitive& b) { return a.text == b.text && a.element == b.element; }
  /// Compares the text only; to compare the moments that the texts denote, use `compare`.
  template <class U>
    requires(!std::derived_from<U, time_primitive> && std::convertible_to<const U&, std::string_view>)
  friend constexpr bool operator==(const time_primitive& a, const U& b) {
    return a.text.view() == std::string_view(b);
  }
};

namespace detail {
// All types of this shape share one set of functions to copy, move and destroy them.
template <class T>
  requires(T::representation == shape::time)
struct block_functions<T> : generated_functions<time_primitive<typename T::storage>> {
  static constexpr const void* (*table)() = nullptr;
};
}  // namespace detail

/// The order of two dates, date-times or instants. Missing parts are never guessed: `2023-10` and `2023-10-12` are unordered, and
/// so are a day and a moment that falls on that day in some time zone. Two moments are compared across offsets, with any number
/// of fraction digits.
///
///     expect(compare(DateTime<>("2023-10"), DateTime<>("2023-10-12")) == std::partial_ordering::unordered, "nobody knows");
template <class A, class B>
  requires requires {
    requires A::representation == detail::shape::time&& A::fhir_type != type_id::time;
    requires B::representation == detail::shape::time&& B::fhir_type != type_id::time;
  }
[[nodiscard]] constexpr std::partial_ordering compare(const A& a, const B& b) noexcept {
  return detail::compare_moments(a.text.view(), b.text.view());
}

}  // namespace fhirops
