// Date-times: every form that R4 allows, and std::chrono both ways.

#include "fhirops/primitive/date_time.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using fhirops::DateTime;
using fhirops::time_precision;
using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::sys_time;

// The example of the guide.
constexpr sys_seconds example{1697104310s};

static_assert(DateTime<>("2023-10-12T09:51:50+00:00").ok());
static_assert(DateTime<>("2023-10-12T09:51:50+00:00").to_sys<std::chrono::seconds>() == example);
static_assert(DateTime<>(example) == "2023-10-12T09:51:50Z");
static_assert(sizeof(DateTime<>) <= 48, "in place, without an allocation");

}  // namespace

TEST_CASE("a date-time of each precision") {
  const auto precision = [](std::string_view text) { return DateTime<>(text).precision(); };
  CHECK(precision("2023") == time_precision::year);
  CHECK(precision("2023-10") == time_precision::month);
  CHECK(precision("2023-10-12") == time_precision::day);
  CHECK(precision("2023-10-12T09:51:50Z") == time_precision::second);
  CHECK(precision("2023-10-12T09:51:50.0Z") == time_precision::fraction);
  CHECK(precision("2023-13") == time_precision::none);
  CHECK(precision("2023-10-12T09:51:50") == time_precision::none);
  CHECK(precision("") == time_precision::none);
}

TEST_CASE("R4 allows these date-times, and their text is kept") {
  for (const std::string_view text : {"2023",
                                      "2023-10",
                                      "2023-10-12",
                                      "2024-02-29",
                                      "0001",
                                      "9999-12-31T23:59:59Z",
                                      "2023-10-12T00:00:00Z",
                                      "2023-10-12T09:51:50+00:00",
                                      "2023-10-12T09:51:50-00:00",
                                      "2023-10-12T09:51:50+14:00",
                                      "2023-10-12T09:51:50-14:00",
                                      "2023-10-12T09:51:50+13:59",
                                      "2023-10-12T09:51:50-03:30",
                                      "2023-10-12T09:51:50.1Z",
                                      "2023-10-12T09:51:50.123456789Z",
                                      "2023-10-12T09:51:50.1234567890123+02:00",
                                      "2023-10-12T09:51:50.00000000000000000000000000000000000000000000000001Z",
                                      "2016-12-31T23:59:60Z",
                                      "2023-10-12T09:51:60Z",
                                      "2016-12-31T23:59:60.999+01:00"}) {
    INFO(text);
    CHECK(DateTime<>(text).ok());
    CHECK(DateTime<>(text) == text);
  }
  const std::string precise = "2023-10-12T09:51:50." + std::string(100'000, '7') + "Z";
  CHECK(DateTime<>(precise).ok());
  CHECK(DateTime<>(precise) == precise);
}

TEST_CASE("R4 refuses these date-times, and their text is kept all the same") {
  struct refusal {
    std::string_view rule;
    std::string_view text;
  };
  const refusal refusals[] = {
      {"not empty", ""},
      {"no year 0", "0000-10-12T09:51:50Z"},
      {"no month 13", "2023-13-12T09:51:50Z"},
      {"no month 0", "2023-00-12T09:51:50Z"},
      {"no 31 February", "2023-02-31T09:51:50Z"},
      {"29 February in leap years alone", "2023-02-29T09:51:50Z"},
      {"29 February in leap years alone", "1900-02-29"},
      {"no 24:00", "2023-10-12T24:00:00Z"},
      {"hours to 23", "2023-10-12T25:00:00Z"},
      {"minutes to 59", "2023-10-12T09:60:00Z"},
      {"seconds to 60", "2023-10-12T09:51:61Z"},
      {"seconds are required", "2023-10-12T09:51Z"},
      {"seconds are required", "2023-10-12T09:51+02:00"},
      {"minutes are required", "2023-10-12T09Z"},
      {"a zone is required", "2023-10-12T09:51:50"},
      {"a zone is required", "2023-10-12T09:51:50.123"},
      {"zones to 14:00", "2023-10-12T09:51:50+14:01"},
      {"zones to 14:00", "2023-10-12T09:51:50-14:30"},
      {"zones to 14:00", "2023-10-12T09:51:50+15:00"},
      {"minutes of a zone to 59", "2023-10-12T09:51:50+02:60"},
      {"minutes of a zone to 59", "2023-10-12T09:51:50+13:60"},
      {"hours and minutes in a zone", "2023-10-12T09:51:50+02"},
      {"a colon in a zone", "2023-10-12T09:51:50+0200"},
      {"two digits in a zone", "2023-10-12T09:51:50+2:00"},
      {"capital Z", "2023-10-12T09:51:50z"},
      {"capital T", "2023-10-12t09:51:50Z"},
      {"one zone", "2023-10-12T09:51:50Z+00:00"},
      {"a T", "2023-10-12 09:51:50Z"},
      {"digits after the point", "2023-10-12T09:51:50.Z"},
      {"a point, no comma", "2023-10-12T09:51:50,5Z"},
      {"two digits each", "2023-10-12T9:51:50Z"},
      {"a day before a time", "2023-10T09:51:50Z"},
      {"a day before a time", "2023T09:51:50Z"},
      {"no zone without a time", "2023-10-12Z"},
      {"no zone without a time", "2023-10-12+02:00"},
      {"nothing after the end", "2023-10-12T09:51:50Z "},
      {"nothing before the start", "\n2023-10-12T09:51:50Z"},
      {"complete", "2023-10-12T"},
      {"extended format", "20231012T095150Z"},
      {"no sign", "+2023-10-12T09:51:50Z"},
      {"ASCII digits", "2023-10-12T09:51:5\xC2\xB2Z"},
      {"no minus sign but the ASCII one",
       "2023-10-12T09:51:50\xE2\x88\x92"
       "01:00"},
  };
  for (const refusal& each : refusals) {
    INFO(each.rule << ": " << each.text);
    CHECK_FALSE(DateTime<>(each.text).ok());
    CHECK_FALSE(DateTime<>(each.text).to_sys().has_value());
    CHECK(DateTime<>(each.text) == each.text);
  }
  CHECK_FALSE(DateTime<>(std::string_view("2023-10-12T09:51:50Z\0", 21)).ok());
}

TEST_CASE("from std::chrono: as many fraction digits as the clock resolves") {
  CHECK(DateTime<>(example) == "2023-10-12T09:51:50Z");
  CHECK(DateTime<>(sys_time<std::chrono::milliseconds>(example + 7ms)) == "2023-10-12T09:51:50.007Z");
  CHECK(DateTime<>(sys_time<std::chrono::microseconds>(example + 7us)) == "2023-10-12T09:51:50.000007Z");
  CHECK(DateTime<>(sys_time<std::chrono::nanoseconds>(example + 7ns)) == "2023-10-12T09:51:50.000000007Z");
  CHECK(DateTime<>(sys_time<std::chrono::duration<std::int64_t, std::deci>>(example)) == "2023-10-12T09:51:50.0Z");
  CHECK(DateTime<>(sys_time<std::chrono::minutes>(28285071min)) == "2023-10-12T09:51:00Z");
  const DateTime<> implicitly = example;
  CHECK(implicitly == "2023-10-12T09:51:50Z");
}

TEST_CASE("from std::chrono: shown at an offset") {
  CHECK(DateTime<>(example, 0min) == "2023-10-12T09:51:50Z");
  CHECK(DateTime<>(example, 2h) == "2023-10-12T11:51:50+02:00");
  CHECK(DateTime<>(example, -(3h + 30min)) == "2023-10-12T06:21:50-03:30");
  CHECK(DateTime<>(example, 14h) == "2023-10-12T23:51:50+14:00");
  CHECK(DateTime<>(example, -14h) == "2023-10-11T19:51:50-14:00");
  CHECK(DateTime<>(sys_time<std::chrono::nanoseconds>(example + 1ns), 45min) == "2023-10-12T10:36:50.000000001+00:45");
  for (const auto offset : {0min, 1min, -1min, 330min, 840min, -840min})
    CHECK(DateTime<>(example, offset).to_sys<std::chrono::seconds>() == example);
}

TEST_CASE("from std::chrono: before 1970, with fractions") {
  using std::chrono::milliseconds;
  CHECK(DateTime<>(sys_time<milliseconds>(-1ms)) == "1969-12-31T23:59:59.999Z");
  CHECK(DateTime<>(sys_time<milliseconds>(-1000ms)) == "1969-12-31T23:59:59.000Z");
  CHECK(DateTime<>(sys_time<std::chrono::nanoseconds>(-1ns)) == "1969-12-31T23:59:59.999999999Z");
  CHECK(DateTime<>("1969-12-31T23:59:59.999Z").to_sys<milliseconds>() == sys_time<milliseconds>(-1ms));
  CHECK(DateTime<>("1969-12-31T23:59:59.9999Z").to_sys<milliseconds>() == sys_time<milliseconds>(-1ms));
  CHECK(DateTime<>("1969-12-31T23:59:58.5Z").to_sys<milliseconds>() == sys_time<milliseconds>(-1500ms));
}

TEST_CASE("from std::chrono: the years 1 and 9999") {
  const sys_seconds first = sys_days(1y / 1 / 1);
  const sys_seconds last = sys_days(9999y / 12 / 31) + 23h + 59min + 59s;
  CHECK(DateTime<>(first) == "0001-01-01T00:00:00Z");
  CHECK(DateTime<>(last) == "9999-12-31T23:59:59Z");
  CHECK(DateTime<>("0001-01-01T00:00:00Z").to_sys<std::chrono::seconds>() == first);
  CHECK(DateTime<>("9999-12-31T23:59:59Z").to_sys<std::chrono::seconds>() == last);
  CHECK(DateTime<>(sys_time<std::chrono::microseconds>(last + 999999us)) == "9999-12-31T23:59:59.999999Z");
  CHECK(DateTime<>("9999-12-31T23:59:59.999999Z").to_sys<std::chrono::microseconds>() == last + 999999us);
  CHECK(DateTime<>("0001-01-01T00:00:00+14:00").to_sys<std::chrono::seconds>() == first - 14h);
}

TEST_CASE("from std::chrono: a moment out of range does not become another moment") {
  CHECK_FALSE(DateTime<>(sys_seconds(sys_days(1y / 1 / 1)) - 1s).ok());
  CHECK_FALSE(DateTime<>(sys_seconds(sys_days(10000y / 1 / 1))).ok());
  CHECK_FALSE(DateTime<>(sys_seconds(sys_days(9999y / 12 / 31)) + 23h, 2h).ok());
  CHECK_FALSE(DateTime<>(sys_seconds(sys_days(12023y / 10 / 12))).ok());
  CHECK_FALSE(DateTime<>(sys_seconds::max()).ok());
  CHECK_FALSE(DateTime<>(sys_seconds::min()).ok());
  CHECK_FALSE(DateTime<>(sys_time<std::chrono::hours>::max()).ok());
  CHECK_FALSE(DateTime<>(sys_time<std::chrono::hours>::min(), -14h).ok());
  CHECK_FALSE(DateTime<>(sys_time<std::chrono::microseconds>::max(), 14h).ok());
  CHECK_FALSE(DateTime<>(example, std::chrono::minutes::max()).ok());
  CHECK_FALSE(DateTime<>(example, std::chrono::minutes::min()).ok());
  CHECK_FALSE(DateTime<>(example, 14h + 1min).ok());
  CHECK_FALSE(DateTime<>(example, -15h).ok());
  CHECK_FALSE(DateTime<>(example, 100h).ok());
  CHECK_FALSE(DateTime<>(example, std::chrono::minutes(100'000'000)).ok());
}

TEST_CASE("from std::chrono: the first and last nanosecond of a 64-bit clock") {
  using clock = sys_time<std::chrono::nanoseconds>;
  CHECK(DateTime<>(clock::min()) == "1677-09-21T00:12:43.145224192Z");
  CHECK(DateTime<>(clock::max()) == "2262-04-11T23:47:16.854775807Z");
  CHECK(DateTime<>(clock::min(), -14h) == "1677-09-20T10:12:43.145224192-14:00");
  CHECK(DateTime<>(clock::max(), 14h) == "2262-04-12T13:47:16.854775807+14:00");
}

TEST_CASE("from std::chrono: a clock that counts in floating point") {
  using seconds = std::chrono::duration<double>;
  using milliseconds = std::chrono::duration<double, std::milli>;
  CHECK(DateTime<>(sys_time<seconds>(seconds(1697104310.75))) == "2023-10-12T09:51:50Z");
  CHECK(DateTime<>(sys_time<milliseconds>(milliseconds(1697104310750.0))) == "2023-10-12T09:51:50.750Z");
  CHECK(DateTime<>(sys_time<milliseconds>(milliseconds(-250.0))) == "1969-12-31T23:59:59.750Z");
  CHECK_FALSE(DateTime<>(sys_time<seconds>(seconds(1e300))).ok());
  CHECK_FALSE(DateTime<>(sys_time<seconds>(seconds(std::numeric_limits<double>::quiet_NaN()))).ok());
}

TEST_CASE("to std::chrono: digits finer than the clock are cut") {
  const DateTime<> fine("2023-10-12T09:51:50.999999999999Z");
  CHECK(fine.to_sys<std::chrono::seconds>() == example);
  CHECK(fine.to_sys<std::chrono::milliseconds>() == example + 999ms);
  CHECK(fine.to_sys<std::chrono::nanoseconds>() == example + 999999999ns);
  CHECK(fine.to_sys<std::chrono::minutes>() == sys_time<std::chrono::minutes>(28285071min));
  CHECK(fine.to_sys<std::chrono::days>() == sys_days(2023y / 10 / 12));
  CHECK(DateTime<>("1969-12-31T23:59:50Z").to_sys<std::chrono::minutes>() == sys_time<std::chrono::minutes>(-1min));
}

TEST_CASE("to std::chrono: a moment is the same in any zone") {
  for (const std::string_view text : {"2023-10-12T09:51:50Z", "2023-10-12T09:51:50-00:00", "2023-10-12T11:51:50+02:00",
                                      "2023-10-12T06:21:50-03:30", "2023-10-12T23:51:50+14:00", "2023-10-11T19:51:50.0-14:00"})
    CHECK(DateTime<>(text).to_sys<std::chrono::seconds>() == example);
}

TEST_CASE("to std::chrono: a leap second is the second after it") {
  CHECK(DateTime<>("2016-12-31T23:59:60Z").to_sys<std::chrono::seconds>() == sys_days(2017y / 1 / 1));
  CHECK(DateTime<>("2016-12-31T23:59:60.25Z").to_sys<std::chrono::milliseconds>() == sys_days(2017y / 1 / 1) + 250ms);
}

TEST_CASE("to std::chrono: a missing part is not guessed") {
  for (const std::string_view text : {"2023", "2023-10", "2023-10-12"}) {
    CHECK_FALSE(DateTime<>(text).to_sys().has_value());
    CHECK_FALSE(DateTime<>(text).to_sys<std::chrono::days>().has_value());
  }
}

TEST_CASE("to std::chrono: nanoseconds reach from 1677 to 2262, and there is no value beyond") {
  CHECK(DateTime<>("1677-09-21T00:12:44Z").to_sys().has_value());
  CHECK(DateTime<>("2262-04-11T23:47:15.999999999Z").to_sys().has_value());
  for (const std::string_view text : {"0001-01-01T00:00:00Z", "1600-01-01T00:00:00Z", "1677-09-21T00:12:43Z",
                                      "2262-04-11T23:47:16.9Z", "2263-01-01T00:00:00Z", "9999-12-31T23:59:59Z"}) {
    INFO(text);
    CHECK(DateTime<>(text).ok());
    CHECK_FALSE(DateTime<>(text).to_sys<std::chrono::nanoseconds>().has_value());
    CHECK(DateTime<>(text).to_sys<std::chrono::microseconds>().has_value());
  }
  using seconds_32 = std::chrono::duration<std::int32_t>;
  CHECK(DateTime<>("2038-01-19T03:14:00Z").to_sys<seconds_32>().has_value());
  CHECK(DateTime<>("2038-01-19T03:14:06Z").to_sys<seconds_32>().has_value());
  CHECK(DateTime<>("2038-01-19T03:14:07.9Z").to_sys<seconds_32>().has_value());
  CHECK_FALSE(DateTime<>("2038-01-19T03:14:08Z").to_sys<seconds_32>().has_value());
  CHECK_FALSE(DateTime<>("1901-12-13T20:45:51Z").to_sys<seconds_32>().has_value());
}

TEST_CASE("there and back again through every clock") {
  for (std::int64_t ns = -3'000'000'000'123'456'789; ns < 3'000'000'000'000'000'000; ns += 123'456'789'012'345'678) {
    const sys_time<std::chrono::nanoseconds> time{std::chrono::nanoseconds(ns)};
    for (const auto offset : {0min, 345min, -570min}) {
      const DateTime<> text(time, offset);
      INFO(text.text.view());
      CHECK(text.ok());
      CHECK(text.to_sys() == time);
      const auto ms = std::chrono::floor<std::chrono::milliseconds>(time);
      CHECK(DateTime<>(ms, offset).to_sys<std::chrono::milliseconds>() == ms);
      CHECK(text.to_sys<std::chrono::milliseconds>() == ms);
    }
  }
}
