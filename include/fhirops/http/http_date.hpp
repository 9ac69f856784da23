#pragma once
// Dates in headers (RFC 9110, section 5.6.7), in the three formats that a recipient must accept.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fhirops/primitive/characters.hpp"

namespace fhirops::http::detail {

/// The names of the months, three letters each.
inline constexpr std::string_view month_names = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Takes the parts of a date off the front of a text; each function returns whether the part was there.
class date_reader {
 public:
  explicit constexpr date_reader(std::string_view text) noexcept : rest_(text) {}

  [[nodiscard]] constexpr bool literal(std::string_view text) noexcept {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  /// Takes `size` digits; if `padded`, the first may be a space.
  [[nodiscard]] constexpr bool number(std::size_t size, int& out, bool padded = false) noexcept {
    if (rest_.size() < size) return false;
    std::string_view digits = rest_.substr(0, size);
    if (padded && digits.starts_with(' ')) digits.remove_prefix(1);
    if (!fhirops::detail::all_digits(digits)) return false;
    out = fhirops::detail::to_number(digits);
    rest_.remove_prefix(size);
    return true;
  }
  [[nodiscard]] constexpr bool month(unsigned& out) noexcept {
    const std::size_t at = rest_.size() < 3 ? std::string_view::npos : month_names.find(rest_.substr(0, 3));
    if (at == std::string_view::npos || at % 3 != 0) return false;
    out = static_cast<unsigned>(at / 3 + 1);
    rest_.remove_prefix(3);
    return true;
  }
  /// Takes `Sun`, or `Sunday` if `whole`. The day is not compared with the date, which determines it anyway.
  [[nodiscard]] constexpr bool weekday(bool whole) noexcept {
    for (const std::string_view day : {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"})
      if (literal(whole ? day : day.substr(0, 3))) return true;
    return false;
  }
  [[nodiscard]] constexpr bool time(std::chrono::seconds& out) noexcept {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!number(2, hour) || !literal(":") || !number(2, minute) || !literal(":") || !number(2, second)) return false;
    if (hour > 23 || minute > 59 || second > 60) return false;
    out = std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
    return true;
  }
  [[nodiscard]] constexpr bool ends() const noexcept { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// The time of an HTTP date; `std::nullopt` if the text is not one. A year of two digits, which only the format of RFC 850 has,
/// is taken to be from 1970 to 2069.
constexpr std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) noexcept {
  int day = 0;
  unsigned month = 0;
  int year = 0;
  std::chrono::seconds time{};
  bool read = false;
  if (date_reader now(text); now.weekday(false) && now.literal(", "))  // Sun, 06 Nov 1994 08:49:37 GMT
    read = now.number(2, day) && now.literal(" ") && now.month(month) && now.literal(" ") && now.number(4, year) &&
           now.literal(" ") && now.time(time) && now.literal(" GMT") && now.ends();
  if (date_reader old(text); !read && old.weekday(true) && old.literal(", ")) {  // Sunday, 06-Nov-94 08:49:37 GMT
    read = old.number(2, day) && old.literal("-") && old.month(month) && old.literal("-") && old.number(2, year) &&
           old.literal(" ") && old.time(time) && old.literal(" GMT") && old.ends();
    year += year < 70 ? 2000 : 1900;
  }
  if (date_reader c(text); !read && c.weekday(false) && c.literal(" "))  // Sun Nov  6 08:49:37 1994
    read = c.month(month) && c.literal(" ") && c.number(2, day, true) && c.literal(" ") && c.time(time) && c.literal(" ") &&
           c.number(4, year) && c.ends();
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!read || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + time;
}

/// The HTTP date of a time: `Sun, 06 Nov 1994 08:49:37 GMT`. The year must be from 0 to 9999.
inline std::string to_http_date(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const auto second = (time - day).count();
  constexpr std::string_view days = "SunMonTueWedThuFriSat";
  std::string text(days.substr(3 * std::chrono::weekday(day).c_encoding(), 3));
  const auto number = [&text](std::string_view before, std::int64_t value, int power) {
    text += before;
    for (; power > 0; power /= 10) text += static_cast<char>('0' + value / power % 10);
  };
  number(", ", static_cast<unsigned>(date.day()), 10);
  (text += ' ') += month_names.substr(3 * (static_cast<unsigned>(date.month()) - 1), 3);
  number(" ", static_cast<int>(date.year()), 1000);
  number(" ", second / 3600, 10);
  number(":", second / 60 % 60, 10);
  number(":", second % 60, 10);
  return text += " GMT";
}

}  // namespace fhirops::http::detail
