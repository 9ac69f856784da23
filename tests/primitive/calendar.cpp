// The calendar against std::chrono's, day by day, and against a clock of small steps.

#include "fhirops/primitive/calendar.hpp"

#include <chrono>
#include <compare>
#include <cstdint>
#include <ratio>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using namespace fhirops::detail;
using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

static_assert(parse_moment("2023-10-12T09:51:50+02:00").offset == 120);
static_assert(parse_moment("2023-10-12T09:51:50-03:30").offset == -210);
static_assert(parse_time("14:35:00.5").fraction == "5");
static_assert(moment_text(sys_days(2023y / 10 / 12)).view() == "2023-10-12");

}  // namespace

TEST_CASE("every day from 0001 to 9999 is written and read as itself") {
  const sys_days last = 9999y / 12 / 31;
  std::string before;
  for (sys_days day = 1y / 1 / 1; day <= last; day += std::chrono::days(1)) {
    const moment_text text(day);
    const moment m = parse_moment(text.view());
    if (!m.ok || m.days() != day.time_since_epoch().count() || text.view().size() != 10 || before >= text.view()) {
      CAPTURE(text.view());
      FAIL("not itself");
    }
    before = text.view();
  }
  SUCCEED("each is");
}

TEST_CASE("every second of two days is written and read as itself") {
  const sys_seconds first = sys_days(1969y / 12 / 31);
  std::string before;
  for (sys_seconds time = first; time < first + 48h; time += 1s) {
    const moment_text text(time, 0min);
    const moment m = parse_moment(text.view());
    if (!m.ok || !m.zoned || m.seconds() != time.time_since_epoch().count() || before >= text.view()) {
      CAPTURE(text.view());
      FAIL("not itself");
    }
    before = text.view();
  }
  SUCCEED("each is");
}

TEST_CASE("every offset to 14:00 is written and read as itself") {
  for (int minutes = -14 * 60; minutes <= 14 * 60; ++minutes) {
    const moment_text text(sys_seconds(0s), std::chrono::minutes(minutes));
    const moment m = parse_moment(text.view());
    INFO(text.view());
    CHECK(m.ok);
    CHECK(m.offset == minutes);
    CHECK(m.seconds() == 0);
  }
}

TEST_CASE("a date-time with one other byte, or cut short, is one only if each part still has its form and range") {
  // The form of each byte, and the parts that have a range; by themselves, without what is tested.
  constexpr std::string_view whole = "2024-02-29T09:51:50.25+02:00";
  constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.dd+dd:dd";
  const auto has_form = [form](std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool digit = text[i] >= '0' && text[i] <= '9';
      if (form[i] == 'd' ? !digit : form[i] == '+' ? text[i] != '+' && text[i] != '-' : text[i] != form[i]) return false;
    }
    return true;
  };
  const auto part = [](std::string_view text, std::size_t at) { return std::stoi(std::string(text.substr(at, 2))); };
  const auto in_range = [part](std::string_view text) {
    const int month = part(text, 5);
    const int most = month == 2                                              ? (part(text, 2) % 4 == 0 ? 29 : 28)
                     : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                             : 31;
    const int zone = part(text, 23) * 60 + part(text, 26);
    return month >= 1 && month <= 12 && part(text, 8) >= 1 && part(text, 8) <= most && part(text, 11) < 24 &&
           part(text, 14) < 60 && part(text, 17) <= 60 && part(text, 26) < 60 && zone <= 14 * 60;
  };
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (int byte = 0; byte < 256; ++byte) {
      std::string text(whole);
      text[at] = static_cast<char>(byte);
      if (at < 2 && byte >= '0' && byte <= '9') continue;  // another century, of which not every fourth year is a leap year
      const bool digit_for_point = at == 19 && byte >= '0' && byte <= '9';
      const bool point_within = at > 19 && at < 22;
      if (digit_for_point || (point_within && (byte == '+' || byte == '-' || byte == 'Z'))) continue;
      if (parse_moment(text).ok != (has_form(text) && in_range(text))) {
        CAPTURE(text);
        FAIL("judged wrongly");
      }
    }
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    CAPTURE(whole.substr(0, size));
    CHECK(parse_moment(whole.substr(0, size)).ok == (size == 4 || size == 7 || size == 10 || size == whole.size()));
  }
  CHECK(parse_moment("2024-02-29T09:51:50Z").ok);
  CHECK(!parse_moment("2024-02-29T09:51:50ZZ").ok);
  CHECK(!parse_moment("2024-02-29T09:51:50.Z").ok);
  CHECK(!parse_moment("2024-02-29T09:51:50+02:000").ok);
  CHECK(!parse_moment("0000-02-29").ok);
}

TEST_CASE("fractions are cut at the resolution of the clock") {
  using std::chrono::microseconds;
  using std::chrono::milliseconds;
  using std::chrono::nanoseconds;
  const auto since = [](auto moment) { return moment.value().time_since_epoch().count(); };
  CHECK(since(to_sys_time<milliseconds>("1970-01-01T00:00:01.5Z")) == 1500);
  CHECK(since(to_sys_time<milliseconds>("1970-01-01T00:00:01.0019999999999Z")) == 1001);
  CHECK(since(to_sys_time<nanoseconds>("1970-01-01T00:00:00.123456789999Z")) == 123456789);
  CHECK(since(to_sys_time<microseconds>("1970-01-01T00:00:00.12Z")) == 120000);
  CHECK(since(to_sys_time<std::chrono::seconds>("1969-12-31T23:59:59.9Z")) == -1);
}

TEST_CASE("the first and the last moment of each clock are written and read as themselves") {
  const auto check = [](auto duration) {
    using Duration = decltype(duration);
    using Time = std::chrono::sys_time<Duration>;
    for (const Duration away : {Duration(0), Duration(1), Duration(999), Duration(1000)})
      for (const Time time : {Time::min() + away, Time::max() - away}) {
        const moment_text text(time, 0min);
        CAPTURE(text.view());
        CHECK(to_sys_time<Duration>(text.view()) == time);
      }
  };
  check(std::chrono::nanoseconds());
  check(std::chrono::duration<std::int32_t>());
  check(std::chrono::duration<std::int32_t, std::milli>());
  check(std::chrono::duration<std::int32_t, std::ratio<10>>());

  // Beyond what a signed clock counts, and far beyond the years.
  using unsigned_seconds = std::chrono::duration<std::uint64_t>;
  CHECK(moment_text(std::chrono::sys_time<unsigned_seconds>::max(), 0min).view() == "0000-01-01T00:00:00Z");
  CHECK(to_sys_time<unsigned_seconds>("1970-01-01T00:00:01Z").value().time_since_epoch().count() == 1);
  CHECK(!to_sys_time<unsigned_seconds>("1969-12-31T23:59:59Z"));

  using std::chrono::nanoseconds;
  CHECK(!to_sys_time<nanoseconds>("2262-04-11T23:47:16.854775808Z"));
  CHECK(!to_sys_time<nanoseconds>("2262-04-11T23:47:17Z"));
  CHECK(!to_sys_time<nanoseconds>("1677-09-21T00:12:43.145224191Z"));
  CHECK(!to_sys_time<nanoseconds>("1677-09-21T00:12:42.9Z"));
  using small_seconds = std::chrono::duration<std::int32_t>;
  CHECK(to_sys_time<small_seconds>("2038-01-19T03:14:07.9Z"));
  CHECK(!to_sys_time<small_seconds>("2038-01-19T03:14:08Z"));
  CHECK(!to_sys_time<small_seconds>("1901-12-13T20:45:51.9Z"));
}

TEST_CASE("a moment that is in the year 0000 or 10000 in UTC is written with an offset where it is not") {
  const auto text = [](std::string_view moment) {
    const auto time = to_sys_time<std::chrono::milliseconds>(moment).value();
    return std::string(moment_text(time).view());
  };
  CHECK(text("9999-12-31T23:59:59.5-05:00") == "9999-12-31T14:59:59.500-14:00");
  CHECK(text("9999-12-31T23:59:59.999-14:00") == "9999-12-31T23:59:59.999-14:00");
  CHECK(text("9999-12-31T23:59:59.999Z") == "9999-12-31T23:59:59.999Z");
  CHECK(text("0001-01-01T00:00:00+00:01") == "0001-01-01T13:59:00.000+14:00");
  CHECK(text("0001-01-01T00:00:00+14:00") == "0001-01-01T00:00:00.000+14:00");
  CHECK(text("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00.000Z");
  CHECK(text("2024-02-29T12:00:00+02:00") == "2024-02-29T10:00:00.000Z");
  // It is nowhere.
  CHECK(moment_text(sys_seconds(sys_days(10000y / 1 / 1)) + 14h).view() == "0000-01-01T14:00:00Z");
  CHECK(moment_text(sys_seconds::max()).view() == "0000-01-01T00:00:00Z");
}

TEST_CASE("partial dates stand for all of their days") {
  const auto seconds = [](sys_days day) { return day.time_since_epoch().count() * std::int64_t{86400}; };
  const auto range = [](std::string_view text) { return range_of(parse_moment(text)); };
  CHECK(range("2024").first == seconds(2024y / 1 / 1));
  CHECK(range("2024").last == seconds(2025y / 1 / 1));
  CHECK(range("2024-02").first == seconds(2024y / 2 / 1));
  CHECK(range("2024-02").last == seconds(2024y / 3 / 1));
  CHECK(range("2023-12").last == seconds(2024y / 1 / 1));
  CHECK(range("2024-02-29").last == seconds(2024y / 3 / 1));
  CHECK(range("9999-12-31").last == seconds(10000y / 1 / 1));
}
