#pragma once
// A decimal number that keeps its text, since `1.00` states a higher precision than `1`
// (https://hl7.org/fhir/R4/datatypes.html#decimal).

#include <algorithm>
#include <charconv>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/box.hpp"
#include "fhirops/core/fwd.hpp"
#include "fhirops/core/small_text.hpp"
#include "fhirops/core/stream.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops {
namespace detail {

// The parts of `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
struct decimal_parts {
  bool ok = false;
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  std::int64_t exponent = 0;  // if its absolute value is exponent_limit, the true one may be larger

  static constexpr std::int64_t exponent_limit = 1'000'000'000'000'000;

  // Digit `i` of the whole part and the fraction written one after the other.
  [[nodiscard]] constexpr char digit(std::size_t i) const noexcept {
    return i < whole.size() ? whole[i] : fraction[i - whole.size()];
  }
  [[nodiscard]] constexpr std::size_t digits() const noexcept { return whole.size() + fraction.size(); }
};

constexpr decimal_parts split_decimal(std::string_view text) noexcept {
  decimal_parts parts;
  const auto take_digits = [&text] {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
  };
  if (text.starts_with('-')) {
    parts.negative = true;
    text.remove_prefix(1);
  }
  parts.whole = take_digits();
  if (!is_plain_number(parts.whole)) return parts;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    parts.fraction = take_digits();
    if (parts.fraction.empty()) return parts;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    const std::string_view digits = take_digits();
    if (digits.empty()) return parts;
    for (const char c : digits) parts.exponent = std::min(parts.exponent * 10 + (c - '0'), decimal_parts::exponent_limit);
    if (minus) parts.exponent = -parts.exponent;
  }
  parts.ok = text.empty();
  return parts;
}

// Compares by value: 1.0 equals 1.00 and 10e-1. Unordered if either is not a decimal.
constexpr std::partial_ordering compare_decimals(std::string_view left, std::string_view right) noexcept {
  const decimal_parts a = split_decimal(left);
  const decimal_parts b = split_decimal(right);
  if (!a.ok || !b.ok) return std::partial_ordering::unordered;
  // The index and the power of ten of the first digit that is not 0; neither has a meaning for zero.
  struct magnitude {
    std::size_t first = 0;
    std::int64_t power = 0;
    bool zero = true;
  };
  const auto measure = [](const decimal_parts& parts) {
    magnitude m;
    while (m.first < parts.digits() && parts.digit(m.first) == '0') ++m.first;
    m.zero = m.first == parts.digits();
    m.power = static_cast<std::int64_t>(parts.whole.size()) - static_cast<std::int64_t>(m.first) + parts.exponent;
    return m;
  };
  const magnitude m = measure(a);
  const magnitude n = measure(b);
  const int sign_a = m.zero ? 0 : a.negative ? -1 : 1;
  const int sign_b = n.zero ? 0 : b.negative ? -1 : 1;
  if (sign_a != sign_b) return sign_a <=> sign_b;
  if (sign_a == 0) return std::partial_ordering::equivalent;
  if (a.exponent == b.exponent && (a.exponent < 0 ? -a.exponent : a.exponent) == decimal_parts::exponent_limit)
    return std::partial_ordering::unordered;
  std::partial_ordering order = m.power <=> n.power;
  for (std::size_t i = 0; order == 0; ++i) {
    const bool more_a = m.first + i < a.digits();
    const bool more_b = n.first + i < b.digits();
    if (!more_a && !more_b) return order;
    order = (more_a ? a.digit(m.first + i) : '0') <=> (more_b ? b.digit(n.first + i) : '0');
  }
  return sign_a > 0 ? order : 0 <=> order;
}

// Exact to a few units in the last place. Used for numbers beyond the range of a double, and with standard libraries that lack
// from_chars for double.
inline double scaled_to_double(const decimal_parts& parts) noexcept {
  std::size_t first = 0;
  while (first < parts.digits() && parts.digit(first) == '0') ++first;
  const std::size_t last = std::min(parts.digits(), first + 19);  // as many digits as fit in 64 bits
  std::uint64_t digits = 0;
  for (std::size_t i = first; i < last; ++i) digits = digits * 10 + static_cast<std::uint64_t>(parts.digit(i) - '0');
  double scaled = static_cast<double>(digits);
  std::int64_t power = parts.exponent + static_cast<std::int64_t>(parts.whole.size()) - static_cast<std::int64_t>(last);
  const auto is_final = [&scaled] { return scaled == 0 || scaled > std::numeric_limits<double>::max(); };
  for (; power >= 22 && !is_final(); power -= 22) scaled *= 1e22;  // the largest exact power of ten
  for (; power <= -22 && !is_final(); power += 22) scaled /= 1e22;
  for (; power > 0 && !is_final(); --power) scaled *= 10;
  for (; power < 0 && !is_final(); ++power) scaled /= 10;
  return parts.negative ? -scaled : scaled;
}

inline double decimal_to_double(std::string_view text) noexcept {
  const decimal_parts parts = split_decimal(text);
  if (!parts.ok) return 0;
#if defined(__cpp_lib_to_chars)
  double value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc()) return value;
#endif
  return scaled_to_double(parts);
}

}  // namespace detail

/// A decimal number, kept as the text that was written: precision, exponent and the sign of zero are never lost, and the number
/// of digits is not limited. (R4 refers to XML Schema, which requires at least 18 digits.) `==` compares the text; `compare`
/// compares the value.
template <Storage S = owned>
struct Decimal {
  using storage = S;
  static constexpr auto fhir_type = type_id::decimal;
  static constexpr auto representation = detail::shape::decimal;

  /// The number, as written. Empty if there is none.
  small_text text{};
  /// The id and extensions of this primitive (JSON's `_name`); usually absent.
  box<Element<S>> element{};

  constexpr Decimal() noexcept = default;
  /// From the text of a number; `ok()` says whether it is one. There is no conversion from double, whose decimal digits would be
  /// a guess.
  template <class U>
    requires(!std::derived_from<std::remove_cvref_t<U>, Decimal> && std::convertible_to<U, std::string_view>)
  constexpr Decimal(U&& value)  // NOLINT(google-explicit-constructor): made from literals
      : text(std::string_view(std::forward<U>(value))) {}
  /// From a whole number.
  template <std::integral I>
    requires(!std::same_as<I, bool>)
  Decimal(I number) : text(std::to_string(number)) {}  // NOLINT(google-explicit-constructor)

  /// The number, as written.
  constexpr operator std::string_view() const noexcept { return text.view(); }  // NOLINT(google-explicit-constructor)
  /// A copy of the number, as written; empty if there is none.
  operator std::string() const { return std::string(std::string_view(text)); }  // NOLINT(google-explicit-constructor)
  /// Whether there is no value; there may be extensions nevertheless.
  [[nodiscard]] constexpr bool empty() const noexcept { return text.empty(); }
  /// Whether R4 allows the text: no `+`, no leading zeros, digits on both sides of the point.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::split_decimal(text.view()).ok; }

  /// The nearest double; precision may be lost. 0 if the text is not a number; infinity or 0 if the number is beyond the range of
  /// a double.
  [[nodiscard]] double to_double() const noexcept { return detail::decimal_to_double(text.view()); }

  friend bool operator==(const Decimal& a, const Decimal& b) { return a.text == b.text && a.element == b.element; }
  /// Compares the text only.
  template <class U>
    requires(!std::derived_from<U, Decimal> && std::convertible_to<const U&, std::string_view>)
  friend constexpr bool operator==(const Decimal& a, const U& b) {
    return a.text.view() == std::string_view(b);
  }
};

/// Compares the numbers, whatever their text: `compare(Decimal<>("1.0"), Decimal<>("1.00"))` is equivalent. Unordered if either
/// is not a decimal, or if both have exponents beyond 10^15. Exact for any number of digits.
///
///     expect(compare(Decimal<>("1.0"), Decimal<>("1.00")) == 0, "the same number");
template <Storage A, Storage B>
[[nodiscard]] constexpr std::partial_ordering compare(const Decimal<A>& a, const Decimal<B>& b) noexcept {
  return detail::compare_decimals(a.text.view(), b.text.view());
}

}  // namespace fhirops
