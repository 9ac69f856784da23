// The calendar against std::chrono's, day by day, and against a clock of small steps.

#include "fhirops/primitive/calendar.hpp"

#include <chrono>
#include <compare>
#include <string>

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
