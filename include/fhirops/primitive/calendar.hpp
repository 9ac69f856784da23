#pragma once
// Reading, comparing and formatting the text of R4's dates and times, by hand and exactly
// (https://hl7.org/fhir/R4/datatypes.html#dateTime). No locale, no time zone database, no clock.

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "fhirops/primitive/characters.hpp"

namespace fhirops {

/// How much of a date-time is given.
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
  // Seconds from 1970-01-01T00:00:00 of the clock that the text shows, corrected by its offset.
  [[nodiscard]] constexpr std::int64_t seconds() const noexcept {
    return days() * 86400 + hour * std::int64_t{3600} + (minute - offset) * std::int64_t{60} + second;
  }
};

// Takes `count` digits and what follows must be anything else.
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

// hh:mm:ss, then a fraction.
constexpr bool take_clock(std::string_view& text, moment& m) noexcept {
  if (!take_number(text, 2, m.hour) || !take(text, ':') || !take_number(text, 2, m.minute) || !take(text, ':') ||
      !take_number(text, 2, m.second))
    return false;
  if (m.hour > 23 || m.minute > 59 || m.second > 60) return false;
  m.precision = time_precision::second;
  if (take(text, '.')) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0) return false;
    m.fraction = text.substr(0, digits);
    text.remove_prefix(digits);
    m.precision = time_precision::fraction;
  }
  return true;
}

// Z, +hh:mm or -hh:mm, up to 14:00.
constexpr bool take_zone(std::string_view& text, moment& m) noexcept {
  m.zoned = true;
  if (take(text, 'Z')) return true;
  const bool west = text.starts_with('-');
  int hours = 0;
  int minutes = 0;
  if ((!take(text, '+') && !take(text, '-')) || !take_number(text, 2, hours) || !take(text, ':') ||
      !take_number(text, 2, minutes))
    return false;
  m.offset = (hours * 60 + minutes) * (west ? -1 : 1);
  return minutes < 60 && hours * 60 + minutes <= 14 * 60;
}

// A date, a date-time of any precision; `ok` only if it is a day of the calendar.
constexpr moment parse_moment(std::string_view text) noexcept {
  moment m;
  if (!take_number(text, 4, m.year) || m.year == 0) return m;
  m.precision = time_precision::year;
  if (!text.empty()) {
    if (!take(text, '-') || !take_number(text, 2, m.month)) return m;
    m.precision = time_precision::month;
  }
  if (!text.empty()) {
    if (!take(text, '-') || !take_number(text, 2, m.day)) return m;
    m.precision = time_precision::day;
  }
  if (!text.empty() && !(take(text, 'T') && take_clock(text, m) && take_zone(text, m))) return m;
  m.ok = text.empty() && (std::chrono::year(m.year) / m.month / m.day).ok();
  return m;
}

constexpr moment parse_time(std::string_view text) noexcept {
  moment m;
  m.ok = take_clock(text, m) && text.empty();
  return m;
}

// Digit by digit; a missing digit counts as 0, as `.5` and `.50` are the same moment.
constexpr std::strong_ordering compare_fractions(std::string_view a, std::string_view b) noexcept {
  const std::size_t digits = a.size() > b.size() ? a.size() : b.size();
  for (std::size_t i = 0; i < digits; ++i) {
    const char left = i < a.size() ? a[i] : '0';
    const char right = i < b.size() ? b[i] : '0';
    if (left != right) return left <=> right;
  }
  return std::strong_ordering::equal;
}

// The days that a date covers, as seconds: `first` up to, not including, `last`.
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

// Never guesses a missing part: unordered where that part decides, or where a date without a zone
// is compared with a moment that may fall on either side of it (offsets reach 14 hours both ways).
constexpr std::partial_ordering compare_moments(std::string_view left, std::string_view right) noexcept {
  const moment a = parse_moment(left);
  const moment b = parse_moment(right);
  if (!a.ok || !b.ok) return std::partial_ordering::unordered;
  if (a.zoned && b.zoned) {
    if (a.seconds() != b.seconds()) return a.seconds() <=> b.seconds();
    return compare_fractions(a.fraction, b.fraction);
  }
  // What has no zone is a day at most, and what has one is more.
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

// The moment in a clock of the host's choosing; digits beyond its resolution are cut.
template <class Duration>
constexpr std::optional<std::chrono::sys_time<Duration>> to_sys_time(std::string_view text) noexcept {
  const moment m = parse_moment(text);
  if (!m.ok || !m.zoned) return std::nullopt;
  using seconds = std::chrono::duration<double>;
  if (seconds(m.seconds()) < seconds(Duration::min()) || seconds(m.seconds() + 1) > seconds(Duration::max())) return std::nullopt;
  std::int64_t nanoseconds = 0;
  for (std::size_t i = 0; i < 9; ++i) nanoseconds = nanoseconds * 10 + (i < m.fraction.size() ? m.fraction[i] - '0' : 0);
  const auto whole = std::chrono::floor<Duration>(std::chrono::seconds(m.seconds()));
  const auto rest = std::chrono::duration_cast<Duration>(std::chrono::nanoseconds(nanoseconds));
  return std::chrono::sys_time<Duration>(whole + rest);
}

// Text of a moment, built in place: YYYY-MM-DDThh:mm:ss, fraction as wide as the clock's
// resolution, then the offset.
class moment_text {
 public:
  template <class Duration>
  constexpr moment_text(std::chrono::sys_time<Duration> time, std::chrono::minutes offset) {
    using std::chrono::seconds;
    constexpr std::chrono::minutes widest(99 * 60 + 59);
    offset = std::clamp(offset, -widest, widest);
    // Far from the calendar nothing is computed, as it might overflow. `date` judges what is near.
    // Cut to seconds, then borrowed from: rounding down would overflow at the least value of a clock.
    using fine = std::common_type_t<Duration, seconds>;
    std::chrono::sys_seconds whole = first;
    fine rest{};
    const std::chrono::duration<double> about = time.time_since_epoch();
    if (about >= first.time_since_epoch() && about < (end + std::chrono::days(1)).time_since_epoch()) {
      whole = std::chrono::sys_seconds(std::chrono::duration_cast<seconds>(time.time_since_epoch()));
      rest = fine(time - whole);
      if (rest < fine::zero()) {
        whole -= seconds(1);
        rest += seconds(1);
      }
    }
    const std::chrono::sys_seconds local = whole + offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    date(day);
    put('T');
    clock(local - day);
    fraction(rest);
    zone(static_cast<int>(offset.count()));
  }
  constexpr explicit moment_text(std::chrono::sys_days day) { date(day); }

  [[nodiscard]] constexpr std::string_view view() const noexcept { return {text_, size_}; }

 private:
  // The year 0000 is written for all years without four digits: it is not a FHIR date, so it is not mistaken for one.
  static constexpr std::chrono::sys_days first{std::chrono::year(0) / 1 / 1};
  static constexpr std::chrono::sys_days end{std::chrono::year(10000) / 1 / 1};

  constexpr void put(char c) { text_[size_++] = c; }
  constexpr void number(std::int64_t value, int digits) {
    std::int64_t power = 1;
    for (int i = 1; i < digits; ++i) power *= 10;
    for (; power > 0; power /= 10) put(static_cast<char>('0' + value / power % 10));
  }
  constexpr void date(std::chrono::sys_days day) {
    const std::chrono::year_month_day parts(day < first || day >= end ? first : day);
    number(static_cast<int>(parts.year()), 4);
    put('-');
    number(static_cast<unsigned>(parts.month()), 2);
    put('-');
    number(static_cast<unsigned>(parts.day()), 2);
  }
  constexpr void clock(std::chrono::seconds second) {
    number(second.count() / 3600, 2);
    put(':');
    number(second.count() / 60 % 60, 2);
    put(':');
    number(second.count() % 60, 2);
  }
  template <class Duration>
  constexpr void fraction(Duration rest) {
    constexpr int digits = std::chrono::hh_mm_ss<Duration>::fractional_width;
    if constexpr (digits > 0) {
      put('.');
      const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(rest).count();
      std::int64_t scale = 1;
      for (int i = digits; i < 9; ++i) scale *= 10;
      number(ns / scale, digits < 9 ? digits : 9);
    }
  }
  constexpr void zone(int minutes) {
    if (minutes == 0) return put('Z');
    put(minutes < 0 ? '-' : '+');
    const int away = minutes < 0 ? -minutes : minutes;
    number(away / 60, 2);
    put(':');
    number(away % 60, 2);
  }

  char text_[40]{};
  std::size_t size_ = 0;
};

}  // namespace detail
}  // namespace fhirops
