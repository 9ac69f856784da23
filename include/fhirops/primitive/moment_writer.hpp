#pragma once
// Formats points in time as R4's dates and instants (https://hl7.org/fhir/R4/datatypes.html#instant). Uses no locale, time zone
// database or clock.

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ratio>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/digit_pairs.hpp"
#include "fhirops/primitive/calendar.hpp"

namespace fhirops::detail {

// Writes the text of a moment: YYYY-MM-DDThh:mm:ss, as many fraction digits as the resolution of the clock has, then the offset.
// There must be room for `most` bytes. The output pointer is passed by value, because as a member it might be aliased by each
// byte that is written.
struct moment_writer {
  static constexpr std::size_t most = 40;

  // Returns the end of what was written.
  template <class Duration>
  [[gnu::noinline]] static constexpr char* put(char* to, std::chrono::sys_time<Duration> time,
                                               std::chrono::minutes offset) noexcept {
    constexpr std::chrono::minutes widest(99 * 60 + 59);
    const auto [second, rest] = second_of(time);
    return put(to, second, rest, std::clamp(offset, -widest, widest));
  }
  // The same in UTC, unless the moment has a year of four digits only elsewhere.
  template <class Duration>
  static constexpr char* put(char* to, std::chrono::sys_time<Duration> time) noexcept {
    constexpr std::chrono::sys_seconds year_1(std::chrono::sys_days(std::chrono::year(1) / 1 / 1));
    const auto [second, rest] = second_of(time);
    if (second >= year_1 && second < end) [[likely]]
      return put(to, second, rest, std::chrono::minutes());
    const std::chrono::minutes farthest((second < year_1 ? 14 : -14) * 60);
    const bool helps = second + farthest >= year_1 && second + farthest < end;
    return put(to, time, helps ? farthest : std::chrono::minutes());
  }
  static constexpr char* put(char* to, std::chrono::sys_days day) noexcept {
    const std::chrono::year_month_day parts(day < first || day >= end ? first : day);
    number(to, static_cast<std::uint32_t>(static_cast<int>(parts.year())), 4);
    to[4] = '-';
    number(to + 5, static_cast<unsigned>(parts.month()), 2);
    to[7] = '-';
    number(to + 8, static_cast<unsigned>(parts.day()), 2);
    return to + 10;
  }

 private:
  // Years beyond four digits are written as 0000, which is not valid in FHIR and so cannot be mistaken for a date.
  static constexpr std::chrono::sys_days first{std::chrono::year(0) / 1 / 1};
  static constexpr std::chrono::sys_days end{std::chrono::year(10000) / 1 / 1};

  // The second, and what is left of the time. Far out of range it is the first one: there the seconds might overflow.
  // `put(sys_days)` handles what is close to the limits.
  template <class Duration>
  static constexpr auto second_of(std::chrono::sys_time<Duration> time) noexcept {
    using fine = std::common_type_t<Duration, std::chrono::seconds>;
    if constexpr (Duration::period::num != 1 || !std::signed_integral<typename Duration::rep>) {
      const std::chrono::duration<double> about = time.time_since_epoch();
      if (!(about >= first.time_since_epoch() && about < (end + std::chrono::days(1)).time_since_epoch()))
        return std::pair(std::chrono::sys_seconds(first), fine{});
    }
    const auto [second, rest] = split_second(fine(time.time_since_epoch()));
    const bool near = second >= first.time_since_epoch() && second < (end + std::chrono::days(1)).time_since_epoch();
    return near ? std::pair(std::chrono::sys_seconds(second), rest) : std::pair(std::chrono::sys_seconds(first), fine{});
  }
  // Without an offset, the compiler leaves out what it takes.
  template <class Fine>
  FHIROPS_DETAIL_INLINED static constexpr char* put(char* to, std::chrono::sys_seconds second, Fine rest,
                                                    std::chrono::minutes offset) noexcept {
    const std::chrono::sys_seconds local = second + offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    to = put(to, day);
    to = clock(to, static_cast<std::uint32_t>((local - day).count()));
    return zone(fraction(to, rest), static_cast<int>(offset.count()));
  }

  // `value` must not have more than `digits` digits. Inlined, the loop disappears, and the divisors are constants.
  FHIROPS_DETAIL_INLINED static constexpr void number(char* to, std::uint32_t value, int digits) noexcept {
    for (; digits > 2; digits -= 2, value /= 100) put_pair(to + digits - 2, value % 100);
    if (digits == 2)
      put_pair(to, value);
    else
      to[0] = static_cast<char>('0' + value);
  }
  static constexpr char* clock(char* to, std::uint32_t second) noexcept {
    const std::uint32_t minute = second / 60;
    to[0] = 'T';
    number(to + 1, minute / 60, 2);
    to[3] = ':';
    number(to + 4, minute % 60, 2);
    to[6] = ':';
    number(to + 7, second - minute * 60, 2);
    return to + 9;
  }
  template <class Duration>
  static constexpr char* fraction(char* to, Duration rest) noexcept {
    constexpr int digits = std::min<int>(std::chrono::hh_mm_ss<Duration>::fractional_width, 9);
    if constexpr (digits == 0) {
      return to;
    } else {
      using digit = std::chrono::duration<std::int64_t, std::ratio<1, power_of_ten(digits)>>;
      to[0] = '.';
      number(to + 1, static_cast<std::uint32_t>(std::chrono::duration_cast<digit>(rest).count()), digits);
      return to + 1 + digits;
    }
  }
  static constexpr char* zone(char* to, int minutes) noexcept {
    if (minutes == 0) return to[0] = 'Z', to + 1;
    const auto away = static_cast<std::uint32_t>(minutes < 0 ? -minutes : minutes);
    to[0] = minutes < 0 ? '-' : '+';
    number(to + 1, away / 60, 2);
    to[3] = ':';
    number(to + 4, away % 60, 2);
    return to + 6;
  }
};

// Holds the text of a moment or of a day.
class moment_text {
 public:
  template <class Duration>
  constexpr moment_text(std::chrono::sys_time<Duration> time, std::chrono::minutes offset) noexcept
      : size_(static_cast<std::size_t>(moment_writer::put(text_, time, offset) - text_)) {}
  // In UTC, or where it has a year of four digits.
  template <class Duration>
  constexpr explicit moment_text(std::chrono::sys_time<Duration> time) noexcept
      : size_(static_cast<std::size_t>(moment_writer::put(text_, time) - text_)) {}
  constexpr explicit moment_text(std::chrono::sys_days day) noexcept
      : size_(static_cast<std::size_t>(moment_writer::put(text_, day) - text_)) {}

  [[nodiscard]] constexpr std::string_view view() const noexcept { return {text_, size_}; }

 private:
  char text_[moment_writer::most]{};
  std::size_t size_;
};

}  // namespace fhirops::detail
