// Times of day.

#include "fhirops/primitive/time.hpp"

#include <chrono>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using fhirops::Time;
using namespace std::chrono_literals;

static_assert(Time<>("14:35:00").ok() && !Time<>("24:00:00").ok());
static_assert(Time<>("00:00:01.5").since_midnight() == 1500ms);

}  // namespace

TEST_CASE("a time of day, and how long after midnight it is") {
  const auto since = [](std::string_view text) { return Time<>(text).since_midnight(); };
  CHECK(since("00:00:00") == 0ns);
  CHECK(since("14:35:00") == 14h + 35min);
  CHECK(since("23:59:59") == 24h - 1s);
  CHECK(since("23:59:60") == 24h);
  CHECK(since("12:00:00.0") == 12h);
  CHECK(since("12:00:00.000000001") == 12h + 1ns);
  CHECK(since("12:00:00.9999999999") == 12h + 999999999ns);
  CHECK(since("12:00:00." + std::string(100, '0') + "1") == 12h);
}

TEST_CASE("the text of a time is kept") {
  CHECK(Time<>("14:35:00.50") == "14:35:00.50");
  CHECK(Time<>("14:35:00.50") != Time<>("14:35:00.5"));
  CHECK(Time<>("noon") == "noon");
}

TEST_CASE("no time of day") {
  for (const std::string_view text :
       {"",          "24:00:00", "25:00:00",  "14:60:00",  "14:35:61",   "14:35",        "14",
        "4:35:00",   "14:5:00",  "14:35:0",   "14:35:00.", "14:35:00,5", "14:35:00Z",    "14:35:00+02:00",
        "T14:35:00", "143500",   "14:35:00 ", " 14:35:00", "-1:00:00",   "14:35:00.5.5", "2023-10-12T14:35:00Z"}) {
    INFO(text);
    CHECK_FALSE(Time<>(text).ok());
    CHECK_FALSE(Time<>(text).since_midnight().has_value());
  }
}
