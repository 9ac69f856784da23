#pragma once
// What is wrong with a date or time, and what would be right (https://hl7.org/fhir/R4/datatypes.html#dateTime).

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/display_text.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/calendar.hpp"
#include "fhirops/validate/character_text.hpp"

namespace fhirops::detail {

// Explains faults in dates and times. Reads them like calendar.hpp, as far as possible.
// A template, so that only units that use it compile it.
template <class = void>
class basic_moment_diagnosis {
 public:
  basic_moment_diagnosis(type_id type, std::string_view text) noexcept : type_(type), text_(text), rest_(text) {}

  std::string text() {
    if (const std::string_view ends = space_at_ends(text_); !ends.empty()) return std::string(ends);
    return type_ == type_id::time ? clock(true) : year();
  }

 private:
  [[nodiscard]] std::string_view form() const noexcept {
    switch (type_) {
      case type_id::date:
        return "write YYYY, YYYY-MM or YYYY-MM-DD";
      case type_id::instant:
        return "write YYYY-MM-DDThh:mm:ss and an offset, Z or +01:00";
      case type_id::time:
        return "write hh:mm:ss";
      default:
        return "write YYYY, YYYY-MM, YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss and an offset, Z or +01:00";
    }
  }
  [[nodiscard]] std::string any_form() const { return std::string(form()); }
  std::string trailing() const { return joined({"remove ", quoted(rest_), " at the end"}); }
  // The number of digits that come next.
  [[nodiscard]] std::size_t digits_ahead() const noexcept {
    return std::min(rest_.find_first_not_of("0123456789"), rest_.size());
  }
  // Takes two digits into `number`; returns what is wrong, if anything.
  std::string two(int& number, std::string_view what, std::string_view example) {
    if (digits_ahead() != 2) {
      if (digits_ahead() == 1) return joined({"the ", what, " has two digits, as in ", example});
      return any_form();
    }
    take_number(rest_, 2, number);
    return {};
  }
  std::string_view last_two(std::size_t from) const noexcept { return text_.substr(from, 2); }

  std::string year() {
    if (digits_ahead() == 8 && rest_.size() == 8)
      return joined({"write ", text_.substr(0, 4), "-", text_.substr(4, 2), "-", text_.substr(6)});
    if (digits_ahead() != 4) return any_form();
    take_number(rest_, 4, m_.year);
    if (m_.year == 0) return "there is no year 0000, years go from 0001 to 9999";
    if (rest_.empty()) return end_of_date();
    if (rest_.front() == '/' || rest_.front() == '.') return joined({"write - instead of ", rest_.substr(0, 1)});
    if (rest_.front() == 'T') return "a time needs a full date, YYYY-MM-DD";
    if (!take(rest_, '-')) return any_form();
    return month();
  }
  std::string month() {
    if (std::string fault = two(m_.month, "month", "2024-01"); !fault.empty()) return fault;
    if (m_.month < 1 || m_.month > 12) return joined({"there is no month ", last_two(5)});
    if (rest_.empty()) return end_of_date();
    if (rest_.front() == 'T') return "a time needs a full date, YYYY-MM-DD";
    if (!take(rest_, '-')) return any_form();
    return day();
  }
  std::string day() {
    if (std::string fault = two(m_.day, "day", "2024-01-01"); !fault.empty()) return fault;
    if (m_.day == 0) return "there is no day 00";
    constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                           "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day_last last = std::chrono::year(m_.year) / m_.month / std::chrono::last;
    const auto most = static_cast<unsigned>(last.day());
    if (static_cast<unsigned>(m_.day) > most)
      return joined({months[m_.month - 1], " ", text_.substr(0, 4), " has ", digits(most), " days"});
    if (rest_.empty()) return end_of_date();
    if (type_ == type_id::date)
      return rest_.front() == 'T' || rest_.front() == ' ' ? joined({"a date has no time: write ", text_.substr(0, 10)})
                                                          : trailing();
    if (rest_.front() == 't') return "write T in upper case";
    if (rest_.front() == ' ') return "write T before the time, not a space";
    if (!take(rest_, 'T')) return trailing();
    return clock(false);
  }
  // A date without a time, which is wrong only for an instant.
  std::string end_of_date() const {
    if (text_.size() == 10) return joined({"an instant needs a time and an offset, as in ", text_, "T00:00:00Z"});
    return "an instant needs a full date, a time and an offset, as in 2024-01-01T00:00:00Z";
  }
  std::string clock(bool alone) {
    constexpr std::string_view shape = "a time is hh:mm:ss, as in 09:30:00";
    const std::size_t start = text_.size() - rest_.size();
    if (digits_ahead() == 1) return "the hour has two digits, as in 09:30:00";
    if (digits_ahead() != 2) return std::string(shape);
    take_number(rest_, 2, m_.hour);
    if (m_.hour > 23) return joined({"there is no hour ", last_two(start), ", hours go from 00 to 23"});
    if (!take(rest_, ':') || digits_ahead() != 2) return std::string(shape);
    take_number(rest_, 2, m_.minute);
    if (m_.minute > 59) return joined({"there is no minute ", last_two(start + 3), ", minutes go from 00 to 59"});
    if (rest_.empty() || rest_.front() != ':') return joined({"a time needs seconds: write ", text_.substr(start, 5), ":00"});
    take(rest_, ':');
    if (digits_ahead() != 2) return std::string(shape);
    take_number(rest_, 2, m_.second);
    if (m_.second > 60)
      return joined({"there is no second ", last_two(start + 6), ", seconds go from 00 to 59, or 60 in a leap second"});
    if (rest_.starts_with(',')) return "write a point before the fraction of a second, not a comma";
    if (take(rest_, '.')) {
      if (digits_ahead() == 0) return "digits are missing after the point";
      rest_.remove_prefix(digits_ahead());
    }
    return alone ? after_time() : zone();
  }
  std::string after_time() const {
    if (rest_.front() == 'Z' || rest_.front() == 'z' || rest_.front() == '+' || rest_.front() == '-')
      return joined({"a time by itself has no offset: remove ", shortened_text(rest_)});
    return trailing();
  }
  std::string zone() {
    if (rest_.empty()) return "a time needs an offset, Z or +01:00";
    if (rest_.front() == 'z') return "write Z in upper case";
    if (take(rest_, 'Z')) return trailing();
    if (rest_.front() != '+' && rest_.front() != '-') return trailing();
    const std::string sign(rest_.substr(0, 1));
    rest_.remove_prefix(1);
    int hours = 0;
    int minutes = 0;
    if (digits_ahead() == 4 && rest_.size() == 4)
      return joined({"an offset has a colon: write ", sign, rest_.substr(0, 2), ":", rest_.substr(2)});
    if (digits_ahead() == 2 && rest_.size() == 2) return joined({"an offset has minutes: write ", sign, rest_, ":00"});
    if (!take_number(rest_, 2, hours) || !take(rest_, ':') || !take_number(rest_, 2, minutes))
      return "an offset is Z, +hh:mm or -hh:mm";
    if (minutes > 59 || hours * 60 + minutes > 14 * 60) return "offsets go from -14:00 to +14:00, with minutes up to 59";
    return trailing();
  }

  type_id type_;
  std::string_view text_;
  std::string_view rest_;
  moment m_;
};
using moment_diagnosis = basic_moment_diagnosis<>;

}  // namespace fhirops::detail
