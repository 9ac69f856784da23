#pragma once
// Parses and compares the text of R4's dates and times exactly (https://hl7.org/fhir/R4/datatypes.html#dateTime). Uses
// no locale, time zone database or clock.

#include <algorithm>
#include <chrono>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "fhirops/primitive/characters.hpp"

namespace fhirops {

/// The last part that a date or date-time states.
enum class time_precision : std::uint8_t { none, year, month, day, second, fraction };

namespace detail {

struct moment {
  bool ok = false;
  time_precision precision = time_precision::none;
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;             // 60 in a leap second
  std::string_view fraction;  // the digits after the point
  bool zoned = false;
  int offset = 0;  // minutes east of UTC

  [[nodiscard]] constexpr std::int64_t days() const noexcept {
    return std::chrono::sys_days(std::chrono::year(year) / month / day).time_since_epoch().count();
  }
  // Seconds since 1970-01-01T00:00:00Z; without an offset in the text, UTC is assumed.
  [[nodiscard]] constexpr std::int64_t seconds() const noexcept {
    return days() * 86400 + hour * std::int64_t{3600} + (minute - offset) * std::int64_t{60} + second;
  }
};

// Takes `count` digits off the text. False if there are fewer, or if another digit follows.
constexpr bool take_number(std::string_view& text, std::size_t count, int& number) noexcept {
  if (text.size() < count || !all_digits(text.substr(0, count))) return false;
  number = to_number(text.substr(0, count));
  text.remove_prefix(count);
  return true;
}
constexpr bool take(std::string_view& text, char c) noexcept {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// Reads the parts of a date or time at their fixed positions. Errors are collected, so that one test at the end is enough.
class fixed_parts {
 public:
  constexpr explicit fixed_parts(std::string_view text) noexcept : text_(text) {}

  // The number or the byte at a position; anything else there is an error.
  template <std::size_t Count>
  constexpr int number(std::size_t at) noexcept {
    int value = 0;
    for (std::size_t i = 0; i < Count; ++i) {
      const int digit = text_[at + i] - '0';
      wrong_ |= static_cast<unsigned>(digit < 0 || digit > 9);
      value = value * 10 + digit;
    }
    return value;
  }
  constexpr void byte(std::size_t at, char c) noexcept { wrong_ |= static_cast<unsigned>(text_[at] != c); }
  [[nodiscard]] constexpr bool ok() const noexcept { return wrong_ == 0; }

 private:
  std::string_view text_;
  unsigned wrong_ = 0;
};

// Takes hh:mm:ss and an optional fraction off the text.
constexpr bool take_clock(std::string_view& text, moment& m) noexcept {
  if (text.size() < 8) return false;
  fixed_parts parts(text);
  m.hour = parts.number<2>(0);
  parts.byte(2, ':');
  m.minute = parts.number<2>(3);
  parts.byte(5, ':');
  m.second = parts.number<2>(6);
  if (!parts.ok() || m.hour > 23 || m.minute > 59 || m.second > 60) return false;
  text.remove_prefix(8);
  m.precision = time_precision::second;
  if (text.starts_with('.')) {
    std::size_t digits = 1;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 1) return false;
    m.fraction = text.substr(1, digits - 1);
    text.remove_prefix(digits);
    m.precision = time_precision::fraction;
  }
  return true;
}

// Whether the text is Z, or an offset +hh:mm or -hh:mm up to 14:00.
constexpr bool is_zone(std::string_view text, moment& m) noexcept {
  m.zoned = true;
  if (text.size() == 1) return text[0] == 'Z';
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return false;
  fixed_parts parts(text);
  const int hours = parts.number<2>(1);
  parts.byte(3, ':');
  const int minutes = parts.number<2>(4);
  m.offset = (hours * 60 + minutes) * (text[0] == '-' ? -1 : 1);
  return parts.ok() && minutes < 60 && hours * 60 + minutes <= 14 * 60;
}

// Parses a date or a date-time of any precision; `ok` only if the calendar has that day.
constexpr moment parse_moment(std::string_view text) noexcept {
  moment m;
  const std::size_t size = text.size();
  if (size < 10 && size != 4 && size != 7) return m;
  fixed_parts parts(text);
  m.year = parts.number<4>(0);
  m.precision = time_precision::year;
  if (size > 4) {
    parts.byte(4, '-');
    m.month = parts.number<2>(5);
    m.precision = time_precision::month;
  }
  if (size > 7) {
    parts.byte(7, '-');
    m.day = parts.number<2>(8);
    m.precision = time_precision::day;
  }
  if (!parts.ok() || m.year == 0 || !(std::chrono::year(m.year) / m.month / m.day).ok()) return m;
  if (size > 10) {
    text.remove_prefix(11);
    if (parts.byte(10, 'T'), !parts.ok() || !take_clock(text, m) || !is_zone(text, m)) return m;
  }
  m.ok = true;
  return m;
}

constexpr moment parse_time(std::string_view text) noexcept {
  moment m;
  m.ok = take_clock(text, m) && text.empty();
  return m;
}

// Compares digit by digit; missing digits count as 0, as `.5` and `.50` are the same moment.
constexpr std::strong_ordering compare_fractions(std::string_view a, std::string_view b) noexcept {
  const std::size_t digits = a.size() > b.size() ? a.size() : b.size();
  for (std::size_t i = 0; i < digits; ++i) {
    const char left = i < a.size() ? a[i] : '0';
    const char right = i < b.size() ? b[i] : '0';
    if (left != right) return left <=> right;
  }
  return std::strong_ordering::equal;
}

// The days that a date covers, in seconds: from `first` up to, but not including, `last`.
struct day_range {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
constexpr day_range range_of(const moment& m) noexcept {
  moment next = m;
  if (m.precision == time_precision::day) {
    return {m.days() * 86400, (m.days() + 1) * 86400};
  }
  if (m.precision == time_precision::month)
    ++next.month;
  else
    next.month = 13;
  if (next.month > 12) {
    next.month = 1;
    ++next.year;
  }
  return {m.days() * 86400, next.days() * 86400};
}

// Does not guess missing parts: the result is unordered if a missing part decides, or if a date without a zone is compared with a
// moment that may be on either side of it (offsets reach 14 hours in both directions).
constexpr std::partial_ordering compare_moments(std::string_view left, std::string_view right) noexcept {
  const moment a = parse_moment(left);
  const moment b = parse_moment(right);
  if (!a.ok || !b.ok) return std::partial_ordering::unordered;
  if (a.zoned && b.zoned) {
    if (a.seconds() != b.seconds()) return a.seconds() <=> b.seconds();
    return compare_fractions(a.fraction, b.fraction);
  }
  // Without a zone there is at most a day; with one there is also a time. So equal precisions mean two dates here.
  if (a.precision == b.precision) return a.days() <=> b.days();
  const auto span = [](const moment& m, bool widen) {
    if (m.zoned) return day_range{m.seconds(), m.seconds() + 1};
    const std::int64_t zone = widen ? 14 * 3600 : 0;
    const day_range days = range_of(m);
    return day_range{days.first - zone, days.last + zone};
  };
  const bool widen = a.zoned != b.zoned;
  const day_range x = span(a, widen);
  const day_range y = span(b, widen);
  if (x.last <= y.first) return std::partial_ordering::less;
  if (y.last <= x.first) return std::partial_ordering::greater;
  return std::partial_ordering::unordered;
}

constexpr std::int64_t power_of_ten(int exponent) noexcept {
  std::int64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

// The second that a duration begins in, rounded down, and what is left. Rounding down is not computed as such, since it would
// overflow at the minimum of the clock.
template <class Duration>
constexpr std::pair<std::chrono::seconds, Duration> split_second(Duration time) noexcept {
  const auto second = std::chrono::duration_cast<std::chrono::seconds>(time);
  const Duration rest = time - std::chrono::duration_cast<Duration>(second);
  if (rest >= Duration::zero()) return {second, rest};
  return {second - std::chrono::seconds(1), rest + std::chrono::duration_cast<Duration>(std::chrono::seconds(1))};
}
// The opposite; none if it is beyond the limits of the clock.
template <class Duration>
constexpr std::optional<Duration> join_second(std::chrono::seconds second, std::chrono::nanoseconds part) noexcept {
  const auto rest = std::chrono::duration_cast<Duration>(part);
  if constexpr (std::signed_integral<typename Duration::rep> && Duration::period::num == 1 && Duration::period::den > 1) {
    const std::pair at(second, rest);
    if (at < split_second(Duration::min()) || at > split_second(Duration::max())) return std::nullopt;
    if (second >= second.zero()) return std::chrono::duration_cast<Duration>(second) + rest;
    const std::chrono::seconds one(1);
    return std::chrono::duration_cast<Duration>(second + one) - (std::chrono::duration_cast<Duration>(one) - rest);
  } else {
    // Exact: a double has each second of the years 0001 to 9999.
    using seconds = std::chrono::duration<double>;
    if (seconds(second) < seconds(Duration::min()) || seconds(second) >= seconds(Duration::max()) + seconds(Duration(1)))
      return std::nullopt;
    return std::chrono::floor<Duration>(second) + rest;
  }
}

// The moment with the resolution of `Duration`; finer digits are cut off.
template <class Duration>
constexpr std::optional<std::chrono::sys_time<Duration>> to_sys_time(std::string_view text) noexcept {
  const moment m = parse_moment(text);
  if (!m.ok || !m.zoned) return std::nullopt;
  const std::size_t digits = std::min<std::size_t>(m.fraction.size(), 9);
  std::int64_t nanoseconds = 0;
  for (std::size_t i = 0; i < digits; ++i) nanoseconds = nanoseconds * 10 + (m.fraction[i] - '0');
  nanoseconds *= power_of_ten(static_cast<int>(9 - digits));
  const auto time = join_second<Duration>(std::chrono::seconds(m.seconds()), std::chrono::nanoseconds(nanoseconds));
  if (!time) return std::nullopt;
  return std::chrono::sys_time<Duration>(*time);
}

// The day that a date states; none if it states only a month or a year, or if it is not valid.
template <class Days = std::chrono::sys_days>
constexpr std::optional<Days> to_days(std::string_view text) noexcept {
  const moment m = parse_moment(text);
  if (!m.ok || m.precision != time_precision::day) return std::nullopt;
  return Days(typename Days::duration(m.days()));
}

// The time since midnight. Digits finer than a nanosecond are cut off.
template <class Duration = std::chrono::nanoseconds>
constexpr std::optional<Duration> since_midnight(std::string_view text) noexcept {
  const moment m = parse_time(text);
  if (!m.ok) return std::nullopt;
  std::int64_t nanoseconds = 0;
  for (std::size_t i = 0; i < 9; ++i) nanoseconds = nanoseconds * 10 + (i < m.fraction.size() ? m.fraction[i] - '0' : 0);
  return Duration((m.hour * 3600 + m.minute * 60 + m.second) * std::int64_t{1000000000} + nanoseconds);
}

}  // namespace detail
}  // namespace fhirops
