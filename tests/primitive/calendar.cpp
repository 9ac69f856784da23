// Dates and times as text, byte by byte, and what partial ones stand for.

#include "fhirops/primitive/calendar.hpp"

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using namespace fhirops::detail;
using namespace std::chrono_literals;
using std::chrono::sys_days;

static_assert(parse_moment("2023-10-12T09:51:50+02:00").offset == 120);
static_assert(parse_moment("2023-10-12T09:51:50-03:30").offset == -210);
static_assert(parse_time("14:35:00.5").fraction == "5");

}  // namespace

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
