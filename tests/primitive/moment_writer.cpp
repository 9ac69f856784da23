// What is written of points in time, day by day and second by second, and read as itself.

#include "fhirops/primitive/moment_writer.hpp"

#include <chrono>
#include <cstdint>
#include <ratio>
#include <string>
#include <string_view>

#include "fhirops/primitive/calendar.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops::detail;
using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

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
