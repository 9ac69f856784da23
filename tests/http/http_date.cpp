// Dates of HTTP, in the three forms that RFC 9110 has a recipient read.

#include <chrono>
#include <fhirops/http/http_date.hpp>
#include <string_view>

#include "support/catch.hpp"
#include "support/guarded.hpp"

namespace {

using namespace std::chrono;

std::optional<sys_seconds> read(std::string_view text) { return fhirops::http::detail::parse_http_date(text); }
constexpr sys_seconds rfc_example = sys_days(year(1994) / 11 / 6) + hours(8) + minutes(49) + seconds(37);

}  // namespace

TEST_CASE("the three forms of a date of HTTP are one moment", "[http][client]") {
  CHECK(read("Sun, 06 Nov 1994 08:49:37 GMT") == rfc_example);
  CHECK(read("Sunday, 06-Nov-94 08:49:37 GMT") == rfc_example);
  CHECK(read("Sun Nov  6 08:49:37 1994") == rfc_example);
  CHECK(read("Sun Nov 16 08:49:37 1994") == rfc_example + days(10));
}

TEST_CASE("every month, the last day of one, a leap day, and a leap second", "[http][client]") {
  CHECK(read("Mon, 31 Jan 2028 00:00:00 GMT") == sys_days(year(2028) / 1 / 31));
  CHECK(read("Tue, 29 Feb 2028 00:00:00 GMT") == sys_days(year(2028) / 2 / 29));
  CHECK(read("Fri, 31 Mar 2028 00:00:00 GMT") == sys_days(year(2028) / 3 / 31));
  CHECK(read("Sun, 30 Apr 2028 00:00:00 GMT") == sys_days(year(2028) / 4 / 30));
  CHECK(read("Wed, 31 May 2028 00:00:00 GMT") == sys_days(year(2028) / 5 / 31));
  CHECK(read("Fri, 30 Jun 2028 00:00:00 GMT") == sys_days(year(2028) / 6 / 30));
  CHECK(read("Mon, 31 Jul 2028 00:00:00 GMT") == sys_days(year(2028) / 7 / 31));
  CHECK(read("Thu, 31 Aug 2028 00:00:00 GMT") == sys_days(year(2028) / 8 / 31));
  CHECK(read("Sat, 30 Sep 2028 00:00:00 GMT") == sys_days(year(2028) / 9 / 30));
  CHECK(read("Tue, 31 Oct 2028 00:00:00 GMT") == sys_days(year(2028) / 10 / 31));
  CHECK(read("Thu, 30 Nov 2028 00:00:00 GMT") == sys_days(year(2028) / 11 / 30));
  CHECK(read("Sun, 31 Dec 2028 23:59:60 GMT") == sys_days(year(2029) / 1 / 1));
}

TEST_CASE("a year of two digits is one of 1970 to 2069", "[http][client]") {
  CHECK(read("Thursday, 01-Jan-70 00:00:00 GMT") == sys_days(year(1970) / 1 / 1));
  CHECK(read("Tuesday, 01-Jan-69 00:00:00 GMT") == sys_days(year(2069) / 1 / 1));
}

TEST_CASE("text that is not an HTTP date has no moment", "[http][client]") {
  // clang-format off
  for (const std::string_view text :
       {"", "Sun", "Sun, ", "120", "2026-11-26", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 2027 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 anF 1994 08:49:37 GMT", "Xyz, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov -994 08:49:37 GMT", "Sun, 0\0 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 94", "Sun Nov    08:49:37 1994"}) {
    // clang-format on
    CAPTURE(text);
    CHECK_FALSE(read(text));
  }
}

TEST_CASE("a date of HTTP is whole, and a space stands for a digit in one place only", "[http][client]") {
  test::guarded_room room(100);
  for (const std::string whole :
       {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov 16 08:49:37 1994"}) {
    CHECK(read(room.put(whole)));
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(whole.substr(0, size));
      CHECK_FALSE(read(room.put(whole.substr(0, size))));
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
      if (whole[i] < '0' || whole[i] > '9') continue;
      std::string spaced = whole;
      spaced[i] = ' ';
      CAPTURE(spaced);
      CHECK(read(spaced).has_value() == (spaced == "Sun Nov  6 08:49:37 1994"));
    }
  }
}

TEST_CASE("a moment as a date of HTTP is read back as it was", "[http][batch]") {
  CHECK(fhirops::http::detail::to_http_date(rfc_example) == "Sun, 06 Nov 1994 08:49:37 GMT");
  for (int day = -1000; day < 30000; day += 17) {
    const sys_seconds moment = rfc_example + days(day) + seconds(day);
    CHECK(read(fhirops::http::detail::to_http_date(moment)) == moment);
  }
}
