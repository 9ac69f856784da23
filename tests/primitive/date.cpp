// Dates: years, months, days, and what is none.

#include "fhirops/primitive/date.hpp"

#include <chrono>
#include <compare>
#include <concepts>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using fhirops::Date;
using fhirops::time_precision;
using namespace std::chrono_literals;
using std::chrono::sys_days;

static_assert(Date<>("2023-10-12").ok() && Date<>("2023").ok() && !Date<>("2023-02-29").ok());
static_assert(Date<>(sys_days(2023y / 10 / 12)) == "2023-10-12");
static_assert(Date<>("2023-10-12").to_days() == sys_days(2023y / 10 / 12));
static_assert(!std::constructible_from<Date<>, std::chrono::sys_seconds>, "a moment is not a day: say in which zone");

}  // namespace

TEST_CASE("a date is a year, a month or a day") {
  for (const std::string_view text : {"2023", "2023-10", "2023-10-12", "0001", "0001-01-01", "9999-12-31", "1000", "0100"}) {
    INFO(text);
    CHECK(Date<>(text).ok());
    CHECK(Date<>(text) == text);
  }
  CHECK(Date<>("2023").precision() == time_precision::year);
  CHECK(Date<>("2023-10").precision() == time_precision::month);
  CHECK(Date<>("2023-10-12").precision() == time_precision::day);
}

TEST_CASE("the calendar knows the length of each month") {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month) {
    for (int day = 0; day <= 99; ++day) {
      const std::string text =
          std::string("2023-") + (month < 10 ? "0" : "") + std::to_string(month) + (day < 10 ? "-0" : "-") + std::to_string(day);
      INFO(text);
      CHECK(Date<>(text).ok() == (day >= 1 && day <= lengths[month - 1]));
    }
  }
}

TEST_CASE("29 February exists only in leap years") {
  for (const std::string_view year : {"2024", "2000", "1600", "0004", "0400", "9996"})
    CHECK(Date<>(std::string(year) + "-02-29").ok());
  for (const std::string_view year : {"2023", "1900", "2100", "0100", "0001", "9999"})
    CHECK_FALSE(Date<>(std::string(year) + "-02-29").ok());
}

TEST_CASE("no date") {
  struct example {
    std::string_view rule;
    std::string_view text;
  };
  const example examples[] = {
      {"not empty", ""},
      {"no year 0", "0000"},
      {"no year 0", "0000-01-01"},
      {"four digits in a year", "23"},
      {"four digits in a year", "023"},
      {"four digits in a year", "20231"},
      {"no sign", "-2023"},
      {"no sign", "+2023"},
      {"months are 01 to 12", "2023-00"},
      {"months are 01 to 12", "2023-13"},
      {"months are 01 to 12", "2023-13-01"},
      {"two digits in a month", "2023-1"},
      {"two digits in a month", "2023-010"},
      {"two digits in a day", "2023-10-1"},
      {"two digits in a day", "2023-10-012"},
      {"no such day", "2023-02-31"},
      {"no such day", "2023-10-00"},
      {"no such day", "2023-10-32"},
      {"hyphens", "2023/10/12"},
      {"hyphens", "20231012"},
      {"complete", "2023-"},
      {"complete", "2023-10-"},
      {"digits", "2O23"},
      {"digits", "2023-1a"},
      {"no white space", " 2023"},
      {"no white space", "2023 "},
      {"never a time", "2023-10-12T09:51:50Z"},
      {"never a time", "2023-10-12T"},
      {"never a zone", "2023-10-12Z"},
      {"never a zone", "2023-10-12+02:00"},
  };
  for (const example& each : examples) {
    INFO(each.rule << ": " << each.text);
    CHECK_FALSE(Date<>(each.text).ok());
    CHECK(Date<>(each.text).precision() == time_precision::none);
    CHECK_FALSE(Date<>(each.text).to_days().has_value());
    CHECK(Date<>(each.text) == each.text);
  }
}

TEST_CASE("a day of std::chrono and back") {
  for (const sys_days day : {sys_days(1y / 1 / 1), sys_days(1969y / 12 / 31), sys_days(1970y / 1 / 1), sys_days(2000y / 2 / 29),
                             sys_days(2023y / 10 / 12), sys_days(9999y / 12 / 31)}) {
    CHECK(Date<>(day).ok());
    CHECK(Date<>(day).to_days() == day);
  }
  CHECK(Date<>(sys_days(1y / 1 / 1)) == "0001-01-01");
  CHECK(Date<>(sys_days(9999y / 12 / 31)) == "9999-12-31");
  const Date<> implicitly = sys_days(2023y / 10 / 12);
  CHECK(implicitly == "2023-10-12");
}

TEST_CASE("a day beyond the year 9999 does not become another day") {
  for (const sys_days day : {sys_days(0y / 12 / 31), sys_days(-1y / 1 / 1), sys_days(10000y / 1 / 1), sys_days(12023y / 10 / 12),
                             sys_days::max(), sys_days::min()})
    CHECK_FALSE(Date<>(day).ok());
}

TEST_CASE("a date without a day has no day") {
  CHECK_FALSE(Date<>("2023").to_days().has_value());
  CHECK_FALSE(Date<>("2023-10").to_days().has_value());
}

TEST_CASE("a borrowed date is a year, a month or a day too") {
  using borrowed_date = Date<fhirops::borrowed>;
  CHECK(borrowed_date("2023").precision() == time_precision::year);
  CHECK(borrowed_date("2023-10").precision() == time_precision::month);
  CHECK(borrowed_date("2023-10-12").precision() == time_precision::day);
  for (const std::string_view bad : {"2023-13", "2023-00", "2023-02-30", "2023-10-12T00:00:00Z", ""}) {
    CAPTURE(bad);
    CHECK_FALSE(borrowed_date(bad).ok());
    CHECK(borrowed_date(bad).precision() == time_precision::none);
    CHECK_FALSE(borrowed_date(bad).to_days());
  }
  CHECK(borrowed_date("2023-10-12").to_days() == sys_days(2023y / 10 / 12));
}

TEST_CASE("a month ends before the next one, and a year too") {
  for (int month = 1; month <= 12; ++month) {
    CAPTURE(month);
    const auto text = [](int m) {
      constexpr std::string_view months[] = {"2020-01", "2020-02", "2020-03", "2020-04", "2020-05", "2020-06", "2020-07",
                                             "2020-08", "2020-09", "2020-10", "2020-11", "2020-12", "2021-01"};
      return std::string(months[m - 1]);
    };
    const Date<> partial(text(month));
    CHECK(compare(partial, Date<>(text(month + 1) + "-01")) == std::partial_ordering::less);
    CHECK(compare(partial, Date<>(text(month + 1) + "-15")) == std::partial_ordering::less);
    CHECK(compare(partial, Date<>(text(month) + "-28")) == std::partial_ordering::unordered);
    CHECK(compare(Date<>("2019-12-31"), partial) == std::partial_ordering::less);
  }
  CHECK(compare(Date<>("2020"), Date<>("2021-01-01")) == std::partial_ordering::less);
  CHECK(compare(Date<>("2020"), Date<>("2020-12-31")) == std::partial_ordering::unordered);
}
